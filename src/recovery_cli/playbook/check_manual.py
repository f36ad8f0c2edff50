"""The rows of a manual together with a failure: every remedy that they name is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from recovery_cli.diagnostics import did_you_mean
from recovery_cli.playbook.finding import Finding
from recovery_cli.playbook.manual import Row
from recovery_cli.playbook.plan import Plan

Place = tuple[str | int, ...]


def rows_of(plan: Plan, group: Literal["main", "bonus"]) -> Iterator[tuple[Place, Row]]:
    """The rows that may speak for this failure, with their places in the playbook's file."""
    for number, row in enumerate(plan.playbook.manual.rows):
        if getattr(row, group) is not None and (row.failure is None or plan.failure.id in row.failure):
            yield ("manual", "rows", number), row


def manual(plan: Plan) -> Iterator[Finding]:
    """Remedies that a row gives and the playbook has not, or that cannot have the cap it gives them."""
    remedies = {remedy.id: remedy for remedy in plan.playbook.remedies}
    groups: tuple[Literal["main", "bonus"], ...] = ("main", "bonus")
    for group in groups:
        for place, row in rows_of(plan, group):
            for number, entry in enumerate(getattr(row, group)):
                here = (*place, group, number)
                remedy = remedies.get(entry.remedy)
                if remedy is None:
                    hint = did_you_mean(entry.remedy, remedies)
                    yield Finding("playbook", here, "Y07", f'no remedy "{entry.remedy}"', hint)
                elif entry.cap is not None and remedy.basis != "amount":
                    message = f'"{entry.remedy}" is given by the piece and has no cap'
                    yield Finding("playbook", here, "Y07", message, "Leave the cap out, or write basis: amount.")
