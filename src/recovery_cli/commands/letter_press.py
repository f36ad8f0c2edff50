"""The work of a batch: some rows to their letters, in this process or in another one, by the same few lines."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from recovery_cli.commands.letter_alike import Alike
from recovery_cli.commands.letter_likeness import ByLanguage, Likeness
from recovery_cli.commands.letter_rows import facts_of, refused
from recovery_cli.commands.letter_work import Job, Piece, Sheet, digest_of, unwritable
from recovery_cli.diagnostics import Diagnostic
from recovery_cli.errors import Broken, RecoverError
from recovery_cli.letters.formats import load
from recovery_cli.letters.letter import Letter
from recovery_cli.letters.writer import Writer
from recovery_cli.outbox import manifest_lines, write_unsynced
from recovery_cli.session import Session

KINDS = 256
ONCE = "once"
"""Stands for a row that is like no other one yet."""


class Posted(NamedTuple):
    """What came of some rows: as little as may be, since it comes back from another process.

    `lines` are those of the manifest for the letters that are there, `digests` theirs row by row ("" for one that is
    not), `faults` why the others are not, by their place among the rows.
    """

    lines: bytes
    digests: tuple[str, ...]
    faults: Mapping[int, tuple[Diagnostic, ...]]


class Unfit(Exception):
    """A row without a letter, and why."""

    def __init__(self, faults: Iterable[Diagnostic]) -> None:
        super().__init__()
        self.faults = tuple(faults)


def write_rows(piece: Piece) -> Posted:
    """Writes the file of each row, whole, and tells of each; doing it again writes the same bytes."""
    press = press_of(piece.job)
    entries, digests, faults = [], [], {}
    for place, sheet in enumerate(piece.sheets):
        try:
            digest, entry = press.posted(sheet)
        except Unfit as unfit:
            faults[place] = unfit.faults
            digests.append("")
        else:
            digests.append(digest)
            entries.append(entry)
    return Posted(manifest_lines(entries), tuple(digests), faults)


@lru_cache(maxsize=1)
def press_of(job: Job) -> Press:
    """Kept for all the rows that a process is given."""
    return Press(job)


class Press:
    """Makes the letters of one job."""

    def __init__(self, job: Job) -> None:
        session = Session(job.home)
        self.writer = Writer(session.library)
        self._job, self._zone, self._page = job, ZoneInfo(job.zone), session.library.page
        # To put a path together of its parts takes as long as to write a file.
        self._folder = f"{job.folder}{os.sep}"
        self._alike = ByLanguage(self._likeness)

    def _likeness(self, language: str) -> Likeness[Alike | str]:
        printed = self.writer.printed(self._job.template, language)
        return Likeness(self._job.layout, printed, zone=self._zone, most=KINDS)

    def posted(self, sheet: Sheet) -> tuple[str, dict[str, object]]:
        """Writes the file of a row; its digest, and what the manifest tells of it. Raises `Unfit`."""
        content = self.content(sheet)
        digest = hashlib.sha256(content).hexdigest()
        write_unsynced(f"{self._folder}{sheet.file}", content)
        return digest, {
            "id": sheet.id,
            "row": sheet.row.number,
            "file": sheet.file,
            "pages": _pages(content, self._job.format),
            "digest": f"sha256:{digest}",
            "language": sheet.language,
            "note": sheet.note or None,
            "status": "issued" if sheet.note else "written",
            "values": digest_of(self._job, sheet),
        }

    def letter(self, sheet: Sheet) -> Letter:
        """Raises `Unfit`."""
        job, facts = self._job, sheet.facts
        if facts is None:
            facts, faults = facts_of(sheet.row, job.layout, job.base[sheet.language], zone=self._zone, name=job.table)
            if faults:
                raise Unfit(faults)
        with self._refusing(sheet):
            return self.writer.fill(job.template, facts, language=sheet.language, marks=job.marks[sheet.language])

    def content(self, sheet: Sheet) -> bytes:
        """Raises `Unfit`. What rows have in common is worth looking for from the second one on."""
        job, likeness = self._job, self._alike[sheet.language]
        key = likeness.key(sheet.row) if job.format == "text" and sheet.facts is None else None
        alike = likeness.get(key)
        if isinstance(alike, Alike):
            return alike.written(sheet.row.cells)
        letter = self.letter(sheet)
        if alike is None:
            likeness.put(key, ONCE)
        elif way := self.writer.way(job.template, letter.facts, language=sheet.language):
            likeness.put(key, Alike(letter, way, job.layout, sheet.row.cells, zone=self._zone))
        with self._refusing(sheet):
            return load(job.format)(letter, self._page)

    @contextmanager
    def _refusing(self, sheet: Sheet) -> Iterator[None]:
        job = self._job
        try:
            yield
        except Broken as broken:
            raise Unfit(refused(broken, sheet.row, job.layout, name=job.table)) from broken
        except RecoverError as fault:
            raise Unfit([unwritable(job, sheet, fault)]) from fault


def _pages(content: bytes, format: str) -> int | None:
    """For the mail room; None where there are no pages."""
    if format != "pdf":
        return None
    return content.count(b"/Type /Page\n") + content.count(b"/Type/Page/") or None
