"""`recover letter --from`: every row is checked before the first letter is written; a second run does what is left."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from recovery_cli import batch
from recovery_cli.commands.letter_checking import Checked, check
from recovery_cli.commands.letter_job import Order, job_of
from recovery_cli.commands.letter_work import Job, Posted, Sheet, digest_of, write_rows
from recovery_cli.commands.rejected import Rejected
from recovery_cli.commands.shown import print_json
from recovery_cli.diagnostics import Diagnostic
from recovery_cli.errors import DONE, FOUND, RecoverError, UsageError
from recovery_cli.outbox import REJECTED, Outbox
from recovery_cli.rows import Table, open_table
from recovery_cli.session import Session
from recovery_cli.ui.progress import Progress, progress

CHANGED = "B12"
PIECE = {"text": 200, "markdown": 200, "json": 200}
"""Rows that a worker is given at a time; fewer of what takes longer."""


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
    count = Count()
    with ExitStack() as stack:
        table = stack.enter_context(
            open_table(order.source, stdin=sys.stdin.buffer, encoding=order.encoding, delimiter=order.delimiter)
        )
        sys.stderr.writelines(f"{note}\n" for note in table.notes)
        job = job_of(session, order, table)
        rejected = stack.enter_context(Rejected(table))
        checked = _checked(session, table, job, rejected)
        count.rows, count.rejected = checked.rows, rejected.count
        if order.check or (order.all_or_nothing and rejected.count):
            return _end(order, count, rejected)
        box = stack.enter_context(Outbox(job.folder))
        try:
            _write(order, table, job, checked, box, rejected, count)
        except OSError as fault:
            raise RecoverError(
                f"{count.written:,} of {checked.good:,} letters are written, then: {fault.strerror}.",
                "Make room, and type the same again: it goes on with what is missing.",
            ) from fault
        finally:
            rejected.keep(job.folder / REJECTED)
        count.rejected = rejected.count
    return _end(order, count, rejected)


def _checked(session: Session, table: Table, job: Job, rejected: Rejected) -> Checked:
    with progress("checked", total=None) as bar:
        return check(session, table, job, rejected, tick=bar.advance)


def _write(
    order: Order, table: Table, job: Job, checked: Checked, box: Outbox, rejected: Rejected, count: Count
) -> None:
    sheets = _missing(table, job, checked, box, rejected, count)
    pieces = ((job, piece) for piece in _pieces(sheets, PIECE.get(order.format, 8)))
    jobs = order.jobs or os.cpu_count() or 1
    executors = batch.cluster(order.cluster) if order.cluster else batch.pool(jobs)
    with progress("written", total=checked.good) as bar:
        for posted in batch.run(write_rows, pieces, executors=executors, ahead=jobs * 4):
            _told(posted, box, rejected, count, bar)
        bar.advance(count.there)


def _missing(
    table: Table, job: Job, checked: Checked, box: Outbox, rejected: Rejected, count: Count
) -> Iterator[Sheet]:
    """The good rows that have no letter yet."""
    for row in table.rows():
        if not checked.is_good(row.number):
            continue
        sheet = checked.sheet(row)
        before = box.written(sheet.id)
        if before is None or not (job.folder / sheet.file).exists():
            yield sheet
        elif before == digest_of(job, sheet):
            count.there += 1
        else:
            message = f"{sheet.file} was written before, from other values"
            hint = "Give the row an id of its own, or another folder with --out DIR."
            rejected.add(row, [Diagnostic(job.table, row.line, 0, CHANGED, message, hint)])


def _pieces(sheets: Iterable[Sheet], size: int) -> Iterator[tuple[Sheet, ...]]:
    waiting = iter(sheets)
    while piece := tuple(islice(waiting, size)):
        yield piece


def _told(posted: tuple[Posted, ...], box: Outbox, rejected: Rejected, count: Count, bar: Progress) -> None:
    good = [each for each in posted if not each.faults]
    box.add(
        {
            "id": each.sheet.id,
            "row": each.sheet.row.number,
            "file": each.sheet.file,
            "pages": each.pages,
            "digest": f"sha256:{each.digest}",
            "language": each.sheet.language,
            "note": None,
            "status": "written",
            "values": each.values,
        }
        for each in good
    )
    for each in posted:
        if each.faults:
            rejected.add(each.sheet.row, list(each.faults))
    count.written += len(good)
    bar.advance(len(posted))


def _end(order: Order, count: Count, rejected: Rejected) -> int:
    rejected.tell(sys.stderr)
    nothing = order.check or (order.all_or_nothing and count.rejected and not count.written)
    if order.as_json:
        print_json({**count.__dict__, "checked_only": order.check, "out": None if nothing else str(order.out)})
    elif order.check:
        sys.stdout.write(
            f"{count.rows:,} rows checked: {count.rows - count.rejected:,} good, {count.rejected:,} not.\n"
        )
    elif nothing:
        sys.stdout.write(f"Nothing is written: {count.rejected:,} of {count.rows:,} rows are not good.\n")
    else:
        there = f", {count.there:,} there already" if count.there else ""
        apart = f", {count.rejected:,} rejected (see {REJECTED})" if count.rejected else ""
        sys.stdout.write(f"{count.written:,} letters written to {order.out}{there}{apart}.\n")
    return FOUND if count.rejected else DONE
