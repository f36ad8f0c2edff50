"""Who comes again: counted, and what is known of them already is not asked a second time."""

from __future__ import annotations

from recovery_cli.playbook.plan import Plan
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk.context import CONTACTS
from recovery_cli.walk.events import Event
from recovery_cli.walk.state import Walk


def counted(plan: Plan, walk: Walk, command: c.CountContacts) -> tuple[Event, ...]:
    """Nothing where nothing new was found; a count that was wrong is put right where it stood in for an answer."""
    held = (walk.contacts, walk.earlier, walk.perhaps, walk.repeat)
    found = (command.count, command.earlier, command.perhaps, command.repeat)
    counting = (e.ContactsCounted(*found, command.since),) if held != found else ()
    if walk.finished:
        return counting
    given = tuple(
        e.FactGiven(fact, value)
        for fact, value in command.known.items()
        if fact not in walk.facts and plan.fact(fact) is not None
    )
    stood_in = walk.contacts > 1 and walk.facts.get(CONTACTS) == walk.contacts != command.count
    righted = (e.FactRevised(CONTACTS, walk.contacts, command.count),) if stood_in else ()
    return (*counting, *given, *righted)
