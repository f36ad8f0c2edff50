"""What happened in a walk: past participles, frozen, and complete enough that `show` needs nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from recovery_cli.money import Money
from recovery_cli.playbook.model import RoleId
from recovery_cli.private import Private
from recovery_cli.walk.signatures import ApprovalAsked as ApprovalAsked
from recovery_cli.walk.signatures import ApprovalGiven as ApprovalGiven
from recovery_cli.walk.signatures import ApprovalRefused as ApprovalRefused
from recovery_cli.walk.signatures import ApprovalWithdrawn as ApprovalWithdrawn

Value: TypeAlias = "str | int | bool | Money | Private | tuple[str, ...] | None"
"""An answer; None means that it was left out."""

Signal = Literal["voice_raised", "asked_for_manager", "repeats_story", "filming", "leaving"]
Repeat = Literal["", "other", "same"]
"""Something else, or the same failure, went wrong for this customer lately."""

Later = Literal["cause", "change", "letter"]
"""What may be left for later."""

Outcome = Literal["lost", "open", "resolved", "resolved_not_happy", "impressed"]


@dataclass(frozen=True, slots=True)
class IncidentOpened:
    """`plan` is the digest of the resolved playbook; `wanted` and `fault` tell why `general` stood in."""

    incident: str
    playbook: str
    failure: str
    title: str
    plan: str
    operator: str
    role: RoleId
    language: str
    operator_language: str
    reported_by: Literal["customer", "staff"]
    at_fault: str
    careful: bool
    wanted: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class ApologyGiven:
    step: str
    voice: Literal["first", "second"]
    by: str
    language: str


@dataclass(frozen=True, slots=True)
class WordsSaid:
    step: str
    by: str
    language: str


@dataclass(frozen=True, slots=True)
class OwnerNamed:
    """Whoever said so owns the case to its end."""

    step: str
    who: str
    role: RoleId


@dataclass(frozen=True, slots=True)
class ContactsCounted:
    """How many times this customer has had to come to us about this; `perhaps` are earlier ones by the name alone.

    `repeat` says whether it went wrong for them lately, `since` when the first of the earlier ones began.
    """

    count: int
    earlier: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    repeat: Repeat = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class GoodwillCounted:
    """The cost of the goodwill given today in other cases: to this customer, by this person, by the house."""

    customer: Money
    shift: Money
    budget: Money


@dataclass(frozen=True, slots=True)
class Listened:
    step: str


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    language: str


@dataclass(frozen=True, slots=True)
class FactGiven:
    fact: str
    value: Value


@dataclass(frozen=True, slots=True)
class FactRevised:
    """`dropped` are the answers, `reopened` the steps that no longer hold."""

    fact: str
    was: Value
    now: Value
    dropped: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CarefulEntered:
    fact: str


@dataclass(frozen=True, slots=True)
class CarefulLeft:
    fact: str


@dataclass(frozen=True, slots=True)
class ActionDone:
    step: str
    ticked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EmergencyCalled:
    step: str
    by_other: bool


@dataclass(frozen=True, slots=True)
class Escalated:
    """`rule` is empty when somebody asked for it, else what made it so."""

    step: str
    role: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class ManagerComing:
    who: str


@dataclass(frozen=True, slots=True)
class HandedOver:
    to: str
    role: RoleId
    was: str


@dataclass(frozen=True, slots=True)
class NobodyAvailable:
    role: RoleId


@dataclass(frozen=True, slots=True)
class SignalSeen:
    signal: Signal


@dataclass(frozen=True, slots=True)
class EntitlementNamed:
    """`regime` and `case` say where the law has it; both are empty for a promise of the house.

    `amount`, its `lines` and the `rule` are there where the facts were known; it is owed, and uses up no limit.
    """

    step: str
    entitlement: str
    label: str
    basis: Literal["law", "promise"]
    regime: str
    case: str
    by: str
    language: str
    amount: Money | None = None
    rule: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RemedyChosen:
    """With its trace: what matched, and what was ruled out and why."""

    step: str
    remedy: str
    label: str
    amount: Money | None
    decides: RoleId
    because: tuple[str, ...] = ()
    ruled_out: tuple[str, ...] = ()
    as_well: bool = False


@dataclass(frozen=True, slots=True)
class RemedyOverridden:
    step: str
    proposed: str
    amount: Money | None
    reason: Private


@dataclass(frozen=True, slots=True)
class RemedyDeclined:
    step: str
    remedy: str


@dataclass(frozen=True, slots=True)
class RuleBent:
    step: str
    reason: Private


@dataclass(frozen=True, slots=True)
class NoteAttached:
    """The note itself is in its own stream; `replaces` is the number of the one before."""

    step: str
    number: str
    code: str
    cap: Money
    signer: str
    role: RoleId
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class NoteRecalled:
    """What the note says no longer holds; its successor will make it void. `reopened` are the steps to go again."""

    number: str
    reopened: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoteHandedOver:
    step: str
    number: str
    way: Literal["signed", "by_hand"] = "signed"


@dataclass(frozen=True, slots=True)
class LetterWritten:
    step: str
    template: str
    language: str
    digest: str


@dataclass(frozen=True, slots=True)
class SeverityAssessed:
    score: int
    base: int
    drivers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FollowUpPromised:
    step: str
    id: str
    what: str
    who: str
    role: RoleId
    due_at: datetime


@dataclass(frozen=True, slots=True)
class FollowUpDeclined:
    step: str
    reason: Private


@dataclass(frozen=True, slots=True)
class CauseGiven:
    step: str
    cause: str


@dataclass(frozen=True, slots=True)
class CorrectiveActionPlanned:
    """`change` is a proposal of the playbook, or empty when `what` was written by hand."""

    step: str
    change: str
    what: Private
    who: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """Later is a promise with an owner, not a gap."""

    step: str
    what: Later
    owner: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class OutcomeGiven:
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class WalkPaused:
    """`quick`: nobody left, the rest was put off on purpose."""

    step: str
    quick: bool = False


@dataclass(frozen=True, slots=True)
class WalkResumed:
    by: str
    role: RoleId


@dataclass(frozen=True, slots=True)
class WalkReopened:
    """A yes came after the end, for something that nobody could give until then."""


@dataclass(frozen=True, slots=True)
class WalkFinished:
    pass


Event: TypeAlias = (
    IncidentOpened
    | ApologyGiven
    | WordsSaid
    | OwnerNamed
    | ContactsCounted
    | GoodwillCounted
    | Listened
    | LanguageChosen
    | FactGiven
    | FactRevised
    | CarefulEntered
    | CarefulLeft
    | ActionDone
    | EmergencyCalled
    | Escalated
    | ManagerComing
    | HandedOver
    | NobodyAvailable
    | SignalSeen
    | EntitlementNamed
    | RemedyChosen
    | RemedyOverridden
    | RemedyDeclined
    | RuleBent
    | ApprovalAsked
    | ApprovalGiven
    | ApprovalRefused
    | ApprovalWithdrawn
    | NoteAttached
    | NoteRecalled
    | NoteHandedOver
    | LetterWritten
    | SeverityAssessed
    | FollowUpPromised
    | FollowUpDeclined
    | CauseGiven
    | CorrectiveActionPlanned
    | LeftOpen
    | OutcomeGiven
    | WalkPaused
    | WalkResumed
    | WalkReopened
    | WalkFinished
)
