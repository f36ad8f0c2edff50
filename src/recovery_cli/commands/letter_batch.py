"""`recover letter --from`: every row is checked before the first letter is written; a second run does what is left."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from recovery_cli import batch, catalogue
from recovery_cli.batch import Team, pieces
from recovery_cli.commands.letter_checking import Checked, check
from recovery_cli.commands.letter_job import Order, job_of
from recovery_cli.commands.letter_kept import cleared
from recovery_cli.commands.letter_made import lacking, left_out, made_before
from recovery_cli.commands.letter_merge import PIECE as MERGED
from recovery_cli.commands.letter_merge import Bundle, bind, bind_rows
from recovery_cli.commands.letter_notes import issued, printed
from recovery_cli.commands.letter_press import Posted, write_rows
from recovery_cli.commands.letter_work import Job, Piece, Sheet, digest_of
from recovery_cli.commands.note_by_hand import TEMPLATE as NOTE
from recovery_cli.commands.rejected import Rejected
from recovery_cli.commands.shown import print_json
from recovery_cli.diagnostics import Diagnostic
from recovery_cli.errors import DONE, FOUND, RecoverError, UsageError
from recovery_cli.outbox import REJECTED, Outbox
from recovery_cli.rows import Table, open_table
from recovery_cli.rows.row import CHANGED
from recovery_cli.session import Session
from recovery_cli.ui.progress import progress

PAPER = frozenset({"pdf", "receipt", "receipt-58"})
"""Formats of a note that are its original."""
PIECE = {"text": 200, "markdown": 200, "json": 200}
"""Rows that a worker is given at a time; fewer of what takes longer."""
ALONE = 250
"""As many of these are written here before it is worth to start a worker."""


@dataclass
class Count:
    """What came of the rows; `there` were written by an earlier run."""

    rows: int = 0
    written: int = 0
    there: int = 0
    rejected: int = 0


def from_table(order: Order, *, workspace: Path | None) -> int:
    """One letter a row into the folder; exit 1 when any row was rejected."""
    session = Session.here(workspace)
    if order.out is None and not order.check:
        raise UsageError(
            "Where shall the letters go?", f"recover letter {order.template} --from {order.source} --out DIR"
        )
    if order.merge is not None and catalogue.match(order.template, session.library.ids(), kind="template") == NOTE:
        raise UsageError("Each note is a paper of its own.", f"recover letter {NOTE} --from TABLE --out DIR")
    count = Count()
    with ExitStack() as stack:
        table = stack.enter_context(
            open_table(order.source, stdin=sys.stdin.buffer, encoding=order.encoding, delimiter=order.delimiter)
        )
        sys.stderr.writelines(f"{note}\n" for note in table.notes)
        job = job_of(session, order, table)
        rejected = stack.enter_context(Rejected(table))
        team = stack.enter_context(_team(order))
        checked = _checked(team, table, job, rejected)
        for (wanted, spoken), many in checked.others.items():
            sys.stderr.write(f'"{job.template}" is not written in {wanted}: letters in {spoken} instead: {many:,}.\n')
        count.rows, count.rejected = checked.rows, rejected.count
        if order.check or (order.all_or_nothing and rejected.count):
            return _end(order, count, rejected)
        try:
            run = _Run(session, order, table, job, team, checked, rejected, count)
            if order.merge is not None:
                run.bind(order.merge)
            else:
                with Outbox(job.folder) as box:
                    run.write(box)
            if not _nothing(order, count, rejected):
                rejected.keep(job.folder / REJECTED)
        except OSError as fault:
            with suppress(OSError):
                rejected.keep(job.folder / REJECTED)
            raise RecoverError(
                f"{count.written:,} of {checked.good:,} letters are written, then: {fault.strerror}.",
                "Make room, and type the same again: it goes on with what is missing.",
            ) from fault
        count.rejected = rejected.count
    return _end(order, count, rejected)


def _team(order: Order) -> Team:
    jobs = order.jobs or os.cpu_count() or 1
    if order.cluster:
        return Team(batch.cluster(order.cluster), ahead=jobs * 4, there=True)
    return Team(batch.pool(jobs), ahead=jobs * 4)


def _checked(team: Team, table: Table, job: Job, rejected: Rejected) -> Checked:
    with progress("checked", total=None) as bar:
        return check(team, table, job, rejected, tick=bar.advance)


@dataclass(frozen=True, slots=True)
class _Run:
    """The second pass: the letters of the good rows that have none yet."""

    session: Session
    order: Order
    table: Table
    job: Job
    team: Team
    checked: Checked
    rejected: Rejected
    count: Count

    def write(self, box: Outbox) -> None:
        """Each in a file of its own."""
        job = self.job
        sheets = self._missing(box)
        if job.template == NOTE:
            below = self.session.papers.below
            name = box.name("".join(f"{below(16):x}" for _ in range(32)))
            sheets = issued(self.session, job, sheets, box=name)
        with progress("written", total=self.checked.good) as bar:
            size = PIECE.get(job.format, 8)
            alone = ALONE if job.format in PIECE else 0
            work = (Piece(job, some) for some in pieces(sheets, size))
            for piece, posted in self.team.run(write_rows, work, alone=alone):
                self._told(piece.sheets, posted, box)
                bar.advance(len(piece.sheets))
            bar.advance(self.count.there)

    def bind(self, file: Path) -> None:
        """All in one file."""
        made = made_before(file, self.job, self._good())
        if made is None:
            self._bind(file)
            return
        cleared(self.job.folder)
        self.count.there = made.there
        if made.left:
            self._left(file)

    def _bind(self, file: Path) -> None:
        with progress("written", total=self.checked.good) as bar:

            def told(bundle: Bundle) -> None:
                for leaf in bundle.leaves:
                    if leaf.faults:
                        self.rejected.add(leaf.sheet.row, leaf.faults)
                    else:
                        self.count.written += 1
                bar.advance(len(bundle.leaves))

            bundles = self._bundles(self._good())
            if not bind(file, self.job, bundles, told=told, whole=self.order.all_or_nothing):
                self.count.written = 0

    def _left(self, file: Path) -> None:
        """Rows that the file was made without are as they were if they still cannot be set; else they are new."""
        for bundle in self._bundles(left_out(self.job, self._good())):
            for leaf in bundle.leaves:
                if not leaf.faults:
                    raise lacking(file, leaf.sheet)
                self.rejected.add(leaf.sheet.row, leaf.faults)

    def _bundles(self, sheets: Iterable[Sheet]) -> Iterator[Bundle]:
        work = (Piece(self.job, some) for some in pieces(sheets, MERGED))
        return (bundle for _, bundle in self.team.run(bind_rows, work))

    def _good(self) -> Iterator[Sheet]:
        return (self.job.sheet(row) for row in self.table.rows() if self.checked.is_good(row.number))

    def _missing(self, box: Outbox) -> Iterator[Sheet]:
        for sheet in self._good():
            before = box.written(sheet.id)
            if before is None or not (self.job.folder / sheet.file).exists():
                yield sheet
            elif before == digest_of(self.job, sheet):
                self.count.there += 1
            else:
                message = f"{sheet.file} was written before, from other values"
                hint = "Give the row an id of its own, or another folder with --out DIR."
                fault = Diagnostic(self.job.table, sheet.row.line, 0, CHANGED, message, hint)
                self.rejected.add(sheet.row, [fault])

    def _told(self, sheets: tuple[Sheet, ...], posted: Posted, box: Outbox) -> None:
        """A letter stands in the manifest when it is there; a paper of a note is recorded before."""
        if self.job.template == NOTE and self.order.format in PAPER:
            printed(self.session, self.job, sheets, posted.digests)
        box.add(posted.lines)
        for place, faults in posted.faults.items():
            self.rejected.add(sheets[place].row, faults)
        self.count.written += len(sheets) - len(posted.faults)


def _nothing(order: Order, count: Count, rejected: Rejected) -> bool:
    """Whether one row kept all others from being written."""
    return bool(order.all_or_nothing and rejected.count and not count.written)


def _end(order: Order, count: Count, rejected: Rejected) -> int:
    rejected.tell(sys.stderr)
    nothing = order.check or _nothing(order, count, rejected)
    if order.as_json:
        print_json(
            {**count.__dict__, "checked_only": order.check, "out": None if nothing else str(order.merge or order.out)}
        )
    elif order.check:
        sys.stdout.write(
            f"{count.rows:,} rows checked: {count.rows - count.rejected:,} good, {count.rejected:,} not.\n"
        )
    elif nothing:
        sys.stdout.write(f"Nothing is written: {count.rejected:,} of {count.rows:,} rows are not good.\n")
    else:
        there = f", {count.there:,} there already" if count.there else ""
        apart = f", {count.rejected:,} rejected (see {REJECTED})" if count.rejected else ""
        sys.stdout.write(f"{count.written:,} letters written to {order.merge or order.out}{there}{apart}.\n")
    return FOUND if count.rejected else DONE
