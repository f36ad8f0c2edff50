"""What stays in the scrollback when a walk is over, or was left."""

from __future__ import annotations

import sys
from typing import TextIO

from recovery_cli.driver import Driver
from recovery_cli.playbook.plan import Plan
from recovery_cli.record import Record
from recovery_cli.session import Session
from recovery_cli.ui import card
from recovery_cli.ui.furniture import furnish
from recovery_cli.walk.flow import awaiting


def closing(session: Session, made: Driver, *, as_json: bool = False) -> None:
    """The card; with `--json` it goes to stderr, the incident to stdout."""
    closing_card(session, made.plan, made.record, file=sys.stderr if as_json else sys.stdout)
    if as_json:
        from recovery_cli.commands.shown import incident_json, print_json

        print_json(incident_json(session, made.record))


def tell_unprinted(made: Driver) -> None:
    """The note is recorded and no paper of it came out: why, and the line that makes one."""
    if made.walk.note is None or not made.unprinted:
        return
    language, number = made.walk.operator_language, made.walk.note.number
    sys.stderr.write(f"{furnish('paper-left', language, number, made.unprinted)}\n")
    sys.stderr.write(f"{furnish('reg-next', language, f'recover letter guarantee-note {number} --print')}\n")


def closing_card(session: Session, plan: Plan, record: Record, *, file: TextIO | None = None) -> None:
    """The card of an incident, with the place of its note."""
    to = sys.stdout if file is None else file
    if plan.failure.ice_cream and record.walk.finished and not record.walk.careful:
        card.replaced(plan, record.walk, file=to)
        return
    note = record.walk.note
    path = "" if note is None else session.papers.where(note.number)
    card.card(plan, record.walk, record.moments, note_path=path, tail=session.tail, file=to)


def put_off(session: Session, made: Driver, *, as_json: bool = False) -> None:
    """After the first sixty seconds: saved, and how to ask the rest; with `--json` the incident as well."""
    card.put_off(made.plan, made.walk, tail=session.tail, file=sys.stderr)
    if as_json:
        from recovery_cli.commands.shown import incident_json, print_json

        print_json(incident_json(session, made.record))


def left(session: Session, made: Driver) -> None:
    """The three lines after Ctrl-C: saved, how to go on, what was promised."""
    card.left(made.plan, made.walk, awaiting(made.plan, made.walk), tail=session.tail, file=sys.stderr)
