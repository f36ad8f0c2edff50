"""The sockets: what the loop needs from the world. One Protocol each; the plugs lie on the floor above."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from recovery_cli.money import Money
from recovery_cli.private import Private

Json: TypeAlias = "str | int | bool | Private | Sequence[Json] | Mapping[str, Json] | None"
"""What an event may hold: JSON without floats, and `Private` where a person could be named."""


class Clock(Protocol):
    """Where time comes from: aware, UTC."""

    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """An event on its way into the journal: its short name and its data."""

    type: str
    data: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as the journal holds it; `version` counts from 1 in its stream."""

    stream: str
    version: int
    type: str
    data: Mapping[str, Json]
    at: datetime
    operator: str
    hash: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries for one stream, written only if it stands at `expected` (0: it does not exist yet)."""

    stream: str
    expected: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One line of `incident list`."""

    id: str
    playbook: str
    failure: str
    title: str
    began_at: datetime
    state: str
    owner: str
    severity: int
    language: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One line of the register of notes."""

    number: str
    incident: str
    issued_at: datetime
    cap: Money
    status: str


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """Something promised: `due_at` in UTC, `who` keeps it."""

    id: str
    incident: str
    kind: str
    what: str
    who: str
    due_at: datetime
    done: bool


Row: TypeAlias = IncidentRow | NoteRow | FollowUpRow
Projector: TypeAlias = Callable[[str, Sequence[Recorded]], Sequence[Row]]
"""From a stream's whole history to the rows that show it; pure, so that the tables can be rebuilt."""


class Journal(Protocol):
    """Append-only streams of events, one transaction an append.

    `append` raises `Conflict` (and writes nothing at all) when any of the streams has moved on.
    """

    def append(self, batches: Sequence[Batch], *, at: datetime, operator: str) -> None: ...

    def read(self, stream: str) -> tuple[Recorded, ...]: ...

    def version(self, stream: str) -> int: ...

    def streams(self, prefix: str) -> tuple[str, ...]: ...

    def keep(self, digest: str, content: str) -> None:
        """Keep a resolved playbook once, under the digest of its text."""

    def kept(self, digest: str) -> str: ...

    def incidents(self) -> tuple[IncidentRow, ...]:
        """Newest first."""

    def notes(self) -> tuple[NoteRow, ...]: ...

    def follow_ups(self) -> tuple[FollowUpRow, ...]:
        """Soonest first."""

    def close(self) -> None: ...
