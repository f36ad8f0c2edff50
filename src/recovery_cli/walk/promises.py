"""What is promised for later: by whom, and when it is due."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from recovery_cli.errors import Refused
from recovery_cli.playbook.plan import Plan
from recovery_cli.private import Private
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.events import Event
from recovery_cli.walk.flow import owner
from recovery_cli.walk.state import Walk

UNITS = {"m": "minutes", "h": "hours", "d": "days"}
NEXT, NOT_BEFORE = "next ", timedelta(hours=4)
"""`next 09:00` at half past seven in the morning is tomorrow's: the night is still to come."""


def delay(text: str) -> timedelta:
    """`5m`, `2h` or `14d` as a span."""
    return timedelta(**{UNITS[text[-1]]: int(text[:-1])})


def due_at(plan: Plan, after: str, at: datetime) -> datetime:
    """When a promise made at `at` is due, in UTC: after a span, or at an hour of the day where the business is."""
    if not after.startswith(NEXT):
        return at + delay(after)
    hour, zone = time.fromisoformat(after.removeprefix(NEXT)), ZoneInfo(plan.settings.timezone)
    soonest = (at + NOT_BEFORE).astimezone(zone)
    day = soonest.date() + timedelta(days=soonest.time() > hour)
    return datetime.combine(day, hour, zone).astimezone(UTC)


def tomorrow_noon(plan: Plan, at: datetime) -> datetime:
    """Noon of the next day where the business is, in UTC."""
    zone = ZoneInfo(plan.settings.timezone)
    day = at.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day, time(12), zone).astimezone(UTC)


def left_open(plan: Plan, walk: Walk, step: str, what: e.Later, at: datetime) -> e.LeftOpen:
    return e.LeftOpen(step, what, owner(plan, walk), tomorrow_noon(plan, at))


def promised(
    plan: Plan, walk: Walk, request: r.Follow, command: c.Promise | c.PromiseNothing, at: datetime
) -> tuple[Event, ...]:
    """One event a promise; none needs a reason."""
    if isinstance(command, c.PromiseNothing):
        if not command.reason.strip():
            raise Refused("Promising nothing needs a reason.", "One line will do.")
        return (e.FollowUpDeclined(request.step, Private(command.reason.strip())),)
    known = {promise.id for promise, _ in request.promises}
    if unknown := {*command.who, *command.after} - known:
        raise Refused(f'There is no promise "{min(unknown)}" here.', f"There is: {', '.join(sorted(known))}")
    return tuple(
        e.FollowUpPromised(
            step=request.step,
            id=promise.id,
            what=promise.what[walk.operator_language],
            who=command.who.get(promise.id, keeper),
            role=promise.role,
            due_at=due_at(plan, command.after.get(promise.id, promise.after), at),
        )
        for promise, keeper in request.promises
    )


def planned(plan: Plan, walk: Walk, command: c.PlanChange, request: r.Plan, at: datetime) -> tuple[Event, ...]:
    """A change that is listed, or one in own words; refuses what is neither."""
    option = next((each for each in request.options if each.id == command.change), None)
    if option is None and command.change:
        names = ", ".join(each.id for each in request.options)
        raise Refused(f'There is no change "{command.change}" here.', f"There is: {names}")
    what = option.what[walk.operator_language] if option is not None else command.what.strip()
    if not what:
        raise Refused("A change needs words.", "Say what changes, or leave it for later.")
    due = tomorrow_noon(plan, at)
    return (e.CorrectiveActionPlanned(request.step, command.change, Private(what), request.who, due),)
