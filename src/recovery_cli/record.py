"""One incident in the journal: its events as they came, its state, and the next ones appended in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from recovery_cli.errors import RecoverError
from recovery_cli.journal.codec import decode, encode
from recovery_cli.notes.events import NoteEvent
from recovery_cli.ports import Batch, Journal, Moment
from recovery_cli.walk.state import Walk, evolve

if TYPE_CHECKING:
    from recovery_cli.walk.events import Event

INCIDENT, NOTE, REGISTER = "incident:", "note:", "register:"


class Record:
    """The stream `incident:<id>`; `deferred` keeps everything until `commit`, so that all or nothing is written."""

    def __init__(self, journal: Journal, incident: str, *, deferred: bool = False) -> None:
        self.journal = journal
        self.stream = INCIDENT + incident
        self.moments: tuple[Moment, ...] = ()
        self.walk = Walk()
        self._held: list[Batch] | None = [] if deferred else None
        self.refresh()

    def refresh(self) -> None:
        """Read again what others may have written."""
        recorded = self.journal.read(self.stream)
        self.moments = tuple(Moment(_event(decode(each)), each.at, each.operator) for each in recorded)
        self.walk = Walk()
        for moment in self.moments:
            self.walk = evolve(self.walk, moment.event)

    def append(self, events: Sequence[Event], *, at: datetime, operator: str, also: Iterable[Batch] = ()) -> None:
        """One transaction; raises `Conflict`, and then nothing was written."""
        batch = Batch(self.stream, self.walk.version, tuple(encode(event) for event in events))
        batches = [*also, batch] if events else list(also)
        if self._held is not None:
            self._held += [_timed(each, at, operator) for each in batches]
        elif batches:
            self.journal.append(batches, at=at, operator=operator)
        for event in events:
            self.walk = evolve(self.walk, event)
            self.moments = (*self.moments, Moment(event, at, operator))

    def commit(self, *, at: datetime, operator: str) -> None:
        """Write what was deferred, in one transaction; raises `Conflict`."""
        if self._held:
            self.journal.append(_joined(self._held), at=at, operator=operator)
        self._held = None


def _timed(batch: Batch, at: datetime, operator: str) -> Batch:
    return replace(batch, entries=tuple(replace(entry, at=at, operator=operator) for entry in batch.entries))


def _joined(batches: Iterable[Batch]) -> list[Batch]:
    """One batch a stream, at the version where the first of them stood."""
    joined: dict[str, Batch] = {}
    for batch in batches:
        first = joined.get(batch.stream)
        entries = batch.entries if first is None else (*first.entries, *batch.entries)
        joined[batch.stream] = Batch(batch.stream, batch.expected if first is None else first.expected, entries)
    return list(joined.values())


def _event(event: Event | NoteEvent) -> Event:
    if isinstance(event, NoteEvent):
        raise RecoverError("The journal mixes notes and incidents.", "recover journal verify")
    return event


def note_events(journal: Journal, number: str) -> tuple[NoteEvent, ...]:
    """The events of one note, none if there is no such note."""
    events = (decode(recorded) for recorded in journal.read(NOTE + number))
    return tuple(event for event in events if isinstance(event, NoteEvent))
