"""The work of a batch: some rows to their letters, in this process or in another one, by the same few lines."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from recovery_cli import i18n
from recovery_cli.commands.letter_rows import UNWRITABLE, Layout, facts_of, refused
from recovery_cli.diagnostics import Diagnostic
from recovery_cli.errors import Broken, RecoverError
from recovery_cli.letters.writer import Writer
from recovery_cli.outbox import write_unsynced
from recovery_cli.rows import Row
from recovery_cli.session import Session


@dataclass(frozen=True, slots=True)
class Job:
    """What all letters of a batch share; `base` are their facts by language."""

    home: Path | None
    template: str
    format: str
    folder: Path
    table: str
    layout: Layout
    base: Mapping[str, Mapping[str, object]]
    marks: Mapping[str, tuple[str, ...]]
    zone: str
    key: str
    language: str
    suffix: str

    def spoken(self, wanted: str) -> str:
        """The language of a letter to somebody who wants this one; "" for whoever says nothing."""
        return i18n.fallback(wanted, self.base) if wanted else self.language


@dataclass(frozen=True, slots=True)
class Sheet:
    """One row on its way: `file` is where its letter goes; a note says what it was issued with."""

    row: Row
    id: str
    file: str
    language: str
    note: str = ""
    facts: Mapping[str, object] | None = None


class Posted(NamedTuple):
    """A letter that is there, or why it is not: as little as may be, since it comes back from another process."""

    digest: str
    values: str
    pages: int | None
    faults: tuple[Diagnostic, ...] = ()


def write_rows(work: tuple[Job, tuple[Sheet, ...]]) -> tuple[Posted, ...]:
    """Writes the file of each row, whole, and tells of each; doing it again writes the same bytes."""
    job, sheets = work
    writer = writer_of(job.home)
    return tuple(_posted(job, sheet, writer) for sheet in sheets)


@lru_cache(maxsize=1)
def writer_of(home: Path | None) -> Writer:
    """Kept for all the rows that a process is given."""
    return Writer(Session(home).library)


def _posted(job: Job, sheet: Sheet, writer: Writer) -> Posted:
    values = digest_of(job, sheet)
    facts, faults = facts_for(job, sheet)
    if not faults:
        try:
            marks = job.marks[sheet.language]
            content = writer.write(job.template, facts, language=sheet.language, format=job.format, marks=marks)
        except Broken as broken:
            faults = refused(broken, sheet.row, job.layout, name=job.table)
        except RecoverError as fault:
            faults = [unwritable(job, sheet, fault)]
    if faults:
        return Posted("", values, None, tuple(faults))
    write_unsynced(job.folder / sheet.file, content)
    return Posted(hashlib.sha256(content).hexdigest(), values, _pages(content, job.format))


def facts_for(job: Job, sheet: Sheet) -> tuple[Mapping[str, object], list[Diagnostic]]:
    if sheet.facts is not None:
        return sheet.facts, []
    return facts_of(sheet.row, job.layout, job.base[sheet.language], zone=ZoneInfo(job.zone), name=job.table)


def unwritable(job: Job, sheet: Sheet, fault: RecoverError) -> Diagnostic:
    return Diagnostic(job.table, sheet.row.line, 0, UNWRITABLE, fault.message, fault.hint)


def digest_of(job: Job, sheet: Sheet) -> str:
    """The same for the same cells, language, template, format and values of all: then nothing is to be done again."""
    cells = sheet.row.cells
    told = "\0".join((job.key, sheet.language, *cells, *cells.values()))  # which no cell of a good row holds
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _pages(content: bytes, format: str) -> int | None:
    """For the mail room; None where there are no pages."""
    if format != "pdf":
        return None
    return content.count(b"/Type /Page\n") + content.count(b"/Type/Page/") or None
