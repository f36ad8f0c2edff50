"""What the uses print: JSON for scripts, the card for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from recovery_cli.journal.codec import encode
from recovery_cli.journal.projection import state
from recovery_cli.money import Money
from recovery_cli.notes.ledger import replay as replay_note
from recovery_cli.playbook.plan import Plan
from recovery_cli.ports import FollowUpRow, IncidentRow
from recovery_cli.private import Private
from recovery_cli.record import Record, note_events
from recovery_cli.session import Session
from recovery_cli.walk.context import contacts
from recovery_cli.walk.events import RemedyChosen
from recovery_cli.walk.flow import awaiting
from recovery_cli.walk.requests import Ask, Finished


def print_json(data: object) -> None:
    """One JSON document on stdout; letters as they are where stdout has them all, no floats."""
    told = plain(data)
    text = json.dumps(told, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(told, indent=2)
    sys.stdout.write(text + "\n")


def plain(value: object) -> object:
    """Values as JSON has them: money and dates as text, erased words as null."""
    match value:
        case Money() | Decimal():
            return str(value)
        case Private(words):
            return words
        case datetime() | date():
            return value.isoformat()
        case Mapping():
            return {str(key): plain(each) for key, each in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(each) for each in value]
        case _:
            return value


def incident_json(session: Session, record: Record) -> dict[str, object]:
    """An incident with its events, remedies and their reasons, note and follow-ups; health facts stay out."""
    walk = record.walk
    follow_ups = [row for row in session.journal.follow_ups() if row.incident == walk.incident]
    return {
        "incident": walk.incident,
        "playbook": walk.playbook,
        "failure": walk.failure,
        "title": walk.title,
        "began_at": record.moments[0].at,
        "state": state(walk),
        "operator": walk.operator,
        "role": walk.role,
        "owner": walk.owner or None,
        "contacts": contacts(walk),
        "earlier": list(walk.earlier),
        "perhaps": list(walk.perhaps),
        "transfers": walk.transfers,
        "signals": list(walk.signals),
        "language": walk.language,
        "reported_by": "staff" if walk.noticed else "customer",
        "careful": walk.careful,
        "severity": walk.severity,
        "outcome": walk.outcome or None,
        "facts": {path: value for path, value in walk.facts.items() if not path.startswith("health.")},
        "owed": list(walk.owed.values()),
        "remedies": _remedies(record),
        "note": _note(session, record),
        "next": None if walk.finished else _next(session, record),
        "follow_ups": [row_json(row) for row in follow_ups],
        "events": [
            {"type": encode(moment.event).type, "at": moment.at, "operator": moment.operator, **_data(moment.event)}
            for moment in record.moments
            if not _medical(moment.event)
        ],
    }


def _next(session: Session, record: Record) -> dict[str, object]:
    """The step that is awaited, and the fact where it is a question."""
    plan = plan_kept(session, record)
    request = awaiting(plan, record.walk)
    step = None if isinstance(request, Finished) else plan.step(request.step)
    return {
        "step": None if step is None else step.id,
        "kind": None if step is None else step.kind,
        "fact": request.fact.id if isinstance(request, Ask) else None,
        "to_go_on": f"recover resume {record.walk.incident}{session.tail}",
    }


def _medical(event: object) -> bool:
    return str(getattr(event, "fact", "")).startswith("health.")


def _data(event: object) -> dict[str, object]:
    return {"data": {field.name: getattr(event, field.name) for field in fields(event)}}  # type: ignore[arg-type]  # every event is a dataclass


def _remedies(record: Record) -> list[dict[str, object]]:
    chosen = {
        (moment.event.step, moment.event.remedy): moment.event
        for moment in record.moments
        if isinstance(moment.event, RemedyChosen)
    }
    held = {(key.partition("+")[0], each.remedy) for key, each in record.walk.chosen.items()}
    return [
        {
            "remedy": event.remedy,
            "label": event.label,
            "amount": event.amount,
            "decides": event.decides,
            "because": event.because,
            "ruled_out": event.ruled_out,
        }
        for key, event in chosen.items()
        if key in held
    ]


def _note(session: Session, record: Record) -> dict[str, object] | None:
    attached = record.walk.note
    if attached is None:
        return None
    note = replay_note(note_events(session.journal, attached.number))
    if note.issued is None:
        return None
    issued = note.issued
    return {
        "number": issued.number,
        "code": issued.code,
        "cap": issued.cap,
        "clean_by": issued.clean_by,
        "claim_by": issued.claim_by,
        "signer": issued.signer,
        "role": issued.role,
        "language": issued.language,
        "status": note.status_on(session.clock.now().astimezone(ZoneInfo(session.settings.timezone)).date()),
        "papers": note.copies,
    }


def row_json(row: IncidentRow | FollowUpRow) -> dict[str, object]:
    return {field.name: getattr(row, field.name) for field in fields(row)}


def plan_kept(session: Session, record: Record) -> Plan:
    """The playbook that this walk began with."""
    return Plan.read(session.journal.kept(record.walk.plan))
