"""A journal that lives as long as its process: for drills, for `--answers` run first, and for tests."""

from __future__ import annotations

import secrets
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from recovery_cli.journal import rows
from recovery_cli.journal.canonical import instant, sound
from recovery_cli.journal.chain import Head, Stored, ends_at, link, recall
from recovery_cli.journal.ledger import Erasure, Trail
from recovery_cli.journal.sealed import Person, Secret, saying
from recovery_cli.ports import Batch, FollowUpRow, IncidentRow, NoteRow, Projector, Recorded, Row


class MemoryJournal:
    """Keeps the same stored text as a database would, so that what passes here passes there."""

    def __init__(self, projector: Projector, *, secret: Secret = secrets.token_bytes) -> None:
        self._projector = projector
        self._secret = secret
        self._events: dict[str, tuple[Stored, ...]] = {}
        self._persons: dict[str, tuple[Person, ...]] = {}
        self._heads: dict[str, Head] = {}
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._playbooks: dict[str, str] = {}

    def append(self, batches: Sequence[Batch], *, at: datetime, operator: str) -> None:
        """All of the batches or nothing: the tables are changed only when nothing more can fail."""
        events = ChainMap[str, tuple[Stored, ...]]({}, self._events)
        persons = ChainMap[str, tuple[Person, ...]]({}, self._persons)
        heads = ChainMap[str, Head]({}, self._heads)
        for batch in batches:
            stream = batch.stream
            before = events.get(stream, ())
            head = heads.get(stream, Head(stream))
            ends_at(head, Head(stream, before[-1].version, before[-1].hash) if before else Head(stream))
            new = link(batch, head, at=instant(at), operator=operator, secret=self._secret)
            if new.events:
                events[stream] = (*before, *new.events)
                persons[stream] = (*persons.get(stream, ()), *new.persons)
                heads[stream] = new.head
        shown = {batch.stream: self._shown(batch.stream, events, persons) for batch in batches}
        self._events |= events.maps[0]
        self._persons |= persons.maps[0]
        self._heads |= heads.maps[0]
        self._rows |= shown

    def _shown(
        self, stream: str, events: Mapping[str, tuple[Stored, ...]], persons: Mapping[str, tuple[Person, ...]]
    ) -> tuple[Row, ...]:
        shown = self._projector(stream)
        if shown is None:
            return ()
        for recorded in recall(events.get(stream, ()), persons.get(stream, ())):
            shown = shown.seen(recorded)
        return tuple(rows.as_held(row) for row in shown.rows())

    def read(self, stream: str) -> tuple[Recorded, ...]:
        return recall(self._events.get(stream, ()), self._persons.get(stream, ()))

    def version(self, stream: str) -> int:
        return self._heads.get(stream, Head(stream)).version

    def streams(self, prefix: str) -> tuple[str, ...]:
        return tuple(sorted(stream for stream in self._heads if stream.startswith(prefix)))

    def saying(self, matches: Callable[[str], bool]) -> tuple[str, ...]:
        persons = (person for held in self._persons.values() for person in held)
        return saying(((person.stream, person.value) for person in persons), matches)

    def keep(self, digest: str, content: str) -> None:
        self._playbooks.setdefault(digest, sound(content))

    def kept(self, digest: str) -> str:
        if digest not in self._playbooks:
            raise rows.not_kept(digest)
        return self._playbooks[digest]

    def incidents(self) -> tuple[IncidentRow, ...]:
        return rows.newest_first(row for row in self._all() if isinstance(row, IncidentRow))

    def notes(self) -> tuple[NoteRow, ...]:
        return rows.as_issued(row for row in self._all() if isinstance(row, NoteRow))

    def follow_ups(self) -> tuple[FollowUpRow, ...]:
        return rows.soonest_first(row for row in self._all() if isinstance(row, FollowUpRow))

    def _all(self) -> Iterator[Row]:
        return (row for shown in self._rows.values() for row in shown)

    def erase(self, stream: str) -> Erasure:
        remaining = {name: held for name, held in self._persons.items() if name != stream}
        shown = self._shown(stream, self._events, remaining)
        self._persons = remaining
        self._rows[stream] = shown
        return self.settle()

    def settle(self) -> Erasure:
        return "done"

    def beyond(self) -> str:
        return ""

    def rebuild(self) -> None:
        self._rows = {stream: self._shown(stream, self._events, self._persons) for stream in self._events}

    def trails(self) -> Iterator[Trail]:
        for stream in sorted(self._events.keys() | self._heads.keys()):
            yield Trail(
                stream,
                self._events.get(stream, ()),
                self._heads.get(stream),
                self._persons.get(stream, ()),
            )

    def close(self) -> None:
        """Nothing to let go of: the tables go with the object."""
