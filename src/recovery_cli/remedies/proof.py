"""A proof, not a hope: every case of a manual is tried, and each fault is told with its smallest counter-example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from recovery_cli.playbook.finding import Finding
from recovery_cli.playbook.plan import Plan
from recovery_cli.remedies import cells as domain
from recovery_cli.remedies.cells import Cell
from recovery_cli.remedies.choice import OTHER_ROW
from recovery_cli.remedies.dominated import dominated
from recovery_cli.remedies.flaw import CODES as CODES
from recovery_cli.remedies.flaw import Flaw as Flaw
from recovery_cli.remedies.flaw import place_of, told
from recovery_cli.remedies.outcomes import Outcome, outcomes, total
from recovery_cli.remedies.overlaps import overlaps, unmet

Tried: TypeAlias = Mapping[Cell, Outcome]
Axis: TypeAlias = Literal["severity", "customer"]


@dataclass(frozen=True, slots=True)
class Proof:
    """How many cases of a failure were tried, and what is wrong; no flaw, and it is proved for all of them."""

    failure: str
    cases: int
    flaws: tuple[Flaw, ...]


def prove(plan: Plan) -> Proof:
    """Gaps, overlaps, what is never needed, what the front line cannot do, and where a worse case gets less."""
    tried = outcomes(plan)
    found = (
        *_gaps(plan, tried),
        *overlaps(plan, tried),
        *unmet(plan, tried),
        *dominated(plan, tried),
        *_helpless(plan, tried),
        *_less(plan, tried, "severity"),
        *_less(plan, tried, "customer"),
    )
    return Proof(plan.failure.id, len(tried), found)


def _gaps(plan: Plan, tried: Tried) -> Iterator[Flaw]:
    """Something is listed and nothing of it fits; or there is nothing at all."""
    bad = [cell for cell, each in tried.items() if each.reached["main"] and _nothing(each)]
    if bad:
        case = told(bad, tried)
        hint = 'Give it a remedy; or say in a row of the manual that there is none: "main: []".'
        finding = Finding("failure", ("remedies", "main"), CODES["gap"], f"nothing that is listed fits: {case}", hint)
        yield Flaw("gap", plan.failure.id, bad[0], finding)
    empty = [cell for cell, each in tried.items() if not (plan.failure.remedies.fix or _any(each)) and cell not in bad]
    if empty:
        message = f"nothing is done and nothing offered: {told(empty, tried)}"
        yield Flaw("gap", plan.failure.id, empty[0], Finding("failure", ("remedies",), CODES["gap"], message))


def _nothing(outcome: Outcome) -> bool:
    """Something is listed, and none of it fits."""
    found = outcome.highest["main"]
    return not found.options and any(reason.code != OTHER_ROW for _, reason in found.ruled_out)


def _any(outcome: Outcome) -> bool:
    return any(outcome.options(group) for group in domain.GROUPS)


def _helpless(plan: Plan, tried: Tried) -> Iterator[Flaw]:
    """Nothing that whoever meets the customer may give: no fix and no offer, in no case at all."""
    role = domain.lowest(plan)
    if not tried or any(plan.remedy(each).authority == role for each in plan.failure.remedies.fix):
        return
    if any(_alone(outcome, role) for outcome in tried.values()):
        return
    message = f"{role} can give nothing here without asking: {told(tried, tried)}"
    hint = "A fix or a remedy within its limit lets it act at once."
    yield Flaw(
        "helpless",
        plan.failure.id,
        next(iter(tried)),
        Finding("failure", ("remedies",), CODES["helpless"], message, hint),
    )


def _alone(outcome: Outcome, role: str) -> bool:
    return any(
        option.decides == role
        for group in domain.GROUPS
        if outcome.reached[group]
        for option in outcome.lowest[group].options
    )


def _less(plan: Plan, tried: Tried, axis: Axis) -> Iterator[Flaw]:
    """A more severe case, or somebody who is known to us, is proposed what is worth less than the next below."""
    better = {"severity": _milder, "customer": _less_known}[axis]
    bad: dict[Cell, Cell] = {}
    for cell, outcome in tried.items():
        for other in better(cell):
            if total(plan, tried[other]) > total(plan, outcome):
                bad.setdefault(cell, other)
    if not bad:
        return
    cell = next(iter(bad))
    sums = tuple(total(plan, tried[each]) for each in (cell, bad[cell]))
    than = f"{axis} {getattr(bad[cell], axis)}"
    message = f"worth {sums[0]} and not {sums[1]} as with {than}: {told(bad, tried, keep=(axis,))}"
    kind: Literal["less-severe", "less-known"] = "less-severe" if axis == "severity" else "less-known"
    yield Flaw(kind, plan.failure.id, cell, Finding(*place_of(plan, tried[cell]), CODES[kind], message))


def _milder(cell: Cell) -> Iterator[Cell]:
    if cell.severity > domain.SEVERITIES[0]:
        yield Cell(cell.severity - 1, cell.customer, cell.at_fault, cell.answers)


def _less_known(cell: Cell) -> Iterator[Cell]:
    """Everybody is worth as much as who comes for the first time, and a VIP as much as a regular."""
    if cell.customer != "first_time":
        yield Cell(cell.severity, "first_time", cell.at_fault, cell.answers)
    if cell.customer == "vip":
        yield Cell(cell.severity, "regular", cell.at_fault, cell.answers)
