"""What the first sixty seconds need: the words, who takes it on, the one decision, the remedy; the rest can wait."""

from __future__ import annotations

from recovery_cli.playbook.model import Step
from recovery_cli.playbook.plan import Plan
from recovery_cli.walk import requests as r

_LATER = frozenset({"issue", "hand", "write", "mark", "follow-up", "cause", "change"})


def urgent(plan: Plan, request: r.Request) -> bool:
    """Whether a request belongs to the first sixty seconds; when nothing is left there is nothing to put off."""
    return isinstance(request, r.Finished) or request.step in {step.id for step in _first(plan)}


def _first(plan: Plan) -> tuple[Step, ...]:
    """Everything up to the offer; without one, everything before what is afterwards only."""
    offers = [number for number, step in enumerate(plan.steps) if step.remedies == "main"]
    if offers:
        return plan.steps[: offers[-1] + 1]
    end = next((number for number, step in enumerate(plan.steps) if _waits(step)), len(plan.steps))
    return plan.steps[:end]


def _waits(step: Step) -> bool:
    return step.kind in _LATER or step.facts in ("print", "later") or step.remedies == "bonus"
