"""The ways in which a law reckons, as data: rates a day or piece, a share of fees, bands, the whole of an amount."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from recovery_cli.playbook.model import Model, Token
from recovery_cli.playbook.text import Text

T = TypeVar("T")
Figure = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=4)]


def some(items: tuple[T, ...]) -> tuple[T, ...]:
    """Not pydantic's own `min_length`, which counts a faulty item as none and tells of both."""
    if not items:
        raise ValueError("at least one is needed")
    return items


def _ratio(text: str) -> str:
    if Fraction(text) <= 0:
        raise ValueError("a factor is above zero")
    return text


Ratio = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}(?:/[1-9][0-9]{0,3})?$"), AfterValidator(_ratio)]
"""Like "2" or "4/3"."""


class Test(Model):
    """One comparison with a fact: exactly one of the five."""

    __test__ = False  # for pytest it is none

    fact: Token
    equals: Token | None = None
    at_least: Figure | None = None
    over: Figure | None = None
    up_to: Figure | None = None
    under: Figure | None = None

    @model_validator(mode="after")
    def _one(self) -> Test:
        if sum(each is not None for each in (self.equals, self.at_least, self.over, self.up_to, self.under)) != 1:
            raise ValueError("compare by one of: equals, at_least, over, up_to, under")
        return self


class Scale(Model):
    """What multiplies everything when a fact has a value."""

    fact: Token
    equals: Token
    by: Ratio


class Span(Model):
    """The days that are paid for: from one day to another, or as many as `count` says instead.

    `working_days` full ones pass before the first is paid; whether the last day counts is a convention (`last`).
    """

    since: Token
    until: Token
    count: Token | None = None
    working_days: int = Field(default=0, ge=0, le=30)
    last: Literal["counted", "not_counted"] = "not_counted"


class Part(Model):
    """One line of a sum: a rate, so many times; `cap` names the rate that it never exceeds, `cap_each` once a piece."""

    label: Text
    rate: Token
    times: Token | None = None
    factor: Ratio = "1"
    cap: Token | None = None
    cap_each: bool = False


class Rates(Model):
    """So much for each day, piece or year."""

    kind: Literal["rates"]
    parts: Annotated[tuple[Part, ...], AfterValidator(some)]
    span: Span | None = None
    scale: Scale | None = None


class Fee(Model):
    """A fee of the customer's, as many times; an `optional` one counts only where it is given."""

    label: Text
    of: Token
    factor: Ratio = "1"
    optional: bool = False


class Share(Model):
    """The hours' share of monthly fees; of what stands in one group, only the greatest is owed."""

    kind: Literal["share"]
    hours: Token
    month: Token
    groups: Annotated[tuple[tuple[Fee, ...], ...], AfterValidator(some)]


class Band(Model):
    """What is owed where all of `when` holds: a rate or a share of a fact's amount, or things (`due`), or nothing."""

    label: Text
    when: tuple[Test, ...] = ()
    rate: Token | None = None
    of: Token | None = None
    percent: int = Field(default=100, ge=1, le=1000)
    cap: Token | None = None
    due: tuple[Text, ...] = ()


class Bands(Model):
    """The first band that fits."""

    kind: Literal["bands"]
    bands: Annotated[tuple[Band, ...], AfterValidator(some)]
    scale: Scale | None = None


class Whole(Model):
    """All of an amount that is given, up to a cap; without the amount only the cap can be told."""

    kind: Literal["whole"]
    label: Text
    of: Token
    cap: Token | None = None


Formula = Annotated[Rates | Share | Bands | Whole, Field(discriminator="kind")]
