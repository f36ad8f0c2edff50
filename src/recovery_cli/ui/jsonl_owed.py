"""What is owed as data: its name, and the sum with its lines and rules where the walk knows all that it hangs on."""

from __future__ import annotations

from datetime import datetime

from recovery_cli.ports import Scene
from recovery_cli.ui.jsonl_values import Data, text
from recovery_cli.walk import requests as r
from recovery_cli.walk.owed import amount_of


def owed(scene: Scene, request: r.Owe, *, at: datetime) -> Data:
    """`at` is aware; it says which rule is in force."""
    named = request.entitlement
    told: dict[str, Data] = {"id": named.id, "basis": named.basis, "label": text(named.label), "case": named.case}
    found = amount_of(scene.plan, scene.walk, named, at=at)
    if found is None:
        return told
    told["amount"] = None if found.amount is None else str(found.amount)
    told["lines"] = [{"label": text(line.label), "sum": str(line)} for line in found.lines]
    told["rules"] = [{"rule": row.rule, "source": row.source} for row in found.rows]
    return told
