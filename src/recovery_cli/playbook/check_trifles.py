"""The ice-cream rule: what costs less than a limit is replaced at once; nothing is asked and nobody is recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recovery_cli.playbook.finding import Finding
from recovery_cli.playbook.model import Step
from recovery_cli.playbook.plan import Plan

CODE = "Y10"
_SOMEBODY_HURT = re.compile(r"walk\.(?:careful|emergency)(?: and .*)?")
"""Conditions under which the rule is off: somebody may be hurt."""


def trifles(plan: Plan) -> Iterator[Finding]:
    """What an `ice_cream` failure does that the rule rules out."""
    if not plan.failure.ice_cream:
        return
    for step in plan.steps:
        if _asks(plan, step) and not _SOMEBODY_HURT.fullmatch(step.when or ""):
            hint = "Leave it out with only:, or let it be for walk.careful."
            yield Finding("failure", ("ice_cream",), CODE, f'the step "{step.id}" asks where nothing is asked', hint)
    limit = plan.playbook.ice_cream_limit
    manual = {remedy.id: remedy for remedy in plan.playbook.remedies}
    for number, fix in enumerate(plan.failure.remedies.fix):
        remedy = manual.get(fix)
        if remedy is not None and (remedy.basis != "piece" or remedy.cost > limit):
            message = f'"{remedy.id}" may cost more than {limit} {plan.playbook.currency}'
            yield Finding("failure", ("remedies", "fix", number), CODE, message, "Above the limit it is no trifle.")


def _asks(plan: Plan, step: Step) -> bool:
    """Whether something is wanted of anybody here, were the step reached."""
    failure = plan.failure
    match step.kind:
        case "say" | "act":
            return step.fetch is not None or bool(step.checklist)
        case "ask":
            return any(fact.group == step.facts or fact.id == step.fact for fact in failure.facts)
        case "owe":
            return bool(failure.remedies.owed)
        case "choose":
            return bool(failure.remedies.bonus if step.remedies == "bonus" else failure.remedies.main)
        case "follow-up":
            return bool(failure.follow_up)
        case "cause":
            return bool(failure.causes)
        case "mark":
            return bool(plan.playbook.drivers)
        case "issue" | "hand" | "write" | "change":
            return not step.on_request
