"""The rows of a table on their way to letters: what they share, what each of them brings, and what tells two apart."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from recovery_cli import i18n
from recovery_cli.commands.letter_rows import UNWRITABLE, Layout
from recovery_cli.diagnostics import Diagnostic
from recovery_cli.errors import RecoverError
from recovery_cli.outbox import file_name
from recovery_cli.rows import Row


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

    def __hash__(self) -> int:
        return hash(self.key)

    def wanted(self, row: Row) -> str:
        """The language that a row wants, "" where it says nothing."""
        column = self.layout.language
        return row.cells.get(column, "").strip() if column else ""

    def spoken(self, wanted: str) -> str:
        """The language of a letter to somebody who wants this one; "" for whoever says nothing."""
        return i18n.fallback(wanted, self.base) if wanted else self.language

    def sheet(self, row: Row) -> Sheet:
        """Raises ValueError for an id that cannot name a file."""
        named = row.cells.get(self.layout.id, "") if self.layout.id else f"{row.number:06}"
        return Sheet(row, named.strip(), file_name(named, self.suffix), self.spoken(self.wanted(row)))


class Sheet(NamedTuple):
    """One row on its way: `file` is where its letter goes; a note says what it was issued with."""

    row: Row
    id: str
    file: str
    language: str
    note: str = ""
    facts: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that a worker is to look at; they travel as plain tuples, which takes a quarter of the time."""

    job: Job
    rows: tuple[Row, ...]

    def __reduce__(self) -> tuple[Callable[..., Rows], tuple[Job, tuple[object, ...]]]:
        return _rows, (self.job, tuple(map(tuple, self.rows)))


def _rows(job: Job, rows: Iterable[tuple[Any, ...]]) -> Rows:
    return Rows(job, tuple([Row(*row) for row in rows]))


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that a worker is to write; they travel in the same way."""

    job: Job
    sheets: tuple[Sheet, ...]

    def __reduce__(self) -> tuple[Callable[..., Piece], tuple[Job, tuple[object, ...]]]:
        return _piece, (self.job, tuple([(tuple(sheet.row), *sheet[1:]) for sheet in self.sheets]))


def _piece(job: Job, sheets: Iterable[tuple[Any, ...]]) -> Piece:
    return Piece(job, tuple([Sheet(Row(*row), *others) for row, *others in sheets]))


def unwritable(job: Job, sheet: Sheet, fault: RecoverError) -> Diagnostic:
    return Diagnostic(job.table, sheet.row.line, 0, UNWRITABLE, fault.message, fault.hint)


def digest_of(job: Job, sheet: Sheet) -> str:
    """The same for the same cells, language, template, format and values of all: then nothing is to be done again."""
    cells = sheet.row.cells
    told = "\0".join((job.key, sheet.language, *cells, *cells.values()))  # which no cell of a good row holds
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]
