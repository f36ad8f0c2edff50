"""What is owed: by law first, then by what this house has promised in public; named before anything is offered."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from recovery_cli.errors import RecoverError
from recovery_cli.money import Money
from recovery_cli.playbook.model import Entitlement, Step
from recovery_cli.playbook.plan import Plan
from recovery_cli.playbook.text import Text
from recovery_cli.remedies.owed import owed, terms
from recovery_cli.remedies.owed_trace import Owed
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.context import applies, plain
from recovery_cli.walk.speech import spoken
from recovery_cli.walk.state import Walk

LAW, PROMISE = "law", "promise"


def entitled(plan: Plan, walk: Walk) -> Entitlement | None:
    """The first that applies here, the law's before the house's own; None where nothing is owed."""
    listed = [plan.entitlement(each) for each in plan.failure.remedies.owed]
    there = [each for each in listed if each.basis == PROMISE or plan.settings.country in each.regimes]
    there.sort(key=lambda each: each.basis != LAW)
    return next((each for each in there if applies(plan, walk, each.when)), None)


def owe(plan: Plan, walk: Walk, step: Step) -> r.Owe | None:
    """The words of what is owed; silent where nothing is, or where no wording can be filled in."""
    found = entitled(plan, walk)
    if found is None or not (words := spoken(plan, walk, found.words)):
        return None
    return r.Owe(step.id, step.phase, words, found, step.id in walk.done)


def amount_of(plan: Plan, walk: Walk, entitlement: Entitlement, *, at: datetime) -> Owed | None:
    """What it comes to by the rule of that moment; None where the walk does not know all that the sum hangs on."""
    table = plan.tables.get(entitlement.id)
    if table is None:
        return None
    known = {name: walk.facts.get(path) for name, path in entitlement.facts.items()}
    typed = {name: str(plain(value)) for name, value in known.items() if value is not None}
    day = at.astimezone(ZoneInfo(plan.settings.timezone)).date()
    try:
        return owed(table, table.cases[0], typed, on=day, today=day)
    except RecoverError:
        return None


def rates_of(plan: Plan, entitlement: Entitlement, *, at: datetime) -> tuple[tuple[Text, Money, str], ...]:
    """What is owed for how much of what, where the number is not known yet; the last is the unit of the case."""
    table = plan.tables.get(entitlement.id)
    if table is None:
        return ()
    case = table.cases[0]
    day = at.astimezone(ZoneInfo(plan.settings.timezone)).date()
    return tuple((label, money, case.unit) for label, money in terms(table, case, on=day))


def naming(plan: Plan, walk: Walk, request: r.Owe, language: str, *, at: datetime) -> e.EntitlementNamed:
    """The event of saying it, complete without the playbook."""
    named = request.entitlement
    found = amount_of(plan, walk, named, at=at)
    return e.EntitlementNamed(
        step=request.step,
        entitlement=named.id,
        label=named.label[walk.operator_language],
        basis=named.basis,
        regime=named.regimes.get(plan.settings.country, ""),
        case=named.case or "",
        by=walk.operator,
        language=language,
        amount=None if found is None else found.amount,
        rule="" if found is None else ", ".join(dict.fromkeys(row.rule for row in found.rows)),
        lines=() if found is None else tuple(str(line) for line in found.lines),
    )
