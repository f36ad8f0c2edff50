"""A fault of a manual: of which kind, where in its files, and in which case it shows, said as shortly as it can be."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, TypeAlias

from recovery_cli.playbook.finding import Finding
from recovery_cli.playbook.plan import Plan
from recovery_cli.remedies import cells as domain
from recovery_cli.remedies.cells import Cell
from recovery_cli.remedies.outcomes import Outcome

Kind: TypeAlias = Literal["gap", "overlap", "dominated", "helpless", "less-severe", "less-known", "unmet"]
CODES: Mapping[Kind, str] = MappingProxyType(
    {
        "gap": "M01",
        "overlap": "M02",
        "dominated": "M03",
        "helpless": "M04",
        "less-severe": "M05",
        "less-known": "M06",
        "unmet": "M07",
    }
)


@dataclass(frozen=True, slots=True)
class Flaw:
    """`cell` is the plainest case in which it shows."""

    kind: Kind
    failure: str
    cell: Cell
    finding: Finding


def told(bad: Collection[Cell], domain_of: Collection[Cell], *, keep: tuple[str, ...] = ()) -> str:
    """The plainest of the bad cases, less every input that makes no difference to it; `keep` is always said."""
    cell = next(iter(bad))
    every = frozenset(bad)
    inputs = cell.inputs()
    left = {name: value for name, value in inputs.items() if name in keep or not _free(cell, name, every, domain_of)}
    return ", ".join(f"{name} {value}" for name, value in left.items()) or "in every case"


def _free(cell: Cell, name: str, bad: frozenset[Cell], every: Collection[Cell]) -> bool:
    """Whether the fault is there whatever this input is, all others being the same."""
    match name:
        case "severity":
            alike = [replace(cell, severity=each) for each in domain.SEVERITIES]
        case "customer":
            alike = [replace(cell, customer=each) for each in domain.CUSTOMERS]
        case "at fault":
            alike = [replace(cell, at_fault=each) for each in domain.FAULTS]
        case _:
            rest = [each for each in cell.answers if each[0] != name]
            alike = [
                other
                for other in every
                if (other.severity, other.customer, other.at_fault) == (cell.severity, cell.customer, cell.at_fault)
                and all(each in other.answers for each in rest)
            ]
    return all(other in bad for other in alike)


def place_of(plan: Plan, outcome: Outcome) -> tuple[Literal["playbook", "failure"], tuple[str | int, ...]]:
    """The row of the manual that holds in this cell, else the failure's own list."""
    rows = plan.playbook.manual.rows
    for group in domain.GROUPS:
        for row in outcome.hits[group]:
            return "playbook", ("manual", "rows", rows.index(row))
    return "failure", ("remedies",)
