"""A scenario: answers in, and what an expert expects to come out; the playbook's own tests."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from recovery_cli.playbook.model import Country, Due, FactPath, Fault, Id, Model, RoleId
from recovery_cli.playbook.settings import Language
from recovery_cli.playbook.text import Line, Text

AmountText = Annotated[str, StringConstraints(pattern=r"^[0-9]+(?:\.[0-9]{2})? [A-Z]{3}$")]
Outcome = Literal["lost", "open", "resolved", "resolved_not_happy", "impressed"]
Signal = Literal["voice_raised", "asked_for_manager", "repeats_story", "filming", "leaving"]
Aside = Literal["hurt", "here", "coming", "nobody"] | Signal
Severity = Annotated[int, Field(ge=1, le=5)]


class Who(Model):
    """Who holds the screen; nobody has a name where the house names nobody."""

    name: str = ""
    role: RoleId = "front_line"


class House(Model):
    """What this case needs the house to be: another country, or one whose settings name nobody."""

    country: Country | None = None
    people: bool = True


class GivenRemedy(Model):
    """What was given; what is not said of it is not compared. `because` are lines of its trace."""

    remedy: Id
    amount: AmountText | None = None
    decides: RoleId | None = None
    because: tuple[Line, ...] = ()


class Promised(Model):
    id: Id
    after: Due | None = None
    who: RoleId | None = None


class Expected(Model):
    """What a variant expects otherwise than its scenario; `unsaid` are words that nobody says, by language."""

    steps: tuple[Id, ...] = ()
    remedies: tuple[GivenRemedy, ...] = ()
    documents: tuple[Id, ...] = ()
    follow_ups: tuple[Promised, ...] = ()
    severity: Severity | None = None
    careful: bool | None = None
    outcome: Outcome | None = None
    owed: tuple[Id, ...] | None = None
    owner: str | None = None
    contacts: int | None = Field(default=None, ge=0, le=999)
    unsaid: dict[Language, tuple[Line, ...]] = Field(default_factory=dict)

    def over(self, base: Expected) -> Expected:
        """This one where it says something, else `base`."""
        return base.model_copy(update={name: getattr(self, name) for name in self.model_fields_set})


class Whole(Expected):
    """What a scenario expects: nothing of the walk's result is left unsaid."""

    steps: tuple[Id, ...]
    remedies: tuple[GivenRemedy, ...]
    documents: tuple[Id, ...]
    follow_ups: tuple[Promised, ...]
    severity: Severity
    careful: bool


class Variant(Model):
    """The same case with something else: answers over the scenario's own, where null takes one away.

    `known` are facts that are there before the walk begins. `asides` are what happens when a step is first shown:
    somebody is `hurt`, a signal is seen, or the one above is asked for and is `here`, `coming` or `nobody`.
    """

    id: Id
    title: Text | None = None
    reported_by: Literal["customer", "staff"] | None = None
    at_fault: Fault | None = None
    operator: Who | None = None
    house: House | None = None
    known: dict[FactPath, object] = Field(default_factory=dict)
    asides: dict[Id, Aside] = Field(default_factory=dict)
    answers: dict[FactPath | Id, object] = Field(default_factory=dict)
    expect: Expected = Expected()


class Scenario(Model):
    """One case of one failure, walked in every language of its playbook."""

    scenario: Id
    title: Text
    playbook: Id
    failure: Id
    language: Language
    operator: Who
    reported_by: Literal["customer", "staff"] = "customer"
    at_fault: Fault | None = None
    house: House = House()
    known: dict[FactPath, object] = Field(default_factory=dict)
    asides: dict[Id, Aside] = Field(default_factory=dict)
    answers: dict[FactPath | Id, object]
    expect: Whole
    variants: tuple[Variant, ...] = ()

    @model_validator(mode="after")
    def _told_apart(self) -> Scenario:
        ids = [variant.id for variant in self.variants]
        if twice := {each for each in ids if ids.count(each) > 1}:
            raise ValueError(f"the variant {min(twice)} stands here twice")
        return self
