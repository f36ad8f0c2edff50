"""Money is exact, has its currency and one text, and never adds up with another one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_cli.journal.codec import decode, encode
from recovery_cli.money import Money
from recovery_cli.notes.token import digest
from recovery_cli.walk.events import ApprovalAsked

amounts = st.integers(0, 4).flatmap(
    lambda places: st.builds(
        Money, st.decimals(-(10**9), 10**9, places=places), st.sampled_from(("EUR", "JPY", "KWD", "COP"))
    )
)
euros = st.builds(Money, st.decimals(-(10**9), 10**9, places=2), st.just("EUR"))


@given(amounts)
def test_money_reads_back_to_the_digit(money: Money) -> None:
    again = Money.read(str(money))
    assert again == money
    assert str(again) == str(money)


@given(amounts)
def test_what_the_journal_gives_back_is_what_was_signed(money: Money) -> None:
    event = ApprovalAsked("manager", "guarantee-note", money)
    again = decode(encode(event))
    assert again == event
    assert digest({"cap": money}) == digest({"cap": again.amount})


@given(st.decimals(0, 10**9, places=2), st.sampled_from(("EUR", "USD", "KWD")))
def test_a_sum_that_can_be_paid_is_taken_as_it_is_written(amount: Decimal, currency: str) -> None:
    assert str(Money.parse(f" {amount}   {currency}")) == f"{amount} {currency}"


@given(euros, euros)
def test_adding_and_taking_away_undo_each_other(one: Money, other: Money) -> None:
    assert one + other - other == one


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("80 EUR", "80 EUR"),
        ("25.5 EUR", "25.50 EUR"),
        ("-0.5 EUR", "-0.50 EUR"),
        ("80 JPY", "80 JPY"),
        ("80.00 JPY", "80.00 JPY"),
        ("1.255 KWD", "1.255 KWD"),
        ("1.5 KWD", "1.50 KWD"),
        ("80000.50 COP", "80000.50 COP"),
    ],
)
def test_one_decimal_is_written_as_two_and_none_is_lost(text: str, written: str) -> None:
    assert str(Money.parse(text)) == written


def test_an_exponent_is_written_out() -> None:
    assert str(Money(Decimal("1E+3"), "EUR")) == "1000 EUR"


@pytest.mark.parametrize("text", ["30.555 EUR", "1.500 EUR", "0.0345 USD", "80.5 JPY", "1.500 JPY", "1.2555 KWD"])
def test_what_nobody_can_pay_is_no_sum_that_was_typed(text: str) -> None:
    with pytest.raises(ValueError, match=r"more decimals than can be paid in .*; write it like 80(\.00)? [A-Z]{3}$"):
        Money.parse(text)


def test_a_price_for_one_of_many_may_have_more() -> None:
    assert str(Money.parse("0.0345 EUR", decimals=4)) == "0.0345 EUR"
    with pytest.raises(ValueError, match="more decimals"):
        Money.parse("0.0345 EUR", decimals=3)


@given(euros)
def test_a_sum_of_many_reads_back_however_long_it_is(money: Money) -> None:
    most = Money(Decimal(999_999_999_999), "EUR")
    assert Money.read(str(most + most + money)) == most + most + money


@pytest.mark.parametrize(
    "text", ["80", "80.00", "EUR 80", "80,00 EUR", "80.00 eur", "1e3 EUR", "NaN EUR", "٨٠ EUR", "", "80.00 EURO"]
)
def test_what_is_no_amount_with_its_currency_says_what_would_be(text: str) -> None:
    with pytest.raises(ValueError, match=r"80\.00 EUR"):
        Money.parse(text)
    with pytest.raises(ValueError, match="as we write it"):
        Money.read(text)


def test_currencies_do_not_add_up_or_compare() -> None:
    euro, dollar = Money(Decimal(1), "EUR"), Money(Decimal(1), "USD")
    for act in (lambda: euro + dollar, lambda: euro - dollar, lambda: euro <= dollar, lambda: euro < dollar):
        with pytest.raises(ValueError, match="do not add up"):
            act()
