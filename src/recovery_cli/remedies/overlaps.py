"""Rows of the manual against each other: two that hold at once, and those that never do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from recovery_cli.playbook.condition import compiled
from recovery_cli.playbook.finding import Finding
from recovery_cli.playbook.model import Remedy
from recovery_cli.playbook.plan import Plan
from recovery_cli.remedies import cells as domain
from recovery_cli.remedies.case import Case
from recovery_cli.remedies.cells import Cell
from recovery_cli.remedies.flaw import CODES, Flaw, told
from recovery_cli.remedies.outcomes import Outcome
from recovery_cli.remedies.table import candidates, rows_of
from recovery_cli.sandbox import UndefinedFact

Tried = Mapping[Cell, Outcome]


def overlaps(plan: Plan, tried: Tried) -> Iterator[Flaw]:
    """Under `unique` one row holds at most; of the caps of a remedy one, but for the one that is otherwise."""
    if plan.playbook.manual.hit == "unique":
        yield from _rows(plan, tried)
    remedies = {remedy.id: number for number, remedy in enumerate(plan.playbook.remedies)}
    for each in dict.fromkeys(each for group in domain.GROUPS for each in candidates(plan, group)):
        yield from _caps(plan, plan.remedy(each), remedies[each], tried)


def _rows(plan: Plan, tried: Tried) -> Iterator[Flaw]:
    rows = plan.playbook.manual.rows
    found: dict[tuple[str, str], list[Cell]] = {}
    for cell, outcome in tried.items():
        pairs = {(a.id, b.id) for each in outcome.hits.values() for a, b in combinations(each, 2)}
        for pair in pairs:
            found.setdefault(pair, []).append(cell)
    for (first, second), bad in sorted(found.items()):
        number = next(number for number, row in enumerate(rows) if row.id == second)
        message = f'the rows "{first}" and "{second}" both hold: {told(bad, tried)}'
        hint = "Make one of them narrower, or write hit: first."
        finding = Finding("playbook", ("manual", "rows", number), CODES["overlap"], message, hint)
        yield Flaw("overlap", plan.failure.id, bad[0], finding)


def _caps(plan: Plan, remedy: Remedy, number: int, tried: Tried) -> Iterator[Flaw]:
    otherwise = next((at for at, rule in enumerate(remedy.caps) if rule.when is None), len(remedy.caps))
    for at in range(otherwise + 1, len(remedy.caps)):
        message = f'cap {at + 1} of "{remedy.id}" comes after the one that always holds'
        finding = Finding("playbook", ("remedies", number, "caps", at), CODES["overlap"], message)
        yield Flaw("overlap", plan.failure.id, next(iter(tried)), finding)
    held = {cell: _held(remedy, each.case) for cell, each in tried.items() if cell.customer == domain.CUSTOMERS[0]}
    for first, second in combinations(range(otherwise), 2):
        # No condition reads what kind of customer it is: what holds for one holds for all.
        bad = [cell for cell in tried if {first, second} <= held[replace(cell, customer=domain.CUSTOMERS[0])]]
        if bad:
            message = f'caps {first + 1} and {second + 1} of "{remedy.id}" both hold: {told(bad, tried)}'
            finding = Finding("playbook", ("remedies", number, "caps", second), CODES["overlap"], message)
            yield Flaw("overlap", plan.failure.id, bad[0], finding)


def _held(remedy: Remedy, case: Case) -> frozenset[int]:
    return frozenset(number for number, rule in enumerate(remedy.caps) if _holds(rule.when, case))


def _holds(when: str | None, case: Case) -> bool:
    try:
        return when is not None and compiled(when).holds(case.facts)
    except UndefinedFact:
        return False


def unmet(plan: Plan, tried: Tried) -> Iterator[Flaw]:
    """A row that speaks of this failure by name, and that no case of it comes to."""
    for group in domain.GROUPS:
        for row in rows_of(plan, group):
            met = any(outcome.hits[group][:1] == (row,) for outcome in tried.values())
            if tried and not met and row.failure is not None and (group == "main" or row.main is None):
                number = plan.playbook.manual.rows.index(row)
                message = f'no case of {plan.failure.id} ever comes to the row "{row.id}"'
                finding = Finding("playbook", ("manual", "rows", number), CODES["unmet"], message)
                yield Flaw("unmet", plan.failure.id, next(iter(tried)), finding)
