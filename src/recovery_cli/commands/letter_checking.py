"""The first pass over a table: which rows are good, by which name each letter goes, and in which language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from recovery_cli.commands.letter_notes import sound
from recovery_cli.commands.letter_rows import UNWRITABLE, facts_of, refused
from recovery_cli.commands.letter_work import Job, Sheet
from recovery_cli.commands.note_by_hand import TEMPLATE as NOTE
from recovery_cli.commands.rejected import Rejected
from recovery_cli.diagnostics import Diagnostic
from recovery_cli.errors import Broken, RecoverError
from recovery_cli.letters.writer import Writer
from recovery_cli.outbox import Index, file_name
from recovery_cli.rows import Row, Table
from recovery_cli.session import Session

NAMELESS, TWICE = "B11", "B13"
_EVERY = 500


@dataclass
class Checked:
    """The rows that are good, one bit each."""

    job: Job
    rows: int = 0
    good: int = 0
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
        wanted = row.cells.get(layout.language, "").strip() if layout.language else ""
        return Sheet(row, named.strip(), file, self.job.spoken(wanted))


def check(session: Session, table: Table, job: Job, rejected: Rejected, *, tick: Callable[[int], None]) -> Checked:
    """Every row, with every fault of it; a letter of a new kind is filled, to see that it can be."""
    checked, writer, zone = Checked(job), Writer(session.library), ZoneInfo(job.zone)
    names = Index()
    try:
        for row in table.rows():
            checked.rows = row.number
            faults = list(row.faults) or _faults(row, checked, writer, zone, names)
            if not faults and job.template == NOTE:
                faults = _unsigned(session, row, checked, zone)
            if faults:
                rejected.add(row, faults)
            else:
                checked.mark(row.number)
            if row.number % _EVERY == 0:
                tick(_EVERY)
    finally:
        names.close()
    return checked


def _faults(row: Row, checked: Checked, writer: Writer, zone: ZoneInfo, names: Index) -> list[Diagnostic]:
    job = checked.job
    at = job.layout.at.get(job.layout.id, 0)
    try:
        sheet = checked.sheet(row)
    except ValueError as fault:
        return [Diagnostic(job.table, row.line, at, NAMELESS, str(fault))]
    facts, faults = facts_of(row, job.layout, job.base[sheet.language], zone=zone, name=job.table)
    first = names.first(sheet.file.casefold(), str(row.number))
    if first != str(row.number):
        faults.append(Diagnostic(job.table, row.line, at, TWICE, f'row {first} has the id "{sheet.id}" too'))
    if not faults:
        try:
            writer.check(job.template, facts, language=sheet.language)
        except Broken as broken:
            faults = refused(broken, row, job.table)
    return faults


def _unsigned(session: Session, row: Row, checked: Checked, zone: ZoneInfo) -> list[Diagnostic]:
    """Why no note can be issued for a row."""
    job, sheet = checked.job, checked.sheet(row)
    facts, _ = facts_of(row, job.layout, job.base[sheet.language], zone=zone, name=job.table)
    try:
        sound(session, facts, sheet.language)
    except RecoverError as fault:
        return [Diagnostic(job.table, row.line, 0, UNWRITABLE, fault.message, fault.hint)]
    return []
