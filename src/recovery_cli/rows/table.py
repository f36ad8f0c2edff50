"""A table of any kind, and what is told of how it is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from recovery_cli.rows import source as sources
from recovery_cli.rows.delimited import DELIMITERS, Delimited, delimiter_named, delimiter_of
from recovery_cli.rows.records import Records
from recovery_cli.rows.row import Row
from recovery_cli.rows.sheet import Sheet


class Readable(Protocol):
    header: tuple[str, ...]

    def rows(self) -> Iterator[Row]: ...


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that may be gone through any number of times; `notes` say what was found out about the file.

    `columns` are the names of the header, in order; "" is a column without one. Where the cells do not stand apart, the
    raw row is one line.
    """

    name: str
    columns: tuple[str, ...]
    notes: tuple[str, ...]
    cells_apart: bool
    _readable: Readable

    def rows(self) -> Iterator[Row]:
        """Each row as it is read, so that memory does not grow; raises `Unreadable` where the file cannot go on."""
        return self._readable.rows()


@contextmanager
def open_table(given: str, *, stdin: BinaryIO, encoding: str = "", delimiter: str = "") -> Iterator[Table]:
    """The table in the file `given`, or on standard input for `-`; raises `Unreadable` when it is none."""
    with sources.opened(given, stdin) as source:
        if source.start.startswith(sources.WORKBOOK):
            yield _table(source.name, Sheet(source.path, name=source.name), [])
            return
        known, note = sources.encoding(source, encoding)
        notes = [f"{source.name} {note}"] if note else []
        readable: Readable
        if _is_json(source, known):
            readable = Records(source.path, name=source.name, encoding=known)
        else:
            one = delimiter_named(delimiter) if delimiter else delimiter_of(source.path, known, source.name)
            if not delimiter and one != ",":
                notes.append(f"{source.name}: cells parted by {DELIMITERS[one]}. Another one: --delimiter NAME")
            readable = Delimited(source.path, name=source.name, encoding=known, delimiter=one)
        yield _table(source.name, readable, notes)


def _table(name: str, readable: Readable, notes: list[str]) -> Table:
    return Table(name, readable.header, tuple(notes), not isinstance(readable, Records), readable)


def _is_json(source: sources.Source, encoding: str) -> bool:
    """By its name, or, on standard input, by how it begins."""
    if source.path.suffix.lower() in (".jsonl", ".ndjson", ".json"):
        return True
    return not source.path.suffix and source.start.decode(encoding, "ignore").lstrip("\ufeff \r\n\t").startswith("{")
