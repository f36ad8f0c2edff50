"""`--merge`: the letters of a table in one PDF for the print shop; it is there whole, or not at all."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from recovery_cli.commands.letter_kept import cleared, set_or_kept, shelf
from recovery_cli.commands.letter_press import Unfit, press_of
from recovery_cli.commands.letter_work import Job, Piece, Sheet, digest_of, unwritable
from recovery_cli.diagnostics import Diagnostic
from recovery_cli.errors import RecoverError
from recovery_cli.letters.binding import Bound
from recovery_cli.letters.letter import Letter
from recovery_cli.letters.sheaf import Part
from recovery_cli.outbox import MANIFEST, manifest_lines

PIECE = 50
"""Letters of one document: with more, each takes hardly less time, Typst holds more memory, and a kill loses more."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """The letter of one row: its pages, or why it has none."""

    sheet: Sheet
    pages: int
    faults: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """Some letters, in the order of their rows; `parts` are their PDFs, each with the pages of its letters."""

    leaves: tuple[Leaf, ...]
    parts: tuple[tuple[bytes, tuple[int, ...]], ...]


def bind_rows(piece: Piece) -> Bundle:
    """Sets the letters of these rows together, unless they are kept; doing it again gives the same bytes."""
    job, sheets = piece.job, piece.sheets
    press = press_of(job)
    letters: list[Letter] = []
    faults: dict[str, tuple[Diagnostic, ...]] = {}
    for sheet in sheets:
        try:
            letters.append(press.letter(sheet))
        except Unfit as unfit:
            faults[sheet.id] = unfit.faults
    parts = set_or_kept(press.writer, letters, job.folder)
    outcomes = _outcomes(parts)
    leaves = []
    for sheet in sheets:
        pages, fault = (0, None) if sheet.id in faults else next(outcomes)
        if fault is not None:
            faults[sheet.id] = (unwritable(job, sheet, fault),)
        leaves.append(Leaf(sheet, pages, faults.get(sheet.id, ())))
    return Bundle(tuple(leaves), tuple((part.pdf, part.lengths) for part in parts if not part.fault))


def _outcomes(parts: Iterable[Part]) -> Iterator[tuple[int, RecoverError | None]]:
    for part in parts:
        yield from ((pages, None) for pages in part.lengths)
        if part.fault is not None:
            yield 0, part.fault


def bind(
    file: Path, job: Job, bundles: Iterable[Bundle], *, told: Callable[[Bundle], None], whole: bool = False
) -> bool:
    """Makes the file and its manifest from what the workers give, and says whether it is there now.

    `told` hears of each bundle; with `whole`, one letter that cannot be set is enough to make no file.
    """
    for folder in (job.folder, shelf(job.folder)):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    with _begun(file, of=file) as (out, made), _begun(shelf(job.folder) / MANIFEST, of=job.folder) as (lines, listed):
        book, pages, faulty = Bound(out), 1, False
        for bundle in bundles:
            for part, lengths in bundle.parts:
                book.add(part, lengths)
            for leaf in bundle.leaves:
                faulty = faulty or bool(leaf.faults)
                if not leaf.faults:
                    lines.write(manifest_lines([_entry(file, job, leaf, pages)]))
                    pages += leaf.pages
            told(bundle)
        book.finish()
        lines.flush()
        there = pages > 1 and not (whole and faulty)
        if there:
            _sign(listed, job.folder / MANIFEST, f"sha256:{book.digest}")
            # The manifest goes first: a file without its own would be taken for another one.
            _placed(out, made, file)
        cleared(job.folder)
    if whole and not there:
        with suppress(OSError):
            job.folder.rmdir()
    return there


def _sign(listed: Path, manifest: Path, digest: str) -> None:
    """Each line with the digest of the file, which is known at its end only."""
    with _begun(listed.with_name("signed"), of=manifest) as (out, signed), listed.open("rb") as lines:
        out.writelines(manifest_lines([{**json.loads(line), "digest": digest}]) for line in lines)
        _placed(out, signed, manifest)


def _placed(out: BinaryIO, made: Path, place: Path) -> None:
    """On the disk before it has its name: a power cut leaves it whole, or not there."""
    out.flush()
    os.fsync(out.fileno())
    made.replace(place)


def _entry(file: Path, job: Job, leaf: Leaf, page: int) -> dict[str, object]:
    sheet = leaf.sheet
    return {
        "id": sheet.id,
        "row": sheet.row.number,
        "file": file.name,
        "page": page,
        "pages": leaf.pages,
        "digest": "",
        "language": sheet.language,
        "note": None,
        "status": "written",
        "values": digest_of(job, sheet),
    }


@contextmanager
def _begun(file: Path, *, of: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A new file beside this one, which goes unless it has taken its place; a killed run's is begun again.

    It is locked for as long as it is written: raises `RecoverError` while another run writes what it is a part of.
    """
    made = file.with_name(f".{file.name}.begun")
    while True:
        with open(os.open(made, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as out:  # noqa: PTH123 - of a handle
            try:
                fcntl.flock(out, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as fault:
                again = "Wait for it; then the same command says what there is."
                raise RecoverError(f"Another run is writing to {of}.", again) from fault
            if not _is(out, made):  # the other run has ended meanwhile, and has taken it away
                continue
            out.truncate()
            try:
                yield out, made
            finally:
                if _is(out, made):
                    made.unlink()
            return


def _is(out: BinaryIO, file: Path) -> bool:
    """Whether what is open is still what has this name."""
    try:
        return os.path.samestat(os.fstat(out.fileno()), file.stat())
    except FileNotFoundError:
        return False
