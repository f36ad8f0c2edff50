"""`--merge`: the letters of a table in one PDF for the print shop; it is there whole, or not at all."""

from __future__ import annotations

import glob
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO

from recovery_cli.commands.letter_rows import refused
from recovery_cli.commands.letter_work import Job, Sheet, digest_of, facts_for, unwritable, writer_of
from recovery_cli.diagnostics import Diagnostic
from recovery_cli.errors import Broken, RecoverError
from recovery_cli.letters.binding import Bound
from recovery_cli.letters.letter import Letter
from recovery_cli.letters.sheaf import Part
from recovery_cli.outbox import MANIFEST

PIECE = 200
"""Letters of one document: with more, each would not take less time, and a lost worker would lose more."""


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


def bind_rows(work: tuple[Job, tuple[Sheet, ...]]) -> Bundle:
    """Sets the letters of these rows together; doing it again gives the same bytes."""
    job, sheets = work
    writer = writer_of(job.home)
    letters: list[Letter] = []
    faults: dict[str, list[Diagnostic]] = {}
    for sheet in sheets:
        facts, faults[sheet.id] = facts_for(job, sheet)
        if not faults[sheet.id]:
            try:
                marks = job.marks[sheet.language]
                letters.append(writer.fill(job.template, facts, language=sheet.language, marks=marks))
            except Broken as broken:
                faults[sheet.id] = refused(broken, sheet.row, job.layout, name=job.table)
    parts = writer.together(letters)
    outcomes = _outcomes(parts)
    leaves = []
    for sheet in sheets:
        pages, fault = (0, None) if faults[sheet.id] else next(outcomes)
        if fault is not None:
            faults[sheet.id] = [unwritable(job, sheet, fault)]
        leaves.append(Leaf(sheet, pages, tuple(faults[sheet.id])))
    return Bundle(tuple(leaves), tuple((part.pdf, part.lengths) for part in parts if not part.fault))


def _outcomes(parts: Iterable[Part]) -> Iterator[tuple[int, RecoverError | None]]:
    for part in parts:
        yield from ((pages, None) for pages in part.lengths)
        if part.fault is not None:
            yield 0, part.fault


def there(file: Path, job: Job, sheets: Iterable[Sheet]) -> int | None:
    """How many letters of just these rows the file holds; None when it is still to be made.

    Raises `RecoverError` where other letters would be lost.
    """
    manifest = job.folder / MANIFEST
    rows, same = 0, manifest.exists()
    if same:
        with manifest.open("rb") as lines:
            for line, sheet in zip_longest(lines, sheets):
                told = json.loads(line) if line else {}
                if line and told.get("file") != file.name:
                    raise RecoverError(f"{job.folder} holds the manifest of other letters.", "--out DIR")
                same = same and sheet is not None and (told.get("id"), told.get("values")) == _known_by(job, sheet)
                rows += 1
    if not file.exists():
        return None
    if not same:
        raise RecoverError(
            f"{file} was made before, from other rows.", "Give this one a name of its own: --merge FILE.pdf"
        )
    return rows


def _known_by(job: Job, sheet: Sheet) -> tuple[str, str]:
    return sheet.id, digest_of(job, sheet)


def bind(file: Path, job: Job, bundles: Iterable[Bundle], *, told: Callable[[Bundle], None]) -> None:
    """Makes the file and its manifest from what the workers give; `told` hears of each bundle."""
    job.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    manifest = job.folder / MANIFEST
    with _begun(file) as (out, made), _begun(manifest) as (lines, listed):
        book, pages = Bound(out), 1
        for bundle in bundles:
            for part, lengths in bundle.parts:
                book.add(part, lengths)
            for leaf in bundle.leaves:
                if not leaf.faults:
                    lines.write(_line(_entry(file, job, leaf, pages)))
                    pages += leaf.pages
            told(bundle)
        book.finish()
        out.close()
        lines.close()
        if pages == 1:
            return
        _sign(listed, manifest, f"sha256:{book.digest}")
        # The manifest goes first: a file without its own would be taken for another one.
        made.replace(file)


def _sign(listed: Path, manifest: Path, digest: str) -> None:
    """Each line with the digest of the file, which is known at its end only."""
    with _begun(manifest.with_suffix(".signed")) as (out, signed), listed.open("rb") as lines:
        out.writelines(_line({**json.loads(line), "digest": digest}) for line in lines)
        out.close()
        signed.replace(manifest)


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


def _line(entry: dict[str, object]) -> bytes:
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


@contextmanager
def _begun(file: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A new file beside this one, which goes unless it has taken its place; so do those of a run that was killed."""
    for left in file.parent.glob(f".[0-9]*-{glob.escape(file.name)}"):
        left.unlink(missing_ok=True)
    made = file.with_name(f".{os.getpid()}-{file.name}")
    with open(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:  # noqa: PTH123 - of a handle
        try:
            yield out, made
        finally:
            made.unlink(missing_ok=True)
