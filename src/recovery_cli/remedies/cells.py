"""The whole finite domain of a manual: every case that a failure can be, as far as its choice of a remedy looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias, get_args

from recovery_cli.playbook.condition import compiled, nested
from recovery_cli.playbook.model import ROLES, CustomerType, Fact, Fault, RoleId, Step
from recovery_cli.playbook.plan import Plan
from recovery_cli.remedies.case import Case
from recovery_cli.remedies.table import Group, candidates, rows_of
from recovery_cli.sandbox import UndefinedFact

SEVERITIES = (1, 2, 3, 4, 5)
CUSTOMERS: tuple[CustomerType, ...] = get_args(CustomerType)
FAULTS: tuple[Fault, ...] = get_args(Fault)
GROUPS: tuple[Group, ...] = ("main", "bonus")
COUNTED = (1, 2, 3, 4)
"""What stands for any number: conditions ask for the first, the second, the third time, or more."""

Answer: TypeAlias = str | int | None
Answers: TypeAlias = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Cell:
    """One case; `answers` are the facts that the choice reads, as (path, value) in the order of asking."""

    severity: int
    customer: CustomerType
    at_fault: Fault
    answers: tuple[tuple[str, Answer], ...] = ()

    def inputs(self) -> dict[str, Answer]:
        return {
            "severity": self.severity,
            "customer": self.customer,
            "at fault": self.at_fault,
            **dict(self.answers),
        }


def cells(plan: Plan) -> tuple[Cell, ...]:
    """Every case in which something may be offered, the plainest first; none where careful mode forbids gifts."""
    if plan.failure.careful == "always":
        return ()
    combinations = [tuple(each.items()) for each in answers(plan, read(plan))]
    return tuple(Cell(*each) for each in product(SEVERITIES, CUSTOMERS, FAULTS, combinations))


def case(cell: Cell, role: RoleId) -> Case:
    """The case of a cell as somebody in `role` meets it, first time, price not known."""
    return Case(
        role=role,
        severity=cell.severity,
        careful=False,
        at_fault=cell.at_fault,
        facts={**nested(dict(cell.answers)), "walk": walk_facts(cell, role)},
        customer=cell.customer,
    )


def walk_facts(cell: Cell, role: RoleId) -> dict[str, object]:
    """What conditions may read of the walk, in an ordinary one that has come to the offer."""
    return {
        "careful": False,
        "emergency": False,
        "second_voice": False,
        "document": "",
        "severity": cell.severity,
        "noticed": False,
        "role": role,
        "at_fault": cell.at_fault,
        "second_said": False,
        "reachable": False,
        "contacts": dict(cell.answers).get("contacts") or 1,
        "transfers": 0,
        "owned": False,
    }


def lowest(plan: Plan) -> RoleId:
    return min((role.id for role in plan.playbook.roles), key=ROLES.index)


def highest(plan: Plan) -> RoleId:
    return max((role.id for role in plan.playbook.roles), key=ROLES.index)


def step_of(plan: Plan, group: Group) -> Step | None:
    return next((step for step in plan.steps if step.kind == "choose" and step.remedies == group), None)


def reaches(plan: Plan, group: Group, known: Case) -> bool:
    """Whether the flow comes to this choice; what it cannot tell yet, it may."""
    step = step_of(plan, group)
    if step is None or step.on_request:
        return False
    try:
        return step.when is None or compiled(step.when).holds(known.facts)
    except UndefinedFact:
        return True


def read(plan: Plan, also: Iterable[str] = ()) -> frozenset[str]:
    """The facts that the choice and `also` read, and those that decide whether one of these is asked at all."""
    conditions = {when for group in GROUPS for when in _conditions(plan, group) if when is not None} | {*also}
    paths: set[str] = set()
    while conditions:
        found = {path for when in conditions for path in compiled(when).paths} - paths
        paths |= found
        facts = (plan.fact(path) for path in found)
        conditions = {fact.when for fact in facts if fact is not None and fact.when is not None}
    return frozenset(path for path in paths if plan.fact(path) is not None)


def _conditions(plan: Plan, group: Group) -> Iterator[str | None]:
    step = step_of(plan, group)
    if step is None:
        return
    yield step.when
    yield from (row.when for row in rows_of(plan, group))
    for each in candidates(plan, group):
        remedy = plan.remedy(each)
        yield remedy.when
        yield from (rule.when for rule in remedy.caps)
        yield from (exception.when for exception in remedy.exceptions)


def answers(plan: Plan, wanted: frozenset[str], given: Answers | None = None) -> tuple[dict[str, Answer], ...]:
    """Every way to answer the `wanted` facts that are not `given`, each only where it is asked."""
    found: list[dict[str, Answer]] = [{}]
    for fact in plan.failure.facts:
        if fact.id in wanted:
            found = [longer for shorter in found for longer in _with(plan, shorter, fact, given or {})]
    return tuple(found)


def _with(plan: Plan, known: dict[str, Answer], fact: Fact, given: Answers) -> Iterator[dict[str, Answer]]:
    if fact.when is not None and not _asked(fact.when, known):
        yield known
    elif fact.id in given:
        yield {**known, fact.id: given[fact.id]}
    else:
        for value in values(plan, fact):
            yield {**known, fact.id: value}


def _asked(when: str, known: Mapping[str, object]) -> bool:
    try:
        return compiled(when).holds(nested(known))
    except UndefinedFact:
        return True


def values(plan: Plan, fact: Fact) -> tuple[Answer, ...]:
    """What may be answered: the choices, a few numbers, or something and nothing."""
    if fact.id == "hurt" and plan.failure.careful != "never":
        return ("no",)
    found: tuple[Answer, ...] = tuple(choice.value for choice in fact.choices)
    if fact.type == "count":
        found = COUNTED
    elif not found:
        found = ("given",)
    return (*found, None) if fact.optional else found
