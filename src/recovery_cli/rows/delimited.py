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
_LOOKED_AT = LONGEST * 10
"""Characters of a broken row in which its fault is looked for."""


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
            line, cells = next(self._records(file), (1, []))
        self.header = header(cells, path=name, line=line)

    def _open(self) -> io.TextIOWrapper:
        return self._path.open(encoding=self._encoding, newline="")

    def rows(self) -> Iterator[Row]:
        names, number = self.header, 0
        wide = len(names) if "" not in names else -1
        with self._open() as file:
            records = self._records(file)
            next(records, None)
            for line, cells in records:
                if any(map(str.strip, cells)):
                    number += 1
                    if len(cells) != wide:
                        yield self._ragged(number, line, cells)
                    else:
                        faults = checked(names, cells, path=self._name, line=line)
                        yield Row(number, line, dict(zip(names, cells, strict=True)), tuple(cells), faults)

    def _ragged(self, number: int, line: int, cells: Sequence[str]) -> Row:
        """A row that is shorter or longer than the header, or that has a column without a name."""
        names, faults = self.header, []
        named = len(names)
        while named and not names[named - 1]:
            named -= 1
        if len(cells) < named:
            message = f"{len(cells)} cells, where {named} columns have a name"
            faults.append(Diagnostic(self._name, line, len(cells) + 1, SHORT, message))
        elif len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
            message = f"{len(cells)} cells, where there are {len(names)} columns"
            faults.append(Diagnostic(self._name, line, len(names) + 1, LONG, message))
        for place, (column, text) in enumerate(zip(names, cells, strict=False), start=1):
            if not column and text.strip():
                faults.append(
                    Diagnostic(self._name, line, place, HEADERLESS, f"column {place} has no name, but a cell")
                )
        faults += checked(names, cells, path=self._name, line=line)
        told = {column: text for column, text in zip(names, cells, strict=False) if column}
        return Row(number, line, told, tuple(cells), tuple(faults))

    def _records(self, file: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
        """Each row with the line that it begins on; blank lines are left out. Raises `Unreadable` at a broken quote."""
        reader = csv.reader(file, delimiter=self._delimiter, strict=True)
        while True:
            begin = reader.line_num + 1
            try:
                cells = next(reader, None)
            except csv.Error as fault:
                raise self._broken(fault, begin, reader.line_num) from None
            if cells is None:
                return
            if len(cells) > 1 or any(map(str.strip, cells)):
                yield begin, cells

    def _broken(self, fault: csv.Error, begin: int, end: int) -> Unreadable:
        """What is wrong with the row that stands on these lines, which are read once more for it."""
        with self._open() as file:
            text = "".join(line[:_LOOKED_AT] for line in islice(file, begin - 1, end))[:_LOOKED_AT]
        line, column, open_ = _open_quote(text, self._delimiter)
        if "field larger" in str(fault):
            if '"' not in text:
                cells = enumerate(text.split(self._delimiter), start=1)
                column = next((at for at, cell in cells if len(cell) > LONGEST), column)
            what, hint = "this cell is longer than a letter", "Is a quote missing at its end? Mend it, and start again."
        elif open_:
            what, hint = "this quote is never closed", 'Close it with ", or write it twice: ""'
        else:
            what, hint = "a quote is followed by more text", 'Write a quote inside a cell twice: ""'
        where = Diagnostic(self._name, begin + line, column, TABLE, what)
        return Unreadable(f"{self._name} cannot be read from line {begin + line} on.", [where], hint)


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
