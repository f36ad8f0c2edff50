"""Papers: a note is first an event and then a file made of it; a letter is first a file and then an event."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from recovery_cli.errors import Broken, Conflict, RecoverError, Refused
from recovery_cli.journal.codec import encode
from recovery_cli.letters.facts import incident_facts, note_facts
from recovery_cli.letters.language import texts, whole
from recovery_cli.letters.letter import COPY, SPECIMEN
from recovery_cli.letters.marks import void
from recovery_cli.notes import ledger
from recovery_cli.notes.events import NoteEvent, NoteIssued
from recovery_cli.playbook.plan import Plan
from recovery_cli.ports import Batch, Journal, LetterWriter, Paper, Signer
from recovery_cli.record import NOTE, Record, note_events
from recovery_cli.register import Register
from recovery_cli.walk.requests import Issue
from recovery_cli.walk.state import Walk

SUFFIX = {
    "text": "txt",
    "markdown": "md",
    "html": "html",
    "pdf": "pdf",
    "receipt": "escpos",
    "receipt-58": "escpos",
    "eml": "eml",
    "json": "json",
}
SIMPLER = {
    "pdf": "html",
    "eml": "html",
    "html": "text",
    "receipt": "text",
    "receipt-58": "text",
    "text": "",
    "markdown": "",
    "json": "",
}
"""What is printed instead when a format refuses: a refused PDF never costs the guest the note."""
TRIES = 20
"""How often a paper that is out already is recorded again while others write to the same note."""


@dataclass(frozen=True, slots=True)
class Papers:
    """Issues notes and writes documents below `folder`; `below` draws random numbers for codes."""

    journal: Journal
    writer: LetterWriter
    folder: Path
    format: str
    below: Callable[[int], int]
    base: Path | None = None
    signer: Signer | None = None

    @property
    def register(self) -> Register:
        return Register(self.journal, self.below, self.signer)

    def issue(self, plan: Plan, record: Record, request: Issue, at: datetime) -> tuple[str, str, list[Batch]]:
        """Number, code and the batches that make the note, signed where there is a key."""
        made, code, numbered = self.register.numbered(plan.settings, record.walk.incident, at)
        issued = self._issued(plan, record, request, at, made, code)
        old = note_events(self.journal, request.replaces) if request.replaces else ()
        first = ledger.replay(old)
        carried = first.claims if first.status == "claimed" else ()
        told: tuple[NoteEvent, ...] = (issued, *carried)
        batches = [numbered, Batch(NOTE + made, 0, tuple(encode(event) for event in told))]
        # A note that was paid meanwhile stays paid.
        if old and first.paid is None:
            voided = encode(ledger.voided(first, successor=made))
            batches += [Batch(NOTE + request.replaces, len(old), (voided,)), *self.register.carried(carried, made)]
        return made, code, batches

    def speaking(self, plan: Plan, walk: Walk, template: str) -> Walk:
        """The walk in the language that all of the document is written in."""
        spoken = whole(walk.language, self.writer.languages(template), texts(plan, walk))
        return replace(walk, language=spoken)

    def _issued(self, plan: Plan, record: Record, request: Issue, at: datetime, made: str, code: str) -> NoteIssued:
        walk = self.speaking(plan, record.walk, "guarantee-note")
        until = ledger.dates(plan.settings.note, at.astimezone(ZoneInfo(plan.settings.timezone)).date())
        moments = [(moment.event, moment.at) for moment in record.moments]
        content = note_facts(
            plan,
            walk,
            incident_facts(plan, walk, moments, now=at),
            number=made,
            code=code,
            cap=request.cap,
            signer=(request.signer, request.role),
            until=until,
            at=at,
        )
        issued = ledger.issue(
            number=made,
            code=code,
            incident=record.walk.incident,
            cap=request.cap,
            signer=request.signer,
            role=request.role,
            language=walk.language,
            until=until,
            content=content,
            since=self._since(request.replaces),
            replaces=request.replaces,
        )
        return self.register.signed(issued, specimen=plan.settings.specimen)

    def _since(self, old: str) -> date | None:
        """Whoever had it cleaned with the first note in hand has a receipt from before the second."""
        first = self._note(old).issued if old else None
        return None if first is None else first.since or ledger.issued_on(first)

    def view(self, note_number: str, *, format: str, marks: tuple[str, ...] = ()) -> bytes:
        """The note in a format, made from its event; counts as no paper. One that is void says so."""
        note = self._note(note_number)
        if note.issued is None:
            raise RecoverError(f"There is no note {note_number}.", "recover incident list")
        language = note.issued.language
        if note.void:
            marks = (void(language, note.successor), *marks)
        return self.writer.write("guarantee-note", note.issued.content, language=language, format=format, marks=marks)

    def further(
        self,
        note_number: str,
        put: Callable[[bytes], None],
        *,
        format: str,
        marks: tuple[str, ...],
        at: datetime,
        operator: str,
    ) -> tuple[int, bytes]:
        """One more paper: made, put where it goes, and only then recorded; from the second on it is marked COPY.

        Raises `Refused` for a void note, and what `put` raises; then nothing is recorded.
        """
        note = self._note(note_number)
        if note.void:
            follows = f"recover letter guarantee-note {note.successor}" if note.successor else "recover incident list"
            successor = f" {note.successor} counts in its place." if note.successor else ""
            raise Refused(f"{note_number} is void, and no paper is made of it.{successor}", follows)
        content = self.view(note_number, format=format, marks=(*marks, *((COPY,) if note.copies else ())))
        put(content)
        for _ in range(TRIES):
            events = note_events(self.journal, note_number)
            printed = ledger.printed(ledger.replay(events), format=format)
            batch = Batch(NOTE + note_number, len(events), (encode(printed),))
            try:
                self.journal.append([batch], at=at, operator=operator)
            except Conflict:
                continue
            return printed.copy, content
        raise Conflict(NOTE + note_number, len(events))

    def _note(self, note_number: str) -> ledger.Note:
        return ledger.replay(note_events(self.journal, note_number))

    def paper(self, note_number: str, *, specimen: bool, at: datetime, operator: str, again: bool = False) -> Paper:
        """The note as a file, made when it is missing; `again` makes a further one, marked COPY."""
        events = note_events(self.journal, note_number)
        note = ledger.replay(events)
        if note.copies and not again and (found := _whole(note)) is not None:
            return Paper(self._shown(found), language=_language(note))
        copy = 1 if not again else note.copies + 1
        marks = tuple(mark for mark, wanted in ((SPECIMEN, specimen), (COPY, copy > 1)) if wanted)
        try:
            content, made_as = self._rendered(note_number, marks)
            path = self._free(note, note_number if copy == 1 else f"{note_number}-{copy}", SUFFIX[made_as], content)
            write_whole(path, content)
        except (RecoverError, OSError) as fault:
            return Paper("", fault=str(fault))
        if copy > note.copies:
            printed = ledger.printed(note, format=made_as, file=str(path.absolute()), digest=_digest(content))
            batch = Batch(NOTE + note_number, len(events), (encode(printed),))
            self.journal.append([batch], at=at, operator=operator)
        instead = "" if made_as == self.format else made_as
        return Paper(self._shown(path), instead=instead, language=_language(note))

    def where(self, note_number: str) -> str:
        """Where the note's original lies, as it is shown to a person; empty when it is not there as it was made."""
        found = _whole(self._note(note_number))
        return "" if found is None else self._shown(found)

    def _free(self, note: ledger.Note, name: str, suffix: str, content: bytes) -> Path:
        """A name that no other paper has: another journal's note of the same number is never written over."""
        number_made = name if note.issued is None else note.issued.number
        path = self.folder / number_made.split("-")[1] / f"{name}.{suffix}"
        if note.issued is None or not path.exists() or _digest(path.read_bytes()) == _digest(content):
            return path
        return path.with_name(f"{name}-{note.issued.incident}.{suffix}")

    def _rendered(self, note_number: str, marks: tuple[str, ...]) -> tuple[bytes, str]:
        form = self.format
        while True:
            try:
                return self.view(note_number, format=form, marks=marks), form
            except Broken:
                raise
            except RecoverError:
                if not SIMPLER[form]:
                    raise
                form = SIMPLER[form]

    def letter(self, plan: Plan, record: Record, template: str, at: datetime) -> tuple[Path, bytes, str]:
        """Where a letter of this incident goes, its bytes and their digest."""
        moments = [(moment.event, moment.at) for moment in record.moments]
        walk = self.speaking(plan, record.walk, template)
        facts = incident_facts(plan, walk, moments, now=at)
        marks = (SPECIMEN,) if plan.settings.specimen else ()
        content = self.writer.write(template, facts, language=walk.language, format=self.format, marks=marks)
        year = str(at.astimezone(ZoneInfo(plan.settings.timezone)).year)
        path = self.folder / year / f"{record.walk.incident}-{template}.{SUFFIX[self.format]}"
        return path, content, _digest(content)

    def _shown(self, path: Path) -> str:
        """Relative to the workspace where it lies below it."""
        if self.base is not None and path.is_relative_to(self.base):
            return str(path.relative_to(self.base))
        return str(path)


def _language(note: ledger.Note) -> str:
    return "" if note.issued is None else note.issued.language


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _whole(note: ledger.Note) -> Path | None:
    """The original's file, if it is there and unchanged."""
    path = Path(note.file)
    if not note.file or not path.is_file() or _digest(path.read_bytes()) != note.digest:
        return None
    return path


def write_whole(path: Path, content: bytes) -> None:
    """A file appears whole or not at all, readable by its owner only; raises OSError."""
    for folder in [each for each in reversed(path.parents) if not each.exists()]:
        folder.mkdir(mode=0o700, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
