"""What only SQLite needs: a file nobody else may read, its settings, its errors, and its leftovers."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from threading import Lock
from types import MappingProxyType

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from recovery_cli.errors import RecoverError
from recovery_cli.journal.prepared import Line

WRITING = "recover_writing"
"""The execution option of a connection whose transaction takes the write lock as it begins."""

_AGAIN = "type the same line again."
_ELSEWHERE = "Name another file: RECOVER_JOURNAL=PATH, or `journal:` in recovery.yaml"
_SITUATIONS: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        sqlite3.SQLITE_FULL: ("The disk is full; nothing was written to {path}.", f"Make room, then {_AGAIN}"),
        sqlite3.SQLITE_READONLY: (
            "The journal {path} may not be written to.",
            f"Let yourself write there (chmod u+w), then {_AGAIN}",
        ),
        sqlite3.SQLITE_NOTADB: ("{path} is not a journal.", _ELSEWHERE),
        sqlite3.SQLITE_CORRUPT: (
            "The journal {path} is damaged.",
            "Keep a copy of it as it is, then see what is broken: recover journal verify",
        ),
        sqlite3.SQLITE_IOERR: (
            "The disk failed; nothing was written to {path}.",
            f"Look whether it is full or was taken out, then {_AGAIN}",
        ),
        sqlite3.SQLITE_CANTOPEN: ("The journal {path} cannot be opened.", _ELSEWHERE),
        sqlite3.SQLITE_PERM: ("The journal {path} is not yours to open.", _ELSEWHERE),
        sqlite3.SQLITE_BUSY: (
            "Somebody else is writing to {path}; nothing was written.",
            f"Wait a moment, then {_AGAIN}",
        ),
    }
)
_RETRY = 0.01
_PRIMARY = 0xFF
"""SQLite puts the finer reason above the low byte of its error code."""


@contextmanager
def calmly(path: Path) -> Iterator[None]:
    """Turns what a disk, a file or a neighbour can do into a RecoverError; lets our own faults through."""
    try:
        yield
    except DBAPIError as fault:
        code = getattr(fault.orig, "sqlite_errorcode", 0) & _PRIMARY
        if code not in _SITUATIONS:
            raise
        message, hint = _SITUATIONS[code]
        raise RecoverError(message.format(path=path), hint) from fault
    except OSError as fault:
        full = fault.errno in (errno.ENOSPC, errno.EDQUOT)
        message, hint = _SITUATIONS[sqlite3.SQLITE_FULL if full else sqlite3.SQLITE_CANTOPEN]
        raise RecoverError(message.format(path=path), hint) from fault


def make_file(path: Path) -> None:
    """Creates the file (0600) and the folders on the way (0700) before SQLite would with the umask's mode.

    The file is opened here only when it is new: closing it once more would drop the locks that SQLite
    holds on it elsewhere in this process. SQLite gives -wal and -shm the mode of the file.
    """
    for folder in reversed(path.parents):
        if not folder.exists():
            folder.mkdir(mode=0o700, exist_ok=True)
    if path.is_dir():
        raise RecoverError(f"{path} is a folder, not a journal.", _ELSEWHERE)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))
    except FileExistsError:
        return


def open_engine(path: Path, *, patience: float) -> Engine:
    """An engine on the file; `patience` in seconds is how long it waits for another writer."""
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        # Transactions are begun by hand below: the driver would begin them late and never IMMEDIATE.
        connect_args={"timeout": patience, "isolation_level": None},
    )
    event.listen(engine, "connect", partial(_settings, patience=patience))
    event.listen(engine, "begin", _begin)
    return engine


def _settings(connection: DBAPIConnection, _: ConnectionPoolEntry, *, patience: float) -> None:
    # A byte that rotted is told by the hash of its event, not by a driver that refuses the whole row.
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    with closing(connection.cursor()) as cursor:
        _use_wal(cursor, until=time.monotonic() + patience)
        for setting in ("synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY"):
            cursor.execute(f"PRAGMA {setting}")


def _use_wal(cursor: DBAPICursor, until: float) -> None:
    # Of several first openers all but one are turned away at once: this switch does not wait by itself.
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(_RETRY)


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    Line(connection).run("BEGIN IMMEDIATE" if writing else "BEGIN")


class SqliteDatabase:
    """One file, one writer at a time: whoever begins to write holds the lock until the end."""

    beyond = ""

    def __init__(self, path: Path, *, patience: float) -> None:
        self._path = path
        self.where = str(path)
        with calmly(path):
            make_file(path)
        self._engine = open_engine(path, patience=patience)
        self._alone = self._engine.execution_options(**{WRITING: True})
        self._line: Line | None = None
        self._turn = Lock()

    @contextmanager
    def reading(self) -> Iterator[Line]:
        with calmly(self._path), self._engine.begin() as connection:
            yield Line(connection)

    @contextmanager
    def writing(self) -> Iterator[Line]:
        """On a line of its own that stays: to take one from the pool at each step would cost more than the step."""
        with calmly(self._path), self._turn:
            line = self._line = self._line or Line(self._engine.connect())
            line.run("BEGIN IMMEDIATE")
            try:
                yield line
                line.run("COMMIT")
            except BaseException:
                _give_up(line)
                raise

    @contextmanager
    def alone(self) -> Iterator[Line]:
        with calmly(self._path), self._alone.begin() as connection:
            yield Line(connection)

    def scour(self) -> bool:
        with calmly(self._path):
            return scour(self._engine)

    def close(self) -> None:
        if self._line is not None:
            self._line.connection.close()
        self._engine.dispose()


def _give_up(line: Line) -> None:
    driven = line.connection.connection.driver_connection
    # After a full disk SQLite has rolled back by itself.
    if driven is not None and driven.in_transaction:
        line.run("ROLLBACK")


def scour(engine: Engine) -> bool:
    """Leaves no byte of deleted rows in the file or its WAL; False when it could not yet.

    `secure_delete` clears a row where it lies, but not the copies left behind when rows moved between
    pages; only a rebuilt file is free of those. The first checkpoint spares a rebuild that could not finish
    because somebody still reads. A full disk means "not yet" as well: the rows are deleted already.
    """
    with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        try:
            if not _truncated(cursor):
                return False
            cursor.execute("VACUUM")
            return _truncated(cursor)
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & _PRIMARY in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL):
                return False
            raise DBAPIError("VACUUM", None, fault) from fault


def _truncated(cursor: DBAPICursor) -> bool:
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    answer = cursor.fetchone()
    return answer is not None and answer[0] == 0
