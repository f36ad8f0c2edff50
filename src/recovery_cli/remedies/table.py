"""The manual as a decision table: which row holds for a case, and what it lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
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


@dataclass(frozen=True, slots=True)
class Table:
    """The manual as it concerns one failure: its rows with what they list, and the default where none holds."""

    rows: tuple[tuple[Row, tuple[Entry, ...]], ...]
    default: tuple[Entry, ...]
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Of:
    """This very plan: what was found out about it need not be found out again for every case."""

    plan: Plan
    group: Group

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Of) and self.plan is other.plan and self.group == other.group

    def __hash__(self) -> int:
        return hash((id(self.plan), self.group))


def table(plan: Plan, group: Group) -> Table:
    return _table(_Of(plan, group))


@lru_cache(maxsize=64)
def _table(of: _Of) -> Table:
    plan, group = of.plan, of.group
    own = tuple(Entry(each) for each in getattr(plan.failure.remedies, group))
    rows = tuple(
        (row, tuple(Entry(each.remedy, each.cap) for each in getattr(row, group)))
        for row in plan.playbook.manual.rows
        if getattr(row, group) is not None and (row.failure is None or plan.failure.id in row.failure)
    )
    every = (*own, *(entry for _, entries in rows for entry in entries))
    return Table(rows, own, tuple(dict.fromkeys(entry.remedy for entry in every)))


def rows_of(plan: Plan, group: Group) -> tuple[Row, ...]:
    """The rows that may speak for this failure."""
    return tuple(row for row, _ in table(plan, group).rows)


def candidates(plan: Plan, group: Group) -> tuple[str, ...]:
    """Every remedy that this failure could come to."""
    return table(plan, group).candidates


def hits(plan: Plan, group: Group, case: Case) -> Iterator[tuple[Row, tuple[Entry, ...]]]:
    """The rows that hold, in the author's order; a sound `unique` manual has one at most."""
    for row, entries in table(plan, group).rows:
        if row.severity is not None and case.severity not in row.severity:
            continue
        if row.customer is not None and case.customer not in row.customer:
            continue
        if row.at_fault is not None and case.at_fault not in row.at_fault:
            continue
        if row.when is None or compiled(row.when).holds(case.facts):
            yield row, entries


def listed(plan: Plan, group: Group, case: Case) -> Listed:
    """By the first row that holds, else by the failure's own list.

    Two rows of a `unique` manual that hold at once are a fault for its author, never for whoever stands at the counter.
    """
    found = table(plan, group)
    row, entries = next(hits(plan, group, case), (None, found.default))
    here = {entry.remedy for entry in entries}
    return Listed(entries, row, tuple(each for each in found.candidates if each not in here))
