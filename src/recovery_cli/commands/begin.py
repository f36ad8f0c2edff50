"""What every way of starting shares: the plan, the incident's id, the driver."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, get_args

from recovery_cli.commands.people import operator_of, role_of
from recovery_cli.diagnostics import did_you_mean, nearest
from recovery_cli.driver import Driver
from recovery_cli.errors import Conflict, RecoverError, Refused, UsageError
from recovery_cli.money import Money
from recovery_cli.notes.number import CROCKFORD
from recovery_cli.playbook import load
from recovery_cli.playbook.model import CustomerType, Fault
from recovery_cli.playbook.plan import Plan
from recovery_cli.ports import Prompter
from recovery_cli.private import Private
from recovery_cli.record import INCIDENT, Record
from recovery_cli.session import Session
from recovery_cli.ui.furniture.languages import NAMES as LANGUAGES
from recovery_cli.walk import commands as c
from recovery_cli.walk.answers import counted, one_line
from recovery_cli.walk.context import CONTACTS, PEOPLE
from recovery_cli.walk.events import Value

Person: TypeAlias = tuple[str | None, str | None, str, str | None, str | None]
"""Operator, role, who reported it, the customer's language, who was at fault: as they were given."""

IDENTIFYING = frozenset(PEOPLE)
"""Facts by which the same customer is known again."""

NAMING = IDENTIFYING | {"customer.favourite"}
FREE = NAMING | {"customer.type", "price", CONTACTS}
"""Facts that may be known before, whatever a failure asks."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The failure that was wanted when `general` stands in, and the fault that was found."""

    failure: str = ""
    fault: str = ""


def plan_of(session: Session, names: tuple[str, str]) -> Plan:
    """Raises `Broken` with every fault; amounts in another currency than the business's are one."""
    plan = load.plan(session.catalogue, *names, settings=session.settings)
    if plan.playbook.currency != session.settings.currency:
        raise RecoverError(
            f"{plan.playbook.id} counts in {plan.playbook.currency}, {session.settings_path.name} in "
            f"{session.settings.currency}.",
            f"Put your own amounts into playbooks/{plan.playbook.id}/playbook.yaml of your workspace.",
        )
    return plan


def language_of(session: Session, wanted: str | None) -> str:
    """The customer's language; raises `UsageError` for something that is none."""
    if wanted is None:
        if session.settings.specimen:
            return session.operator_language()
        return session.settings.languages[0]
    base = wanted.partition("-")[0]
    if not (len(base) == 2 and base.isalpha() and base.islower()):
        raise UsageError(f'"{wanted}" is not a language.', f"--lang {_nearest_language(wanted) or 'en, es or it'}")
    return wanted


def _nearest_language(wanted: str) -> str:
    """The code of the language whose name, in any of ours, comes nearest."""
    codes = {name.casefold(): code for code, names in LANGUAGES.items() for name in (code, *names)}
    return next((codes[name] for name in nearest(wanted.casefold(), codes, most=1)), "")


def opening(
    session: Session, plan: Plan, *, person: Person, facts: Mapping[str, Value], wanted: Wanted | None = None
) -> c.Open:
    """The command that begins the incident, without its id yet."""
    name, role, reported_by, language, at_fault = person
    held = role_of(role, plan, operator=name)
    by: Literal["customer", "staff"] = "staff" if reported_by == "staff" else "customer"
    return c.Open(
        incident="",
        operator=operator_of(name, plan, role=held, language=session.operator_language()),
        role=held,
        language=language_of(session, language),
        operator_language=session.operator_language(),
        reported_by=by,
        facts=facts,
        at_fault=fault_of(at_fault),
        wanted="" if wanted is None else wanted.failure,
        fault="" if wanted is None else wanted.fault,
    )


def fault_of(given: str | None) -> Fault | None:
    """Who was at fault, where it is not who the failure says; raises `UsageError` for nobody it could be."""
    faults: dict[str, Fault] = {each: each for each in get_args(Fault)}
    if given is None:
        return None
    if given not in faults:
        raise UsageError(f'at fault cannot be "{given}".', f"--at-fault: {did_you_mean(given, faults)}")
    return faults[given]


def known(plan: Plan, given: Mapping[str, str]) -> dict[str, Value]:
    """Facts given with `--set`; raises `UsageError` for one that this failure does not know."""
    declared = {fact.id for fact in plan.failure.facts}
    names = declared | FREE
    for fact in given:
        if plan.failure.ice_cream and fact in NAMING - declared:
            raise UsageError(f"{plan.failure.id} records nobody.", f"Leave out --set {fact}=…")
        if fact not in names:
            raise UsageError(f'{plan.failure.id} has no fact "{fact}".', did_you_mean(fact, names))
    return {fact: _typed(plan, fact, value) for fact, value in given.items()}


def priced(text: str, plan: Plan) -> Money:
    """What the customer paid; raises ValueError for another currency than the playbook's, or less than nothing."""
    found, currency = Money.parse(text), plan.playbook.currency
    if found.currency != currency or found.amount < 0:
        raise ValueError(f"amounts are in {currency} here, and not below nothing")
    return found


def _typed(plan: Plan, fact: str, value: str) -> Value:
    if fact == CONTACTS:
        try:
            return counted(fact, value)
        except Refused as fault:
            raise UsageError(fault.message, f"--set {CONTACTS}=3") from fault
    if fact == "price":
        try:
            return priced(value, plan)
        except ValueError as fault:
            raise UsageError(f"price: {fault}", f"--set 'price=80.00 {plan.playbook.currency}'") from fault
    if fact == "customer.type" and value not in get_args(CustomerType):
        raise UsageError(f'customer.type cannot be "{value}".', did_you_mean(value, get_args(CustomerType)))
    return Private(one_line(value)) if fact in NAMING else value


def driver(
    session: Session,
    plan: Plan,
    command: c.Open,
    *,
    prompter: Prompter,
    deferred: bool = False,
    below: Callable[[int], int] = secrets.randbelow,
) -> Driver:
    """A driver whose incident has begun, under a new id; the plan is kept by its digest first."""
    journal = session.journal
    if not deferred:
        journal.keep(plan.digest(), plan.text())
    for length in (4, 4, 4, 5, 5, 6, 8):
        incident = "INC-" + "".join(CROCKFORD[below(32)] for _ in range(length))
        if journal.version(INCIDENT + incident):
            continue
        record = Record(journal, incident, deferred=deferred)
        made = Driver(plan, record, prompter=prompter, clock=session.clock, papers=session.papers)
        made.deferred = deferred
        try:
            made.open(replace(command, incident=incident))
        except Conflict:
            continue
        return made
    raise RecoverError("No free incident number was found.", "recover start")
