"""Money is exact, has its currency, and never adds up with another one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_cli.money import Money

amounts = st.builds(Money, st.decimals(-(10**9), 10**9, places=2), st.just("EUR"))


@given(amounts)
def test_money_reads_back_as_it_is_written(money: Money) -> None:
    assert Money.parse(str(money)) == money


@given(amounts, amounts)
def test_adding_and_taking_away_undo_each_other(one: Money, other: Money) -> None:
    assert one + other - other == one


@pytest.mark.parametrize(
    "text", ["80", "80.00", "EUR 80", "80,00 EUR", "80.00 eur", "1e3 EUR", "NaN EUR", "٨٠ EUR", "", "80.00 EURO"]
)
def test_what_is_no_amount_with_its_currency_says_what_would_be(text: str) -> None:
    with pytest.raises(ValueError, match=r"80\.00 EUR"):
        Money.parse(text)


def test_currencies_do_not_add_up_or_compare() -> None:
    euro, dollar = Money(Decimal(1), "EUR"), Money(Decimal(1), "USD")
    for act in (lambda: euro + dollar, lambda: euro - dollar, lambda: euro <= dollar, lambda: euro < dollar):
        with pytest.raises(ValueError, match="do not add up"):
            act()
