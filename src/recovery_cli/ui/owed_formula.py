"""How a case reckons, in one line a part: for the reference page, in English with the names that the files use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from recovery_cli.playbook.entitlements import Case
from recovery_cli.playbook.formulas import Band, Bands, Part, Rates, Scale, Share, Test, Whole

_SIGNS = (("at_least", "≥"), ("over", ">"), ("up_to", "≤"), ("under", "<"))


def formula(case: Case) -> Iterator[str]:
    """Nothing for a case that has only time limits, or none that is computed."""
    match case.formula:
        case None:
            return
        case Rates() as found:
            yield from _rates(found, case.unit)
        case Share() as found:
            for group in found.groups:
                fees = [f"`{fee.of}` × {fee.factor}" for fee in group]
                sums = fees[0] if len(fees) == 1 else f"the greatest of {', '.join(fees)}"
                yield f"Sum: {sums}, times `{found.hours}` / (24 × `{found.month}`)"
        case Bands() as found:
            yield from (f"{_tests(band)}: {_given(band)}" for band in found.bands)
            yield from _scaled(found.scale)
        case Whole() as found:
            most = "" if found.cap is None else f", at most `{found.cap}`"
            yield f"Sum: `{found.of}`{most}"
        case _:
            assert_never(case.formula)


def _rates(found: Rates, unit: str) -> Iterator[str]:
    span = found.span
    if span is not None:
        wait = f", after {span.working_days} full working days" if span.working_days else ""
        given = "" if span.count is None else f", or as many as `{span.count}` says"
        last = span.last.replace("_", " ")
        yield f"Days: from `{span.since}` to `{span.until}`{wait}{given}; the last one is {last} unless `last_day` says"
    yield from (f"Sum: {_part(part, unit, days=span is not None)}" for part in found.parts)
    yield from _scaled(found.scale)


def _part(part: Part, unit: str, *, days: bool) -> str:
    factors = [f"`{part.rate}` a {unit}"]
    factors += ["days"] if days else []
    factors += [f"`{part.times}`"] if part.times is not None else []
    factors += [part.factor] if part.factor != "1" else []
    each = " each" if part.cap_each else ""
    return " × ".join(factors) + ("" if part.cap is None else f", at most `{part.cap}`{each}")


def _scaled(scale: Scale | None) -> Iterator[str]:
    if scale is not None:
        yield f"All of it × {scale.by} where `{scale.fact}` is `{scale.equals}`"


def _tests(band: Band) -> str:
    return " and ".join(map(_test, band.when)) or "Otherwise"


def _test(test: Test) -> str:
    if test.equals is not None:
        return f"`{test.fact}` is `{test.equals}`"
    sign, limit = next((sign, limit) for name, sign in _SIGNS if (limit := getattr(test, name)) is not None)
    return f"`{test.fact}` {sign} {limit}"


def _given(band: Band) -> str:
    name = band.of if band.of is not None else band.rate
    if name is None:
        return "; ".join(each["en"] for each in band.due) or "nothing"
    share = f"{band.percent} % of " if band.percent != 100 else ""
    return f"{share}`{name}`" + ("" if band.cap is None else f", at most `{band.cap}`")
