"""The chain: each event's hash covers the one before, and a head says where the stream ends."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from recovery_cli.errors import Conflict, RecoverError
from recovery_cli.journal.canonical import bare, canonical, instant, moment
from recovery_cli.journal.sealed import Person, Secret, seal, unseal
from recovery_cli.ports import Batch, Recorded


class Stored(NamedTuple):
    """An event as it lies in the table: `data` and `at` are canonical text, persons are references."""

    stream: str
    version: int
    type: str
    data: str
    at: str
    operator: str
    hash: str


class Head(NamedTuple):
    """Where a stream ends; version 0 and no hash when it has not begun."""

    stream: str
    version: int = 0
    hash: str = ""


class Links(NamedTuple):
    """What one batch adds: `head` is where the stream ends then."""

    events: tuple[Stored, ...]
    persons: tuple[Person, ...]
    head: Head


def hash_of(previous: str, event: Stored) -> str:
    """sha256, hex, over the hash before and the canonical text of all other columns."""
    return _hash(previous, [event.stream, event.version, event.type, event.data, event.at, event.operator])


def _hash(previous: str, columns: Sequence[str | int]) -> str:
    return hashlib.sha256((previous + canonical(columns)).encode()).hexdigest()


def link(batch: Batch, head: Head, *, at: str, operator: str, secret: Secret) -> Links:
    """The batch as links of the chain that ends at `head`; raises `Conflict` when it expected another end."""
    if head.version != batch.expected:
        raise Conflict(batch.stream, batch.expected)
    events: list[Stored] = []
    persons: list[Person] = []
    for entry in batch.entries:
        stream, version = bare(batch.stream), head.version + 1
        data, named = seal(entry.data, stream, version=version, secret=secret)
        when, who = (at if entry.at is None else instant(entry.at)), entry.operator or operator
        columns = (stream, version, bare(entry.type), data, when, bare(who))
        head = Head(stream, version, _hash(head.hash, columns))
        events.append(Stored(*columns, hash=head.hash))
        persons.extend(named)
    return Links(tuple(events), tuple(persons), head)


def recall(events: Iterable[Stored], persons: Iterable[Person]) -> tuple[Recorded, ...]:
    """The events with their persons put back; raises RecoverError where one cannot be read."""
    held = {person.key: person for person in persons}
    return tuple(_recorded(event, held) for event in events)


def _recorded(event: Stored, held: Mapping[str, Person]) -> Recorded:
    try:
        data, at = unseal(event.data, held), moment(event.at)
    except ValueError as fault:
        raise damaged(event.stream, event.version) from fault
    return Recorded(event.stream, event.version, event.type, data, at, event.operator, event.hash)


def ends_at(head: Head, last: Head) -> None:
    """Raises RecoverError when the events end at `last`, not where the head says: a cut chain takes no more."""
    if last != head:
        raise damaged(head.stream, min(last.version, head.version) + 1)


def damaged(stream: str, version: int) -> RecoverError:
    """The fault of a record that accident or a stranger's hand has changed."""
    return RecoverError(
        f"The record of {stream} is damaged at step {version}.", "See what else is: recover journal verify"
    )
