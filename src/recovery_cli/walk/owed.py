"""What is owed: by law first, then by what this house has promised in public; named before anything is offered."""

from __future__ import annotations

from recovery_cli.playbook.model import Entitlement, Step
from recovery_cli.playbook.plan import Plan
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.context import applies
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


def naming(plan: Plan, walk: Walk, request: r.Owe, language: str) -> e.EntitlementNamed:
    """The event of saying it, complete without the playbook."""
    owed = request.entitlement
    return e.EntitlementNamed(
        step=request.step,
        entitlement=owed.id,
        label=owed.label[walk.operator_language],
        basis=owed.basis,
        regime=owed.regimes.get(plan.settings.country, ""),
        case=owed.case or "",
        by=walk.operator,
        language=language,
    )
