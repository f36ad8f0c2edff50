"""Where a table comes from: a file, or standard input laid down in one, and in which encoding it is written."""

from __future__ import annotations

import codecs
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from recovery_cli.diagnostics import Diagnostic, did_you_mean
from recovery_cli.errors import RecoverError, UsageError
from recovery_cli.rows.row import TABLE, Unreadable

STDIN = "-"
_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STRANGERS = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old workbook (.xls)"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "a text document"),
)
WORKBOOK = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be read twice; `name` is how it is called to the reader."""

    path: Path
    name: str
    start: bytes


@contextmanager
def opened(given: str, stdin: BinaryIO) -> Iterator[Source]:
    """The file of this name, or what comes in; raises `RecoverError` when there is nothing to read."""
    if given == STDIN:
        with tempfile.TemporaryDirectory(prefix="recover-") as folder:
            path = Path(folder) / "table"
            with path.open("xb") as file:
                path.chmod(0o600)
                shutil.copyfileobj(stdin, file)
            yield _begun(path, "standard input")
    else:
        yield _begun(Path(given), given)


def _begun(path: Path, name: str) -> Source:
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except IsADirectoryError:
        raise RecoverError(f"{name} is a folder.", "Name the table in it: --from FILE.csv") from None
    except OSError as fault:
        raise RecoverError(f"{name} cannot be read: {fault.strerror}.", "--from FILE.csv, or --from -") from fault
    if not start.strip():
        raise _stranger(name, "it is empty")
    for sign, what in _STRANGERS:
        if start.startswith(sign):
            raise _stranger(name, f"it is {what}")
    return Source(path, name, start)


def _stranger(name: str, why: str) -> Unreadable:
    fault = Diagnostic(name, 0, 0, TABLE, why)
    return Unreadable(f"{name} is not a table.", [fault], "--from FILE.csv, .tsv, .jsonl or .xlsx")


def encoding(source: Source, declared: str) -> tuple[str, str]:
    """The encoding, and what to tell about it ("" when it is plain); raises `Unreadable` with a line that is not in it.

    What is no UTF-8 and was not declared is read as Windows writes it, and that is said.
    """
    if declared:
        try:
            known = codecs.lookup(declared).name
        except LookupError:
            near = did_you_mean(declared, ("utf-8", "utf-16", "cp1252", "latin-1", "mac-roman"))
            raise UsageError(f'There is no encoding "{declared}". {near}'.rstrip(), "--encoding cp1252") from None
        return _tried(source, known), ""
    for mark, name in _MARKS:
        if source.start.startswith(mark):
            return _tried(source, name), ""
    if b"\0" in source.start:
        even, odd = source.start[::2].count(0), source.start[1::2].count(0)
        guess = "utf-16-le" if odd > even else "utf-16-be"
        if max(even, odd) * 4 < len(source.start):
            raise _stranger(source.name, "it is not text")
        return _tried(source, guess), f"read as {guess.upper()}"
    try:
        return _tried(source, "utf-8"), ""
    except Unreadable:
        return _tried(source, "cp1252"), "is not UTF-8: read as Windows-1252. Another one: --encoding NAME"


def _tried(source: Source, name: str) -> str:
    """`name`, if all of the file is in it."""
    decoder = codecs.getincrementaldecoder(name)()
    lines = 0
    with source.path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            try:
                lines += decoder.decode(chunk, final=not chunk).count("\n")
            except UnicodeError as fault:
                start = fault.start if isinstance(fault, UnicodeDecodeError) else 0
                object_ = fault.object if isinstance(fault, UnicodeDecodeError) else chunk
                line = lines + object_[:start].count(b"\n") + 1
                sign = f" (byte 0x{object_[start]:02X})" if start < len(object_) else ""
                message = f"this line is not {name.upper()}{sign}"
                raise Unreadable(
                    f"{source.name} is not written in {name.upper()}.",
                    [Diagnostic(source.name, line, 0, TABLE, message)],
                    "Name its encoding: --encoding cp1252",
                ) from None
            if not chunk:
                return name
