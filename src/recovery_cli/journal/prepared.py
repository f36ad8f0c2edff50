"""The statements of an append, turned into text once: to build one anew would cost more than the disk does.

They go to the driver itself; its faults come back as SQLAlchemy tells them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from sqlalchemy import Connection, Dialect, Executable, Insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

Values = Mapping[str, object]


class Columns(Protocol):
    """A named tuple."""

    def _asdict(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class _Text:
    """`places` are the names in the order of the marks, or None where the marks have names."""

    sql: str
    places: tuple[str, ...] | None

    def filled(self, values: Values) -> Any:
        return values if self.places is None else tuple([values[name] for name in self.places])

    def of(self, row: Columns) -> Any:
        """A row of a table whose columns stand in the order of its names."""
        return row._asdict() if self.places is None else row


# Bounded, since each engine brings a dialect of its own.
@lru_cache(maxsize=256)
def _text(statement: Executable, dialect: Dialect) -> _Text:
    compiled = statement.compile(dialect=dialect)  # type: ignore[attr-defined]  # every statement of ours has it
    assert isinstance(compiled, SQLCompiler)  # noqa: S101 - for mypy
    return _Text(compiled.string, tuple(compiled.positiontup or ()) if compiled.positional else None)


class Line:
    """What a transaction runs on: statements of ours go to the driver's own cursor, all others by `connection`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._dialect = connection.dialect
        self._cursor = connection.connection.cursor()

    def rows(self, statement: Executable, **values: object) -> Sequence[tuple[Any, ...]]:
        """What a query finds, in the order of its columns."""
        text = _text(statement, self._dialect)
        try:
            self._cursor.execute(text.sql, text.filled(values))
            return self._cursor.fetchall()
        except self._dialect.loaded_dbapi.Error as fault:
            raise self._as_told(text.sql, fault) from fault

    def write(self, statement: Executable, *many: Values) -> int:
        """Runs it once for each of `many`, which name every column or mark; how many rows it changed."""
        text = _text(statement, self._dialect)
        return self._run(text.sql, [text.filled(values) for values in many])

    def add(self, statement: Insert, *rows: Columns) -> None:
        """Adds rows that name every column of the table, in the table's order."""
        text = _text(statement, self._dialect)
        self._run(text.sql, [text.of(row) for row in rows])

    def _run(self, sql: str, many: Sequence[Any]) -> int:
        try:
            if len(many) == 1:
                self._cursor.execute(sql, many[0])
            else:
                self._cursor.executemany(sql, many)
            return int(self._cursor.rowcount)
        except self._dialect.loaded_dbapi.Error as fault:
            raise self._as_told(sql, fault) from fault

    def run(self, sql: str) -> None:
        """Statements as they stand, several in one go where the driver can."""
        try:
            self._cursor.execute(sql)
        except self._dialect.loaded_dbapi.Error as fault:
            raise self._as_told(sql, fault) from fault

    def _as_told(self, sql: str, fault: Any) -> DBAPIError:
        connection, dialect = self.connection, self._dialect
        gone = dialect.is_disconnect(fault, connection.connection.dbapi_connection, self._cursor)
        if gone:
            connection.invalidate(fault)
        # Never the values: they may be a person's words.
        told = DBAPIError.instance(
            sql,
            None,
            fault,
            dialect.loaded_dbapi.Error,
            connection_invalidated=gone,
            dialect=dialect,
            hide_parameters=True,
        )
        assert isinstance(told, DBAPIError)  # noqa: S101 - for mypy: only a fault that is none of the driver's comes back
        return told
