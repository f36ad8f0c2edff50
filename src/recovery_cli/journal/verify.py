"""Is the record what was written? Walks every chain, its head and its persons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recovery_cli.errors import RecoverError
from recovery_cli.journal.chain import Stored, hash_of, recall
from recovery_cli.journal.ledger import Ledger, Trail
from recovery_cli.journal.sealed import Person, references


@dataclass(frozen=True, slots=True)
class Fault:
    """The first broken place of a stream; `code` is altered, missing, cut, head or person."""

    stream: str
    version: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.stream} step {self.version}: {self.message}"


def verify(journal: Ledger) -> list[Fault]:
    """The first broken place of every stream that has one.

    This proves accident, not malice: who may write to the tables can also write new hashes and heads, or
    remove a stream with its head, and nothing here will show it. Only heads that were signed and kept
    elsewhere prove more. An erased person is no fault; one whose words differ from the digest is.
    """
    faults = (_first_fault(trail) for trail in journal.trails())
    return [fault for fault in faults if fault is not None]


def _first_fault(trail: Trail) -> Fault | None:
    held = {person.key: person for person in trail.persons}
    previous = ""
    for version, event in enumerate(trail.events, start=1):
        if event.version != version:
            return Fault(trail.stream, version, "missing", "this event is missing")
        if hash_of(previous, event) != event.hash or not _readable(event):
            return Fault(trail.stream, version, "altered", f"this event ({event.type}) was altered")
        if changed := _changed_person(event, held):
            return Fault(trail.stream, version, "person", f"the words kept under {changed} were altered")
        previous = event.hash
    return _head_fault(trail, previous)


def _readable(event: Stored) -> bool:
    try:
        recall([event], ())
    except RecoverError:
        return False
    return True


def _changed_person(event: Stored, held: Mapping[str, Person]) -> str:
    for key, digest in references(event.data):
        if key in held and not _matches(held[key], digest):
            return key
    return ""


def _matches(person: Person, digest: str) -> bool:
    try:
        return person.digest() == digest
    except ValueError:
        return False


def _head_fault(trail: Trail, last_hash: str) -> Fault | None:
    length = len(trail.events)
    if trail.head is None:
        return Fault(trail.stream, length, "head", "the mark of where this stream ends is missing")
    if trail.head.version > length:
        return Fault(trail.stream, length + 1, "cut", "the end of this stream was cut off here")
    if trail.head.version < length or trail.head.hash != last_hash:
        return Fault(trail.stream, length, "head", "the mark of where this stream ends was altered")
    return None
