"""The shipped content, for tests of the floors above it."""

from __future__ import annotations

from functools import cache

from recovery_cli.catalogue import Catalogue, shipped
from recovery_cli.playbook import load
from recovery_cli.playbook.plan import Plan
from recovery_cli.playbook.settings import Settings


@cache
def demo() -> Settings:
    return load.settings(shipped() / "playbooks/demo/recovery.yaml", name="recovery.yaml")


@cache
def plan(playbook: str = "restaurant", failure: str = "spill-on-guest") -> Plan:
    return load.plan(Catalogue.over(None), playbook, failure, settings=demo())


def failures() -> tuple[tuple[str, str], ...]:
    catalogue = Catalogue.over(None)
    return tuple((book, each) for book in catalogue.playbooks() for each in catalogue.failures(book))
