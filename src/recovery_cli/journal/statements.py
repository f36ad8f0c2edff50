"""What is read from and written to the event tables: portable, and no SQL looks inside a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from recovery_cli.errors import Conflict
from recovery_cli.journal import tables
from recovery_cli.journal.canonical import sound
from recovery_cli.journal.chain import Head, Links, Stored, recall
from recovery_cli.journal.ledger import Trail
from recovery_cli.journal.sealed import Person
from recovery_cli.ports import Batch, Recorded

_RACED = frozenset({"40001", "40P01"})
"""SQLSTATE where somebody else's transaction came first: serialization failure and deadlock."""


def head(connection: Connection, batch: Batch) -> Head:
    """Where the stream ends, locked until the transaction ends where a database can lock a row.

    Raises `Conflict` when it moved on since this transaction began.
    """
    found = select(tables.head).where(tables.head.c.stream == batch.stream).with_for_update()
    try:
        row = connection.execute(found).one_or_none()
    except DBAPIError as fault:
        if getattr(fault.orig, "sqlstate", None) in _RACED:
            raise Conflict(batch.stream, batch.expected) from fault
        raise
    return Head(batch.stream) if row is None else Head(row.stream, row.version, row.hash)


def version(connection: Connection, stream: str) -> int:
    """How many events the stream has."""
    return connection.scalar(select(tables.head.c.version).where(tables.head.c.stream == stream)) or 0


def last(connection: Connection, stream: str) -> tuple[Stored, ...]:
    """The newest event of the stream, if it has one."""
    of_stream = tables.event.c.stream == stream
    newest = select(tables.event).where(of_stream).order_by(tables.event.c.version.desc()).limit(1)
    return tuple(Stored(**row) for row in connection.execute(newest).mappings())


def add(connection: Connection, batch: Batch, *, new: Links) -> None:
    """Writes the links; raises `Conflict` when somebody else's came first, which the primary key tells."""
    try:
        connection.execute(insert(tables.event), [asdict(event) for event in new.events])
        if batch.expected == 0:
            connection.execute(insert(tables.head), asdict(new.head))
        else:
            at_expected = (tables.head.c.stream == batch.stream, tables.head.c.version == batch.expected)
            connection.execute(update(tables.head).where(*at_expected).values(asdict(new.head)))
    except IntegrityError as fault:
        raise Conflict(batch.stream, batch.expected) from fault
    if new.persons:
        connection.execute(insert(tables.person), [asdict(person) for person in new.persons])


def told(connection: Connection, stream: str) -> tuple[Recorded, ...]:
    """The whole stream with its persons put back."""
    return recall(_events(connection, stream), _persons(connection, stream))


def trail(connection: Connection, stream: str) -> Trail:
    """The whole stream as it lies in the tables."""
    end = connection.execute(select(tables.head).where(tables.head.c.stream == stream)).one_or_none()
    return Trail(
        stream,
        _events(connection, stream),
        None if end is None else Head(end.stream, end.version, end.hash),
        _persons(connection, stream),
    )


def _events(connection: Connection, stream: str) -> tuple[Stored, ...]:
    wanted = select(tables.event).where(tables.event.c.stream == stream).order_by(tables.event.c.version)
    return tuple(Stored(**row) for row in connection.execute(wanted).mappings())


def _persons(connection: Connection, stream: str) -> tuple[Person, ...]:
    wanted = select(tables.person).where(tables.person.c.stream == stream)
    return tuple(Person(**row) for row in connection.execute(wanted).mappings())


def forget(connection: Connection, stream: str) -> None:
    """Deletes the persons of the stream."""
    connection.execute(delete(tables.person).where(tables.person.c.stream == stream))


def streams(connection: Connection, prefix: str) -> tuple[str, ...]:
    """The streams that have begun; compared as code points, since LIKE and collations differ."""
    name = tables.head.c.stream
    found = select(name).where(func.substr(name, 1, len(prefix)) == prefix)
    return tuple(sorted(connection.scalars(found)))


def said(connection: Connection) -> Iterator[tuple[str, str]]:
    """Stream and stored value of every person, one at a time: there may be very many."""
    for row in connection.execute(select(tables.person.c.stream, tables.person.c.value)):
        yield row.stream, row.value


def begun(connection: Connection) -> tuple[str, ...]:
    """Every stream that has an event."""
    return tuple(sorted(connection.scalars(select(tables.event.c.stream).distinct())))


def traces(connection: Connection) -> tuple[str, ...]:
    """Every stream that has an event or a head, so that the loss of either shows."""
    names: set[str] = set()
    for column in (tables.event.c.stream, tables.head.c.stream):
        names.update(connection.scalars(select(column).distinct()))
    return tuple(sorted(names))


def keep(connection: Connection, digest: str, *, content: str) -> None:
    held = {"digest": sound(digest), "content": sound(content)}
    connection.execute(insert(tables.playbook), held)


def kept(connection: Connection, digest: str) -> str | None:
    wanted = tables.playbook.c.digest == digest
    return connection.scalar(select(tables.playbook.c.content).where(wanted))
