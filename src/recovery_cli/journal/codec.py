"""Events to journal entries and back: short names for ever, self-describing values, upcasters for what has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

from recovery_cli.errors import RecoverError
from recovery_cli.money import Money
from recovery_cli.notes import events as n
from recovery_cli.notes.events import NoteEvent
from recovery_cli.ports import Entry, Json, Recorded
from recovery_cli.private import Private
from recovery_cli.walk import events as e
from recovery_cli.walk.events import Event

Stored: TypeAlias = Event | NoteEvent

NAMES: Mapping[str, type[Stored]] = {
    "incident-opened": e.IncidentOpened,
    "apology-given": e.ApologyGiven,
    "words-said": e.WordsSaid,
    "owner-named": e.OwnerNamed,
    "contacts-counted": e.ContactsCounted,
    "goodwill-counted": e.GoodwillCounted,
    "listened": e.Listened,
    "language-chosen": e.LanguageChosen,
    "fact-given": e.FactGiven,
    "fact-revised": e.FactRevised,
    "careful-entered": e.CarefulEntered,
    "careful-left": e.CarefulLeft,
    "action-done": e.ActionDone,
    "emergency-called": e.EmergencyCalled,
    "escalated": e.Escalated,
    "manager-coming": e.ManagerComing,
    "handed-over": e.HandedOver,
    "nobody-available": e.NobodyAvailable,
    "signal-seen": e.SignalSeen,
    "entitlement-named": e.EntitlementNamed,
    "remedy-chosen": e.RemedyChosen,
    "remedy-overridden": e.RemedyOverridden,
    "remedy-declined": e.RemedyDeclined,
    "rule-bent": e.RuleBent,
    "approval-asked": e.ApprovalAsked,
    "approval-given": e.ApprovalGiven,
    "approval-refused": e.ApprovalRefused,
    "approval-withdrawn": e.ApprovalWithdrawn,
    "note-attached": e.NoteAttached,
    "note-recalled": e.NoteRecalled,
    "note-handed-over": e.NoteHandedOver,
    "letter-written": e.LetterWritten,
    "severity-assessed": e.SeverityAssessed,
    "follow-up-promised": e.FollowUpPromised,
    "follow-up-declined": e.FollowUpDeclined,
    "cause-given": e.CauseGiven,
    "corrective-action-planned": e.CorrectiveActionPlanned,
    "left-open": e.LeftOpen,
    "outcome-given": e.OutcomeGiven,
    "walk-paused": e.WalkPaused,
    "walk-resumed": e.WalkResumed,
    "walk-reopened": e.WalkReopened,
    "walk-finished": e.WalkFinished,
    "note-numbered": n.NoteNumbered,
    "note-issued": n.NoteIssued,
    "note-printed": n.NotePrinted,
    "note-voided": n.NoteVoided,
    "note-claimed": n.NoteClaimed,
    "note-paid": n.NotePaid,
    "note-rest-settled": n.RestSettled,
    "note-refused": n.NoteRefused,
    "note-stain-stayed": n.StainStayed,
    "note-stain-settled": n.StainSettled,
    "receipt-seen": n.ReceiptSeen,
    "row-recorded": n.RowRecorded,
}

UPCASTERS: Mapping[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {}
"""From the data of an older version of an event to today's; none was needed yet."""

_NAME_OF = {kind: name for name, kind in NAMES.items()}


def encode(event: Stored) -> Entry:
    """The entry that `decode` reads back as an equal event."""
    kind = type(event)
    return Entry(_NAME_OF[kind], {field.name: _pack(getattr(event, field.name)) for field in fields(kind)})


def decode(recorded: Recorded | Entry) -> Stored:
    """Raises `RecoverError` for an event of a newer program."""
    kind = NAMES.get(recorded.type)
    if kind is None:
        raise RecoverError(
            f'The journal holds an event "{recorded.type}" that this version does not know.', "Use a newer recover."
        )
    data = UPCASTERS.get(recorded.type, dict)(recorded.data)
    known = {field.name for field in fields(kind)}
    return kind(**{name: _unpack(value) for name, value in data.items() if name in known})


def _pack(value: object) -> Json:
    match value:
        case Money():
            return {"$money": str(value)}
        case datetime():
            return {"$time": value.isoformat()}
        case date():
            return {"$date": value.isoformat()}
        case tuple() | list():
            return [_pack(each) for each in value]
        case Mapping():
            return {str(key): _pack(each) for key, each in value.items()}
        case None | bool() | int() | str() | Private():
            return value
        case _:
            raise TypeError(f"{type(value).__name__} has no place in the journal")


def _unpack(value: Any) -> Any:
    match value:
        case {"$money": str(text), **rest} if not rest:
            return Money.read(text)
        case {"$time": str(text), **rest} if not rest:
            at = datetime.fromisoformat(text)
            return at.astimezone(UTC) if at.utcoffset() is not None and not at.utcoffset() else at
        case {"$date": str(text), **rest} if not rest:
            return date.fromisoformat(text)
        case Mapping():
            return {key: _unpack(each) for key, each in value.items()}
        case list() | tuple():
            return tuple(_unpack(each) for each in value)
        case _:
            return value
