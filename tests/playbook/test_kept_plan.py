"""What the journal keeps of a playbook with every walk, and what it does not."""

from __future__ import annotations

from recovery_cli.catalogue import Catalogue
from recovery_cli.playbook import load
from recovery_cli.playbook.plan import Plan
from shipped import demo, plan


def test_where_the_journal_is_stays_out_of_what_it_keeps() -> None:
    secret = demo().model_copy(update={"journal": "postgresql+psycopg://bar:s3cr3t@db/journal"})
    kept = load.plan(Catalogue.over(None), "restaurant", "spill-on-guest", settings=secret)
    assert "s3cr3t" not in kept.text()
    assert kept.digest() == plan("restaurant", "spill-on-guest").digest()
    assert Plan.read(kept.text()) == kept
