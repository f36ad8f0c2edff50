"""The rows that are not good, as they came, each with its number, the column and the reason."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self, TextIO

from recovery_cli.diagnostics import Diagnostic
from recovery_cli.rows import Row, Table

SHOWN = 20


class Rejected:
    """Collects them in a file of its own, which is moved to its place at the end.

    What a row has beyond the header's columns comes last, so that no cell stands under a name that is not its own.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self.count = 0
        self._shown: list[Diagnostic] = []
        self._names = table.columns if table.cells_apart else ("line",)

    def __enter__(self) -> Self:
        self._file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")
        self._rows = csv.writer(self._file, quoting=csv.QUOTE_ALL)
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, row: Row, faults: Sequence[Diagnostic]) -> None:
        self.count += 1
        self._shown += faults[: SHOWN - len(self._shown)]
        columns = [
            self._table.columns[each.column - 1] for each in faults if 0 < each.column <= len(self._table.columns)
        ]
        reason = "; ".join(f"{each.message} ({each.code})" for each in faults)
        wide = len(self._names)
        cells = (*row.raw[:wide], *[""] * (wide - len(row.raw)))
        self._rows.writerow([*cells, row.number, ", ".join(dict.fromkeys(columns)), reason, *row.raw[wide:]])

    def keep(self, path: Path) -> None:
        """Written when there is any; an older one goes when there is none."""
        if not self.count:
            with suppress(OSError):
                path.unlink(missing_ok=True)
            return
        self._file.seek(0)
        # A name of its own, readable by its owner only: what lies there may be a link, or the file of another run.
        handle, begun = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
                csv.writer(out, quoting=csv.QUOTE_ALL).writerow([*self._names, "row", "column", "reason"])
                out.writelines(self._file)
            Path(begun).replace(path)
        except BaseException:
            Path(begun).unlink(missing_ok=True)
            raise
        self._file.seek(0, 2)

    def tell(self, to: TextIO) -> None:
        """The first of them, for whoever started the run."""
        to.writelines(f"{fault}\n" for fault in self._shown)
        if self.count > len(self._shown) > 0:
            to.write(f"… {self.count:,} rows in all.\n")
