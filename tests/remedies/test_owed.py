"""What the law owes: the vectors of the trade, each line of the sum, the conventions named, nothing from what is unsure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_cli.catalogue import Catalogue
from recovery_cli.errors import RecoverError, UsageError
from recovery_cli.money import Money
from recovery_cli.playbook import regimes
from recovery_cli.playbook.entitlements import SURE, Case, Regime
from recovery_cli.playbook.formulas import Rates
from recovery_cli.remedies.owed import owed, terms
from recovery_cli.remedies.owed_trace import NotComputed, Owed, cents, figure

TODAY = date(2026, 11, 22)


@cache
def table(name: str) -> Regime:
    found = regimes.regime(Catalogue.over(None), name).model
    assert found is not None
    return found


def case_of(regime: str, case: str) -> Case:
    found = table(regime).case(case)
    assert found is not None
    return found


def worked(regime: str, case: str, *, on: date = TODAY, today: date = TODAY, **facts: str) -> Owed:
    return owed(table(regime), case_of(regime, case), facts, on=on, today=today)


def codes(found: Owed) -> list[str]:
    return [each.code for each in found.by]


OUTAGE = {"reported": "2026-10-02T10:00", "restored": "2026-10-10"}
VECTORS: list[tuple[str, str, dict[str, str], str]] = [
    ("uk-fixed-telecom", "loss-of-service", OUTAGE, "31.02 GBP"),
    ("uk-fixed-telecom", "loss-of-service", {**OUTAGE, "last_day": "counted"}, "41.36 GBP"),
    ("uk-fixed-telecom", "missed-appointment", {"missed_on": "2026-10-06"}, "32.31 GBP"),
    ("uk-fixed-telecom", "missed-appointment", {"missed_on": "2024-01-10", "appointments": "2"}, "58.30 GBP"),
    ("uk-fixed-telecom", "late-activation", {"promised": "2026-11-02", "started": "2026-11-04"}, "12.92 GBP"),
    ("it-telecom", "loss-of-service", {"days": "5", "services": "1", "ultra_services": "1"}, "70.00 EUR"),
    ("it-telecom", "loss-of-service", {"complained": "2026-03-01", "restored": "2026-03-06"}, "30.00 EUR"),
    ("it-telecom", "loss-of-service", {"days": "5", "customer": "business"}, "60.00 EUR"),
    ("it-telecom", "late-answer", {"days": "100"}, "250.00 EUR"),
    ("it-telecom", "late-answer", {"days": "130"}, "300.00 EUR"),
    ("it-telecom", "late-activation", {"days": "10", "services": "0", "accessory_services": "1"}, "25.00 EUR"),
    ("it-telecom", "late-activation", {"days": "200", "services": "0", "accessory_services": "2"}, "600.00 EUR"),
    ("it-telecom", "late-porting", {"days": "3"}, "15.00 EUR"),
    ("it-telecom", "late-switch", {"days": "4"}, "6.00 EUR"),
    ("it-telecom", "number-loss", {"years": "7"}, "700.00 EUR"),
    ("it-telecom", "unrequested-service", {"days": "6"}, "30.00 EUR"),
    ("es-telecom", "loss-of-service", {"hours": "10", "days_in_month": "28", "bundle_fee": "50.00 EUR"}, "2.23 EUR"),
    ("es-telecom", "loss-of-service", {"hours": "10h", "days_in_month": "30", "bundle_fee": "50 EUR"}, "2.08 EUR"),
    ("es-telecom", "internet", {"hours": "72", "days_in_month": "30", "internet_fee": "30.00 EUR"}, "3.00 EUR"),
    ("eu-261", "delay", {"distance_km": "1800", "delay": "3h10"}, "400.00 EUR"),
    ("eu-261", "delay", {"distance_km": "1500", "delay": "3h"}, "250.00 EUR"),
    ("eu-261", "delay", {"distance_km": "1800", "delay": "2h59"}, "0.00 EUR"),
    ("eu-261", "delay", {"distance_km": "4000", "delay": "5h", "intra_eu": "yes"}, "400.00 EUR"),
    ("eu-261", "delay", {"distance_km": "4000", "delay": "3h30"}, "300.00 EUR"),
    ("eu-261", "delay", {"distance_km": "4000", "delay": "4h"}, "600.00 EUR"),
    ("eu-261", "delay", {"distance_km": "4000", "delay": "4h", "extraordinary": "yes"}, "0.00 EUR"),
    ("eu-261", "cancellation", {"distance_km": "900", "notice_days": "14"}, "0.00 EUR"),
    ("eu-261", "cancellation", {"distance_km": "900", "notice_days": "13", "near_schedule": "yes"}, "125.00 EUR"),
    ("eu-261", "denied-boarding", {"distance_km": "3501"}, "600.00 EUR"),
    ("uk-261", "delay", {"distance_km": "5600", "delay": "3h30"}, "260.00 GBP"),
    ("uk-261", "delay", {"distance_km": "5600", "delay": "240m"}, "520.00 GBP"),
    ("uk-261", "denied-boarding", {"distance_km": "1501"}, "350.00 GBP"),
    ("us-air", "denied-boarding", {"fare": "400.00 USD", "delay": "90m"}, "800.00 USD"),
    ("us-air", "denied-boarding", {"fare": "700.00 USD", "delay": "3h"}, "2150.00 USD"),
    ("us-air", "denied-boarding", {"fare": "700.00 USD", "delay": "1h"}, "0.00 USD"),
    ("montreal-bags", "bag-loss", {"proven": "900.00 XDR"}, "900.00 XDR"),
    ("montreal-bags", "bag-loss", {"proven": "2000.00 XDR"}, "1519.00 XDR"),
    ("psd2", "unauthorised-payment", {"amount": "240.00 EUR", "reported": "2026-11-20", "country": "ES"}, "240.00 EUR"),
]


@pytest.mark.parametrize(("regime", "case", "facts", "expected"), VECTORS)
def test_a_vector_of_the_trade(regime: str, case: str, facts: dict[str, str], expected: str) -> None:
    found = worked(regime, case, **facts)
    assert str(found.amount) == expected
    assert (found.nothing is None) == (Decimal(expected.split()[0]) > 0)
    assert sum((line.amount for line in found.lines), Fraction(0)) == sum(
        line.count * line.each if line.cap is None else line.cap for line in found.lines
    )


def test_an_outage_in_october_names_its_convention_and_tells_the_other() -> None:
    found = worked("uk-fixed-telecom", "loss-of-service", **OUTAGE)
    told = {each.code: each.about for each in found.by}
    assert told["working-days-first"] == ("2", "2026-10-05, 2026-10-06", "GB-ENG")
    assert told["last-not-counted"] == ("2026-10-10",)
    assert told["otherwise-counted"] == ("41.36 GBP",)
    (line,) = found.lines
    assert (str(line), line.days) == ("3 × 10.34 = 31.02", (date(2026, 10, 7), date(2026, 10, 9)))
    assert (found.automatic, found.rows[0].valid_from) == (True, date(2026, 4, 1))
    visit = worked("uk-fixed-telecom", "missed-appointment", missed_on="2026-10-06")
    assert found.amount is not None
    assert visit.amount is not None
    assert str(found.amount + visit.amount) == "63.33 GBP"


@pytest.mark.parametrize(
    ("day", "loss", "visit", "late"),
    [
        ("2019-04-01", "8.00", "25.00", "5.00"),
        ("2021-03-31", "8.00", "25.00", "5.00"),
        ("2021-04-01", "8.06", "25.18", "5.04"),
        ("2022-04-01", "8.40", "26.24", "5.25"),
        ("2023-04-01", "9.33", "29.15", "5.83"),
        ("2024-04-01", "9.76", "30.49", "6.10"),
        ("2025-04-01", "9.98", "31.19", "6.24"),
        ("2026-04-01", "10.34", "32.31", "6.46"),
    ],
)
def test_every_dated_rate_of_ofcom(day: str, loss: str, visit: str, late: str) -> None:
    one = {"on": date.fromisoformat(day)}
    rates = [terms(table("uk-fixed-telecom"), each, **one)[0][1] for each in table("uk-fixed-telecom").cases]
    assert [str(rate) for rate in rates] == [f"{each} GBP" for each in (loss, visit, late)]


def test_each_day_is_paid_at_the_rate_in_force_on_it() -> None:
    found = worked("uk-fixed-telecom", "late-activation", promised="2026-03-30", started="2026-04-03")
    assert [str(line) for line in found.lines] == ["2 × 6.24 = 12.48", "2 × 6.46 = 12.92"]
    assert str(found.amount) == "25.40 GBP"
    assert "rate-of-the-day" in codes(found)
    assert [each.code for each in found.warnings] == ["is-derived"]


def test_bank_holidays_are_no_working_days_and_differ_within_the_country() -> None:
    facts = {"reported": "2026-12-31", "restored": "2027-01-06"}
    england = worked("uk-fixed-telecom", "loss-of-service", **facts)
    scotland = worked("uk-fixed-telecom", "loss-of-service", region="sct", **facts)
    assert england.by[1].about[1] == "2027-01-04, 2027-01-05"
    assert scotland.by[0].about[1] == "2027-01-05, 2027-01-06"
    assert (str(england.amount), str(scotland.amount)) == ("0.00 GBP", "0.00 GBP")
    assert england.nothing is not None
    assert {each.code: each.about for each in england.by}["otherwise-counted"] == ("10.34 GBP",)


def test_of_fee_and_mean_the_greater_is_owed_and_the_other_told() -> None:
    facts = {"hours": "10", "days_in_month": "28", "bundle_fee": "50.00 EUR"}
    found = worked("es-telecom", "loss-of-service", mean_billed="200.00 EUR", **facts)
    assert str(found.lines[0]) == "200.00 × 10/672 = 2.9762"
    assert {each.code: each.about for each in found.by}["greatest"] == ("1.8601", "2.9762")
    without = worked("es-telecom", "loss-of-service", **facts)
    assert {each.code: each.about for each in without.by}["not-compared"] == ("mean_billed",)
    assert {each.code: each.about for each in without.by}["hours-of-month"] == ("28", "672")


@pytest.mark.parametrize(
    ("distance", "intra", "waiting", "overnight", "things"),
    [
        ("1500", "no", "1h59", "no", 0),
        ("1500", "no", "2h", "no", 2),
        ("1501", "yes", "3h", "yes", 3),
        ("1501", "no", "2h59", "yes", 0),
        ("3501", "no", "3h59", "no", 0),
        ("3501", "yes", "3h", "no", 2),
        ("3501", "no", "4h", "yes", 3),
        ("9000", "no", "5h", "no", 3),
        ("9000", "no", "5h", "yes", 4),
    ],
)
def test_care_is_due_by_the_wait_and_is_no_sum(
    distance: str, intra: str, waiting: str, overnight: str, things: int
) -> None:
    found = worked("eu-261", "care", distance_km=distance, intra_eu=intra, waiting=waiting, overnight=overnight)
    assert len(found.due) == things
    assert not found.lines
    assert (found.nothing is None) == bool(things)


def test_a_late_bag_has_its_dates_and_a_limit_that_is_no_offer() -> None:
    first = worked("montreal-bags", "bag-delay", missing_since="2026-11-22")
    assert (first.amount, str(first.limit)) == (None, "1519.00 XDR")
    assert [each.day for each in first.limits] == [None, date(2026, 12, 13)]
    later = worked("montreal-bags", "bag-delay", delivered_on="2026-11-25")
    assert [each.day for each in later.limits] == [date(2026, 12, 16), None]
    assert "PIR" in later.notes[0]["en"]
    damaged = worked("montreal-bags", "bag-damage", delivered_on="2026-11-25")
    assert [each.day for each in damaged.limits] == [date(2026, 12, 2)]


@pytest.mark.parametrize(
    ("regime", "case", "facts", "days"),
    [
        (
            "psd2",
            "unauthorised-payment",
            {"amount": "240.00 EUR", "reported": "2026-11-20", "country": "ES"},
            "2026-11-23",
        ),
        (
            "psd2",
            "unauthorised-payment",
            {"amount": "1.00 EUR", "reported": "2026-12-07", "country": "IT"},
            "2026-12-09",
        ),
        ("uk-goods", "refund", {"agreed_on": "2026-11-20"}, "2026-12-04"),
        ("us-air", "refund-card", {"fare": "99.00 USD", "refused_on": "2026-11-20"}, "2026-12-02"),
        ("us-air", "refund-other", {"fare": "99.00 USD", "refused_on": "2026-11-20"}, "2026-12-10"),
    ],
)
def test_it_is_paid_by_a_day(regime: str, case: str, facts: dict[str, str], days: str) -> None:
    found = worked(regime, case, **facts)
    assert found.pay_by is not None
    assert str(found.pay_by.day) == days


@pytest.mark.parametrize(
    ("regime", "case", "facts", "days"),
    [
        ("eu-goods", "guarantee", {"delivered_on": "2024-02-29"}, ["2026-02-28"]),
        ("eu-goods", "guarantee-es", {"delivered_on": "2024-02-29"}, ["2027-02-28", "2026-02-28"]),
        ("eu-goods", "withdrawal", {"delivered_on": "2026-11-20"}, ["2026-12-04"]),
        ("uk-goods", "reject", {"delivered_on": "2026-11-01"}, ["2026-12-01"]),
        ("uk-goods", "presumed-fault", {"delivered_on": "2026-08-31"}, ["2027-02-28"]),
        ("uk-261", "delay", {"distance_km": "500", "delay": "4h", "flown_on": "2024-02-29"}, ["2030-02-28"]),
        ("psd2", "complaint", {"reported": "2026-11-20", "country": "ES"}, ["2026-12-14"]),
    ],
)
def test_a_time_limit_has_its_last_day(regime: str, case: str, facts: dict[str, str], days: list[str]) -> None:
    assert [str(each.day) for each in worked(regime, case, **facts).limits] == days


def test_a_repair_lengthens_the_guarantee_only_since_the_directive_holds() -> None:
    facts = {"guaranteed_until": "2027-01-10", "repaired_on": "2026-08-01"}
    assert worked("eu-goods", "guarantee-after-repair", **facts).limits[0].day == date(2028, 1, 10)
    with pytest.raises(NotComputed, match="No rule of guarantee-after-repair is in force on 2026-07-30"):
        worked("eu-goods", "guarantee-after-repair", **{**facts, "repaired_on": "2026-07-30"})


@pytest.mark.parametrize(
    ("case", "facts", "code", "said"),
    [
        ("loss-of-service", {"reported": "2019-03-01", "restored": "2019-03-30"}, 3, "in force on 2019-03-06"),
        ("loss-of-service", {"reported": "2026-10-02"}, 3, "restored: missing: the day on which it worked again"),
        ("loss-of-service", {"reported": "02/10/2026", "restored": "2026-10-10"}, 3, "reported: .* is not a date"),
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
    assert [line.amount for line in found.lines] == [Fraction(505, 2), Fraction(95, 2)]


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


def test_an_unknown_fact_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="Nearest: distance_km"):
        worked("eu-261", "delay", distance="1800", delay="3h")


@pytest.mark.parametrize("text", ["3h10", "190m", "190min", "3 h 10 m", "3.1667"])
def test_a_time_may_be_written_in_many_ways(text: str) -> None:
    assert str(worked("eu-261", "delay", distance_km="100", delay=text).amount) == "250.00 EUR"


@pytest.mark.parametrize("text", ["", "3:10", "three", "3d", "-3", "h", "3h10x"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(NotComputed, match="delay: .*write it like 3h10"):
        worked("eu-261", "delay", distance_km="100", delay=text)
