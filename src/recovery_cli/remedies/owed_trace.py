"""What a sum comes to, and how: exact figures, which a screen, a letter and a script each put in their own way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from recovery_cli.errors import RecoverError
from recovery_cli.money import Money
from recovery_cli.playbook.entitlements import Row, Within
from recovery_cli.playbook.text import Text
from recovery_cli.remedies.choice import Reason

CENTS = 100


class NotComputed(RecoverError):
    """A sum that cannot be had: `reason` says why in a code, `wanted` what would have to be known."""

    def __init__(self, reason: Reason, wanted: Text | None, message: str, hint: str, *, exit_code: int) -> None:
        super().__init__(message, hint)
        self.reason = reason
        self.wanted = wanted
        self.exit_code = exit_code


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `count` times `each` is `amount`, unless `cap` is less; `factors` are what `each` was made of."""

    label: Text
    count: Fraction
    each: Fraction
    amount: Fraction
    factors: tuple[str, ...]
    cap: Fraction | None = None
    days: tuple[date, date] | None = None

    def __str__(self) -> str:
        """`3 × 10.34 = 31.02`: the figures as the rule has them, before any cap."""
        sums, full = " × ".join(self.factors), str(figure(self.count * self.each))
        return sums if sums == full else f"{sums} = {full}"


@dataclass(frozen=True, slots=True)
class Limit:
    """A last day; None where the day that it counts from is not known yet."""

    label: Text
    within: Within
    day: date | None


@dataclass(frozen=True, slots=True)
class Sum:
    """What a formula gives: lines to add up, things that are due, what it was counted by, why nothing is owed."""

    lines: tuple[Line, ...] = ()
    due: tuple[Text, ...] = ()
    by: tuple[Reason, ...] = ()
    nothing: Reason | None = None
    rows: tuple[Row, ...] = ()
    limit: Fraction | None = None

    @property
    def exact(self) -> Fraction:
        return sum((line.amount for line in self.lines), Fraction(0))


@dataclass(frozen=True, slots=True)
class Owed:
    """The answer. `amount` is None where the law sets only a limit, or things, or days.

    `by` are the conventions that were counted by, `warnings` what to know before relying on it.
    """

    regime: str
    case: str
    label: Text
    on: date
    amount: Money | None
    lines: tuple[Line, ...]
    due: tuple[Text, ...]
    limit: Money | None
    by: tuple[Reason, ...]
    nothing: Reason | None
    rows: tuple[Row, ...]
    automatic: bool
    paid: Text | None
    pay_by: Limit | None
    limits: tuple[Limit, ...]
    notes: tuple[Text, ...]
    excluded: tuple[Text, ...]
    warnings: tuple[Reason, ...]


def figure(value: Fraction) -> Decimal:
    """For people: two decimals, or up to four where there are more."""
    exact = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    short = exact.quantize(Decimal("0.01"))
    return short if short == exact else exact.normalize()


def cents(value: Fraction) -> Decimal:
    """Rounded once, to the hundredth, half a hundredth up; `value` is not below zero."""
    return Decimal((value * CENTS * 2 + 1) // 2).scaleb(-2)


def times(count: Fraction) -> str:
    """A count as it is written: 4, 2.5."""
    return str(count.numerator) if count.denominator == 1 else f"{figure(count).normalize():f}"
