"""How much the case weighs by now, and what a desk does by rule: an owner from the second contact, then an alert.

Saying so needs words, and those are a failure's own steps; that it happens is not left to whoever writes a failure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import reduce

from recovery_cli.playbook.model import ROLES, RoleId
from recovery_cli.playbook.plan import Plan
from recovery_cli.remedies.severity import assess
from recovery_cli.walk import events as e
from recovery_cli.walk.context import contacts
from recovery_cli.walk.events import Event
from recovery_cli.walk.flow import DRIVERS, named
from recovery_cli.walk.state import Walk, evolve

SECOND, THIRD, ALERT = 2, 3, "third-contact"
REPEAT, THIRD_CONTACT, PUBLIC = "repeat", "third_contact", "public"
"""Drivers that show by themselves, called as the playbooks call those that are marked."""


def counted(walk: Walk) -> dict[str, int]:
    """What nobody has to mark (domain brief 4.0): a repeat, and 2 for the same one; the third contact; a camera.

    Whoever comes a third time about the same thing has met the failure again, whatever the journal knows of it.
    """
    third = contacts(walk) >= THIRD
    weights: dict[str, int] = {}
    if walk.repeat or third:
        weights[REPEAT] = 2 if walk.repeat == "same" else 1
    if third:
        weights[THIRD_CONTACT] = 1
    if "filming" in walk.signals:
        weights[PUBLIC] = 1
    return weights


def weighed(plan: Plan, walk: Walk) -> e.SeverityAssessed:
    """By what was marked and what counts by itself."""
    held = walk.facts.get(DRIVERS)
    marked = held if isinstance(held, tuple) else ()
    drivers = [driver for driver in plan.playbook.drivers if driver.id in marked]
    severity = assess(plan.failure.severity, drivers, counted=counted(walk), careful=walk.careful)
    return e.SeverityAssessed(severity.score, severity.base, severity.drivers)


def followed(plan: Plan, walk: Walk, events: Sequence[Event], *, at: datetime) -> Iterator[Event]:
    """What follows from these events by rule."""
    after = reduce(evolve, events, walk)
    if walk.version and (counted(after), after.careful) != (counted(walk), walk.careful):
        yield weighed(plan, after)
    if plan.playbook.service is None or after.finished:
        return
    if contacts(after) >= SECOND and not after.owner and not any(step.owns for step in plan.steps):
        yield e.OwnerNamed("", named(plan, after), after.role)
    if contacts(after) >= THIRD:
        yield from _alerted(plan, after, at)


def _alerted(plan: Plan, walk: Walk, at: datetime) -> Iterator[Event]:
    """On the list of the manager at once; whoever speaks with the customer goes on."""
    role: RoleId = "manager" if any(each.id == "manager" for each in plan.playbook.roles) else plan.above(walk.role)
    if ROLES.index(walk.role) >= ROLES.index(role) or ALERT in walk.follow_ups:
        return
    person = plan.on_duty(role)
    who = plan.role(role).name[walk.operator_language] if person is None else person.name
    yield e.Escalated("", role, THIRD_CONTACT)
    yield e.FollowUpPromised("", ALERT, walk.title, who, role, at)
