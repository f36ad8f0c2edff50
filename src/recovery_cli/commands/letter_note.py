"""The note of an incident: seen as often as one likes, on paper once as the original and then as copies."""

from __future__ import annotations

from recovery_cli.commands.incident import opened
from recovery_cli.commands.letter_way import Made, Way, formed, put
from recovery_cli.commands.shown import plan_kept
from recovery_cli.driver import Driver
from recovery_cli.errors import RecoverError, Refused
from recovery_cli.letters.letter import SPECIMEN
from recovery_cli.notes.events import NoteIssued
from recovery_cli.notes.ledger import replay
from recovery_cli.notes.number import read_number
from recovery_cli.record import Record, note_events
from recovery_cli.session import Session
from recovery_cli.ui.answers import AnswersPrompter

NOTE = "guarantee-note"


def note(session: Session, wanted: str, *, language: str | None, to: Way) -> Made:
    """The note of an incident, or the one of that number; issued only where there is none and the walk awaits it."""
    record, number = _found(session, wanted)
    ledger = replay(note_events(session.journal, number))
    issued = _issued(ledger.issued, number)
    if language is not None and language != issued.language:
        raise Refused(f"{number} was issued in {issued.language}.", "A note speaks one language only.")
    papers = session.papers
    settings = plan_kept(session, record).settings if issued.incident else session.settings
    marks = (SPECIMEN,) if settings.specimen else ()
    content, form = formed(to, lambda form: papers.view(number, format=form, marks=marks))
    copy = None
    if to.printer is not None or (to.paper and not ledger.void):
        copy, content = papers.further(
            number,
            lambda paper: put(to, paper, format=form, title=number),
            format=form,
            marks=marks,
            at=session.clock.now(),
            operator=record.walk.operator or issued.signer,
        )
    else:
        put(to, content, format=form, title=number)
    return Made(NOTE, issued.language, form, content, incident=issued.incident, note=number, copy=copy)


def _found(session: Session, wanted: str) -> tuple[Record, str]:
    number = read_number(wanted)
    if number is not None:
        issued = _issued(replay(note_events(session.journal, number)).issued, number)
        return Record(session.journal, issued.incident), number
    record = opened(session, wanted)
    if record.walk.note is None:
        _issue(session, record)
    held = record.walk.note
    if held is None:
        raise Refused(f"{record.walk.incident} has no note.", f"recover resume {record.walk.incident}")
    return record, held.number


def _issue(session: Session, record: Record) -> None:
    """By the loop's own way, if the walk stopped right before it; whatever else is awaited is for `resume`."""
    plan = plan_kept(session, record)
    Driver(plan, record, prompter=AnswersPrompter({}), clock=session.clock, papers=session.papers).issue()


def _issued(event: NoteIssued | None, number: str) -> NoteIssued:
    if event is None:
        raise RecoverError(f"There is no note {number}.", "recover incident list")
    return event
