"""From a stream's events to the rows that lists show: pure, so that the tables can always be rebuilt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from typing import TypeAlias

from recovery_cli.journal.codec import decode
from recovery_cli.money import Money
from recovery_cli.notes.events import NoteClaimed, NoteEvent, StainSettled
from recovery_cli.notes.ledger import Note, zero
from recovery_cli.notes.ledger import evolve as evolve_note
from recovery_cli.ports import FollowUpRow, IncidentRow, NoteRow, Projection, Recorded, Row
from recovery_cli.walk import events as e
from recovery_cli.walk.state import Walk
from recovery_cli.walk.state import evolve as evolve_walk

INCIDENT, NOTE = "incident:", "note:"


def project(stream: str) -> Projection | None:
    """The rows of an incident or a note; the register, which grows for ever, has none."""
    if stream.startswith(INCIDENT):
        return ShownIncident(stream.removeprefix(INCIDENT))
    return ShownNote() if stream.startswith(NOTE) else None


def state(walk: Walk) -> str:
    """One word for `incident list`: what stands open."""
    if not walk.finished:
        return "paused" if walk.paused else "open"
    if walk.outcome:
        return walk.outcome
    if walk.waiting:
        return "approval_asked"
    if "cause" in walk.left_open:
        return "cause_open"
    return "change_open" if "change" in walk.left_open else "outcome_open"


@dataclass(frozen=True, slots=True)
class ShownIncident:
    """One row of the incident, one of each promise that is still to keep, by its kind."""

    id: str
    began_at: datetime | None = None
    walk: Walk = field(default_factory=Walk)
    promised: Mapping[str, FollowUpRow] = field(default_factory=dict)

    def seen(self, recorded: Recorded) -> ShownIncident:
        event, began_at = decode(recorded), self.began_at or recorded.at
        if isinstance(event, NoteEvent):
            return replace(self, began_at=began_at)
        promised = self._promised(event, recorded.at)
        return ShownIncident(self.id, began_at, evolve_walk(self.walk, event), promised)

    def rows(self) -> tuple[Row, ...]:
        walk = self.walk
        if self.began_at is None:
            return ()
        incident = IncidentRow(
            id=walk.incident,
            playbook=walk.playbook,
            failure=walk.failure,
            title=walk.title,
            began_at=self.began_at,
            state=state(walk),
            owner=walk.owner or walk.operator,
            severity=walk.severity,
            language=walk.language,
        )
        return (incident, *self.promised.values())

    def _promised(self, event: e.Event, at: datetime) -> Mapping[str, FollowUpRow]:
        match event:
            case e.FollowUpPromised(_, kind, what, who, _, due_at):
                found = (kind, what, who, due_at)
            case e.CorrectiveActionPlanned(_, _, planned, who, due_at):
                found = ("change", str(planned), who, due_at)
            case e.LeftOpen(_, what, who, due_at):
                found = (what, what, who, due_at)
            case e.ApprovalAsked(role, remedy, amount):
                found = ("approval", f"{remedy} {amount}", role, at)
            case e.ApprovalGiven() | e.ApprovalRefused() | e.ApprovalWithdrawn():
                return self._without("approval")
            case e.CauseGiven():
                return self._without("cause")
            case _:
                return self.promised
        kind, what, who, due_at = found
        return {**self.promised, kind: FollowUpRow(f"{self.id}-{kind}", self.id, kind, what, who, due_at, done=False)}

    def _without(self, kept: str) -> Mapping[str, FollowUpRow]:
        return {kind: row for kind, row in self.promised.items() if kind != kept}


_Told: TypeAlias = tuple[tuple[datetime, NoteEvent], ...]


@dataclass(frozen=True, slots=True)
class ShownNote:
    """One row of the note, and what its receipts leave to do."""

    note: Note = field(default_factory=Note)
    told: _Told = ()

    def seen(self, recorded: Recorded) -> ShownNote:
        event = decode(recorded)
        if not isinstance(event, NoteEvent):
            return self
        return ShownNote(evolve_note(self.note, event), (*self.told, (recorded.at, event)))

    def rows(self) -> tuple[Row, ...]:
        note, issued, claimed = self.note, self.note.issued, self.note.claimed
        if issued is None or claimed is None:
            return ()
        row = NoteRow(
            number=issued.number,
            incident=issued.incident,
            issued_at=self.told[0][0],
            cap=issued.cap,
            status=note.status,
            code=issued.code,
            claim_by=issued.claim_by,
            claimed=claimed,
            paid=zero(issued.cap) if note.paid is None else note.paid.amount,
        )
        return (row, *_left_to_do(note, self.told))


def _left_to_do(note: Note, told: _Told) -> Iterator[Row]:
    """What a receipt leaves to do: paying it in time, deciding about the rest, settling a stain that stayed."""
    if note.issued is None or note.void:
        return
    number, incident = note.issued.number, note.issued.incident
    for kind, amount, who, due_at, done in (*_of_receipts(note, told), *_of_stains(note, told)):
        yield FollowUpRow(f"{number}-{kind}", incident, kind, f"{number}: {amount}", who, due_at, done=done)


_ToDo: TypeAlias = tuple[str, Money | None, str, datetime, bool]


def _of_receipts(note: Note, told: _Told) -> Iterator[_ToDo]:
    came = _when(told, (NoteClaimed,))
    if came and note.status == "claimed":
        first = note.claims[0]
        yield "payment", note.payable, first.decides, _noon(first.pay_by, note), False
    if came and note.over is not None:
        yield "approval", note.over, note.claims[-1].decides, came[-1], False


def _noon(day: date, note: Note) -> datetime:
    """Noon of a day where the note was issued, in UTC: the day that was promised, whenever it was typed in."""
    own = None if note.issued is None else note.issued.content.get("note")
    at = own.get("issued_at") if isinstance(own, Mapping) else None
    zone = at.tzinfo if isinstance(at, datetime) else None
    return datetime.combine(day, time(12), zone or UTC).astimezone(UTC)


def _of_stains(note: Note, told: _Told) -> Iterator[_ToDo]:
    if note.stayed is not None:
        looked = [at for at, event in told if event == note.stayed]
        yield "stain", note.stayed.value, note.stayed.decides, looked[-1], False
    elif note.redressed:
        # The row stays, done: lists find by it the few notes whose stream says what a stain cost.
        last = note.redressed[-1]
        yield "stain", last.amount, last.by, _when(told, (StainSettled,))[-1], True


def _when(told: Iterable[tuple[datetime, NoteEvent]], kinds: tuple[type, ...]) -> list[datetime]:
    return [at for at, event in told if isinstance(event, kinds)]
