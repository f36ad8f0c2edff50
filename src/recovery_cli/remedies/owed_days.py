"""The days that are paid for, which rule was in force on each of them, and the last day of a time limit."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from recovery_cli.errors import INVALID
from recovery_cli.playbook.entitlements import Case, Regime, Row, Within
from recovery_cli.playbook.formulas import Span
from recovery_cli.remedies.choice import Reason
from recovery_cli.remedies.owed_facts import LAST_DAY, Fact
from recovery_cli.remedies.owed_trace import NotComputed
from recovery_cli.remedies.owed_workdays import working_after

_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that one row pays for; `first` and `last` are None where only their number was given."""

    row: Row
    days: int
    first: date | None = None
    last: date | None = None


def in_force(case: Case, day: date) -> Row:
    """The row of that day; raises `NotComputed`, naming the days that there are rules for."""
    found = next((row for row in case.rows if row.sure and row.covers(day)), None)
    if found is not None:
        return found
    dated = [row for row in case.rows if row.sure]
    end = f"to {dated[-1].valid_to}" if dated and dated[-1].valid_to is not None else "on"
    raise NotComputed(
        Reason("no-rule", (case.id, day.isoformat())),
        None,
        f"No rule of {case.id} is in force on {day}.",
        f"There are rules from {dated[0].valid_from} {end}." if dated else "There is none that is sure.",
        exit_code=INVALID,
    )


def stretches(
    regime: Regime, case: Case, span: Span, facts: Mapping[str, Fact], *, on: date
) -> tuple[tuple[Stretch, ...], tuple[Reason, ...]]:
    """The days by the row that pays for them, and the conventions by which they were counted."""
    if span.count is not None and isinstance(number := facts.get(span.count), int):
        return (Stretch(in_force(case, on), number),), (Reason("days-given", (span.count, str(number))),)
    since, until = facts[span.since], facts[span.until]
    if not isinstance(since, date) or not isinstance(until, date):
        raise TypeError("a span is from a date to a date")
    if until < since:
        raise NotComputed(
            Reason("turned-round", (span.since, span.until)),
            None,
            f"{span.until}: {until} is before {span.since}, {since}.",
            f"--fact {span.until}={since}, or later",
            exit_code=INVALID,
        )
    counting = str(facts.get(LAST_DAY, span.last))
    first, by = _begin(regime, span, facts, since)
    last = until if counting == "counted" else until - _ONE
    said = Reason(f"last-{counting.replace('_', '-')}", (until.isoformat(),))
    return _rows(case, first, last, on=since), (*by, said)


def place(regime: Regime, facts: Mapping[str, Fact]) -> tuple[str, str | None]:
    """Whose holidays count: what the facts `country` and `region` say, else the table's own."""
    region = str(facts.get("region", regime.region or "")).upper()
    return str(facts.get("country", regime.country or "")), region or None


def _begin(regime: Regime, span: Span, facts: Mapping[str, Fact], since: date) -> tuple[date, tuple[Reason, ...]]:
    if not span.working_days:
        return since, (Reason("first-counted", (since.isoformat(),)),)
    country, region = place(regime, facts)
    waited = working_after(since, span.working_days, country=country, region=region)
    days = tuple(day.isoformat() for day in waited)
    where = country if region is None else f"{country}-{region}"
    return waited[-1] + _ONE, (Reason("working-days-first", (str(len(days)), ", ".join(days), where)),)


def _rows(case: Case, first: date, last: date, *, on: date) -> tuple[Stretch, ...]:
    """Each day at the rate in force on it."""
    if last < first:
        return (Stretch(in_force(case, on), 0),)
    found: list[Stretch] = []
    day = first
    while day <= last:
        row = in_force(case, day)
        end = last if row.valid_to is None else min(last, row.valid_to)
        found.append(Stretch(row, (end - day).days + 1, day, end))
        day = end + _ONE
    return tuple(found)


def last_day(day: date, within: Within, *, country: str, region: str | None) -> date:
    """The end of a time limit; months and years end on the same day of the month, or on its last."""
    if within.working_days is not None:
        return working_after(day, within.working_days, country=country, region=region)[-1]
    if within.days is not None:
        return day + timedelta(days=within.days)
    months = day.year * 12 + day.month - 1 + (within.months or 0) + 12 * (within.years or 0)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def rows_of(found: Sequence[Stretch]) -> tuple[Row, ...]:
    return tuple(each.row for each in found)
