"""The first pass over a table: which rows are good, by which name each letter goes, and in which language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from recovery_cli.batch import Team, pieces
from recovery_cli.commands.letter_looking import look, of_id
from recovery_cli.commands.letter_work import Job, Rows
from recovery_cli.commands.rejected import Rejected
from recovery_cli.diagnostics import Diagnostic
from recovery_cli.outbox import Index
from recovery_cli.rows import Row, Table
from recovery_cli.rows.row import TWICE

MOST_TOLD = 20
AT_ONCE = 500
"""Rows that a worker is given at a time."""
ALONE = 100
"""As many of these are looked at here before it is worth to start a worker."""


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

    def stood_in(self, row: Row) -> None:
        """Counts a letter that is in another language than the one that was wanted."""
        wanted = self.job.wanted(row)
        if wanted and wanted not in self.job.base and len(self.others) < MOST_TOLD:
            spoken = self.job.spoken(wanted)
            self.others[wanted, spoken] = self.others.get((wanted, spoken), 0) + 1


def check(
    team: Team, table: Table, job: Job, rejected: Rejected, *, tick: Callable[[int], None] = lambda _: None
) -> Checked:
    """Every row, with every fault of it."""
    checked = Checked(job)
    with closing(Index()) as names:
        work = (Rows(job, some) for some in pieces(table.rows(), AT_ONCE))
        for piece, looked in team.run(look, work, alone=ALONE):
            twins = _twins(piece.rows, looked.files, names, job)
            for place, row in enumerate(piece.rows):
                faults = (*twins.get(place, ()), *looked.faults.get(place, ()))
                if faults:
                    rejected.add(row, faults)
                else:
                    checked.mark(row.number)
                    checked.stood_in(row)
            checked.rows += len(piece.rows)
            tick(len(piece.rows))
    return checked


def _twins(rows: Sequence[Row], files: Sequence[str], names: Index, job: Job) -> dict[int, tuple[Diagnostic]]:
    """Rows that have the id of one before them; a row whose id names no file has no twin."""
    named = [(place, file, str(rows[place].number)) for place, file in enumerate(files) if file]
    first = names.first([(file, number) for _, file, number in named])
    found = {}
    for (place, _, number), other in zip(named, first, strict=True):
        if other != number:
            sheet = job.sheet(rows[place])
            found[place] = (of_id(job, sheet.row, TWICE, f'row {other} has the id "{sheet.id}" too'),)
    return found
