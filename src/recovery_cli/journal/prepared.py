"""The statements of an append, turned into text once: to build one anew would cost more than the disk does.

They go to the driver itself; its faults come back as SQLAlchemy tells them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Executable
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Text:
    """`places` are the names in the order of the marks, or None where the marks have names."""

    sql: str
    places: tuple[str, ...] | None

    def filled(self, values: Values) -> Any:
        return values if self.places is None else tuple([values[name] for name in self.places])


# Bounded, since each engine brings a dialect of its own.
@lru_cache(maxsize=256)
def _text(statement: Executable, dialect: Dialect) -> _Text:
    compiled = statement.compile(dialect=dialect)  # type: ignore[attr-defined]  # every statement of ours has it
    assert isinstance(compiled, SQLCompiler)  # noqa: S101 - for mypy
    return _Text(compiled.string, tuple(compiled.positiontup or ()) if compiled.positional else None)


def rows(connection: Connection, statement: Executable, **values: object) -> Sequence[tuple[Any, ...]]:
    """What a query finds, in the order of its columns."""
    text = _text(statement, connection.dialect)
    cursor = connection.connection.cursor()
    try:
        cursor.execute(text.sql, text.filled(values))
        return cursor.fetchall()
    except connection.dialect.loaded_dbapi.Error as fault:
        raise _as_told(connection, cursor, text.sql, fault=fault) from fault
    finally:
        cursor.close()


def write(connection: Connection, statement: Executable, many: Sequence[Values]) -> None:
    """Runs it once for each of `many`, which name every column or mark."""
    text = _text(statement, connection.dialect)
    cursor = connection.connection.cursor()
    try:
        if len(many) == 1:
            cursor.execute(text.sql, text.filled(many[0]))
        else:
            cursor.executemany(text.sql, [text.filled(values) for values in many])
    except connection.dialect.loaded_dbapi.Error as fault:
        raise _as_told(connection, cursor, text.sql, fault=fault) from fault
    finally:
        cursor.close()


def run(connection: Connection, sql: str) -> None:
    """Statements as they stand, several in one go where the driver can."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(sql)
    except connection.dialect.loaded_dbapi.Error as fault:
        raise _as_told(connection, cursor, sql, fault=fault) from fault
    finally:
        cursor.close()


def _as_told(connection: Connection, cursor: DBAPICursor, sql: str, *, fault: Any) -> DBAPIError:
    dialect = connection.dialect
    gone = dialect.is_disconnect(fault, connection.connection.dbapi_connection, cursor)
    if gone:
        connection.invalidate(fault)
    # Never the values: they may be a person's words.
    told = DBAPIError.instance(
        sql, None, fault, dialect.loaded_dbapi.Error, connection_invalidated=gone, dialect=dialect, hide_parameters=True
    )
    assert isinstance(told, DBAPIError)  # noqa: S101 - for mypy: only a fault that is none of the driver's comes back
    return told
