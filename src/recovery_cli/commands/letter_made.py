"""What a merged file was made from, by its manifest: the same once more, the rest of it, or other letters."""

from __future__ import annotations

import hashlib
import json
import os
import shlex
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from recovery_cli.commands.letter_work import Job, Sheet, digest_of
from recovery_cli.errors import RecoverError
from recovery_cli.outbox import MANIFEST

_ANOTHER = "a name of its own: --merge FILE.pdf"


@dataclass(frozen=True, slots=True)
class Made:
    """How many of the good rows a file holds, and how many it does not: new ones, or some that could not be set."""

    there: int
    left: int


def made_before(file: Path, job: Job, sheets: Iterable[Sheet]) -> Made | None:
    """What the file holds of these rows; None when it is still to be made.

    Raises `RecoverError` where other letters would be lost, or would be sent twice.
    """
    manifest = job.folder / MANIFEST
    first = _first(manifest)
    if first is not None and (first.get("file") != file.name or "page" not in first):
        raise _strange(job.folder, first)
    if not file.exists():
        return None
    if first is None:
        raise _apart(file, job.folder)
    there = left = lost = changed = 0
    for line, sheet in _aligned(manifest, sheets):
        if line is None:
            left += 1
        elif sheet is None:
            lost += 1
        else:
            there += 1
            changed += line.get("values") != digest_of(job, sheet)
    if lost:
        raise RecoverError(f"{file} was made before, from other rows or in another order.", f"Give this one {_ANOTHER}")
    if changed:
        raise RecoverError(
            f"{file} was made before, from other values in {changed:,} of {there:,} rows.",
            f"With the values of then, and their --date, it is done; else give this one {_ANOTHER}",
        )
    if first.get("digest") != _digest(file):
        raise RecoverError(
            f"{file} is not the file that {manifest} tells of: it was cut off, or changed.",
            "Move it away, and type the same again.",
        )
    return Made(there, left)


def left_out(job: Job, sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """The rows that the manifest does not tell of."""
    return (sheet for line, sheet in _aligned(job.folder / MANIFEST, sheets) if line is None and sheet is not None)


def lacking(file: Path, sheet: Sheet) -> RecoverError:
    """A letter that could be written, and is not in the file."""
    return RecoverError(
        f"{file} was made before, and row {sheet.row.number:,} is not in it.",
        "Give the rows that it lacks as a table of their own, with a file of their own: --merge FILE.pdf",
    )


def _aligned(manifest: Path, sheets: Iterable[Sheet]) -> Iterator[tuple[Mapping[str, object] | None, Sheet | None]]:
    """Each line beside the row of its id, in the order of both; ids are there once."""
    with manifest.open("rb") as held:
        lines = map(_told, held)
        line = next(lines, None)
        for sheet in sheets:
            if line is not None and line.get("id") == sheet.id:
                yield line, sheet
                line = next(lines, None)
            else:
                yield None, sheet
        while line is not None:
            yield line, None
            line = next(lines, None)


def _first(manifest: Path) -> Mapping[str, object] | None:
    if not manifest.exists():
        return None
    with manifest.open("rb") as held:
        line = held.readline()
    return _told(line) if line else None


def _told(line: bytes) -> Mapping[str, object]:
    """What cannot be read tells of nothing."""
    with suppress(ValueError):
        found = json.loads(line)
        if isinstance(found, dict):
            return found
    return {}


def _strange(folder: Path, first: Mapping[str, object]) -> RecoverError:
    if "page" in first:
        message = f"{folder} holds the manifest of {first.get('file')}."
        return RecoverError(message, f"--merge {first.get('file')}, as before; or another folder: --out DIR")
    return RecoverError(f"{folder} holds the manifest of other letters.", "Name another folder: --out DIR")


def _apart(file: Path, folder: Path) -> RecoverError:
    """The file may well be made from these rows; only its manifest could tell, and that one is elsewhere."""
    message = f"{file} is there already, and its manifest is not in {folder}."
    for near in _near(file):
        return RecoverError(message, f"It is in {near}: type the same with --out {shlex.quote(near)}")
    return RecoverError(message, f"Name the folder that it was made with, --out DIR; or give this one {_ANOTHER}")


def _near(file: Path) -> Iterator[str]:
    """Folders beside the file, or beside whoever types, with the manifest of just this file."""
    digest = ""
    for beside in dict.fromkeys((file.absolute().parent, Path.cwd())):
        for manifest in sorted((*beside.glob(MANIFEST), *beside.glob(f"*/{MANIFEST}"))):
            with suppress(OSError):
                first = _first(manifest) or {}
                if first.get("file") == file.name:
                    digest = digest or _digest(file)
                    if first.get("digest") == digest:
                        yield _as_typed(manifest.parent)


def _as_typed(folder: Path) -> str:
    here = Path.cwd()
    return os.path.relpath(folder, here) if folder.is_relative_to(here) else str(folder)


def _digest(file: Path) -> str:
    with file.open("rb") as held:
        return f"sha256:{hashlib.file_digest(held, 'sha256').hexdigest()}"
