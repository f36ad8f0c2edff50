"""What is read from and written to the event tables: portable, and no SQL looks inside a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Text, and_, bindparam, delete, exists, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from recovery_cli.errors import Conflict
from recovery_cli.journal import schema, tables
from recovery_cli.journal.canonical import sound
from recovery_cli.journal.chain import Head, Links, Stored, ends_at, recall
from recovery_cli.journal.ledger import Trail
from recovery_cli.journal.prepared import Line
from recovery_cli.journal.sealed import Person
from recovery_cli.ports import Batch, Recorded

_RACED = frozenset({"40001", "40P01"})
"""SQLSTATE where somebody else's transaction came first: serialization failure and deadlock."""

_OF_STREAM = bindparam("of_stream", type_=Text)
_EVENTS = select(tables.event).where(tables.event.c.stream == _OF_STREAM).order_by(tables.event.c.version)
_NEWEST = select(func.max(tables.event.c.version)).where(tables.event.c.stream == _OF_STREAM).scalar_subquery()
_LAST = select(tables.event.c.version, tables.event.c.hash).where(
    tables.event.c.stream == _OF_STREAM, tables.event.c.version == _NEWEST
)
# Whatever lies beyond the head is found too.
_IS_AT_HEAD = and_(tables.event.c.stream == tables.head.c.stream, tables.event.c.version >= tables.head.c.version)
_LAST_IS = (tables.event.c.version == bindparam("was"), tables.event.c.hash == bindparam("was_hash"))
_NUMBERS = select(*schema.NUMBERS)
_PERSONS = select(tables.person).where(tables.person.c.stream == _OF_STREAM)
_HEAD = select(tables.head).where(tables.head.c.stream == _OF_STREAM)
_END_LOCKED = (
    select(*schema.NUMBERS, tables.head.c.version, tables.head.c.hash, tables.event.c.version, tables.event.c.hash)
    .select_from(tables.head.outerjoin(tables.event, _IS_AT_HEAD))
    .where(tables.head.c.stream == _OF_STREAM)
    .with_for_update(of=tables.head)
)
_ADD_EVENT, _ADD_PERSON, _ADD_HEAD = insert(tables.event), insert(tables.person), insert(tables.head)
_SHAPE, _ERASURES = schema.NUMBERS
# The head moves only from where it is known to stand: on its last event, in tables of our shape, no word erased since.
_MOVE_HEAD = (
    update(tables.head)
    .where(tables.head.c.stream == _OF_STREAM)
    .where(tables.head.c.version == bindparam("was"), tables.head.c.hash == bindparam("was_hash"))
    .where(exists().where(tables.event.c.stream == _OF_STREAM, *_LAST_IS))
    .where(bindparam("shape") == _SHAPE, bindparam("erasures") == _ERASURES)
    .values(version=bindparam("version"), hash=bindparam("hash"))
)


class End(NamedTuple):
    """Where a stream ends, and how many erasures the journal has seen."""

    head: Head
    erasures: int


def end(line: Line, batch: Batch, *, where: str) -> End:
    """Where the stream ends, locked until the transaction ends where a database can lock a row.

    Raises `Conflict` when the stream moved on since this transaction began, and RecoverError when it was cut or
    the tables have another shape than ours.
    """
    stream = batch.stream
    try:
        found = line.rows(_END_LOCKED, of_stream=stream)
    except DBAPIError as fault:
        if getattr(fault.orig, "sqlstate", None) in _RACED:
            raise Conflict(stream, batch.expected) from fault
        raise
    (shape, erased, *ends, version, hash_) = found[0] if found else (*line.rows(_NUMBERS)[0], 0, "", None, None)
    head = Head(stream, *ends)
    erasures = schema.known(shape, erased, where=where)
    if len(found) != 1 or (version, hash_) != (head.version, head.hash):
        ends_at(head, _last(line, stream))
    return End(head, erasures)


def _last(line: Line, stream: str) -> Head:
    """Where the events of the stream end, whatever its head says."""
    return next((Head(stream, *row) for row in line.rows(_LAST, of_stream=stream)), Head(stream))


def version(line: Line, stream: str) -> int:
    """How many events the stream has."""
    found = line.rows(_HEAD, of_stream=stream)
    return Head(*found[0]).version if found else 0


def add(line: Line, since: End, new: Links) -> bool:
    """Writes the links behind `since`; False, and nothing is written, when the stream does not end there any more.

    Raises `Conflict` when somebody else writes to it at this moment, which the primary key tells too.
    """
    stream, was = since.head.stream, since.head
    try:
        if was.version == 0:
            line.add(_ADD_HEAD, new.head)
        elif not line.write(_MOVE_HEAD, _move(since, new.head)):
            return False
        line.add(_ADD_EVENT, *new.events)
    except DBAPIError as fault:
        if isinstance(fault, IntegrityError) or getattr(fault.orig, "sqlstate", None) in _RACED:
            raise Conflict(stream, was.version) from fault
        raise
    if new.persons:
        line.add(_ADD_PERSON, *new.persons)
    return True


def _move(since: End, to: Head) -> dict[str, object]:
    was = since.head
    return {
        "of_stream": was.stream,
        "was": was.version,
        "was_hash": was.hash,
        "shape": tables.SCHEMA,
        "erasures": since.erasures,
        "version": to.version,
        "hash": to.hash,
    }


def told(line: Line, stream: str) -> tuple[Recorded, ...]:
    """The whole stream with its persons put back."""
    return recall(_events(line, stream), _persons(line, stream))


def trail(line: Line, stream: str) -> Trail:
    """The whole stream as it lies in the tables."""
    end = line.rows(_HEAD, of_stream=stream)
    return Trail(stream, _events(line, stream), Head(*end[0]) if end else None, _persons(line, stream))


def _events(line: Line, stream: str) -> tuple[Stored, ...]:
    return tuple(Stored(*row) for row in line.rows(_EVENTS, of_stream=stream))


def _persons(line: Line, stream: str) -> tuple[Person, ...]:
    return tuple(Person(*row) for row in line.rows(_PERSONS, of_stream=stream))


def forget(line: Line, stream: str) -> None:
    """Deletes the persons of the stream."""
    line.connection.execute(delete(tables.person).where(tables.person.c.stream == stream))


def streams(line: Line, prefix: str) -> tuple[str, ...]:
    """The streams that have begun; compared as code points, since LIKE and collations differ."""
    name = tables.head.c.stream
    found = select(name).where(func.substr(name, 1, len(prefix)) == prefix)
    return tuple(sorted(line.connection.scalars(found)))


def said(line: Line) -> Iterator[tuple[str, str]]:
    """Stream and stored value of every person, one at a time: there may be very many."""
    for row in line.connection.execute(select(tables.person.c.stream, tables.person.c.value)):
        yield row.stream, row.value


def begun(line: Line) -> tuple[str, ...]:
    """Every stream that has an event."""
    return tuple(sorted(line.connection.scalars(select(tables.event.c.stream).distinct())))


def traces(line: Line) -> tuple[str, ...]:
    """Every stream that has an event or a head, so that the loss of either shows."""
    names: set[str] = set()
    for column in (tables.event.c.stream, tables.head.c.stream):
        names.update(line.connection.scalars(select(column).distinct()))
    return tuple(sorted(names))


def keep(line: Line, digest: str, *, content: str) -> None:
    held = {"digest": sound(digest), "content": sound(content)}
    line.connection.execute(insert(tables.playbook), held)


def kept(line: Line, digest: str) -> str | None:
    wanted = tables.playbook.c.digest == digest
    return line.connection.scalar(select(tables.playbook.c.content).where(wanted))
