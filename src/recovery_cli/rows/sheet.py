"""A workbook: the first sheet, as the texts that one would type. The one home of python-calamine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from recovery_cli.diagnostics import Diagnostic
from recovery_cli.rows.headers import header
from recovery_cli.rows.row import HEADERLESS, TABLE, UNFIT, WIDEST, Row, Unreadable, checked

_EXACT = 10**15
"""A workbook keeps fifteen digits of a number."""


class Sheet:
    """The rows of a workbook's first sheet; `line` is the row as the workbook numbers it."""

    def __init__(self, path: Path, *, name: str) -> None:
        self._path = path
        self._name = name
        line, cells = next(self._records(), (1, []))
        names = [_text(cell) for cell in cells]
        while names and not names[-1]:
            names.pop()
        self.header = header(names, path=name, line=line)

    def _records(self) -> Iterator[tuple[int, list[object]]]:
        """Raises `Unreadable` for what is no workbook."""
        from python_calamine import CalamineError, CalamineWorkbook

        try:
            sheet = CalamineWorkbook.from_path(str(self._path)).get_sheet_by_index(0)
            above = sheet.start[0] if sheet.start else 0
            for line, cells in enumerate(sheet.iter_rows(), start=above + 1):
                if any(cell != "" for cell in cells):
                    yield line, list(cells)
        except (CalamineError, OSError, IndexError) as fault:
            where = Diagnostic(self._name, 0, 0, TABLE, str(fault) or "it has no sheet")
            raise Unreadable(f"{self._name} is not a workbook.", [where], "Save it as .xlsx or .csv.") from fault

    def rows(self) -> Iterator[Row]:
        records = self._records()
        next(records, None)
        for number, (line, cells) in enumerate(records, start=1):
            yield self._row(number, line, cells)

    def _row(self, number: int, line: int, cells: list[object]) -> Row:
        raw = tuple(_text(cell) for cell in cells[: WIDEST + 1])
        texts = (*raw, *[""] * (len(self.header) - len(raw)))
        faults = [
            Diagnostic(self._name, line, place, HEADERLESS, f"column {place} has no name, but a cell")
            for place, text in enumerate(raw, start=1)
            if text and (place > len(self.header) or not self.header[place - 1])
        ]
        for place, (column, cell) in enumerate(zip(self.header, cells, strict=False), start=1):
            if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= _EXACT:
                message = f"{column} is a number of more than fifteen digits, and has lost some: format it as text"
                faults.append(Diagnostic(self._name, line, place, UNFIT, message))
        faults += checked(self.header, texts, path=self._name, line=line)
        told = {column: text for column, text in zip(self.header, texts, strict=False) if column}
        return Row(number, line, told, raw, tuple(faults))


def _text(cell: object) -> str:
    match cell:
        case bool():
            return "true" if cell else "false"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT else repr(cell)
        case datetime(hour=0, minute=0, second=0, microsecond=0):
            return cell.date().isoformat()
        case datetime():
            return cell.isoformat(" ", "minutes")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
    return str(cell)
