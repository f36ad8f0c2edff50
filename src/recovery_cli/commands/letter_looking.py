"""One row after the other is looked at: whatever would keep its letter from being written is found before any is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from recovery_cli.commands.letter_likeness import ByLanguage, Likeness
from recovery_cli.commands.letter_notes import made_out, sound
from recovery_cli.commands.letter_press import press_of
from recovery_cli.commands.letter_rows import UNWRITABLE, facts_of, refused
from recovery_cli.commands.letter_work import Job, Rows, Sheet
from recovery_cli.commands.note_by_hand import TEMPLATE as NOTE
from recovery_cli.diagnostics import Diagnostic
from recovery_cli.errors import Broken, RecoverError
from recovery_cli.letters.gaps import at
from recovery_cli.rows import Row
from recovery_cli.rows.row import UNFIT
from recovery_cli.sandbox import blank
from recovery_cli.session import Session

_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?", re.ASCII)
_LATIN = frozenset(map(chr, range(0x180)))
"""What all our fonts have."""
_BEYOND = re.compile("[^\x00-\u017f]")
_NONE = frozenset[str]()
NAMELESS = "B11"
MAIL = "customer.email"
KINDS = 4096


class Looked(NamedTuple):
    """`files` are the names that the letters of some rows go by, without regard to case, "" for a row that has none.

    `faults` are what was found, by their place among the rows.
    """

    files: tuple[str, ...]
    faults: Mapping[int, tuple[Diagnostic, ...]]


def look(piece: Rows) -> Looked:
    """Each row by itself: what two of them share is seen by who has them all."""
    looking = _looking_of(piece.job)
    files, faults = [], {}
    for place, row in enumerate(piece.rows):
        file, found = ("", row.faults) if row.faults else looking.at(row)
        files.append(file)
        if found:
            faults[place] = found
    return Looked(tuple(files), faults)


@lru_cache(maxsize=1)
def _looking_of(job: Job) -> _Looking:
    return _Looking(job)


def of_id(job: Job, row: Row, code: str, message: str) -> Diagnostic:
    """A fault of the cell that the letter is named by."""
    return Diagnostic(job.table, row.line, job.layout.at.get(job.layout.id, 0), code, message)


class _Looking:
    """Remembers which kinds of rows are good: a letter of a new kind is filled, to see that it can be."""

    def __init__(self, job: Job) -> None:
        self._job, self._session, self._zone = job, Session(job.home), ZoneInfo(job.zone)
        self._writer = press_of(job).writer
        self._good = ByLanguage(self._likeness)
        self._seen: frozenset[str] = frozenset()

    def _likeness(self, language: str) -> Likeness[bool]:
        """Whether a note can be issued depends on its sum, and on all else that it prints."""
        job = self._job
        printed = frozenset[str]() if job.template == NOTE else self._writer.printed(job.template, language)
        return Likeness(job.layout, printed, zone=self._zone, most=KINDS)

    def at(self, row: Row) -> tuple[str, tuple[Diagnostic, ...]]:
        """The name of its file, and what is wrong with it."""
        job = self._job
        wanted, column = job.wanted(row), job.layout.language
        if wanted and not _LANGUAGE.fullmatch(wanted):
            message = f'{column}: "{wanted}" is not a language; write it like es'
            return "", (Diagnostic(job.table, row.line, job.layout.at.get(column, 0), UNFIT, message),)
        try:
            sheet = job.sheet(row)
        except ValueError as fault:
            return "", (of_id(job, row, NAMELESS, str(fault)),)
        good = self._good[sheet.language]
        key = good.key(row)
        new = self._new(row)
        faults = () if good.get(key) and not new else self._letter(sheet, set_too=bool(new))
        if not faults:
            good.put(key, True)
            if new:
                self._seen |= _LATIN | new
        return sheet.file.casefold(), faults

    def _new(self, row: Row) -> frozenset[str]:
        """Characters that no letter before had, all of them in the first one: of the others a font is known."""
        text = "".join(row.cells.values())
        if self._seen and (text.isascii() or _BEYOND.search(text) is None):
            return _NONE
        return frozenset(text) - self._seen

    def _letter(self, sheet: Sheet, *, set_too: bool) -> tuple[Diagnostic, ...]:
        """Whatever keeps the letter of this row, or its note, from being written, or from being `set_too`."""
        job, row, language = self._job, sheet.row, sheet.language
        facts, faults = facts_of(row, job.layout, job.base[language], zone=self._zone, name=job.table)
        if faults:
            return tuple(faults)
        if job.format == "eml" and blank(at(facts, MAIL)):
            column = next((job.layout.at[name] for name, (place, _) in job.layout.fields.items() if place == MAIL), 0)
            return (Diagnostic(job.table, row.line, column, UNWRITABLE, f"{MAIL} is missing"),)
        try:
            whole = made_out(facts) if job.template == NOTE else facts
            self._writer.check(job.template, whole, language=language)
            if job.template == NOTE:
                sound(self._session, facts, language)
            if set_too:
                self._writer.write(job.template, whole, language=language, format=job.format)
        except Broken as broken:
            return tuple(refused(broken, row, job.layout, name=job.table))
        except RecoverError as fault:
            return (Diagnostic(job.table, row.line, 0, UNWRITABLE, fault.message, fault.hint),)
        return ()
