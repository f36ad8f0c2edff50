"""What the walk waits for: a request says what is wanted, never how it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from recovery_cli.money import Money
from recovery_cli.playbook.model import CauseOption, Change, CheckItem, Driver, Entitlement, Fact, FollowUp, RoleId
from recovery_cli.playbook.text import Text
from recovery_cli.remedies.choice import Proposal
from recovery_cli.walk.events import Value

Spoken: TypeAlias = Mapping[str, tuple[str, ...]]
"""Words to say, filled in: language to breaths; empty when there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Say:
    """Words to say; `apology` when they are one, `owns` when whoever says them owns the case to its end."""

    step: str
    phase: str
    words: Spoken
    apology: Literal["first", "second"] | None
    do: Text | None
    said: bool = False
    owns: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """One fact; `place` is (number, of how many) within its group, `held` the answer when looking back.

    `voids` is the number of the note that another answer would make void.
    """

    step: str
    phase: str
    words: Spoken
    fact: Fact
    place: tuple[int, int] = (1, 1)
    held: Value = None
    answered: bool = False
    voids: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do; `fetch` asks whether that role is here, `call` offers (or demands) the emergency call."""

    step: str
    phase: str
    words: Spoken
    do: Text | None
    fetch: RoleId | None
    call: Literal["offer", "first"] | None
    checklist: tuple[CheckItem, ...]
    done: bool = False


@dataclass(frozen=True, slots=True)
class Owe:
    """What is owed, to be said; nothing is asked."""

    step: str
    phase: str
    words: Spoken
    entitlement: Entitlement
    said: bool = False


@dataclass(frozen=True, slots=True)
class Choose:
    """A remedy; `words` are the offer's for the first option, by remedy id for all.

    `held` is the offer that the guest has heard already, `limit` what the operator may give alone.
    """

    step: str
    phase: str
    group: Literal["main", "bonus"]
    words: Spoken
    words_of: Mapping[str, Spoken]
    approval: Spoken
    proposal: Proposal
    limit: Money | None
    held: tuple[str, Money | None] | None = None
    chosen: tuple[str, Money | None] | None = None
    voids: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """A note to issue: no question, the driver does it. `replaces` becomes void."""

    step: str
    phase: str
    cap: Money
    signer: str
    role: RoleId
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Hand:
    """The note on its way into the guest's hand; `by_hand` are the words when no printer answers."""

    step: str
    phase: str
    words: Spoken
    by_hand: Spoken
    number: str
    code: str
    cap: Money
    signer: str
    handed: bool = False


@dataclass(frozen=True, slots=True)
class Write:
    """A letter to write: no question, the driver does it."""

    step: str
    phase: str
    template: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Circumstances, any number of them; seen, never asked of the guest."""

    step: str
    phase: str
    drivers: tuple[Driver, ...]
    marked: tuple[str, ...] = ()
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Follow:
    """Promises to keep; the words are those of the first one."""

    step: str
    phase: str
    words: Spoken
    promises: tuple[tuple[FollowUp, str], ...]
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Cause:
    step: str
    phase: str
    options: tuple[CauseOption, ...]
    given: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What we change, by whom, from when: `who` is proposed."""

    step: str
    phase: str
    options: tuple[Change, ...]
    who: str
    given: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    pass


Request: TypeAlias = Say | Ask | Act | Owe | Choose | Issue | Hand | Write | Mark | Follow | Cause | Plan | Finished


@dataclass(frozen=True, slots=True)
class Fetching:
    """Not awaited but asked for with `!`: who can be fetched, with the words for each way it can go.

    `calming_by` are the words for one signal, where there are such; `calming` those for all others.
    """

    role: RoleId
    people: tuple[tuple[str, str], ...]
    words: Spoken
    calming: Spoken
    nobody: Spoken
    calming_by: Mapping[str, Spoken] = field(default_factory=dict)

    def calms(self, signal: str) -> Spoken:
        return self.calming_by.get(signal, self.calming)
