"""The four ways in which a law reckons: so much a day or piece, a share of a fee, bands, the whole up to a limit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from recovery_cli.errors import FOUND
from recovery_cli.money import Money
from recovery_cli.playbook.entitlements import Case, Regime, Row
from recovery_cli.playbook.formulas import Band, Bands, Part, Rates, Scale, Share, Test, Whole
from recovery_cli.remedies.choice import Reason
from recovery_cli.remedies.owed_days import Stretch, in_force, rows_of, stretches
from recovery_cli.remedies.owed_facts import Fact
from recovery_cli.remedies.owed_trace import Line, NotComputed, Sum, figure, times

_HOURS_A_DAY = 24


def summed(regime: Regime, case: Case, facts: Mapping[str, Fact], *, on: date) -> Sum:
    """What the formula of a case gives for these facts; raises `NotComputed`."""
    match case.formula:
        case Rates() as formula:
            return _rates(regime, case, formula, facts, on=on)
        case Share() as formula:
            return _share(case, formula, facts, on=on)
        case Bands() as formula:
            return _bands(case, formula, facts, on=on)
        case Whole() as formula:
            return _whole(case, formula, facts, on=on)
        case None:
            return Sum(rows=(in_force(case, on),))
    assert_never(case.formula)


def holds(test: Test, facts: Mapping[str, Fact]) -> bool:
    """What is not known holds nothing."""
    value = facts.get(test.fact)
    if test.equals is not None or value is None:
        return value is not None and value == test.equals
    if not isinstance(value, int | Fraction):
        return False
    if test.at_least is not None:
        return value >= Fraction(test.at_least)
    if test.over is not None:
        return value > Fraction(test.over)
    if test.up_to is not None:
        return value <= Fraction(test.up_to)
    return test.under is not None and value < Fraction(test.under)


def rate(row: Row, name: str) -> Fraction:
    """Raises `NotComputed` for a rate that is doubted."""
    if name in row.doubted:
        raise doubted(row, name)
    return Fraction(row.rates[name])


def doubted(row: Row, name: str) -> NotComputed:
    wanted = row.missing
    return NotComputed(
        Reason("doubted", (name, row.rule)),
        wanted,
        f"This sum hangs on what nobody has verified: {name} in {row.rule}.",
        wanted["en"] if wanted is not None else "",
        exit_code=FOUND,
    )


def _rates(regime: Regime, case: Case, formula: Rates, facts: Mapping[str, Fact], *, on: date) -> Sum:
    by: tuple[Reason, ...] = ()
    found: tuple[Stretch, ...] = (Stretch(in_force(case, on), 1),)
    if formula.span is not None:
        found, by = stretches(regime, case, formula.span, facts, on=on)
    if len(found) > 1:
        by = (*by, Reason("rate-of-the-day"))
    scale = _scale(formula.scale, facts)
    lines = tuple(
        line
        for part in formula.parts
        if part.times is None or facts.get(part.times) != 0
        for line in _part(part, found, facts, scale=scale, spanned=formula.span is not None)
    )
    if formula.span is not None and not any(each.days for each in found):
        return Sum(by=by, nothing=Reason("no-days"), rows=rows_of(found))
    return Sum(lines=lines, by=by, nothing=None if lines else Reason("nothing-counted"), rows=rows_of(found))


def _part(
    part: Part, found: tuple[Stretch, ...], facts: Mapping[str, Fact], *, scale: Fraction, spanned: bool
) -> Iterator[Line]:
    """A cap holds for the part as a whole, over all the rows that pay for it."""
    pieces = facts.get(part.times, 1) if part.times is not None else 1
    number = pieces if isinstance(pieces, int) else 1
    left: Fraction | None = None
    for stretch in found:
        base = rate(stretch.row, part.rate)
        each = base * Fraction(part.factor) * scale
        count = Fraction(stretch.days * number)
        full = count * each
        if part.cap is not None:
            most = Fraction(stretch.row.rates[part.cap]) * (number if part.cap_each else 1)
            left = most if left is None else left
            # Whether a doubted cap exists, or grows with the scale, matters only where it would bite.
            if full > left and (part.cap in stretch.row.doubted or scale != 1):
                raise doubted(stretch.row, part.cap)
        capped = left is not None and full > left
        amount = left if capped and left is not None else full
        left = None if left is None else left - amount
        factors = [str(stretch.days)] if spanned else []
        factors += [str(number)] if number != 1 or not spanned else []
        factors += [f"{figure(base)}", *(each for each in (part.factor, str(scale)) if each != "1")]
        days = (stretch.first, stretch.last) if stretch.first is not None and stretch.last is not None else None
        yield Line(part.label, count, each, amount, tuple(factors), amount if capped else None, days)


def _scale(scale: Scale | None, facts: Mapping[str, Fact]) -> Fraction:
    return Fraction(scale.by) if scale is not None and facts.get(scale.fact) == scale.equals else Fraction(1)


def _share(case: Case, formula: Share, facts: Mapping[str, Fact], *, on: date) -> Sum:
    hours, month = facts[formula.hours], facts[formula.month]
    if not isinstance(hours, int | Fraction) or not isinstance(month, int):
        raise TypeError("hours and the days of a month are numbers")
    whole = month * _HOURS_A_DAY
    lines: list[Line] = []
    by = [Reason("hours-of-month", (str(month), str(whole)))]
    for group in formula.groups:
        found: list[Line] = []
        for fee in group:
            money = facts.get(fee.of)
            if isinstance(money, Money):
                each = Fraction(money.amount) * Fraction(fee.factor) / whole
                factors = (
                    f"{money.amount}",
                    *((fee.factor,) if fee.factor != "1" else ()),
                    f"{times(Fraction(hours))}/{whole}",
                )
                found.append(Line(fee.label, Fraction(hours), each, each * hours, factors))
            else:
                by.append(Reason("not-compared", (fee.of,)))
        best = max(found, key=lambda line: line.amount)
        by += [
            Reason("greatest", (f"{figure(line.amount)}", f"{figure(best.amount)}"))
            for line in found
            if line is not best
        ]
        lines.append(best)
    return Sum(lines=tuple(lines), by=tuple(by), rows=(in_force(case, on),))


def _bands(case: Case, formula: Bands, facts: Mapping[str, Fact], *, on: date) -> Sum:
    row = in_force(case, on)
    band = next((each for each in formula.bands if all(holds(test, facts) for test in each.when)), None)
    if band is None:
        return Sum(nothing=Reason("no-band"), rows=(row,))
    if band.rate is None and band.of is None:
        told = Reason("band", (), band.label)
        return Sum(due=band.due, by=(told,), rows=(row,)) if band.due else Sum(nothing=told, rows=(row,))
    return Sum(lines=(_banded(band, row, facts, _scale(formula.scale, facts)),), due=band.due, rows=(row,))


def _banded(band: Band, row: Row, facts: Mapping[str, Fact], scale: Fraction) -> Line:
    given = facts.get(band.of) if band.of is not None else None
    base = Fraction(given.amount) if isinstance(given, Money) else rate(row, band.rate or "")
    each = base * band.percent / 100 * scale
    factors = [
        f"{figure(base)}",
        *([f"{band.percent} %"] if band.percent != 100 else []),
        *([str(scale)] if scale != 1 else []),
    ]
    cap = rate(row, band.cap) if band.cap is not None else None
    amount = each if cap is None else min(each, cap)
    return Line(band.label, Fraction(1), each, amount, tuple(factors), amount if amount != each else None)


def _whole(case: Case, formula: Whole, facts: Mapping[str, Fact], *, on: date) -> Sum:
    row = in_force(case, on)
    cap = rate(row, formula.cap) if formula.cap is not None else None
    given = facts.get(formula.of)
    if not isinstance(given, Money):
        return Sum(rows=(row,), limit=cap, by=(Reason("limit-only", (formula.of,)),))
    each = Fraction(Decimal(given.amount))
    amount = each if cap is None else min(each, cap)
    line = Line(formula.label, Fraction(1), each, amount, (f"{figure(each)}",), amount if amount != each else None)
    return Sum(lines=(line,), rows=(row,), limit=cap)
