"""How long a proof of a whole manual takes: 10 failures, 5 severities, 5 customer types, 4 at fault, every case tried.

The manual has rows that tell all of these apart, and rows for one failure alone; loading is not counted.

    .venv/bin/python benchmarks/manual.py [ROUNDS]
"""

from __future__ import annotations

import statistics
import sys
import time
from typing import Any

from recovery_cli.catalogue import Catalogue, shipped
from recovery_cli.playbook import load
from recovery_cli.playbook.model import Failure, Playbook
from recovery_cli.playbook.plan import Plan, resolve
from recovery_cli.remedies.proof import prove

FAILURES = tuple(f"failure-{number}" for number in range(10))
MOST = 1.0
"""Seconds of this machine's own work that a manual may take: an author waits for it after every change."""


def remedies() -> list[dict[str, Any]]:
    caps = [{"when": f"walk.severity == {each}", "cap": 10 * each, "because": f"Severity {each}"} for each in (4, 5)]
    return [
        {"id": "mend", "label": "mend", "kind": "fix", "cost": 0, "value": 5},
        {"id": "call", "label": "call", "kind": "attention", "cost": 0, "value": 10},
        {
            "id": "refund",
            "label": "refund",
            "kind": "reimbursement",
            "basis": "amount",
            "cost": 1,
            "value": 1,
            "caps": [*caps, {"cap": 20, "because": "Otherwise"}],
        },
        {"id": "cake", "label": "cake", "kind": "bonus", "cost": 2, "value": 8, "gives": "food"},
        {"id": "ticket", "label": "ticket", "kind": "bonus", "cost": 4, "value": 30, "gives": "time"},
    ]


def rows() -> list[dict[str, Any]]:
    known: list[dict[str, Any]] = [
        {
            "id": f"{kind.replace('_', '-')}-{severity}",
            "severity": severity,
            "customer": kind,
            "main": [{"remedy": "refund", "cap": 20 + 10 * severity}],
        }
        for kind in ("regular", "vip", "vulnerable", "business")
        for severity in (3, 4, 5)
    ]
    return [*known, {"id": "not-us", "at_fault": ["customer", "third_party"], "bonus": []}]


def plans() -> list[Plan]:
    shelf = Catalogue.over(None)
    settings = load.settings(shipped() / "playbooks/demo/recovery.yaml", name="recovery.yaml")
    method = load.method(shelf, "five-steps").model
    base = load.playbook(shelf, "restaurant").model
    assert method is not None
    assert base is not None
    data = base.model_dump(mode="json", by_alias=True)
    book = Playbook.model_validate({**data, "remedies": remedies(), "manual": {"rows": rows()}, "entitlements": []})
    listed = {"fix": ["mend"], "main": ["refund", "call"], "bonus": ["ticket", "cake"]}
    made = [
        Failure.model_validate({"id": each, "name": each, "severity": 3, "words": {}, "remedies": listed})
        for each in FAILURES
    ]
    return [resolve(book, method, failure, settings=settings) for failure in made]


def main(rounds: int) -> int:
    manual = plans()
    taken: list[float] = []
    cases = flaws = 0
    for _ in range(rounds):
        began = time.process_time()
        proofs = [prove(plan) for plan in manual]
        taken.append(time.process_time() - began)
        cases, flaws = sum(each.cases for each in proofs), sum(len(each.flaws) for each in proofs)
    middle = statistics.median(taken)
    print(f"median of {rounds} rounds, Python {sys.version.split()[0]}")
    print(f"{cases} cases of {len(manual)} failures, {flaws} flaws: {middle * 1000:.0f} ms of processor time")
    return 0 if middle < MOST and not flaws else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
