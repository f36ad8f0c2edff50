"""What the choice comes to in every cell of a failure, worked out once, for all proofs to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from recovery_cli.playbook.manual import Row
from recovery_cli.playbook.plan import Plan
from recovery_cli.remedies import cells as domain
from recovery_cli.remedies.authority import cost_of, worth_of
from recovery_cli.remedies.case import Case
from recovery_cli.remedies.cells import Cell
from recovery_cli.remedies.choice import Option, Proposal, offered
from recovery_cli.remedies.table import Group, hits, rows_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """One cell: who comes to which choice, and what is offered by the lowest and by the highest role."""

    case: Case
    reached: Mapping[Group, bool]
    hits: Mapping[Group, tuple[Row, ...]]
    lowest: Mapping[Group, Proposal]
    highest: Mapping[Group, Proposal]

    def options(self, group: Group) -> tuple[Option, ...]:
        return self.highest[group].options if self.reached[group] else ()


def outcomes(plan: Plan) -> dict[Cell, Outcome]:
    """In the order of the cells, the plainest first."""
    told_apart = any(row.customer is not None for group in domain.GROUPS for row in rows_of(plan, group))
    found: dict[Cell, Outcome] = {}
    for cell in domain.cells(plan):
        # Customers come into it by the rows alone: where none tells them apart, one stands for all.
        alike = found.get(replace(cell, customer=domain.CUSTOMERS[0]))
        found[cell] = alike if alike is not None and not told_apart else _outcome(plan, cell, alike)
    return found


def _outcome(plan: Plan, cell: Cell, alike: Outcome | None) -> Outcome:
    below = domain.case(cell, domain.lowest(plan))
    above = domain.case(cell, domain.highest(plan))
    reached = {group: domain.reaches(plan, group, below) for group in domain.GROUPS} if alike is None else alike.reached
    return Outcome(
        case=above,
        reached=reached,
        hits={group: tuple(row for row, _ in hits(plan, group, above)) for group in domain.GROUPS},
        lowest={group: offered(plan, group, below) for group in domain.GROUPS},
        highest={group: offered(plan, group, above) for group in domain.GROUPS},
    )


def worth(plan: Plan, option: Option, known: Case) -> Decimal:
    """To the customer; shares of a price that nobody knows are compared among themselves only."""
    return worth_of(plan.remedy(option.remedy), known, option.amount)


def cost(plan: Plan, option: Option, known: Case) -> Decimal:
    return cost_of(plan.remedy(option.remedy), known, option.amount)


def total(plan: Plan, outcome: Outcome) -> Decimal:
    """What is proposed first, with what is proposed first on top of it."""
    firsts = (outcome.options(group)[:1] for group in domain.GROUPS)
    return sum((worth(plan, each, outcome.case) for first in firsts for each in first), Decimal(0))
