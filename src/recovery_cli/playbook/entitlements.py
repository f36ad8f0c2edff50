"""What the law owes, as data: a regime, its cases, and for each case the dated rows of its rates with their sources."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from recovery_cli.playbook.formulas import Figure, Formula, Test, some
from recovery_cli.playbook.model import Country, Currency, Id, Model, Token
from recovery_cli.playbook.text import Line, Text

Confidence = Literal["verified", "reported", "derived", "memory", "unverified", "pending"]
SURE: frozenset[Confidence] = frozenset({"verified", "reported", "derived"})
"""Rows that may be computed with: read in two places, read in one, worked out from what was read."""


class CaseFact(Model):
    """Something that the sum depends on; `default` is taken where it is not given, and the trace says so."""

    type: Literal["date", "count", "hours", "money", "choice", "country"]
    ask: Text
    choices: tuple[Token, ...] = ()
    default: Token | int | None = None
    least: int = Field(default=0, ge=0)
    most: int = Field(default=100_000, ge=0)

    @model_validator(mode="after")
    def _choices_fit(self) -> CaseFact:
        if (self.type == "choice") != bool(self.choices):
            raise ValueError("a fact of type choice needs choices, and no other has them")
        if isinstance(self.default, str) and self.default not in self.choices:
            raise ValueError("the default is none of the choices")
        return self


class Within(Model):
    """A length of time: exactly one of the four."""

    working_days: int | None = Field(default=None, ge=1, le=365)
    days: int | None = Field(default=None, ge=1, le=3650)
    months: int | None = Field(default=None, ge=1, le=240)
    years: int | None = Field(default=None, ge=1, le=30)

    @model_validator(mode="after")
    def _one(self) -> Within:
        if sum(each is not None for each in (self.working_days, self.days, self.months, self.years)) != 1:
            raise ValueError("give one of: working_days, days, months, years")
        return self


class Deadline(Model):
    """A last day: so long after the day that a fact tells."""

    label: Text
    after: Token
    within: Within


class Exclusion(Model):
    """When nothing is owed; `when` where a fact can tell, else it is for people to judge."""

    text: Text
    when: Test | None = None


class Row(Model):
    """The rates of a time, and where they are from; `doubted` names those that nobody may compute with.

    `rule` is the rule as its own text calls it, `missing` what would be needed to compute with an unsure one.
    """

    valid_from: date | None = None
    valid_to: date | None = None
    rates: dict[Token, Figure] = Field(default_factory=dict)
    doubted: tuple[Token, ...] = ()
    rule: Line
    source: Line
    checked_on: date
    confidence: Confidence
    missing: Text | None = None

    @property
    def sure(self) -> bool:
        return self.confidence in SURE

    def covers(self, day: date) -> bool:
        begun = self.valid_from is not None and self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)

    @model_validator(mode="after")
    def _grounded(self) -> Row:
        if self.sure and self.valid_from is None:
            raise ValueError("a row that is computed with needs valid_from")
        if self.missing is None and (self.doubted or not self.sure):
            raise ValueError("what is not sure needs `missing`: what would have to be known")
        if self.valid_from is not None and self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError("valid_to is before valid_from")
        return self


class Case(Model):
    """What somebody is owed for: its formula, the facts it needs and may have, its time limits, its dated rows.

    `dated_by` names the fact whose day says which row holds; without it that is today, or the day that is asked for.
    """

    id: Id
    label: Text
    formula: Formula | None = None
    unit: Literal["day", "year", "month", "piece", "person"] = "piece"
    needs: tuple[Token, ...] = ()
    may: tuple[Token, ...] = ()
    dated_by: Token | None = None
    automatic: bool = False
    paid: Text | None = None
    pay_by: Deadline | None = None
    deadlines: tuple[Deadline, ...] = ()
    excluded: tuple[Exclusion, ...] = ()
    notes: tuple[Text, ...] = ()
    rows: Annotated[tuple[Row, ...], AfterValidator(some)]


class Regime(Model):
    """One law or scheme; `country` and `region` say whose holidays its working days leave out."""

    id: Id
    schema_: Literal[1] = Field(alias="schema")
    name: Text
    covers: Text
    country: Country | None = None
    region: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,3}$")] | None = None
    currency: Currency | None = None
    facts: dict[Token, CaseFact] = Field(default_factory=dict)
    cases: Annotated[tuple[Case, ...], AfterValidator(some)]

    def case(self, case_id: str) -> Case | None:
        return next((each for each in self.cases if each.id == case_id), None)

    def only(self, case: Case) -> Regime:
        """This regime with nothing but one case: all that a walk has to keep."""
        return self.model_copy(update={"cases": (case,)})
