"""From `key=value` as somebody typed it to facts of their type: everything missing or unfit at once, with what fits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import TypeAlias, assert_never

from recovery_cli.diagnostics import did_you_mean
from recovery_cli.money import Money
from recovery_cli.playbook.entitlements import Case, CaseFact, Regime
from recovery_cli.playbook.formulas import Rates, Span
from recovery_cli.playbook.text import Text
from recovery_cli.remedies.choice import Reason

Fact: TypeAlias = "date | int | Fraction | Money | str"
LAST_DAY = "last_day"
"""Whether the day on which it ended counts: every case that counts days from dates may be told."""

COUNTINGS = ("counted", "not_counted")
_LAST = CaseFact(
    type="choice",
    ask=Text(
        {
            "en": "whether the day on which it ended counts",
            "es": "si cuenta el día en que terminó",
            "it": "se conta il giorno in cui è finito",
        }
    ),
    choices=COUNTINGS,
)
_HOURS = re.compile(r"(?:(\d{1,5})\s*h)?\s*(?:(\d{1,5})\s*(?:m|min)?)?", re.ASCII)
_PLAIN = re.compile(r"\d{1,6}(?:\.\d{1,4})?", re.ASCII)
_WHOLE = re.compile(r"\d{1,7}", re.ASCII)
_YEARS = range(1950, 2150)
"""A time limit reckoned from any of them is still a date; nobody is owed anything for the others."""

_SHORTEST = len("2026-10-02")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Given:
    """`values` by fact; `assumed` are the defaults that were taken; `faults` and `unknown` are all there are."""

    values: Mapping[str, Fact] = field(default_factory=dict)
    assumed: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def span_of(case: Case) -> Span | None:
    return case.formula.span if isinstance(case.formula, Rates) else None


def asked(regime: Regime, case: Case) -> dict[str, tuple[CaseFact, bool]]:
    """The facts of a case in their order; True for those that must be given."""
    found = {name: (regime.facts[name], regime.facts[name].default is None) for name in case.needs}
    found |= {name: (regime.facts[name], False) for name in case.may}
    if span_of(case) is not None:
        found[LAST_DAY] = (_LAST, False)
    return found


def read(regime: Regime, case: Case, typed: Mapping[str, str]) -> Given:
    """Each value as its fact's type; what is not given and has a default is taken, and said."""
    known = asked(regime, case)
    values: dict[str, Fact] = {}
    faults: list[str] = []
    unknown: list[str] = []
    for name, text in typed.items():
        if name not in known:
            unknown.append(f'"{name}" is no fact of {case.id}. {did_you_mean(name, known)}'.rstrip())
            continue
        try:
            values[name] = _typed(known[name][0], text, regime)
        except ValueError as fault:
            faults.append(f"{name}: {fault}")
    missing = [name for name, (_, needed) in known.items() if needed and name not in typed]
    span = span_of(case)
    if span is not None and span.count in typed:
        missing = [name for name in missing if name not in (span.since, span.until)]
    assumed = {
        name: fact.default for name, (fact, _) in known.items() if fact.default is not None and name not in typed
    }
    return Given(
        values=values | assumed,
        assumed=tuple(Reason("assumed", (name, str(value))) for name, value in assumed.items()),
        missing=tuple(missing),
        faults=tuple(faults),
        unknown=tuple(unknown),
    )


def _typed(fact: CaseFact, text: str, regime: Regime) -> Fact:
    """Raises ValueError, which says what would fit."""
    text = text.strip()
    match fact.type:
        case "date":
            return _day(text)
        case "count":
            return _count(text, fact)
        case "hours":
            return _hours(text)
        case "money":
            return _money(text, regime.currency or "EUR")
        case "choice":
            if text not in fact.choices:
                raise ValueError(f'"{text}" is none of: {", ".join(fact.choices)}')
            return text
        case "country":
            if not re.fullmatch("[A-Z]{2}", text):
                raise ValueError(f'"{text}" is not a country; write its two letters, like ES')
            return text
    assert_never(fact.type)


def _day(text: str) -> date:
    day: date | None = None
    with suppress(ValueError):
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else datetime.fromisoformat(text).date()
    if day is not None and len(text) >= _SHORTEST and day.year in _YEARS:
        return day
    raise ValueError(f'"{text}" is not a date; write it like 2026-10-02, or with its time 2026-10-02T10:00')


def _count(text: str, fact: CaseFact) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError(f'"{text}" is not a whole number without a unit')
    if not fact.least <= int(text) <= fact.most:
        raise ValueError(f"{text} is not from {fact.least} to {fact.most}")
    return int(text)


def _hours(text: str) -> Fraction:
    if _PLAIN.fullmatch(text):
        return Fraction(text)
    match = _HOURS.fullmatch(text)
    if text and match and (match[1] or text.endswith(("m", "min"))):
        return Fraction(int(match[1] or 0)) + Fraction(int(match[2] or 0), 60)
    raise ValueError(f'"{text}" is not a time in hours; write it like 3h10, 190m or 3.5')


def _money(text: str, currency: str) -> Money:
    money = Money.parse(text)
    if money.currency != currency:
        raise ValueError(f"{money} is not in {currency}, which this table reckons in")
    if money.amount < 0:
        raise ValueError(f"{money} is below zero")
    return money
