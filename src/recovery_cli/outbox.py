"""A folder of letters: each file whole or not there, named by its row's id, and told in a manifest line by line."""

from __future__ import annotations

import fcntl
import json
import os
import re
import sqlite3
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from recovery_cli.errors import RecoverError

MANIFEST, REJECTED = "manifest.jsonl", "rejected.csv"
NAME = ".outbox"
LONGEST = 120
"""Characters of an id that make a file name."""
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)
_OURS = frozenset({"manifest", "rejected"})
_LINE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_BEGUN = re.compile(r"\.\d+-")
_NAME = re.compile(r"[\w.@+,=-][\w .@+,=-]*")


def file_name(id: str, suffix: str) -> str:
    """The name of the file of a row; raises ValueError for an id that cannot be one."""
    name = id.strip()
    if not name.isascii():
        name = unicodedata.normalize("NFC", name)
    if not name:
        raise ValueError("the id is missing")
    if len(name) > LONGEST:
        raise ValueError(f"the id has {len(name):,} characters; {LONGEST} are the most")
    if not _NAME.fullmatch(name) or name.startswith((".", "-")) or name.endswith("."):
        raise ValueError(f'"{name}" cannot name a file')
    folded = name.casefold()
    if folded.partition(".")[0] in _RESERVED or folded in _OURS:
        raise ValueError(f'"{name}" is a reserved name')
    return f"{name}{suffix}"


def write_unsynced(file: Path | str, content: bytes) -> None:
    """A file appears whole or not at all, readable by its owner only.

    It is not forced to the disk: after a power cut the manifest's digest tells which letters are to be made again.
    """
    place = str(file)
    name = place.rpartition(os.sep)[2]
    begun = place.removesuffix(name) + f".{os.getpid()}-{name}"[:200]
    handle = os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(handle, left) :]
        finally:
            os.close(handle)
        os.rename(begun, place)  # noqa: PTH104 - a path object costs as much as the call
    except BaseException:
        Path(begun).unlink(missing_ok=True)
        raise


def manifest_lines(entries: Iterable[Mapping[str, object]]) -> bytes:
    """The lines of a manifest."""
    return "".join([f"{_LINE.encode(entry)}\n" for entry in entries]).encode()


class Outbox:
    """Opened on a folder, by one run at a time; what stands in its manifest was written before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._closing = ExitStack()

    def __enter__(self) -> Self:
        """Raises `RecoverError` when the folder cannot be used."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            manifest = os.open(self.folder / MANIFEST, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            self._file = open(manifest, "ab")  # noqa: PTH123 - of a handle; closed with the outbox
            self._closing.callback(self._file.close)
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._swept()
            self._index = Index()
            self._closing.callback(self._index.close)
            self._read()
        except BlockingIOError as fault:
            self._closing.close()
            again = "Wait for it; then the same command writes what is missing."
            raise RecoverError(f"Another run is writing to {self.folder}.", again) from fault
        except OSError as fault:
            self._closing.close()
            raise RecoverError(f"{self.folder} cannot be written to: {fault.strerror}.", "--out DIR") from fault
        return self

    def __exit__(self, *_: object) -> None:
        with self._closing:
            self._swept()

    def _swept(self) -> None:
        """A run or a worker that was killed may have left files that it had only begun."""
        # One name after the other: a million of them as a list would be most of the memory.
        with os.scandir(self.folder) as found:
            for each in found:
                if _BEGUN.match(each.name):
                    Path(each.path).unlink(missing_ok=True)

    def _read(self) -> None:
        """What is known; a last line that was cut off by a kill is cut off whole."""
        manifest = self.folder / MANIFEST
        end = 0
        with manifest.open("rb") as file:
            for line in file:
                try:
                    entry = json.loads(line)
                    if not line.endswith(b"\n") or not isinstance(entry, dict):
                        break
                except ValueError:
                    break
                self._index.put(str(entry.get("id")), str(entry.get("values")))
                end += len(line)
        if end < manifest.stat().st_size:
            with manifest.open("r+b") as file:
                file.truncate(end)

    def name(self, new: str) -> str:
        """What this folder is known by in the journal, wherever it is moved; `new` when it has no name yet."""
        file = self.folder / NAME
        if not file.exists():
            write_unsynced(file, new.encode())
        return file.read_text("utf-8")

    def written(self, id: str) -> str | None:
        """The digest of the values that the letter of this id was made from, if there is one."""
        return self._index.get(id)

    def add(self, lines: bytes) -> None:
        """Tell of letters whose files are there, in its `manifest_lines`."""
        self._file.write(lines)
        self._file.flush()


class Index:
    """Ids and what belongs to them, on the disk, so that a million of them cost no memory."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="recover-")
        self._base = sqlite3.connect(Path(self._folder.name) / "index", isolation_level=None)
        self._base.execute("PRAGMA journal_mode=OFF")
        self._base.execute("PRAGMA synchronous=OFF")
        self._base.execute("CREATE TABLE entry (id TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")
        self._base.execute("BEGIN")
        self._empty = True

    def put(self, id: str, value: str) -> None:
        self._empty = False
        self._base.execute("INSERT OR REPLACE INTO entry VALUES (?, ?)", (id, value))

    def first(self, entries: Sequence[tuple[str, str]]) -> Sequence[str | None]:
        """For each id and value the value that the id has, and gets now if it has none."""
        self._empty = False
        before = self._base.total_changes
        self._base.executemany("INSERT OR IGNORE INTO entry VALUES (?, ?)", entries)
        if self._base.total_changes - before == len(entries):
            return [value for _, value in entries]
        return [self.get(entry[0]) for entry in entries]

    def get(self, id: str) -> str | None:
        if self._empty:
            return None
        found = self._base.execute("SELECT value FROM entry WHERE id = ?", (id,)).fetchone()
        return None if found is None else str(found[0])

    def close(self) -> None:
        self._base.close()
        self._folder.cleanup()
