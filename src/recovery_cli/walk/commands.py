"""What somebody wants to happen: imperatives. `engine.decide` turns each into events or refuses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from recovery_cli.money import Money
from recovery_cli.playbook.model import Fault, RoleId
from recovery_cli.walk.events import Outcome, Repeat, Signal, Value


@dataclass(frozen=True, slots=True)
class Open:
    """Begin a walk; `facts` are known already and never asked, `at_fault` overrules the failure's own."""

    incident: str
    operator: str
    role: RoleId
    language: str
    operator_language: str
    reported_by: Literal["customer", "staff"] = "customer"
    facts: Mapping[str, Value] = field(default_factory=dict)
    wanted: str = ""
    fault: str = ""
    at_fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Confirm:
    """The words of this step are said, in `language`."""

    step: str
    language: str


@dataclass(frozen=True, slots=True)
class Answer:
    step: str
    fact: str
    value: Value


@dataclass(frozen=True, slots=True)
class Revise:
    fact: str
    value: Value


@dataclass(frozen=True, slots=True)
class Hurt:
    """Somebody is hurt: from any step of a failure that can hurt."""


@dataclass(frozen=True, slots=True)
class Do:
    step: str
    ticked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CallEmergency:
    step: str
    by_other: bool = False


@dataclass(frozen=True, slots=True)
class Fetch:
    """The manager was wanted: here (then `who` takes the screen), coming, or nobody can come."""

    came: Literal["here", "coming", "nobody"]
    who: str = ""
    role: RoleId = "manager"
    escalated: bool = False


@dataclass(frozen=True, slots=True)
class SeeSignal:
    signal: Signal


@dataclass(frozen=True, slots=True)
class CountContacts:
    """What the journal has of this customer: earlier incidents for certain, and by the name alone.

    `known` are answers from the certain ones that need not be asked for again.
    """

    count: int
    earlier: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    repeat: Repeat = ""
    since: datetime | None = None
    known: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CountGoodwill:
    """What the journal has of today's goodwill in other cases, by our cost."""

    customer: Money
    shift: Money
    budget: Money


@dataclass(frozen=True, slots=True)
class ChooseRemedy:
    """`reason` is needed where it is not what was proposed."""

    step: str
    remedy: str
    amount: Money | None = None
    reason: str = ""
    as_well: bool = False


@dataclass(frozen=True, slots=True)
class DeclineRemedy:
    step: str


@dataclass(frozen=True, slots=True)
class BendRule:
    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class Approve:
    by: str
    role: RoleId
    amount: Money


@dataclass(frozen=True, slots=True)
class RefuseApproval:
    by: str
    role: RoleId
    reason: str


@dataclass(frozen=True, slots=True)
class AttachNote:
    """Cap, signer, role and the note in whose place it is, where they are not as they were awaited."""

    step: str
    number: str
    code: str
    cap: Money | None = None
    signer: str = ""
    role: RoleId | None = None
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class HandOverNote:
    step: str
    way: Literal["signed", "by_hand"] = "signed"


@dataclass(frozen=True, slots=True)
class AttachLetter:
    """`language` is what it is written in, where it is not the customer's."""

    step: str
    template: str
    digest: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    step: str
    drivers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """Keep the promises; `who` and `after` (5m, 2h, 14d) change single ones by their id."""

    step: str
    who: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PromiseNothing:
    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class NameCause:
    step: str
    cause: str


@dataclass(frozen=True, slots=True)
class PlanChange:
    """`change` is the id of a proposal; else `what` says it in own words."""

    step: str
    change: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class LeaveOpen:
    step: str


@dataclass(frozen=True, slots=True)
class GiveOutcome:
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    language: str


@dataclass(frozen=True, slots=True)
class Pause:
    quick: bool = False


@dataclass(frozen=True, slots=True)
class Resume:
    by: str
    role: RoleId


@dataclass(frozen=True, slots=True)
class Finish:
    pass


Command: TypeAlias = (
    Open
    | Confirm
    | Answer
    | Revise
    | Hurt
    | Do
    | CallEmergency
    | Fetch
    | SeeSignal
    | CountContacts
    | CountGoodwill
    | ChooseRemedy
    | DeclineRemedy
    | BendRule
    | Approve
    | RefuseApproval
    | AttachNote
    | HandOverNote
    | AttachLetter
    | Mark
    | Promise
    | PromiseNothing
    | NameCause
    | PlanChange
    | LeaveOpen
    | GiveOutcome
    | ChooseLanguage
    | Pause
    | Resume
    | Finish
)
