"""What the law owes in one case: the sum with every line of it, the rule of that day, its limits and its doubts.

Pure arithmetic. Nothing is ever computed from a row that is not sure.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

from recovery_cli.errors import FOUND, INVALID, UsageError
from recovery_cli.money import Money
from recovery_cli.playbook.entitlements import Case, Deadline, Regime, Row
from recovery_cli.playbook.formulas import Rates
from recovery_cli.playbook.text import Text
from recovery_cli.remedies.choice import Reason
from recovery_cli.remedies.owed_days import in_force, last_day, place
from recovery_cli.remedies.owed_facts import COUNTINGS, LAST_DAY, Fact, Given, read, span_of
from recovery_cli.remedies.owed_sums import holds, rate, summed
from recovery_cli.remedies.owed_trace import Limit, NotComputed, Owed, Sum, cents, figure

STALE = timedelta(days=365)
"""A source that was checked longer ago is computed with, and said to be old."""


def owed(regime: Regime, case: Case, typed: Mapping[str, str], *, on: date, today: date) -> Owed:
    """What `typed` facts come to under the rule of `on`; `today` tells how old a source is.

    Raises `UsageError` for an unknown fact, `NotComputed` for what is missing, unfit, unsure or not in force.
    """
    _sure(case)
    given = read(regime, case, typed)
    _fit(regime, case, given, typed=typed)
    facts = given.values
    dated = facts.get(case.dated_by) if case.dated_by is not None else None
    day = dated if isinstance(dated, date) else on
    found = summed(regime, case, facts, on=day)
    for each in case.excluded:
        if each.when is not None and holds(each.when, facts):
            found = Sum(nothing=Reason("excluded", (), each.text), rows=found.rows)
            break
    by = (*given.assumed, *found.by, *_otherwise(regime, case, facts, found, on=day))
    limits = tuple(_limit(regime, each, facts) for each in case.deadlines)
    return Owed(
        regime=regime.id,
        case=case.id,
        label=case.label,
        on=day,
        amount=_amount(regime, found),
        lines=found.lines,
        due=found.due,
        limit=None if found.limit is None else Money(figure(found.limit), regime.currency or ""),
        by=(*by, Reason("rounding")) if found.lines else by,
        nothing=found.nothing,
        rows=found.rows,
        automatic=case.automatic,
        paid=case.paid,
        pay_by=None if case.pay_by is None or found.nothing else _limit(regime, case.pay_by, facts),
        limits=limits,
        notes=case.notes,
        excluded=tuple(each.text for each in case.excluded),
        warnings=_warnings(found.rows, today),
    )


def terms(regime: Regime, case: Case, *, on: date) -> tuple[tuple[Text, Money], ...]:
    """What is owed for each unit, where how many there are is not known yet; nothing where no rule is sure."""
    if not isinstance(case.formula, Rates):
        return ()
    try:
        row = in_force(case, on)
    except NotComputed:
        return ()
    parts = (part for part in case.formula.parts if part.rate not in row.doubted)
    rates = ((part.label, rate(row, part.rate) * Fraction(part.factor)) for part in parts)
    return tuple((label, Money(figure(each), regime.currency or "")) for label, each in rates)


def _sure(case: Case) -> None:
    """Raises where no row of the case may be computed with."""
    if any(row.sure for row in case.rows):
        return
    row = case.rows[0]
    wanted = row.missing
    raise NotComputed(
        Reason("not-sure", (row.confidence, row.rule)),
        wanted,
        f"{case.id} is listed and not computed: {row.rule} is {row.confidence}.",
        wanted["en"] if wanted is not None else "",
        exit_code=FOUND,
    )


def _fit(regime: Regime, case: Case, given: Given, *, typed: Mapping[str, str]) -> None:
    call = f"recover owed {regime.id} {case.id}"
    if given.unknown:
        raise UsageError("\n".join(given.unknown), f"recover owed --list {regime.id}")
    lines = [*(f"{name}: missing: {regime.facts[name].ask['en']}" for name in given.missing), *given.faults]
    if lines:
        wrong = [each.partition(":")[0] for each in given.faults]
        right = [f"--fact {shlex.quote(f'{name}={text}')}" for name, text in typed.items() if name not in wrong]
        wanted = " ".join([*right, *(f"--fact {name}=…" for name in (*given.missing, *wrong))])
        raise NotComputed(
            Reason("facts", tuple(given.missing)),
            None,
            "\n".join([f"{regime.id} {case.id} cannot be worked out from these facts:", *lines]),
            f"{call} {wanted}",
            exit_code=INVALID,
        )


def _amount(regime: Regime, found: Sum) -> Money | None:
    if found.lines or (found.nothing is not None and regime.currency is not None):
        return Money(cents(found.exact), regime.currency or "")
    return None


def _otherwise(regime: Regime, case: Case, facts: Mapping[str, Fact], found: Sum, *, on: date) -> tuple[Reason, ...]:
    """What the other way of counting the last day comes to."""
    span = span_of(case)
    if span is None or not any(each.code in ("last-counted", "last-not-counted") for each in found.by):
        return ()
    if found.nothing is not None and found.nothing.code == "excluded":
        return ()
    now = str(facts.get(LAST_DAY, span.last))
    other = next(each for each in COUNTINGS if each != now)
    again = summed(regime, case, {**facts, LAST_DAY: other}, on=on)
    amount = Money(cents(again.exact), regime.currency or "")
    return (Reason(f"otherwise-{other.replace('_', '-')}", (str(amount),)),)


def _limit(regime: Regime, limit: Deadline, facts: Mapping[str, Fact]) -> Limit:
    since = facts.get(limit.after)
    if not isinstance(since, date):
        return Limit(limit.label, limit.within, None)
    country, region = place(regime, facts)
    return Limit(limit.label, limit.within, last_day(since, limit.within, country=country, region=region))


def _warnings(rows: tuple[Row, ...], today: date) -> tuple[Reason, ...]:
    found: list[Reason] = []
    for row in dict.fromkeys((row.rule, row.source, row.confidence, row.checked_on) for row in rows):
        rule, source, confidence, checked_on = row
        if today - checked_on > STALE:
            found.append(Reason("stale", (source, checked_on.isoformat())))
        if confidence != "verified":
            found.append(Reason(f"is-{confidence}", (rule,)))
    return tuple(found)
