"""Manuals with a fault on purpose: one file a kind, each with what mends it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from recovery_cli.catalogue import Catalogue
from recovery_cli.playbook import load
from recovery_cli.playbook.model import Failure, Playbook
from recovery_cli.playbook.plan import Plan, resolve
from shipped import demo, plan

PLANTED = Path(__file__).with_name("planted")
FAILURE = "spoilt"


def case(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((PLANTED / name).read_text("utf-8"))
    return found


def grown(planted: Mapping[str, Any], failure: str = FAILURE) -> Plan:
    """The plan of one failure of a small house; the restaurant's roles, the five steps and little else."""
    restaurant = plan().playbook.model_dump(mode="json", by_alias=True)
    remedies = [{"label": each["id"], **each} for each in planted["remedies"]]
    book = {**restaurant, "remedies": remedies, "manual": planted.get("manual", {}), "entitlements": []}
    made = {
        "id": failure,
        "name": "Something was spoilt",
        "severity": 3,
        "words": {},
        **planted.get("failure", {}),
        "facts": [_fact(path, values) for path, values in planted.get("facts", {}).items()],
        "remedies": planted["listed"],
    }
    method = load.method(Catalogue.over(None), "five-steps").model
    assert method is not None
    return resolve(Playbook.model_validate(book), method, Failure.model_validate(made), settings=demo())


def _fact(path: str, values: list[str]) -> dict[str, Any]:
    choices = [{"value": value, "label": value} for value in values]
    return {"id": path, "group": "decide", "ask": path, "choices": choices}
