"""Remedies in the walk: chosen with their trace, overridden with a reason, declined."""

from __future__ import annotations

from recovery_cli.diagnostics import did_you_mean
from recovery_cli.errors import Refused
from recovery_cli.money import Money
from recovery_cli.playbook.model import Step
from recovery_cli.playbook.plan import Plan
from recovery_cli.private import Private
from recovery_cli.remedies.authority import beyond_price, deciding
from recovery_cli.remedies.choice import Option
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk.answers import recalled
from recovery_cli.walk.context import case
from recovery_cli.walk.events import Event
from recovery_cli.walk.flow import named, proposal
from recovery_cli.walk.state import Chosen, Walk

Events = tuple[Event, ...]


def fix(plan: Plan, walk: Walk, step_id: str) -> Events:
    """The fix that goes with a step: always given, never a choice."""
    if plan.step(step_id).remedies != "fix":
        return ()
    given = (plan.remedy(remedy_id) for remedy_id in plan.failure.remedies.fix)
    return tuple(
        e.RemedyChosen(
            step=step_id,
            remedy=remedy.id,
            label=remedy.label[walk.operator_language],
            amount=None,
            decides=walk.role,
            because=("fix",),
            as_well=number > 0,
        )
        for number, remedy in enumerate(given)
    )


def choose(plan: Plan, walk: Walk, command: c.ChooseRemedy) -> Events:
    """A remedy from the proposal, or another one or amount with its reason; over one's limit approval is asked."""
    step = plan.step(command.step)
    found = proposal(plan, walk, step)
    option = next((each for each in found.options if each.remedy == command.remedy), None)
    if option is None:
        raise Refused(
            f'"{command.remedy}" cannot be offered here.',
            did_you_mean(command.remedy, [each.remedy for each in found.options]),
        )
    amount = _amount(plan, walk, option, command)
    chosen = _chosen(plan, walk, step, option, amount, command.as_well, found.because, found.ruled_out)
    events: list[Event] = []
    if not command.as_well:
        events += _override(walk, command, found.first, option, amount)
    events.append(chosen)
    if amount is not None and option.amount is not None:
        events += _authority(plan, walk, chosen, amount)
    if walk.note is not None and not command.as_well and _changes_note(walk, step, option, amount):
        events.append(recalled(plan, walk))
    return tuple(events)


def _authority(plan: Plan, walk: Walk, chosen: e.RemedyChosen, amount: Money) -> Events:
    """Whoever may not give it asks, once a sum; whoever may and offers again what was asked for has signed it."""
    asked = walk.asked is not None and (walk.asked.remedy, walk.asked.amount) == (chosen.remedy, amount)
    if chosen.decides != walk.role:
        return () if asked else (e.ApprovalAsked(chosen.decides, chosen.remedy, amount),)
    signed = walk.approved is not None and amount <= walk.approved.amount
    return (e.ApprovalGiven(named(plan, walk), walk.role, amount),) if asked and not signed else ()


def _amount(plan: Plan, walk: Walk, option: Option, command: c.ChooseRemedy) -> Money | None:
    if command.amount is None or not (option.amount or plan.remedy(option.remedy).ask_amount):
        return option.amount
    currency = plan.playbook.currency
    if command.amount.currency != currency:
        raise Refused(f"Amounts are in {currency} here.", f"{command.amount.amount} {currency}")
    if command.amount.amount <= 0:
        raise Refused("An amount is more than nothing.", f"80.00 {currency}")
    if option.amount is not None and not any(plan.may(role.id, command.amount) for role in plan.playbook.roles):
        raise Refused(f"Nobody here may give {command.amount}.", "Give less, or make it an exception.")
    known = case(plan, walk, command.step)
    if beyond_price(plan.remedy(option.remedy), known, command.amount):
        raise Refused("Goodwill stays within 150 % of the price.", "Give less, or ask the manager.")
    return command.amount


def _chosen(
    plan: Plan,
    walk: Walk,
    step: Step,
    option: Option,
    amount: Money | None,
    as_well: bool,
    because: tuple[object, ...],
    ruled_out: tuple[tuple[str, object], ...],
) -> e.RemedyChosen:
    decides = option.decides
    if option.amount is not None and amount not in (None, option.amount):
        decides, _ = deciding(plan, case(plan, walk, step.id), plan.remedy(option.remedy), amount)
    return e.RemedyChosen(
        step=step.id,
        remedy=option.remedy,
        label=plan.remedy(option.remedy).label[walk.operator_language],
        amount=amount,
        decides=decides,
        because=tuple(str(reason) for reason in because),
        ruled_out=tuple(f"{remedy}: {reason}" for remedy, reason in ruled_out),
        as_well=as_well,
    )


def _override(
    walk: Walk, command: c.ChooseRemedy, first: Option | None, option: Option, amount: Money | None
) -> list[Event]:
    """Another main remedy or amount than proposed is an override; a bonus is picked, never overridden."""
    if first is None or (command.step in walk.heard and walk.heard[command.step].amount == amount):
        return []
    if option.amount is None:
        return []
    if (first.remedy, first.amount) == (option.remedy, amount):
        return []
    if not command.reason.strip():
        raise Refused("Something else than proposed needs a reason.", "One line will do.")
    return [e.RemedyOverridden(command.step, first.remedy, first.amount, Private(command.reason.strip()))]


def _changes_note(walk: Walk, step: Step, option: Option, amount: Money | None) -> bool:
    was: Chosen | None = walk.chosen.get(step.id)
    return step.remedies == "main" and (was is None or (was.remedy, was.amount) != (option.remedy, amount))


def decline(plan: Plan, walk: Walk, command: c.DeclineRemedy) -> Events:
    """The guest wants nothing: recorded as offered and declined, never argued."""
    step = plan.step(command.step)
    first = proposal(plan, walk, step).first
    declined = e.RemedyDeclined(step.id, "" if first is None else first.remedy)
    gone = walk.note is not None and step.remedies == "main"
    return (declined, recalled(plan, walk)) if gone else (declined,)


def bend(command: c.BendRule) -> Events:
    """An exception for the customer: never needs approval, counts as good, and says why."""
    if not command.reason.strip():
        raise Refused("An exception needs its reason.", "One line will do.")
    return (e.RuleBent(command.step, Private(command.reason.strip())),)
