"""What the letter `entitlement` prints: each sum that was named as owed, by the rule of the moment when it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from recovery_cli.money import Money
from recovery_cli.notes.events import Content
from recovery_cli.playbook.plan import Plan
from recovery_cli.remedies.owed_trace import Line, Owed, figure
from recovery_cli.walk import events as e
from recovery_cli.walk.owed import amount_of
from recovery_cli.walk.state import Walk


def owed_facts(plan: Plan, walk: Walk, moments: Sequence[tuple[object, datetime]]) -> Mapping[str, Content]:
    """`entitlements` and `payment`; empty where no sum is known, and then the letter asks for it."""
    found = {
        event.step: (event.entitlement, amount_of(plan, walk, plan.entitlement(event.entitlement), at=at))
        for event, at in moments
        if isinstance(event, e.EntitlementNamed) and walk.owed.get(event.step) == event.entitlement
    }
    sums = [
        (name, each) for name, each in found.values() if each is not None and each.lines and each.amount is not None
    ]
    if not sums:
        return {}
    language = walk.language
    facts: dict[str, Content] = {
        "entitlements": tuple(
            {
                "label": plan.entitlement(name).label[language],
                "amount": each.amount,
                "rule": ", ".join(dict.fromkeys(row.rule for row in each.rows)),
                "source": ", ".join(dict.fromkeys(row.source for row in each.rows)),
                "lines": tuple(_line(line, each, language) for line in each.lines),
            }
            for name, each in sums
        )
    }
    payment: dict[str, Content] = {}
    last = [each.pay_by.day for _, each in sums if each.pay_by is not None and each.pay_by.day is not None]
    if len(last) == len(sums):
        payment["by"] = max(last)
    if (paid := sums[0][1].paid) is not None:
        payment["how"] = paid[language]
    if payment:
        facts["payment"] = payment
    return facts


def _line(line: Line, owed: Owed, language: str) -> Mapping[str, Content]:
    """`count` times `each` only where that is exactly what the line comes to."""
    currency = owed.amount.currency if owed.amount is not None else ""
    told: dict[str, Content] = {"label": line.label[language], "amount": Money(figure(line.amount), currency)}
    each = figure(line.each)
    if line.count != 1 and line.count.denominator == 1 and Fraction(each) * line.count == line.amount:
        told["count"] = int(line.count)
        told["each"] = Money(each, currency)
    return told
