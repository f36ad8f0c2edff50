"""Papers: a note is first an event and then a file made of it; a letter is first a file and then an event."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from recovery_cli.errors import Broken, Conflict, RecoverError, Refused
from recovery_cli.journal.codec import encode
from recovery_cli.letters.facts import incident_facts, note_facts
from recovery_cli.letters.language import texts, whole
from recovery_cli.letters.letter import COPY, SPECIMEN
from recovery_cli.letters.marks import standing
from recovery_cli.money import Money
from recovery_cli.notes import ledger
from recovery_cli.notes.events import NoteIssued
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
class Promise:
    """The note that a walk comes to, and what makes it; `used` is what notes before it in its line have paid.

    Nothing makes it where it stands already: then nothing is left to promise beside it.
    """

    note: NoteIssued
    used: Money
    batches: tuple[Batch, ...] = ()


class Written(NamedTuple):
    """A letter on its way to its file; `form` is the format that did not refuse."""

    file: Path
    content: bytes
    digest: str
    form: str


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

    def issue(self, plan: Plan, record: Record, request: Issue, at: datetime) -> Promise:
        """The note under a new number, signed where there is a key; the one that counted before it becomes void.

        A note that was paid stays paid, and only the rest is promised anew.
        """
        register = self.register
        old, version = register.standing(request.replaces)
        before = tuple(register.line(old))
        spent = (each.spent for each in before if each.spent is not None)
        used = reduce(Money.__add__, spent, ledger.zero(request.cap))
        if used.amount and request.cap <= used:
            stays = next(each.issued for each in before if each.issued is not None and not each.void)
            return Promise(stays, used)
        made, code, numbered = register.numbered(plan.settings, record.walk.incident, at)
        rest = replace(request, cap=request.cap - used, replaces="" if old.issued is None else old.issued.number)
        issued = self._issued(plan, record, rest, at, made, code, old)
        batches = [numbered, *register.in_place(old, issued)]
        if old.issued is not None and not old.void and old.paid is None:
            voided = encode(ledger.voided(old, successor=made))
            batches.append(Batch(NOTE + old.issued.number, version, (voided,)))
        return Promise(issued, used, tuple(batches))

    def withdrawn(self, note_number: str) -> list[Batch]:
        """What takes back a note that nothing came in the place of; one that a guest has used stays as it is."""
        note, version = self.register.standing(note_number)
        try:
            voided = ledger.voided(note, successor="")
        except Refused:
            return []
        return [] if note.issued is None else [Batch(NOTE + note.issued.number, version, (encode(voided),))]

    def speaking(self, plan: Plan, walk: Walk, template: str) -> Walk:
        """The walk in the language that all of the document is written in."""
        spoken = whole(walk.language, self.writer.languages(template), texts(plan, walk))
        return replace(walk, language=spoken)

    def _issued(
        self, plan: Plan, record: Record, request: Issue, at: datetime, made: str, code: str, old: ledger.Note
    ) -> NoteIssued:
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
            # Whoever had it cleaned with the first note in hand has a receipt from before the second.
            since=None if old.issued is None else old.issued.since or ledger.issued_on(old.issued),
            replaces=request.replaces,
        )
        return self.register.signed(issued, specimen=plan.settings.specimen)

    def view(self, note_number: str, *, format: str, marks: tuple[str, ...] = ()) -> bytes:
        """The note in a format, made from its event; counts as no paper. One that is void says so."""
        note = self._note(note_number)
        if note.issued is None:
            raise RecoverError(f"There is no note {note_number}.", "recover incident list")
        language = note.issued.language
        marks = (*standing(language, note), *marks)
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
        return self._counted(note_number, format, at=at, operator=operator), content

    def _counted(
        self, note_number: str, format: str, *, at: datetime, operator: str, file: str = "", digest: str = ""
    ) -> int:
        """Records a paper that is out; others may write to the same note meanwhile."""
        for _ in range(TRIES):
            events = note_events(self.journal, note_number)
            printed = ledger.printed(ledger.replay(events), format=format, file=file, digest=digest)
            batch = Batch(NOTE + note_number, len(events), (encode(printed),))
            try:
                self.journal.append([batch], at=at, operator=operator)
            except Conflict:
                continue
            return printed.copy
        raise Conflict(NOTE + note_number, len(events))

    def _note(self, note_number: str) -> ledger.Note:
        return ledger.replay(note_events(self.journal, note_number))

    def paper(self, note_number: str, *, specimen: bool, at: datetime, operator: str, again: bool = False) -> Paper:
        """The note as a file, made when it is missing; `again` makes a further one, marked COPY."""
        try:
            note = self._note(note_number)
            if note.copies and not again and (found := _whole(note)) is not None:
                return Paper(self._shown(found), language=_language(note))
            copy = 1 if not again else note.copies + 1
            marks = tuple(mark for mark, wanted in ((SPECIMEN, specimen), (COPY, copy > 1)) if wanted)
            content, made_as = self._rendered(lambda form: self.view(note_number, format=form, marks=marks))
            path = self._free(note, note_number if copy == 1 else f"{note_number}-{copy}", SUFFIX[made_as], content)
            lay(path, content)
        except (RecoverError, OSError) as fault:
            return Paper("", fault=str(fault))
        if copy > note.copies:
            file, digest = str(path.absolute()), _digest(content)
            try:
                self._counted(note_number, made_as, at=at, operator=operator, file=file, digest=digest)
            except RecoverError:
                return Paper("", fault=f"{self._shown(path)} could not be recorded; print it once more.")
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

    def _rendered(self, write: Callable[[str], bytes]) -> tuple[bytes, str]:
        """What `write` makes of the wanted format, or of the first simpler one that does not refuse."""
        form = self.format
        while True:
            try:
                return write(form), form
            except Broken:
                raise
            except RecoverError:
                if not SIMPLER[form]:
                    raise
                form = SIMPLER[form]

    def letter(self, plan: Plan, record: Record, template: str, at: datetime) -> Written:
        """A letter of this incident, and where it goes; raises `RecoverError` where no format can be made."""
        moments = [(moment.event, moment.at) for moment in record.moments]
        walk = self.speaking(plan, record.walk, template)
        facts = incident_facts(plan, walk, moments, now=at)
        marks = (SPECIMEN,) if plan.settings.specimen else ()

        def write(form: str) -> bytes:
            return self.writer.write(template, facts, language=walk.language, format=form, marks=marks)

        content, form = self._rendered(write)
        year = str(at.astimezone(ZoneInfo(plan.settings.timezone)).year)
        path = self.folder / year / f"{record.walk.incident}-{template}.{SUFFIX[form]}"
        return Written(path, content, _digest(content), form)

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


@contextmanager
def kept_with(files: Sequence[tuple[Path, bytes]]) -> Iterator[None]:
    """Files that are there before what they belong to is recorded, and gone again when it could not be."""
    made: list[Path] = []
    try:
        for path, content in files:
            lay(path, content)
            made.append(path)
        yield
    except Exception:
        for path in made:
            path.unlink(missing_ok=True)
        raise


def lay(path: Path, content: bytes) -> None:
    """`write_whole`; what a disk or a folder refuses is a `RecoverError`."""
    try:
        write_whole(path, content)
    except OSError as fault:
        raise RecoverError(f"{path} cannot be written: {fault.strerror}.", "Another folder: --out DIR") from fault


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
