"""What a playbook is made of; every class here is a mapping in its YAML files, frozen and without extra keys."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from recovery_cli.playbook.condition import ConditionText
from recovery_cli.playbook.manual import CapRule as CapRule
from recovery_cli.playbook.manual import Manual
from recovery_cli.playbook.manual import Remedy as Remedy
from recovery_cli.playbook.terms import ROLES as ROLES
from recovery_cli.playbook.terms import Amount as Amount
from recovery_cli.playbook.terms import Cause as Cause
from recovery_cli.playbook.terms import Country as Country
from recovery_cli.playbook.terms import Currency as Currency
from recovery_cli.playbook.terms import CustomerType as CustomerType
from recovery_cli.playbook.terms import Due as Due
from recovery_cli.playbook.terms import FactPath as FactPath
from recovery_cli.playbook.terms import Fault as Fault
from recovery_cli.playbook.terms import Id as Id
from recovery_cli.playbook.terms import Model as Model
from recovery_cli.playbook.terms import Nature as Nature
from recovery_cli.playbook.terms import RemedyKind as RemedyKind
from recovery_cli.playbook.terms import RoleId as RoleId
from recovery_cli.playbook.terms import Span as Span
from recovery_cli.playbook.terms import Token as Token
from recovery_cli.playbook.text import Label, Text, Words


class Choice(Model):
    """One answer; `printed` is how a paper names it, `printed_of` how it says "of your …", `key` fixes its key."""

    value: Token
    label: Text
    note: Text | None = None
    printed: Text | None = None
    printed_of: Text | None = None
    key: Literal["0", "9"] | None = None


class Fact(Model):
    """Something asked, at the last moment before the step that decides by it or prints it.

    `group` says when: `safety` right after the first words, `decide` before the offer, `print` before the paper.
    `label` is what the hand-over card calls it, in a word or two; without one the card repeats the question.
    """

    id: FactPath
    group: Literal["safety", "decide", "print", "later"]
    ask: Text
    label: Label | None = None
    words: Words | None = None
    look: bool = False
    type: Literal["choice", "name", "phone", "email", "text", "money", "count"] = "choice"
    choices: tuple[Choice, ...] = ()
    optional: bool = False
    empty: Text | None = None
    when: ConditionText | None = None

    @property
    def private(self) -> bool:
        """Whether a person could be named by the answer."""
        return self.type in ("name", "phone", "email", "text")

    @property
    def health(self) -> bool:
        """Health facts never reach a letter, an export or a report."""
        return self.id.startswith("health.")

    def called(self, language: str) -> Text:
        """Its label, or its question where only that speaks `language`."""
        if self.label is None or (self.ask.speaks(language) and not self.label.speaks(language)):
            return self.ask
        return self.label

    def choice(self, value: object) -> Choice | None:
        return next((choice for choice in self.choices if choice.value == value), None)

    @model_validator(mode="after")
    def _choices_fit(self) -> Fact:
        if (self.type == "choice") != bool(self.choices):
            raise ValueError("a fact of type choice needs choices, and no other has them")
        values = [choice.value for choice in self.choices]
        if twice := {value for value in values if values.count(value) > 1}:
            raise ValueError(f"the choice {min(twice)} stands here twice")
        if sum(choice.key is None for choice in self.choices) > 7:
            raise ValueError("more than seven choices do not fit on the keys 1 to 7")
        return self


class Driver(Model):
    """What makes a case weigh more (or tells who the guest is); marked, never asked of the guest."""

    id: Token
    label: Text
    weight: int = Field(default=1, ge=0, le=2)
    customer_type: CustomerType | None = None


class Role(Model):
    """Who decides, up to how much in one case (`limit` in the playbook's currency; none: without limit)."""

    id: RoleId
    name: Text
    fetch: Text
    limit: Amount | None = None


class FollowUp(Model):
    """Something promised: `after` like 5m, 2h, 14d or `next 09:00`; `role` keeps it, in these words."""

    id: Id
    after: Due
    role: RoleId = "manager"
    what: Text
    words: Words | None = None
    when: ConditionText | None = None


class Step(Model):
    """One step of the flow, in the words of `design.md`: what is awaited, and when it applies.

    `owns`: whoever says these words owns the case to its end.
    """

    id: Id
    phase: Id
    kind: Literal[
        "say", "ask", "act", "owe", "choose", "issue", "hand", "mark", "follow-up", "cause", "change", "write"
    ]
    words: Token | None = None
    apology: Literal["first", "second"] | None = None
    role: RoleId | None = None
    facts: Literal["safety", "decide", "print", "later"] | None = None
    fact: FactPath | None = None
    remedies: Literal["fix", "main", "bonus"] | None = None
    fetch: RoleId | None = None
    call: Literal["offer", "first"] | None = None
    do: Token | None = None
    checklist: tuple[CheckItem, ...] = ()
    template: Id | None = None
    on_request: bool = False
    owns: bool = False
    max_seconds: int = Field(default=15, ge=0, le=600)
    when: ConditionText | None = None

    @model_validator(mode="after")
    def _owned_by_words(self) -> Step:
        if self.owns and self.kind != "say":
            raise ValueError("only words to say make somebody the owner: kind: say")
        return self


class CheckItem(Model):
    id: Token
    label: Text


class Patch(Model):
    """How a failure changes its method's flow: a step in place of the one of the same id, a new one, or none."""

    step: Step | None = None
    drop: Id | None = None
    before: Id | None = None
    after: Id | None = None

    @model_validator(mode="after")
    def _one_meaning(self) -> Patch:
        if (self.step is None) == (self.drop is None):
            raise ValueError("give either step or drop")
        if self.before is not None and self.after is not None:
            raise ValueError("give before or after, not both")
        return self


class Phase(Model):
    id: Id
    name: Text


class Method(Model):
    """The flow, once: a manager can read it aloud from top to bottom."""

    id: Id
    name: Text
    source: str
    phases: tuple[Phase, ...]
    steps: tuple[Step, ...]


class CauseOption(Model):
    cause: Cause
    label: Text
    note: Text | None = None


class Change(Model):
    id: Id
    cause: Cause | None = None
    what: Text


class Promise(Model):
    id: Id
    text: Text


class Service(Model):
    """How a telephone is answered: within so many rings, at most so many transfers; who is cut off is called back."""

    rings: int = Field(ge=1, le=20)
    transfers: int = Field(ge=0, le=9)
    call_back: Span


class Entitlement(Model):
    """What the law owes, or what this house has promised in public: never a gift.

    `regimes` names the dated table of each country whose law owes it, `case` the case within that table; `facts` maps
    what that case wants to know to a fact that is asked here.
    """

    id: Id
    basis: Literal["law", "promise"] = "law"
    regimes: dict[Country, Id] = Field(default_factory=dict)
    case: Id | None = None
    facts: dict[Token, FactPath] = Field(default_factory=dict)
    label: Text
    words: Words
    when: ConditionText | None = None

    @model_validator(mode="after")
    def _grounded(self) -> Entitlement:
        if self.basis == "law" and not (self.regimes and self.case):
            raise ValueError("what the law owes needs its regimes and its case")
        if self.basis == "promise" and (self.regimes or self.case or self.facts):
            raise ValueError("a promise of the house stands in no table: leave out regimes, case and facts")
        return self


class LetterWords(Model):
    """What a letter says of this failure: what we did, what it did to the customer, and why, one sentence each.

    `causes` are those that `why` is true of (none: any that was found): with another one no letter says it.
    """

    did: Words
    effect: Text
    causes: tuple[Cause, ...] = ()
    why: Text | None = None

    def explanation(self, cause: str) -> Text | None:
        """Why it happened, where that is the cause that was found."""
        borne = bool(cause) and (not self.causes or cause in self.causes)
        return self.why if borne else None


class Remedies(Model):
    """Ids from the playbook's manual: the fix is always given, one main remedy offered, a bonus on top.

    `owed` is no remedy: the first entitlement that applies is named before anything is offered.
    """

    owed: tuple[Id, ...] = ()
    fix: tuple[Id, ...] = ()
    main: tuple[Id, ...] = ()
    bonus: tuple[Id, ...] = ()


class Failure(Model):
    """One thing that goes wrong, in one file; `nature` says what it hurts, so that the remedy is of the same kind."""

    id: Id
    name: Text
    also: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    severity: int = Field(ge=1, le=5)
    at_fault: Fault = "company"
    nature: Nature = "outcome"
    careful: Literal["always", "if_hurt", "never"] = "never"
    promise: Id | None = None
    words: dict[Token, Words]
    do: dict[Token, Text] = Field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    remedies: Remedies = Remedies()
    only: tuple[Id, ...] = ()
    steps: tuple[Patch, ...] = ()
    follow_up: tuple[FollowUp, ...] = ()
    causes: tuple[CauseOption, ...] = ()
    changes: tuple[Change, ...] = ()
    letter: LetterWords | None = None
    ice_cream: bool = False

    @model_validator(mode="after")
    def _explained_by_causes(self) -> Failure:
        listed = {option.cause for option in self.causes}
        if self.letter is not None and (unknown := set(self.letter.causes) - listed):
            raise ValueError(f"the letter explains by {min(unknown)}, and that is no cause of this failure")
        return self


class Playbook(Model):
    """An industry: its roles and their authority, its remedies, its promises and what all its failures share.

    `ice_cream_limit`: up to here a trifle is replaced at once, nothing asked (a recommended default; domain brief 4.0).
    """

    id: Id
    schema_: Literal[1] = Field(alias="schema")
    name: Text
    order: int = 100
    method: Id
    currency: Currency
    customer: Text
    roles: tuple[Role, ...]
    remedies: tuple[Remedy, ...] = ()
    manual: Manual = Manual()
    promises: tuple[Promise, ...] = ()
    service: Service | None = None
    entitlements: tuple[Entitlement, ...] = ()
    drivers: tuple[Driver, ...] = ()
    words: dict[Token, Words] = Field(default_factory=dict)
    do: dict[Token, Text] = Field(default_factory=dict)
    ice_cream_limit: Amount = Decimal(10)
    shown: tuple[Id, ...] = ()
