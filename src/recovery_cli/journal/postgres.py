"""What only PostgreSQL needs: who may come first, how long to wait, and its leftovers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from recovery_cli.errors import RecoverError
from recovery_cli.journal import tables
from recovery_cli.journal.address import SERVERS
from recovery_cli.journal.prepared import Line
from recovery_cli.journal.refusals import LOCKED, refusal

if TYPE_CHECKING:
    from psycopg.errors import Diagnostic

_READING = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
# LOCK comes before the first SELECT, which fixes the view: whoever waited here then sees what was done meanwhile.
_WRITING = "BEGIN ISOLATION LEVEL REPEATABLE READ; LOCK TABLE meta IN ROW SHARE MODE"
# The number is one that nobody else in the database is likely to have taken: it holds off a second creator.
_ALONE = """BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(7296034189);
DO $$BEGIN IF to_regclass('meta') IS NOT NULL THEN LOCK TABLE meta IN EXCLUSIVE MODE; END IF; END$$"""
_SILENCE = 60
"""Seconds after which the server gives up a transaction whose client fell silent, and with it the locks."""
_CONNECT = "10"
"""Seconds to wait for a server that does not answer, unless the address says otherwise."""
_SHAPE = f"Write {SERVERS[0]}://USER:PASSWORD@HOST/DATABASE; in a password @ is %40, : is %3A, / is %2F and % is %25"
_WORDED = (tables.person, *tables.PROJECTIONS)


class PostgresDatabase:
    """A database that many machines share, in the first schema of its search path.

    Appending runs at REPEATABLE READ with the head of each stream locked: whoever comes second gets a serialization
    failure or breaks the primary key, and either is a `Conflict`.
    """

    beyond = "the server's write-ahead log until it is recycled, and its replicas, archives and backups"

    def __init__(self, url: str, *, patience: float) -> None:
        address = _address(url)
        self.where = _named(address)
        self._engine = _open_engine(address, patience=patience)

    def reading(self) -> AbstractContextManager[Line]:
        return self._transaction(_READING)

    def writing(self) -> AbstractContextManager[Line]:
        return self._transaction(_WRITING)

    def alone(self) -> AbstractContextManager[Line]:
        return self._transaction(_ALONE)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Line]:
        with self._calmly(), self._engine.connect() as connection:
            line = Line(connection)
            try:
                line.run(begin)
            except DBAPIError as fault:
                if not fault.connection_invalidated:
                    raise
                # A line that stood since the morning may be gone; nothing was said on the new one yet.
                line = Line(connection)
                line.run(begin)
            with connection.begin():
                yield line

    @contextmanager
    def _calmly(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as fault:
            found = refusal(fault, self.where)
            if found is None:
                raise
            raise found from fault

    def scour(self) -> bool:
        """Rewrites the tables that hold words: a plain VACUUM leaves the bytes of dead rows in their pages.

        VACUUM FULL passes over a table of another owner and keeps what an old transaction may still see; it tells
        both only in its notices.
        """
        told: list[str] = []

        def listen(notice: Diagnostic) -> None:
            told.append(notice.message_detail or "")

        names = ", ".join(table.name for table in _WORDED)
        with self._calmly(), self._engine.connect() as connection:
            driven = connection.connection.driver_connection
            assert driven is not None, "a connection of the pool has a driver's below it"  # noqa: S101 - for mypy
            driven.add_notice_handler(listen)
            try:
                Line(connection).run(f"VACUUM (FULL, VERBOSE) {names}")
            except DBAPIError as fault:
                if getattr(fault.orig, "sqlstate", None) in LOCKED:
                    return False
                raise
            finally:
                driven.remove_notice_handler(listen)
        kept = [found[0] for detail in told if (found := re.search(r"\d+", detail))]
        return kept == ["0"] * len(_WORDED)

    def close(self) -> None:
        self._engine.dispose()


def _address(url: str) -> URL:
    """The parts of an address; raises RecoverError without repeating any of them, since one is a password."""
    try:
        address = make_url(url).set(drivername=SERVERS[0])
    except (ArgumentError, ValueError):
        raise RecoverError("The address of the journal cannot be read.", _SHAPE) from None
    # A sign that belongs into no name of a host is a piece of a password that was written as it is.
    if not re.fullmatch(r"[\w.:,/-]*", address.host or ""):
        raise RecoverError("The address of the journal cannot be read: its host is no name.", _SHAPE)
    if "connect_timeout" not in address.query:
        address = address.update_query_dict({"connect_timeout": _CONNECT})
    return address


def _named(address: URL) -> str:
    """`PostgreSQL host:port/database`, which is all that a message says of an address."""
    host = address.host or next(iter(address.normalized_query.get("host", ())), "")
    port = f":{address.port}" if address.port else ""
    return f"PostgreSQL {host}{port}/{address.database or ''}"


def _open_engine(address: URL, *, patience: float) -> Engine:
    try:
        # Transactions are begun by hand above, each kind in its own way.
        engine = create_engine(address, connect_args={"autocommit": True}, use_native_hstore=False)
    except ImportError:
        raise RecoverError(
            "The journal lies in PostgreSQL, and what speaks with it is not installed.",
            'Type: pip install "recovery-cli[postgres]"',
        ) from None
    event.listen(engine, "connect", partial(_settings, patience=patience))
    return engine


def _settings(connection: DBAPIConnection, _: ConnectionPoolEntry, *, patience: float) -> None:
    chosen = {
        "lock_timeout": f"{max(1, round(patience * 1000))}ms",
        "idle_in_transaction_session_timeout": f"{_SILENCE}s",
    }
    with closing(connection.cursor()) as cursor:
        cursor.execute("; ".join(f"SET {name} = '{value}'" for name, value in chosen.items()))
