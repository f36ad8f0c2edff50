"""The manual as a decision table: which row holds for a case, and what it lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from recovery_cli.playbook.condition import compiled
from recovery_cli.playbook.manual import Row
from recovery_cli.playbook.plan import Plan
from recovery_cli.remedies.case import Case

Group: TypeAlias = Literal["main", "bonus"]


class Entry(NamedTuple):
    """A remedy as it is listed: with a cap of its own, or with the remedy's."""

    remedy: str
    cap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """What is listed for a case, the row that says so (None: the failure's own list), and what others would get."""

    entries: tuple[Entry, ...]
    row: Row | None
    others: tuple[str, ...]


def rows_of(plan: Plan, group: Group) -> tuple[Row, ...]:
    """The rows that may speak for this failure."""
    return tuple(
        row
        for row in plan.playbook.manual.rows
        if getattr(row, group) is not None and (row.failure is None or plan.failure.id in row.failure)
    )


def hits(plan: Plan, group: Group, case: Case) -> Iterator[Row]:
    """The rows that hold, in the author's order; a sound `unique` manual has one at most."""
    for row in rows_of(plan, group):
        if row.severity is not None and case.severity not in row.severity:
            continue
        if row.customer is not None and case.customer not in row.customer:
            continue
        if row.at_fault is not None and case.at_fault not in row.at_fault:
            continue
        if row.when is None or compiled(row.when).holds(case.facts):
            yield row


def default(plan: Plan, group: Group) -> tuple[Entry, ...]:
    """The failure's own list: what holds where no row does."""
    return tuple(Entry(each) for each in getattr(plan.failure.remedies, group))


def of(row: Row, group: Group) -> tuple[Entry, ...]:
    return tuple(Entry(each.remedy, each.cap) for each in (row.main if group == "main" else row.bonus) or ())


def candidates(plan: Plan, group: Group) -> tuple[str, ...]:
    """Every remedy that this failure could come to."""
    listed = (*default(plan, group), *(entry for row in rows_of(plan, group) for entry in of(row, group)))
    return tuple(dict.fromkeys(entry.remedy for entry in listed))


def listed(plan: Plan, group: Group, case: Case) -> Listed:
    """By the first row that holds, else by the failure's own list.

    Two rows of a `unique` manual that hold at once are a fault for its author, never for whoever stands at the counter.
    """
    row = next(hits(plan, group, case), None)
    entries = default(plan, group) if row is None else of(row, group)
    here = {entry.remedy for entry in entries}
    return Listed(entries, row, tuple(each for each in candidates(plan, group) if each not in here))
