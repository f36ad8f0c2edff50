"""What is read from and written to the event tables: portable, and no SQL looks inside a text."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Text, and_, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from recovery_cli.errors import Conflict
from recovery_cli.journal import prepared, tables
from recovery_cli.journal.canonical import sound
from recovery_cli.journal.chain import Head, Links, Stored, ends_at, recall
from recovery_cli.journal.ledger import Trail
from recovery_cli.journal.sealed import Person
from recovery_cli.ports import Batch, Recorded

_RACED = frozenset({"40001", "40P01"})
"""SQLSTATE where somebody else's transaction came first: serialization failure and deadlock."""

_OF_STREAM = bindparam("of_stream", type_=Text)
_EVENTS = select(tables.event).where(tables.event.c.stream == _OF_STREAM).order_by(tables.event.c.version)
_NEWEST = select(func.max(tables.event.c.version)).where(tables.event.c.stream == _OF_STREAM).scalar_subquery()
_IS_NEWEST = and_(tables.event.c.stream == _OF_STREAM, tables.event.c.version == _NEWEST)
_LAST = select(tables.event.c.version, tables.event.c.hash).where(_IS_NEWEST)
_PERSONS = select(tables.person).where(tables.person.c.stream == _OF_STREAM)
_HEAD = select(tables.head).where(tables.head.c.stream == _OF_STREAM)
_END_LOCKED = (
    select(tables.head.c.version, tables.head.c.hash, tables.event.c.version, tables.event.c.hash)
    .select_from(tables.head.outerjoin(tables.event, _IS_NEWEST))
    .where(tables.head.c.stream == _OF_STREAM)
    .with_for_update(of=tables.head)
)
_ADD_EVENT, _ADD_PERSON, _ADD_HEAD = insert(tables.event), insert(tables.person), insert(tables.head)
_MOVE_HEAD = (
    update(tables.head)
    .where(tables.head.c.stream == _OF_STREAM, tables.head.c.version == bindparam("expected"))
    .values(version=bindparam("version"), hash=bindparam("hash"))
)


def end(connection: Connection, batch: Batch) -> Head:
    """Where the stream ends, locked until the transaction ends where a database can lock a row.

    Raises `Conflict` when it moved on since this transaction began, and RecoverError when it was cut.
    """
    stream = batch.stream
    try:
        found = prepared.rows(connection, _END_LOCKED, of_stream=stream)
    except DBAPIError as fault:
        if getattr(fault.orig, "sqlstate", None) in _RACED:
            raise Conflict(stream, batch.expected) from fault
        raise
    if found:
        version, hash_, last, hash_of_last = found[0]
        ends, newest = Head(stream, version, hash_), Head(stream, last or 0, hash_of_last or "")
    else:
        ends = Head(stream)
        newest = next((Head(stream, *row) for row in prepared.rows(connection, _LAST, of_stream=stream)), ends)
    ends_at(ends, newest)
    return ends


def version(connection: Connection, stream: str) -> int:
    """How many events the stream has."""
    found = prepared.rows(connection, _HEAD, of_stream=stream)
    return Head(*found[0]).version if found else 0


def add(connection: Connection, batch: Batch, *, new: Links) -> None:
    """Writes the links; raises `Conflict` when somebody else's came first, which the primary key tells."""
    try:
        prepared.write(connection, _ADD_EVENT, [_columns(event) for event in new.events])
        if batch.expected == 0:
            prepared.write(connection, _ADD_HEAD, [_columns(new.head)])
        else:
            move = {"of_stream": batch.stream, "expected": batch.expected, **_columns(new.head)}
            prepared.write(connection, _MOVE_HEAD, [move])
    except IntegrityError as fault:
        raise Conflict(batch.stream, batch.expected) from fault
    if new.persons:
        prepared.write(connection, _ADD_PERSON, [_columns(person) for person in new.persons])


def _columns(row: Stored | Head | Person) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__slots__}


def told(connection: Connection, stream: str) -> tuple[Recorded, ...]:
    """The whole stream with its persons put back."""
    return recall(_events(connection, stream), _persons(connection, stream))


def trail(connection: Connection, stream: str) -> Trail:
    """The whole stream as it lies in the tables."""
    end = prepared.rows(connection, _HEAD, of_stream=stream)
    return Trail(stream, _events(connection, stream), Head(*end[0]) if end else None, _persons(connection, stream))


def _events(connection: Connection, stream: str) -> tuple[Stored, ...]:
    return tuple(Stored(*row) for row in prepared.rows(connection, _EVENTS, of_stream=stream))


def _persons(connection: Connection, stream: str) -> tuple[Person, ...]:
    return tuple(Person(*row) for row in prepared.rows(connection, _PERSONS, of_stream=stream))


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
