"""What a walk would come to offer, asked without walking: the same choice for the same case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from recovery_cli.money import Money
from recovery_cli.playbook.model import CustomerType, Entitlement, Fault, RoleId, Step
from recovery_cli.playbook.plan import Plan
from recovery_cli.remedies import cells
from recovery_cli.remedies.cells import Answers
from recovery_cli.remedies.choice import Proposal, Reason
from recovery_cli.remedies.table import Group, candidates
from recovery_cli.sandbox import UndefinedFact
from recovery_cli.walk.context import reached
from recovery_cli.walk.events import Value
from recovery_cli.walk.flow import proposal
from recovery_cli.walk.owed import entitled
from recovery_cli.walk.state import Chosen, Walk

MOST = 240
"""Ways to answer what was not told; more of them nobody reads, and one fact more makes them few."""


@dataclass(frozen=True, slots=True)
class Question:
    """A case as it is told; what is left out is as the failure has it."""

    role: RoleId = "front_line"
    severity: int | None = None
    customer: CustomerType | None = None
    at_fault: Fault | None = None
    price: Money | None = None
    facts: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decided:
    """What is owed, done, offered and given on top; `answers` are those of the untold facts that come to this."""

    answers: tuple[Answers, ...]
    walk: Walk
    owed: Entitlement | None
    fix: tuple[str, ...]
    main: Proposal
    bonus: Proposal


def untold(plan: Plan, question: Question) -> tuple[str, ...]:
    """The facts that would make a difference and were not told, in the order of asking."""
    wanted = _wanted(plan)
    return tuple(fact.id for fact in plan.failure.facts if fact.id in wanted and fact.id not in question.facts)


def decided(plan: Plan, question: Question) -> tuple[Decided, ...]:
    """One for each way in which the untold facts make a difference; raises `ValueError` when there are too many."""
    given = {path: value if isinstance(value, str | int) else None for path, value in question.facts.items()}
    ways = cells.answers(plan, _wanted(plan), given)
    if len(ways) > MOST:
        raise ValueError(f"{len(ways)} cases")
    found: dict[tuple[object, ...], Decided] = {}
    for way in ways:
        told = {path: value for path, value in way.items() if path not in question.facts}
        one = _decided(plan, question, told)
        key = ("" if one.owed is None else one.owed.id, one.fix, *map(str, (*one.main.options, *one.bonus.options)))
        same = found.get(key)
        found[key] = one if same is None else replace(same, answers=(*same.answers, told))
    return tuple(found.values())


def _wanted(plan: Plan) -> frozenset[str]:
    owed = (plan.entitlement(each).when for each in plan.failure.remedies.owed)
    return cells.read(plan, (when for when in owed if when is not None))


def _decided(plan: Plan, question: Question, told: Answers) -> Decided:
    walk = _walk(plan, question, told)
    main = _proposed(plan, walk, "main")
    step, first = cells.step_of(plan, "main"), main.first
    if step is not None and first is not None:
        label = plan.remedy(first.remedy).label[walk.operator_language]
        walk = replace(walk, chosen={step.id: Chosen(first.remedy, label, first.amount, first.decides)})
    fixing = any(step.remedies == "fix" and _comes_to(plan, walk, step) for step in plan.steps)
    return Decided(
        answers=(told,),
        walk=walk,
        owed=_owed(plan, walk),
        fix=plan.failure.remedies.fix if fixing else (),
        main=main,
        bonus=_proposed(plan, walk, "bonus"),
    )


def _walk(plan: Plan, question: Question, told: Answers) -> Walk:
    """The state of a walk that has come to the offer with these answers."""
    facts: dict[str, Value] = {**question.facts, **told}
    if question.price is not None:
        facts["price"] = question.price
    if question.customer is not None:
        facts["customer.type"] = question.customer
    hurt = plan.failure.careful == "if_hurt" and facts.get("hurt") == "yes"
    return Walk(
        playbook=plan.playbook.id,
        failure=plan.failure.id,
        role=question.role,
        at_fault=question.at_fault or plan.failure.at_fault,
        careful=plan.failure.careful == "always" or hurt,
        severity=question.severity or plan.failure.severity,
        facts=facts,
    )


def _comes_to(plan: Plan, walk: Walk, step: Step) -> bool:
    try:
        return reached(plan, walk, step)
    except UndefinedFact:
        return True


def _owed(plan: Plan, walk: Walk) -> Entitlement | None:
    steps = [step for step in plan.steps if step.kind == "owe" and _comes_to(plan, walk, step)]
    try:
        return entitled(plan, walk) if steps else None
    except UndefinedFact:
        return None


def _proposed(plan: Plan, walk: Walk, group: Group) -> Proposal:
    """What the walk proposes in this step; where it does not come to it, why nothing is offered."""
    step = cells.step_of(plan, group)
    if step is not None and _comes_to(plan, walk, step):
        return proposal(plan, walk, step)
    return Proposal((), (), tuple(_left_out(plan, walk, group)))


def _left_out(plan: Plan, walk: Walk, group: Group) -> Iterator[tuple[str, Reason]]:
    for each in candidates(plan, group):
        remedy = plan.remedy(each)
        yield each, Reason("careful") if walk.careful else Reason("does-not-fit", (), remedy.does_not)
