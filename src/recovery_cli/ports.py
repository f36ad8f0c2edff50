"""The sockets: what the loop needs from the world. One Protocol each; the plugs lie on the floor above."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol, TypeAlias

from recovery_cli.money import Money
from recovery_cli.notes.ledger import Status
from recovery_cli.playbook.plan import Plan
from recovery_cli.private import Private
from recovery_cli.walk.commands import Command
from recovery_cli.walk.events import Event
from recovery_cli.walk.requests import Fetching, Request, Spoken
from recovery_cli.walk.state import Walk

Json: TypeAlias = "str | int | bool | Private | Sequence[Json] | Mapping[str, Json] | None"
"""What an event may hold: JSON without floats, and `Private` where a person could be named."""


class Clock(Protocol):
    """Where time comes from: aware, UTC."""

    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """An event on its way into the journal: its short name and its data.

    `at` and `operator`, where given, stand instead of those of the append: a walk written at its end keeps its times.
    """

    type: str
    data: Mapping[str, Json]
    at: datetime | None = None
    operator: str = ""


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
    """One line of the register of notes.

    `status` knows no calendar (`notes.ledger.status_on` does); `claimed` is what all receipts say, `paid` what was
    paid on the note, up to its cap.
    """

    number: str
    incident: str
    issued_at: datetime
    cap: Money
    status: Status
    code: str
    claim_by: date
    claimed: Money
    paid: Money


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


class Projection(Protocol):
    """What lists show of a stream, as far as it was seen: pure, so that the tables can be rebuilt; never changes."""

    def seen(self, recorded: Recorded) -> Projection:
        """After one more event."""

    def rows(self) -> Sequence[Row]: ...


Projector: TypeAlias = Callable[[str], "Projection | None"]
"""What shows a stream before its first event, or None where no list ever shows it: such a stream may be very long."""


class Journal(Protocol):
    """Append-only streams of events, one transaction an append.

    `append` raises `Conflict` (and writes nothing at all) when any of the streams has moved on.
    """

    def append(self, batches: Sequence[Batch], *, at: datetime, operator: str) -> None: ...

    def read(self, stream: str) -> tuple[Recorded, ...]: ...

    def version(self, stream: str) -> int: ...

    def streams(self, prefix: str) -> tuple[str, ...]: ...

    def saying(self, matches: Callable[[str], bool]) -> tuple[str, ...]:
        """The streams that hold private words for which `matches` holds, by name; what was erased is in none."""

    def keep(self, digest: str, content: str) -> None:
        """Keep a resolved playbook once, under the digest of its text."""

    def kept(self, digest: str) -> str: ...

    def incidents(self) -> tuple[IncidentRow, ...]:
        """Newest first."""

    def notes(self) -> tuple[NoteRow, ...]: ...

    def follow_ups(self) -> tuple[FollowUpRow, ...]:
        """Soonest first."""

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper on its way out: where it lies (relative to the workspace where it can be), or why it could not be made.

    `instead` says which simpler form was made when the wanted one was refused, `language` what it is written in.
    """

    path: str
    fault: str = ""
    instead: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened in the walk, and when (UTC)."""

    event: Event
    at: datetime
    operator: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """An incident of the same customer before this one; not `certain` when only the name is the same."""

    incident: str
    playbook: str
    failure: str
    title: str
    began_at: datetime
    contacts: int
    unresolved: bool
    certain: bool
    name: str
    reach: Mapping[str, Private] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is needed to show one request.

    `looking`: it was answered and is shown again because the operator went back. `resumed`: when the walk was left,
    if this is the first request after a resume. `fetching` is who `!` fetches. `why` are the words if the guest asks
    why. `notice` is one line of the furniture (a code of `ui.furniture`) with its arguments, or nothing. `earlier` are
    the incidents of this customer that the journal knows, the newest first.
    """

    plan: Plan
    walk: Walk
    request: Request
    moments: tuple[Moment, ...]
    fetching: Fetching
    why: Spoken
    looking: bool = False
    resumed: datetime | None = None
    paper: Paper | None = None
    notice: tuple[str, ...] = ()
    earlier: tuple[Earlier, ...] = ()

    @property
    def began(self) -> datetime:
        return self.moments[0].at


@dataclass(frozen=True, slots=True)
class Back:
    """One step back, to look or to change; nothing is recorded."""


@dataclass(frozen=True, slots=True)
class Keep:
    """Looked, and left as it was: one step forward."""


@dataclass(frozen=True, slots=True)
class Print:
    """The paper once more (marked as a copy)."""


Reply: TypeAlias = "Command | Back | Keep | Print"


class Prompter(Protocol):
    """Shows one request and brings the answer; KeyboardInterrupt and EOFError mean leave, everything is saved."""

    def ask(self, scene: Scene) -> Reply: ...


class LetterWriter(Protocol):
    """Fills a template; raises `Broken` with every missing field, its template and line."""

    def languages(self, template: str) -> tuple[str, ...]:
        """Those that the template is written in."""

    def write(
        self,
        template: str,
        facts: Mapping[str, object],
        *,
        language: str,
        format: str,
        marks: Sequence[str] = (),
    ) -> bytes: ...


class Signer(Protocol):
    """Signs notes; the key itself never leaves it."""

    def sign(self, line: bytes) -> tuple[bytes, str]:
        """The signature and the fingerprint of its key; raises `RecoverError` where nothing can be signed."""
