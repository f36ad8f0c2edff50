"""What the law owes: the vectors of the trade, line by line, by the rule of the day, with the conventions named."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from owed_tables import OUTAGE, table, worked

from recovery_cli.remedies.owed import terms
from recovery_cli.remedies.owed_trace import NotComputed, Owed


def codes(found: Owed) -> list[str]:
    return [each.code for each in found.by]


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
