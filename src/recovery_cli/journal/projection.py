"""From a stream's history to the rows that lists show: pure, so that the tables can always be rebuilt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from recovery_cli.journal.codec import Stored, decode
from recovery_cli.notes.events import NoteClaimed, NoteEvent, StainSettled
from recovery_cli.notes.ledger import replay as replay_note
from recovery_cli.notes.ledger import zero
from recovery_cli.ports import FollowUpRow, IncidentRow, NoteRow, Recorded, Row
from recovery_cli.walk import events as e
from recovery_cli.walk.state import Walk
from recovery_cli.walk.state import evolve as evolve_walk

INCIDENT, NOTE = "incident:", "note:"


def project(stream: str, history: Sequence[Recorded]) -> tuple[Row, ...]:
    """The rows of one stream; the history of one that has no rows is not even looked at, since it may be very long."""
    if not stream.startswith((INCIDENT, NOTE)):
        return ()
    events = [decode(recorded) for recorded in history]
    if stream.startswith(INCIDENT):
        return (*_incident(history, events), *_follow_ups(history, events))
    return _note(history, events)


def state(walk: Walk) -> str:
    """One word for `incident list`: what stands open."""
    if not walk.finished:
        return "paused" if walk.paused else "open"
    if walk.outcome:
        return walk.outcome
    if walk.asked is not None and walk.approved is None and not walk.refused:
        return "approval_asked"
    if "cause" in walk.left_open:
        return "cause_open"
    return "change_open" if "change" in walk.left_open else "outcome_open"


def _incident(history: Sequence[Recorded], events: Sequence[Stored]) -> tuple[Row, ...]:
    walk = Walk()
    for event in events:
        if isinstance(event, NoteEvent):
            continue
        walk = evolve_walk(walk, event)
    return (
        IncidentRow(
            id=walk.incident,
            playbook=walk.playbook,
            failure=walk.failure,
            title=walk.title,
            began_at=history[0].at,
            state=state(walk),
            owner=walk.owner or walk.operator,
            severity=walk.severity,
            language=walk.language,
        ),
    )


def _follow_ups(history: Sequence[Recorded], events: Sequence[Stored]) -> tuple[Row, ...]:
    incident = history[0].stream.removeprefix(INCIDENT)
    rows: dict[str, FollowUpRow] = {}
    for recorded, event in zip(history, events, strict=True):
        match event:
            case e.FollowUpPromised(_, kind, what, who, _, due_at):
                found = (kind, what, who, due_at)
            case e.CorrectiveActionPlanned(_, _, planned, who, due_at):
                found = ("change", str(planned), who, due_at)
            case e.LeftOpen(_, what, who, due_at):
                found = (what, what, who, due_at)
            case e.ApprovalAsked(role, remedy, amount):
                found = ("approval", f"{remedy} {amount}", role, recorded.at)
            case e.ApprovalGiven() | e.ApprovalRefused():
                rows.pop("approval", None)
                continue
            case e.CauseGiven():
                rows.pop("cause", None)
                continue
            case _:
                continue
        kind, what, who, due_at = found
        rows[kind] = FollowUpRow(f"{incident}-{kind}", incident, kind, what, who, due_at, done=False)
    return tuple(rows.values())


def _note(history: Sequence[Recorded], events: Sequence[Stored]) -> tuple[Row, ...]:
    told = [event for event in events if isinstance(event, NoteEvent)]
    note = replay_note(told)
    issued, claimed = note.issued, note.claimed
    if issued is None or claimed is None:
        return ()
    row = NoteRow(
        number=issued.number,
        incident=issued.incident,
        issued_at=history[0].at,
        cap=issued.cap,
        status=note.status,
        code=issued.code,
        claim_by=issued.claim_by,
        claimed=claimed,
        paid=zero(issued.cap) if note.paid is None else note.paid.amount,
    )
    return (row, *_of_receipts(history, told))


def _of_receipts(history: Sequence[Recorded], events: Sequence[NoteEvent]) -> tuple[Row, ...]:
    """What a receipt leaves to do: paying it in time, deciding about the rest, settling a stain that stayed."""
    note = replay_note(events)
    if note.issued is None or note.void:
        return ()
    found: list[tuple[str, object, str, datetime, bool]] = []
    came = [recorded.at for recorded, event in zip(history, events, strict=True) if isinstance(event, NoteClaimed)]
    if came and note.status == "claimed":
        first = note.claims[0]
        found.append(("payment", note.payable, first.decides, came[0] + (first.pay_by - first.received_on), False))
    if came and note.over is not None:
        found.append(("approval", note.over, note.claims[-1].decides, came[-1], False))
    if note.stayed is not None:
        looked = [recorded.at for recorded, event in zip(history, events, strict=True) if event == note.stayed]
        found.append(("stain", note.stayed.value, note.stayed.decides, looked[-1], False))
    elif note.redressed:
        # The row stays, done: lists find by it the few notes whose stream says what a stain cost.
        ended = [
            recorded.at for recorded, event in zip(history, events, strict=True) if isinstance(event, StainSettled)
        ]
        found.append(("stain", note.redressed[-1].amount, note.redressed[-1].by, ended[-1], True))
    number, incident = note.issued.number, note.issued.incident
    return tuple(
        FollowUpRow(f"{number}-{kind}", incident, kind, f"{number}: {amount}", who, due_at, done=done)
        for kind, amount, who, due_at, done in found
    )
