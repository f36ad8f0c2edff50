"""From a stream's history to the rows that lists show: pure, so that the tables can always be rebuilt."""

from __future__ import annotations

from collections.abc import Sequence

from recovery_cli.journal.codec import Stored, decode
from recovery_cli.notes.events import NoteIssued, NoteNumbered, NotePrinted, NoteVoided
from recovery_cli.notes.ledger import replay as replay_note
from recovery_cli.ports import FollowUpRow, IncidentRow, NoteRow, Recorded, Row
from recovery_cli.walk import events as e
from recovery_cli.walk.state import Walk
from recovery_cli.walk.state import evolve as evolve_walk

INCIDENT, NOTE = "incident:", "note:"


def project(stream: str, history: Sequence[Recorded]) -> tuple[Row, ...]:
    """The rows of one stream."""
    events = [decode(recorded) for recorded in history]
    if stream.startswith(INCIDENT):
        return (*_incident(history, events), *_follow_ups(history, events))
    if stream.startswith(NOTE):
        return _note(history, events)
    return ()


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
        if isinstance(event, NoteNumbered | NoteIssued | NotePrinted | NoteVoided):
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
            owner=walk.operator,
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
    note = replay_note(
        event for event in events if isinstance(event, NoteNumbered | NoteIssued | NotePrinted | NoteVoided)
    )
    if note.issued is None:
        return ()
    issued = note.issued
    return (NoteRow(issued.number, issued.incident, history[0].at, issued.cap, note.status),)
