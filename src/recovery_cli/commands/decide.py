"""`recover decide`: what a walk would offer in a case, in order, and why nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar, get_args

from recovery_cli import catalogue
from recovery_cli.commands.begin import known, plan_of, priced
from recovery_cli.commands.given import pairs
from recovery_cli.commands.people import role_of
from recovery_cli.commands.shown import print_json
from recovery_cli.commands.start import named_failure
from recovery_cli.errors import DONE, Refused, UsageError
from recovery_cli.money import Money
from recovery_cli.playbook.model import CustomerType, Fault
from recovery_cli.playbook.plan import Plan
from recovery_cli.remedies.cells import SEVERITIES
from recovery_cli.remedies.choice import Proposal, Reason
from recovery_cli.session import Session
from recovery_cli.ui import decision
from recovery_cli.walk.answers import checked
from recovery_cli.walk.decided import Decided, Question, decided, untold
from recovery_cli.walk.events import Value

CUSTOMERS: tuple[CustomerType, ...] = get_args(CustomerType)
FAULTS: tuple[Fault, ...] = get_args(Fault)
T = TypeVar("T", bound=str)


def decide(
    playbook: str,
    failure: str,
    *,
    severity: int | None,
    customer: str | None,
    role: str | None,
    price: str | None,
    at_fault: str | None,
    facts: Sequence[str],
    why: bool,
    language: str | None,
    as_json: bool,
    workspace: Path | None,
) -> int:
    """One answer a way in which what was not told makes a difference; raises `UsageError` for what cannot be meant."""
    session = Session.here(workspace)
    book = catalogue.match(playbook, session.catalogue.playbooks(), kind="playbook")
    plan = plan_of(session, (book, named_failure(session, book, failure)))
    if severity is not None and severity not in SEVERITIES:
        raise UsageError(f"A severity is 1 to 5, and {severity} is none.", "--severity 3")
    question = Question(
        role=role_of(role, plan, operator=None),
        severity=severity,
        customer=_one_of(customer, CUSTOMERS, option="--customer"),
        at_fault=_one_of(at_fault, FAULTS, option="--at-fault"),
        price=_price(price, plan),
        facts=_facts(plan, facts),
    )
    try:
        found = decided(plan, question)
    except ValueError as many:
        missing = ", ".join(untold(plan, question))
        raise UsageError(f"That makes {many}, by: {missing}.", "Tell more with --fact FACT=VALUE.") from many
    spoken = language or session.operator_language()
    if as_json:
        print_json(_json(plan, question, found, spoken))
    else:
        decision.decision(plan, question, found, why=why, language=spoken)
    return DONE


def _one_of(wanted: str | None, known_ones: tuple[T, ...], *, option: str) -> T | None:
    if wanted is None:
        return None
    found = next((each for each in known_ones if each == wanted.replace("-", "_")), None)
    if found is None:
        raise UsageError(f'{option} cannot be "{wanted}".', f"There is: {', '.join(known_ones)}")
    return found


def _price(text: str | None, plan: Plan) -> Money | None:
    if text is None:
        return None
    try:
        return priced(text, plan)
    except ValueError as fault:
        raise UsageError(f"--price: {fault}", f"--price '80.00 {plan.playbook.currency}'") from fault


def _facts(plan: Plan, given: Sequence[str]) -> Mapping[str, Value]:
    """As the walk would take them as answers."""
    found: dict[str, Value] = {}
    for path, value in known(plan, pairs(given)).items():
        fact = plan.fact(path)
        try:
            found[path] = value if fact is None else checked(fact, value)
        except Refused as fault:
            raise UsageError(fault.message, f"--fact {path}=…  {fault.hint}") from fault
    return found


def _json(plan: Plan, question: Question, found: Sequence[Decided], language: str) -> dict[str, object]:
    walk = found[0].walk
    return {
        "playbook": plan.playbook.id,
        "failure": plan.failure.id,
        "severity": walk.severity,
        "customer": question.customer,
        "role": walk.role,
        "at_fault": walk.at_fault,
        "price": question.price,
        "untold": list(untold(plan, question)),
        "decisions": [_one(plan, each, language) for each in found],
    }


def _one(plan: Plan, each: Decided, language: str) -> dict[str, object]:
    owed = each.owed
    return {
        "when": [dict(way) for way in each.answers if way],
        "careful": each.walk.careful,
        "owed": None if owed is None else {"id": owed.id, "basis": owed.basis, "label": owed.label[language]},
        "fix": [{"remedy": fix, "label": plan.remedy(fix).label[language]} for fix in each.fix],
        "offers": _options(plan, each.main, language),
        "on_top": _options(plan, each.bonus, language),
        "because": [str(reason) for chosen in (each.main, each.bonus) for reason in chosen.because],
        "not_offered": [
            {"remedy": remedy, "reason": str(reason), "why": decision.left_out(plan, each, reason, language)}
            for remedy, reason in _ruled_out(each)
        ],
    }


def _options(plan: Plan, chosen: Proposal, language: str) -> list[dict[str, object]]:
    return [
        {
            "remedy": option.remedy,
            "label": plan.remedy(option.remedy).label[language],
            "amount": option.amount,
            "decides": option.decides,
            "over": option.over or None,
        }
        for option in chosen.options
    ]


def _ruled_out(each: Decided) -> tuple[tuple[str, Reason], ...]:
    return (*each.main.ruled_out, *each.bonus.ruled_out)
