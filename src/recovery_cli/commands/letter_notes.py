"""Notes for the rows of a table: numbered by one process, many in one transaction, and each row once for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from recovery_cli.batch import pieces
from recovery_cli.commands.letter_draft import Draft
from recovery_cli.commands.letter_rows import facts_of
from recovery_cli.commands.letter_values import merged
from recovery_cli.commands.letter_work import Job, Sheet
from recovery_cli.commands.note_by_hand import capped, promise, signer_of
from recovery_cli.errors import Conflict, RecoverError
from recovery_cli.journal.codec import decode, encode
from recovery_cli.letters.gaps import at
from recovery_cli.notes import ledger
from recovery_cli.notes.events import NoteIssued, NoteNumbered, RowRecorded
from recovery_cli.notes.number import new_code, number
from recovery_cli.ports import Batch, Journal
from recovery_cli.record import NOTE, REGISTER, note_events
from recovery_cli.register import TRIES
from recovery_cli.sandbox import blank
from recovery_cli.session import Session

ROW = "row:"
"""The stream of a row of a table: the number of the note that was issued for it."""
AT_ONCE = 50
"""Notes of one transaction."""


def sound(session: Session, facts: Mapping[str, object], language: str) -> None:
    """Raises `RecoverError` for a note that nobody here may sign, or in a strange currency."""
    signer_of(session, capped(session, facts), language)


def made_out(facts: Mapping[str, object]) -> Mapping[str, object]:
    """To whoever brings it, where nobody is named."""
    return merged(facts, {"note": {"bearer": True}}) if blank(at(facts, "customer.name")) else facts


def issued(session: Session, job: Job, sheets: Iterable[Sheet], *, box: str) -> Iterator[Sheet]:
    """The sheets with the note that each of them has, issued now where there is none; `box` names the batch."""
    for some in pieces(sheets, AT_ONCE):
        yield from _issued(session, job, some, box)


def _issued(session: Session, job: Job, sheets: Sequence[Sheet], box: str) -> Iterator[Sheet]:
    for _ in range(TRIES):
        now = session.clock.now()
        streams = {sheet.id: row_stream(box, sheet.id) for sheet in sheets}
        known = {name: _known(session, stream) for name, stream in streams.items()}
        new = [sheet for sheet in sheets if known[sheet.id] is None]
        made = _made(session, job, new, now)
        try:
            if made:
                session.journal.append(_batches(session, made, streams, now), at=now, operator=made[0][1].signer)
        except Conflict:
            continue
        found = {**known, **{sheet.id: event for sheet, event in made}}
        for sheet in sheets:
            yield _noted(sheet, found[sheet.id])
        return
    raise RecoverError("The register is busy: no more notes were issued.", "Type the same again: it goes on.")


def row_stream(box: str, name: str) -> str:
    """Of the row of this name in the batch of that one."""
    return ROW + hashlib.sha256(f"{box}\n{name}".encode()).hexdigest()


def _known(session: Session, stream: str) -> NoteIssued | None:
    row = recorded(session.journal, stream)
    return None if row is None else ledger.replay(note_events(session.journal, row.made)).issued


def recorded(journal: Journal, stream: str) -> RowRecorded | None:
    """What was made of a row, None while nothing was."""
    told = (event for event in map(decode, journal.read(stream)) if isinstance(event, RowRecorded))
    return next(told, None)


def _made(session: Session, job: Job, sheets: Sequence[Sheet], at: datetime) -> list[tuple[Sheet, NoteIssued]]:
    zone = ZoneInfo(job.zone)
    site, year = session.settings.site, at.astimezone(zone).year
    taken = session.journal.version(f"{REGISTER}{site}-{year}")
    found = []
    for place, sheet in enumerate(sheets, start=taken + 1):
        facts, _ = facts_of(sheet.row, job.layout, job.base[sheet.language], zone=zone, name=job.table)
        draft = Draft(job.template, sheet.language, facts, job.marks[sheet.language], zone)
        signer = signer_of(session, capped(session, facts), sheet.language)
        known_by = number(site, year, place), new_code(session.papers.below)
        found.append((sheet, promise(session, draft, known_by, signer=signer, at=at)))
    return found


def _batches(
    session: Session, made: Sequence[tuple[Sheet, NoteIssued]], streams: Mapping[str, str], at: datetime
) -> list[Batch]:
    settings = session.settings
    register = f"{REGISTER}{settings.site}-{at.astimezone(ZoneInfo(settings.timezone)).year}"
    numbered = [NoteNumbered(event.number, "") for _, event in made]
    taken = session.journal.version(register)
    if number(settings.site, int(register[-4:]), taken + 1) != made[0][1].number:
        raise Conflict(register, taken)
    return [
        Batch(register, taken, tuple(map(encode, numbered))),
        *(Batch(NOTE + event.number, 0, (encode(event),)) for _, event in made),
        *(Batch(streams[sheet.id], 0, (encode(RowRecorded(event.number)),)) for sheet, event in made),
    ]


def _noted(sheet: Sheet, note: NoteIssued | None) -> Sheet:
    assert note is not None  # noqa: S101 - issued a moment ago, or known before
    return sheet._replace(note=note.number, language=note.language, facts=note.content)


def printed(session: Session, job: Job, sheets: Sequence[Sheet], digests: Sequence[str]) -> None:
    """Records the originals that are files now, those with a digest, in one transaction.

    One that was recorded before is no other paper.
    """
    for _ in range(TRIES):
        batches = []
        for sheet, digest in zip(sheets, digests, strict=True):
            if not digest:
                continue
            events = note_events(session.journal, sheet.note)
            note = ledger.replay(events)
            if not note.copies:
                file = str(job.folder / sheet.file)
                paper = ledger.printed(note, format=job.format, file=file, digest=digest)
                batches.append(Batch(NOTE + sheet.note, len(events), (encode(paper),)))
        try:
            if batches:
                session.journal.append(batches, at=session.clock.now(), operator="")
            return
        except Conflict:
            continue
