"""What the law owes, at its edges: bad input named, nothing from what is not sure, nothing above a cap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from owed_tables import OUTAGE, TODAY, case_of, table, worked

from recovery_cli.catalogue import Catalogue
from recovery_cli.errors import RecoverError, UsageError
from recovery_cli.money import Money
from recovery_cli.playbook.entitlements import SURE
from recovery_cli.playbook.formulas import Rates
from recovery_cli.remedies.owed import owed, terms
from recovery_cli.remedies.owed_trace import NotComputed, cents, figure


@pytest.mark.parametrize(
    ("case", "facts", "code", "said"),
    [
        ("loss-of-service", {"reported": "2019-03-01", "restored": "2019-03-30"}, 3, "in force on 2019-03-06"),
        ("loss-of-service", {"reported": "2026-10-02"}, 3, "restored: missing: the day on which it worked again"),
        ("loss-of-service", {"reported": "02/10/2026", "restored": "2026-10-10"}, 3, "reported: .* is not a date"),
        ("loss-of-service", {"reported": "9999-12-31", "restored": "9999-12-31"}, 3, "reported: .* is not a date"),
        ("loss-of-service", {"reported": "20261002", "restored": "2026-10-10"}, 3, "reported: .* is not a date"),
        ("loss-of-service", {"reported": "2026-02-30", "restored": "2026-10-10"}, 3, "reported: .* is not a date"),
        ("loss-of-service", {"reported": "2026-10-02", "restored": "2026-10-01"}, 3, "restored: .* is before reported"),
        ("loss-of-service", {**OUTAGE, "region": "ENG"}, 3, "region: .* is none of: eng, wls, sct, nir"),
        ("loss-of-service", {**OUTAGE, "repored": "2026-10-02"}, 2, '"repored" is no fact of loss-of-service. Nearest'),
        ("missed-appointment", {"appointments": "2 visits"}, 3, "appointments: .* not a whole number without a unit"),
        ("missed-appointment", {"appointments": "0"}, 3, "appointments: 0 is not from 1 to 50"),
    ],
)
def test_bad_input_is_named_with_what_would_fit(case: str, facts: dict[str, str], code: int, said: str) -> None:
    with pytest.raises(RecoverError, match=said) as raised:
        worked("uk-fixed-telecom", case, **facts)
    assert raised.value.exit_code == code
    assert raised.value.hint


def test_everything_missing_or_unfit_is_told_at_once() -> None:
    with pytest.raises(NotComputed) as raised:
        worked("es-telecom", "voice", hours="three", days_in_month="40", voice_fee="10.00 GBP")
    lines = raised.value.message.splitlines()[1:]
    assert [line.partition(":")[0] for line in lines] == ["hours", "days_in_month", "voice_fee"]
    assert "10.00 GBP is not in EUR" in lines[2]


def test_an_old_source_is_computed_with_and_said_to_be_old() -> None:
    checked = date(2026, 11, 21)
    facts = {"missed_on": "2026-10-06"}
    within = worked("uk-fixed-telecom", "missed-appointment", today=checked + timedelta(days=365), **facts)
    after = worked("uk-fixed-telecom", "missed-appointment", today=checked + timedelta(days=366), **facts)
    assert within.warnings == ()
    assert (after.amount, after.warnings[0].code) == (within.amount, "stale")
    assert "2026-11-21" in after.warnings[0].about


UNSURE = [
    (name, case.id)
    for name in Catalogue.over(None).regimes()
    for case in table(name).cases
    if not any(row.confidence in SURE for row in case.rows)
]


def test_there_are_listed_rows_that_nobody_computes() -> None:
    assert {("it-innkeeper", "guests-things"), ("es-innkeeper", "guests-things"), ("co-air", "delay")} <= set(UNSURE)
    assert {("it-telecom", "unrequested-equipment"), ("psd2", "payers-share")} <= set(UNSURE)
    assert ("eu-261", "delay-after-reform") in UNSURE


@pytest.mark.parametrize(("regime", "case"), UNSURE)
def test_what_is_not_sure_is_never_computed_and_says_what_is_missing(regime: str, case: str) -> None:
    with pytest.raises(NotComputed, match="listed and not computed") as raised:
        worked(regime, case)
    assert raised.value.exit_code == 1
    assert raised.value.hint == (case_of(regime, case).rows[0].missing or {})["en"]
    assert terms(table(regime), case_of(regime, case), on=TODAY) == ()


@given(years=st.integers(1, 40), cap=st.integers(1, 5000))
def test_a_doubted_rate_decides_no_sum(years: int, cap: int) -> None:
    """Whatever the cap from memory were, the sums that are given stay the same; the others are refused."""
    regime = table("it-telecom")
    case = case_of("it-telecom", "number-loss")
    row = case.rows[0]
    assert row.doubted == ("most",)
    other = case.model_copy(update={"rows": (row.model_copy(update={"rates": {**row.rates, "most": Decimal(cap)}}),)})
    for each in (case, other):
        try:
            found = owed(regime, each, {"years": str(years)}, on=TODAY, today=TODAY)
        except NotComputed as refused:
            assert refused.reason.code == "doubted"
            assert years * 100 > each.rows[0].rates["most"]
        else:
            assert found.amount == Money(Decimal(years * 100).quantize(Decimal("0.01")), "EUR")


def spanned() -> Iterator[tuple[str, str]]:
    for name in Catalogue.over(None).regimes():
        for case in table(name).cases:
            if isinstance(case.formula, Rates) and case.formula.span is not None and case.rows[0].sure:
                yield name, case.id


SPANNED = sorted(spanned())


@given(st.sampled_from(SPANNED), st.integers(0, 400), st.integers(0, 60), st.sampled_from(["counted", "not_counted"]))
def test_more_days_are_never_paid_less(which: tuple[str, str], days: int, more: int, last: str) -> None:
    case = case_of(*which)
    assert isinstance(case.formula, Rates)
    assert case.formula.span is not None
    span, begin = case.formula.span, date(2025, 12, 1)

    def comes_to(length: int) -> Decimal:
        until = begin + timedelta(days=length)
        facts = {span.since: str(begin), span.until: str(until), "last_day": last}
        found = worked(*which, **facts)
        assert found.amount is not None
        return found.amount.amount

    assert 0 <= comes_to(days) <= comes_to(days + more)


@given(days=st.integers(0, 20_000), services=st.integers(0, 5))
def test_nothing_is_ever_above_its_cap(days: int, services: int) -> None:
    answer = worked("it-telecom", "late-answer", days=str(days)).amount
    assert answer is not None
    assert answer.amount == min(Decimal("2.50") * days, Decimal(300))
    facts = {"days": str(days), "services": "0", "accessory_services": str(services), "free_services": str(services)}
    late = worked("it-telecom", "late-activation", **facts).amount
    assert late is not None
    assert late.amount == services * (min(Decimal("2.5") * days, Decimal(300)) + min(Decimal(days), Decimal(100)))


def test_a_cap_holds_over_all_the_rates_that_pay_for_the_same_thing() -> None:
    case = case_of("it-telecom", "late-answer")
    first = case.rows[0].model_copy(update={"valid_to": date(2026, 1, 10)})
    then = case.rows[0].model_copy(update={"valid_from": date(2026, 1, 11)})
    split = case.model_copy(update={"rows": (first, then)})
    facts = {"answer_due": "2025-10-01", "answered": "2026-10-01"}
    found = owed(table("it-telecom"), split, facts, on=TODAY, today=TODAY)
    assert str(found.amount) == "300.00 EUR"
    assert [line.amount for line in found.lines] == [255, 45]


def test_a_doubled_rate_whose_cap_nobody_doubled_is_not_guessed() -> None:
    facts = {"services": "0", "accessory_services": "1", "customer": "business"}
    assert str(worked("it-telecom", "late-activation", days="60", **facts).amount) == "300.00 EUR"
    with pytest.raises(NotComputed, match="accessory_most"):
        worked("it-telecom", "late-activation", days="61", **facts)


@given(st.fractions(0, 10_000, max_denominator=5000))
def test_a_sum_is_rounded_once_half_a_cent_up(exact: Fraction) -> None:
    rounded = Fraction(cents(exact))
    assert rounded - exact <= Fraction(1, 200)
    assert exact - rounded < Fraction(1, 200)
    assert abs(Fraction(figure(exact)) - exact) <= Fraction(1, 20_000)


@pytest.mark.parametrize(("text", "expected"), [("0.005", "0.01"), ("2.0833", "2.08"), ("0.0049", "0.00")])
def test_half_a_cent_goes_up(text: str, expected: str) -> None:
    assert str(cents(Fraction(text))) == expected


def test_where_nothing_is_counted_nothing_is_owed() -> None:
    found = worked("it-telecom", "loss-of-service", days="5", services="0")
    assert (str(found.amount), found.lines) == ("0.00 EUR", ())
    assert found.nothing is not None
    assert found.nothing.code == "nothing-counted"


def test_an_unknown_fact_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="Nearest: distance_km"):
        worked("eu-261", "delay", distance="1800", delay="3h")


@pytest.mark.parametrize("text", ["3h10", "190m", "190min", "3 h 10 m", "3.1667"])
def test_a_time_may_be_written_in_many_ways(text: str) -> None:
    assert str(worked("eu-261", "delay", distance_km="100", delay=text).amount) == "250.00 EUR"


@pytest.mark.parametrize("text", ["", "3:10", "three", "3d", "-3", "h", "3h10x"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(NotComputed, match=r"delay: .*write it like 3h10"):
        worked("eu-261", "delay", distance_km="100", delay=text)
