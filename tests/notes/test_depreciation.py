"""A garment's worth by its age: the published example, whole years, and a reckoning that can be read aloud."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_cli.errors import UsageError
from recovery_cli.money import Money
from recovery_cli.notes.depreciation import LIVES, worth


def test_the_example_of_the_sources() -> None:
    value, because = worth("leather_jacket", Money(Decimal("500.00"), "USD"), years=4)
    assert value == Money(Decimal("300.00"), "USD")
    assert because == (
        "a new one costs 500.00 USD",
        "leather jacket: 10 years in use, 10 % a year",
        "4 of 10 years have passed, 6 are left",
        "500.00 USD x 6 / 10 = 300.00 USD",
    )


@pytest.mark.parametrize(
    ("garment", "years", "value"),
    [
        ("dress", 1, "80.00"),
        ("shirt", 1, "66.67"),
        ("shirt", 2, "33.33"),
        ("childs_other", 1, "50.00"),
        ("suit", 5, "0"),
    ],
)
def test_other_garments(garment: str, years: int, value: str) -> None:
    assert worth(garment, Money(Decimal("100.00"), "EUR"), years=years)[0].amount == Decimal(value)


def test_a_currency_without_hundredths_stays_whole() -> None:
    assert worth("shirt", Money(Decimal(100000), "COP"), years=1)[0] == Money(Decimal(66667), "COP")


@given(st.sampled_from(sorted(LIVES)), st.integers(0, 12), st.decimals(1, 5000, places=2))
def test_it_never_rises_with_age_nor_above_the_price(garment: str, years: int, price: Decimal) -> None:
    new, old = Money(price, "EUR"), worth(garment, Money(price, "EUR"), years=years)[0]
    assert worth(garment, new, years=0)[0] == new
    assert worth(garment, new, years=years + 1)[0].amount <= old.amount <= price
    assert (old.amount == 0) == (years >= LIVES[garment] or old.amount < Decimal("0.01"))


@pytest.mark.parametrize(("garment", "years", "price"), [("hat", 1, "10"), ("suit", -1, "10"), ("suit", 1, "0")])
def test_what_cannot_be_meant_is_wrong_usage(garment: str, years: int, price: str) -> None:
    with pytest.raises(UsageError) as refused:
        worth(garment, Money(Decimal(price), "EUR"), years=years)
    assert refused.value.hint
