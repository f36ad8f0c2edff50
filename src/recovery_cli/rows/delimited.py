"""CSV and its kin: the delimiter is found by consistency and told, and a quote that is never closed has its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from recovery_cli.diagnostics import Diagnostic
from recovery_cli.errors import UsageError
from recovery_cli.rows.headers import header
from recovery_cli.rows.row import HEADERLESS, LONG, LONGEST, SHORT, TABLE, Row, Unreadable, checked

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
_NAMED = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|", "\\t": "\t"}
_SAMPLE = 50
"""Rows that the delimiter is found by."""


def delimiter_named(given: str) -> str:
    """Raises `UsageError` for what is not one character."""
    one = _NAMED.get(given, given)
    if len(one) != 1 or one in '\r\n"':
        raise UsageError(f'"{given}" is not a delimiter.', "--delimiter comma, semicolon, tab, pipe, or one character")
    return one


def delimiter_of(path: Path, encoding: str, name: str) -> str:
    """The one that gives all of the first rows the same number of cells, and more than one.

    A table of one column has none, and is read with a comma. Raises `Unreadable` where two would do.
    """
    with path.open(encoding=encoding, newline="") as file:
        sample = list(islice(file, _SAMPLE * 4))
    fits: dict[str, int] = {}
    for one in DELIMITERS:
        counts = _counts(sample, one)
        if counts and counts[0] > 1 and sum(count == counts[0] for count in counts) * 10 >= len(counts) * 8:
            fits[one] = counts[0]
    if not fits:
        split = [one for one in DELIMITERS if sample and one in sample[0]]
        return split[0] if len(split) == 1 else ","
    most = max(fits.values())
    best = [one for one, count in fits.items() if count == most]
    if len(best) > 1:
        names = " or ".join(DELIMITERS[one] for one in best)
        fault = Diagnostic(name, 1, 0, TABLE, f"its cells may be parted by {names}")
        raise Unreadable(f"{name} can be read in two ways.", [fault], f"Say which: --delimiter {DELIMITERS[best[0]]}")
    return best[0]


def _counts(sample: Iterable[str], delimiter: str) -> list[int]:
    """Cells of the first rows; none where they cannot be read so."""
    try:
        rows = csv.reader(sample, delimiter=delimiter, strict=True)
        return [len(row) for row in islice(rows, _SAMPLE) if any(row)]
    except csv.Error:
        return []


class Delimited:
    """The rows of a text that is parted by one character."""

    def __init__(self, path: Path, *, name: str, encoding: str, delimiter: str) -> None:
        self._path = path
        self._name = name
        self._encoding = encoding
        self._delimiter = delimiter
        with self._open() as file:
            line, cells = next(_records(file, delimiter, name), (1, []))
        self.header = header(cells, path=name, line=line)

    def _open(self) -> io.TextIOWrapper:
        return self._path.open(encoding=self._encoding, newline="")

    def rows(self) -> Iterator[Row]:
        with self._open() as file:
            records = _records(file, self._delimiter, self._name)
            next(records, None)
            filled = ((line, cells) for line, cells in records if any(cell.strip() for cell in cells))
            for number, (line, cells) in enumerate(filled, start=1):
                yield self._row(number, line, cells)

    def _row(self, number: int, line: int, cells: Sequence[str]) -> Row:
        names, faults = self.header, []
        if len(cells) == len(names) and "" not in names:
            faults = checked(zip(names, cells, strict=True), path=self._name, line=line)
            return Row(number, line, dict(zip(names, cells, strict=True)), tuple(cells), tuple(faults))
        named = len(names)
        while named and not names[named - 1]:
            named -= 1
        if len(cells) < named:
            message = f"{len(cells)} cells, where {named} columns have a name"
            faults.append(Diagnostic(self._name, line, len(cells) + 1, SHORT, message))
        elif len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
            message = f"{len(cells)} cells, where there are {len(names)} columns"
            faults.append(Diagnostic(self._name, line, len(names) + 1, LONG, message))
        pairs = list(zip(names, cells, strict=False))
        for place, (column, text) in enumerate(pairs, start=1):
            if not column and text.strip():
                faults.append(
                    Diagnostic(self._name, line, place, HEADERLESS, f"column {place} has no name, but a cell")
                )
        faults += checked(pairs, path=self._name, line=line)
        return Row(number, line, {column: text for column, text in pairs if column}, tuple(cells), tuple(faults))


class _Lines:
    """The lines of a file, with those of the row that is being read."""

    def __init__(self, file: Iterable[str]) -> None:
        self._file = iter(file)
        self.count = 0
        self.row: list[str] = []
        self.size = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._file)
        self.count += 1
        self.row.append(line[: max(LONGEST * 10 - self.size, 0)])
        self.size += len(line)
        return line


def _records(file: Iterable[str], delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line that it begins on; blank lines are left out. Raises `Unreadable` at a broken quote."""
    lines = _Lines(file)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        begin = lines.count + 1
        lines.row, lines.size = [], 0
        try:
            cells = next(reader, None)
        except csv.Error as fault:
            raise _broken(fault, lines, delimiter, name, begin) from None
        if cells is None:
            return
        if len(cells) > 1 or any(cell.strip() for cell in cells):
            yield begin, cells


def _broken(fault: csv.Error, lines: _Lines, delimiter: str, name: str, begin: int) -> Unreadable:
    text = "".join(lines.row)
    line, column, open_ = _open_quote(text, delimiter)
    if "field larger" in str(fault):
        if '"' not in text:
            column = next((at for at, cell in enumerate(text.split(delimiter), 1) if len(cell) > LONGEST), column)
        what, hint = "this cell is longer than a letter", "Is a quote missing at its end? Mend it, and start again."
    elif open_:
        what, hint = "this quote is never closed", 'Close it with ", or write it twice: ""'
    else:
        what, hint = "a quote is followed by more text", 'Write a quote inside a cell twice: ""'
    where = Diagnostic(name, begin + line, column, TABLE, what)
    return Unreadable(f"{name} cannot be read from line {begin + line} on.", [where], hint)


def _open_quote(text: str, delimiter: str) -> tuple[int, int, bool]:
    """Lines and cells before the last quoted cell of a broken row, and whether its quote stays open."""
    line, cell, at = 0, 1, 0
    start = (0, 1)
    while at < len(text):
        if text[at] == '"':
            start = (line, cell)
            close = at + 1
            while (close := text.find('"', close)) >= 0 and text[close + 1 : close + 2] == '"':
                close += 2
            if close < 0:
                return *start, True
            line += text.count("\n", at, close)
            at = close + 1
            if text[at : at + 1] not in (delimiter, "\r", "\n", ""):
                return *start, False
            continue
        if text[at] == delimiter:
            cell += 1
        elif text[at] == "\n":
            line, cell = line + 1, 1
        at += 1
    return *start, False
