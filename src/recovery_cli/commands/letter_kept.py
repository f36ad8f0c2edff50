"""Letters that are set and not yet bound: kept on the disk, so that a run that was stopped is gone on with."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from recovery_cli.letters.letter import Letter
from recovery_cli.letters.sheaf import Part
from recovery_cli.letters.writer import Writer
from recovery_cli.outbox import write_unsynced

_SHELF = ".set"


def shelf(folder: Path) -> Path:
    """Where they lie until the file is whole."""
    return folder / _SHELF


def cleared(folder: Path) -> None:
    """Nothing of customers is kept once it is bound, or given up."""
    shutil.rmtree(shelf(folder), ignore_errors=True)


def set_or_kept(writer: Writer, letters: Sequence[Letter], folder: Path) -> list[Part]:
    """As they are set together; what an earlier run left whole is not set again.

    A worker that does not see the folder keeps nothing.
    """
    if not letters or not shelf(folder).is_dir():
        return writer.together(letters)
    file = shelf(folder) / writer.known_by(letters)
    kept = _read(file)
    parts = None if kept is None else _tried(writer, letters, kept)
    if parts is None:
        parts = writer.together(letters)
        write_unsynced(file, _packed(parts))
    return parts


def _tried(writer: Writer, letters: Sequence[Letter], kept: Sequence[Part]) -> list[Part] | None:
    """With what keeps a letter from being set today; None when one can be, since a font has come."""
    found: list[Part] = []
    at = 0
    for part in kept:
        if part.lengths:
            found.append(part)
            at += len(part.lengths)
            continue
        (again,) = writer.together(letters[at : at + 1])
        if again.fault is None:
            return None
        found.append(again)
        at += 1
    return found


def _packed(parts: Sequence[Part]) -> bytes:
    """A digest, since after a power cut a file may be there and not what was in it; a letter refused has no pages."""
    head = json.dumps([[len(part.pdf), part.lengths] for part in parts]).encode()
    held = b"\n".join((head, b"".join(part.pdf for part in parts)))
    return b"\n".join((hashlib.sha256(held).hexdigest().encode(), held))


def _read(file: Path) -> list[Part] | None:
    try:
        digest, _, held = file.read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    if hashlib.sha256(held).hexdigest().encode() != digest:
        return None
    head, _, pdfs = held.partition(b"\n")
    parts = []
    at = 0
    for size, lengths in json.loads(head):
        parts.append(Part(pdfs[at : at + size], tuple(lengths)))
        at += size
    return parts
