"""A sum that somebody above is asked for: signed, refused, taken over, or not offered any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import reduce

from recovery_cli.errors import Refused
from recovery_cli.playbook.model import ROLES, RoleId
from recovery_cli.playbook.plan import Plan
from recovery_cli.private import Private
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.answers import recalled
from recovery_cli.walk.events import Event
from recovery_cli.walk.flow import awaiting, may_apply, named, note_cap
from recovery_cli.walk.promises import tomorrow_noon
from recovery_cli.walk.state import Walk, evolve

Events = tuple[Event, ...]


def waits_for(plan: Plan, walk: Walk, role: RoleId) -> bool:
    """Whether a sum is asked for, nobody has answered yet, and somebody in `role` may."""
    if walk.asked is None or not walk.waiting:
        return False
    return plan.may(role, walk.asked.amount) and ROLES.index(role) >= ROLES.index(walk.asked.role)


def approve(plan: Plan, walk: Walk, command: c.Approve) -> Events:
    """Somebody who may signs the sum; a note that could say more by it is awaited again, also when all was finished."""
    if walk.asked is None or walk.approved is not None:
        raise _nobody_asks(walk)
    if not plan.may(command.role, command.amount):
        raise Refused(
            f"{command.amount} is above the limit of {plan.limit(command.role)}.",
            f"Ask the {plan.role(plan.above(command.role)).name[walk.operator_language]}.",
        )
    if plan.may(walk.asked_by, walk.asked.amount) and ROLES.index(command.role) < ROLES.index(walk.asked.role):
        raise Refused(
            "What the house has set for a day is given.",
            f"Ask the {plan.role(walk.asked.role).name[walk.operator_language]}.",
        )
    return _signed(plan, walk, e.ApprovalGiven(command.by, command.role, command.amount))


def refuse(plan: Plan, walk: Walk, command: c.RefuseApproval, at: datetime) -> Events:
    """A no takes nothing back that somebody has signed; who says it tells the customer, later if the walk is over."""
    if walk.asked is None or walk.approved is not None:
        raise _nobody_asks(walk)
    refused = e.ApprovalRefused(command.by, command.role, Private(command.reason.strip()))
    if not walk.finished:
        return (refused,)
    what = plan.remedy(walk.asked.remedy).label[walk.operator_language]
    who = command.by or plan.role(command.role).name[walk.operator_language]
    return (refused, e.FollowUpPromised("", "says-no", what, who, command.role, tomorrow_noon(plan, at)))


def _nobody_asks(walk: Walk) -> Refused:
    return Refused("Nobody asked for an approval here.", f"recover incident show {walk.incident}")


def settled(plan: Plan, walk: Walk, events: Sequence[Event]) -> Iterator[Event]:
    """What becomes of the sum by rule: it is withdrawn with the offer, and signed by whoever may and takes over."""
    after = reduce(evolve, events, walk)
    if after.asked is None:
        return
    if not _offered(plan, after, after.asked):
        yield e.ApprovalWithdrawn(after.asked.remedy, after.asked.amount)
    elif _taken_over(events) and waits_for(plan, after, after.role):
        yield from _signed(plan, after, e.ApprovalGiven(named(plan, after), after.role, after.asked.amount))


def _signed(plan: Plan, walk: Walk, given: e.ApprovalGiven) -> Events:
    after = evolve(walk, given)
    if walk.note is None:
        # A note that nobody could sign alone is due only now.
        due = walk.finished and isinstance(awaiting(plan, replace(after, finished=False)), r.Issue)
        return (given, e.WalkReopened()) if due else (given,)
    cap, _, _ = note_cap(plan, after)
    return (given, recalled(plan, walk)) if walk.note.cap < cap else (given,)


def _taken_over(events: Sequence[Event]) -> bool:
    return any(isinstance(event, e.HandedOver | e.WalkResumed) for event in events)


def _offered(plan: Plan, walk: Walk, asked: e.ApprovalAsked) -> bool:
    """Whether it is chosen, or was heard at a step that another answer has opened again."""
    opened = (step.id for step in plan.steps if step.id not in walk.done and may_apply(plan, walk, step.when))
    held = [*walk.chosen.values(), *(walk.heard[step] for step in opened if step in walk.heard)]
    return any((each.remedy, each.amount) == (asked.remedy, asked.amount) for each in held)
