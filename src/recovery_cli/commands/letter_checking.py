"""The first pass over a table: which rows are good, by which name each letter goes, and in which language."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from zoneinfo import ZoneInfo

from recovery_cli.commands.letter_likeness import Likeness
from recovery_cli.commands.letter_notes import made_out, sound
from recovery_cli.commands.letter_rows import UNWRITABLE, facts_of, refused
from recovery_cli.commands.letter_work import Job, Sheet
from recovery_cli.commands.note_by_hand import TEMPLATE as NOTE
from recovery_cli.commands.rejected import Rejected
from recovery_cli.diagnostics import Diagnostic
from recovery_cli.errors import Broken, RecoverError
from recovery_cli.letters.gaps import at
from recovery_cli.letters.writer import Writer
from recovery_cli.outbox import Index, file_name
from recovery_cli.rows import Row, Table
from recovery_cli.rows.row import UNFIT
from recovery_cli.sandbox import blank
from recovery_cli.session import Session

_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?", re.ASCII)
MOST_TOLD = 20
NAMELESS, TWICE = "B11", "B13"
MAIL = "customer.email"
_EVERY = 500
KINDS = 4096


@dataclass
class Checked:
    """The rows that are good, one bit each."""

    job: Job
    rows: int = 0
    good: int = 0
    others: dict[tuple[str, str], int] = field(default_factory=dict)
    """Letters by the language that was wanted and the one that stands in for it."""
    _bits: bytearray = field(default_factory=bytearray)

    def mark(self, number: int) -> None:
        at, bit = divmod(number, 8)
        if at >= len(self._bits):
            self._bits.extend(bytes(at + 1 - len(self._bits)))
        self._bits[at] |= 1 << bit
        self.good += 1

    def is_good(self, number: int) -> bool:
        at, bit = divmod(number, 8)
        return at < len(self._bits) and bool(self._bits[at] & (1 << bit))

    def sheet(self, row: Row) -> Sheet:
        """Raises ValueError for an id that cannot name a file."""
        layout = self.job.layout
        named = row.cells.get(layout.id, "") if layout.id else f"{row.number:06}"
        file = file_name(named, self.job.suffix)
        return Sheet(row, named.strip(), file, self.job.spoken(self.wanted(row)))

    def wanted(self, row: Row) -> str:
        """The language that a row wants, "" where it says nothing."""
        column = self.job.layout.language
        return row.cells.get(column, "").strip() if column else ""

    def stood_in(self, row: Row) -> None:
        """Counts a letter that is in another language than the one that was wanted."""
        wanted = self.wanted(row)
        if wanted and wanted not in self.job.base and len(self.others) < MOST_TOLD:
            spoken = self.job.spoken(wanted)
            self.others[wanted, spoken] = self.others.get((wanted, spoken), 0) + 1


def check(
    session: Session, table: Table, job: Job, rejected: Rejected, *, tick: Callable[[int], None] = lambda _: None
) -> Checked:
    """Every row, with every fault of it; a letter of a new kind is filled, to see that it can be."""
    checked = Checked(job)
    with closing(Index()) as names:
        looking = _Looking(session, checked, names)
        for row in table.rows():
            checked.rows = row.number
            faults = list(row.faults) or looking.faults(row)
            if faults:
                rejected.add(row, faults)
            else:
                checked.mark(row.number)
                checked.stood_in(row)
            if row.number % _EVERY == 0:
                tick(_EVERY)
    return checked


class _Looking:
    """Looks at one row after the other; `names` are the files that rows before have."""

    def __init__(self, session: Session, checked: Checked, names: Index) -> None:
        job = checked.job
        self._session, self._checked, self._job, self._names = session, checked, job, names
        self._writer, self._zone = Writer(session.library), ZoneInfo(job.zone)
        # Whether a note can be issued depends on its sum.
        printed = (lambda _: ()) if job.template == NOTE else partial(self._writer.printed, job.template)
        self._good = {
            language: Likeness[bool](job.layout, printed(language), zone=self._zone, most=KINDS)
            for language in job.base
        }

    def faults(self, row: Row) -> list[Diagnostic]:
        wanted, layout = self._checked.wanted(row), self._job.layout
        if wanted and not _LANGUAGE.fullmatch(wanted):
            message = f'{layout.language}: "{wanted}" is not a language; write it like es'
            return [Diagnostic(self._job.table, row.line, layout.at.get(layout.language, 0), UNFIT, message)]
        try:
            sheet = self._checked.sheet(row)
        except ValueError as fault:
            return [self._id(row, NAMELESS, str(fault))]
        first = self._names.first(sheet.file.casefold(), str(row.number))
        faults = []
        if first != str(row.number):
            faults.append(self._id(row, TWICE, f'row {first} has the id "{sheet.id}" too'))
        good = self._good[sheet.language]
        key = good.key(row)
        if not good.get(key):
            faults += self._letter(row, sheet.language)
            if not faults:
                good.put(key, True)
        return faults

    def _id(self, row: Row, code: str, message: str) -> Diagnostic:
        layout = self._job.layout
        return Diagnostic(self._job.table, row.line, layout.at.get(layout.id, 0), code, message)

    def _letter(self, row: Row, language: str) -> list[Diagnostic]:
        """Whatever keeps the letter of this row, or its note, from being written."""
        job = self._job
        facts, faults = facts_of(row, job.layout, job.base[language], zone=self._zone, name=job.table)
        if faults:
            return faults
        if job.format == "eml" and blank(at(facts, MAIL)):
            column = next((job.layout.at[name] for name, (place, _) in job.layout.fields.items() if place == MAIL), 0)
            return [Diagnostic(job.table, row.line, column, UNWRITABLE, f"{MAIL} is missing")]
        try:
            whole = made_out(facts) if job.template == NOTE else facts
            self._writer.check(job.template, whole, language=language)
            if job.template == NOTE:
                sound(self._session, facts, language)
        except Broken as broken:
            return refused(broken, row, job.layout, name=job.table)
        except RecoverError as fault:
            return [Diagnostic(job.table, row.line, 0, UNWRITABLE, fault.message, fault.hint)]
        return []
