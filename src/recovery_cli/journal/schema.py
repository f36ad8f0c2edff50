"""What `meta` holds: which shape the tables have, and how many erasures still lie in the file."""

from __future__ import annotations

from sqlalchemy import Connection, ScalarSelect, func, insert, inspect, literal_column, select, update
from sqlalchemy.exc import OperationalError, ProgrammingError

from recovery_cli.errors import RecoverError
from recovery_cli.journal import tables

_SHAPE, _ERASED, _SCOURED = "schema", "erased", "scoured"


def _one(name: str) -> ScalarSelect[int]:
    return select(tables.meta.c.number).where(tables.meta.c.name == literal_column(f"'{name}'")).scalar_subquery()


NUMBERS = (_one(_SHAPE), func.coalesce(_one(_ERASED), literal_column("0")))
"""Two columns, in the order that `known` takes them: they can ride along with another query."""


def number(connection: Connection) -> int | None:
    """The shape of the tables: all that a normal start reads. None when they cannot be read, so `create` must look."""
    try:
        return _read(connection, _SHAPE)
    except (OperationalError, ProgrammingError):
        return None


def known(shape: int | None, erasures: int, *, where: str) -> int:
    """How many erasures there ever were, in tables of the shape that this build writes.

    Raises RecoverError on any other shape: a program that stands open all day must not write on after another one's
    `journal upgrade`.
    """
    if shape is None:
        raise RecoverError("The journal was emptied while it was open.", "Look after it: recover doctor")
    check(shape, where)
    return erasures


def reshape(connection: Connection, to: int) -> None:
    connection.execute(update(tables.meta).where(tables.meta.c.name == _SHAPE).values(number=to))


def found(connection: Connection, where: str) -> int | None:
    """The shape, or None in a database without tables; raises RecoverError in a stranger's."""
    names = inspect(connection).get_table_names()
    if not names:
        return None
    shape = _read(connection, _SHAPE) if tables.meta.name in names else None
    if shape is None:
        raise RecoverError(
            f"{where} is a database, but not a journal.",
            "Name another journal: RECOVER_JOURNAL=PATH, or `journal:` in recovery.yaml",
        )
    return shape


def create(connection: Connection, where: str) -> int:
    """Makes the tables unless another process just has; their shape."""
    shape = found(connection, where)
    if shape is not None:
        return shape
    _speaks_unicode(connection, where)
    tables.metadata.create_all(connection)
    counts = {_SHAPE: tables.SCHEMA, _ERASED: 0, _SCOURED: 0}
    connection.execute(insert(tables.meta), [{"name": name, "number": count} for name, count in counts.items()])
    return tables.SCHEMA


def _speaks_unicode(connection: Connection, where: str) -> None:
    if connection.dialect.name != "postgresql":
        return
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise RecoverError(
            f"{where} keeps its texts as {encoding}, which has not the letters of every name.",
            "Have another database made: createdb --encoding=UTF8 --template=template0 NAME",
        )


def check(shape: int, where: str) -> None:
    """Raises RecoverError unless this build knows the shape: it never guesses at columns."""
    if shape > tables.SCHEMA:
        raise RecoverError(
            f"{where} was written by a newer recover (shape {shape}; this one knows {tables.SCHEMA}).",
            "Bring this recover up to date, or name another journal: RECOVER_JOURNAL=PATH",
        )
    if shape < tables.SCHEMA:
        raise RecoverError(
            f"{where} was written by an older recover (shape {shape}; this one needs {tables.SCHEMA}).",
            "Type: recover journal upgrade",
        )


def erased(connection: Connection) -> int:
    """How many erasures there ever were, or 0 when none of them is left in the file."""
    count = _read(connection, _ERASED) or 0
    return count if count > (_read(connection, _SCOURED) or 0) else 0


def count_erasure(connection: Connection) -> None:
    connection.execute(update(tables.meta).where(tables.meta.c.name == _ERASED).values(number=tables.meta.c.number + 1))


def count_scoured(connection: Connection, seen: int) -> None:
    """Notes that the first `seen` erasures are gone; one that came in meanwhile stays open."""
    row = tables.meta.c.name == _SCOURED
    connection.execute(update(tables.meta).where(row, tables.meta.c.number < seen).values(number=seen))


def _read(connection: Connection, name: str) -> int | None:
    return connection.scalar(select(tables.meta.c.number).where(tables.meta.c.name == name))
