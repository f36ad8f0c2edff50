"""What a garment is worth by its age, when its stain stays: the price of a new one, less a share for each year."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from recovery_cli.errors import UsageError
from recovery_cli.money import Money

LIVES: Mapping[str, int] = MappingProxyType(
    {
        "leather_jacket": 10,
        "overcoat": 5,
        "suit": 5,
        "jacket": 5,
        "trousers": 5,
        "sweater": 5,
        "dress": 5,
        "gown": 5,
        "shirt": 3,
        "underwear": 3,
        "shoes": 3,
        "childs_coat": 3,
        "childs_other": 2,
    }
)
"""Years in use, of the table in a directive of the Canadian public service (njc-cnm.gc.ca).

An open table and no law: a guest's right may go further, so what comes out is where the talk begins.
"""
_NO_HUNDREDTHS = frozenset({"CLP", "COP", "JPY", "KRW", "PYG", "VND"})


def worth(garment: str, price: Money, *, years: int) -> tuple[Money, tuple[str, ...]]:
    """The value of a garment of `years` whole years whose like costs `price` today, and the reckoning line by line.

    Raises `UsageError` for a garment that the table does not have, a negative age, or a price of nothing.
    """
    life = LIVES.get(garment)
    if life is None:
        raise UsageError(f'The table has no "{garment}".', f"One of: {', '.join(LIVES)}")
    if years < 0:
        raise UsageError("A garment is not younger than new.", "--years 0")
    if price.amount <= 0:
        raise UsageError("A garment costs more than nothing.", "--price 500.00 EUR")
    left = max(life - years, 0)
    places = Decimal(1) if price.currency in _NO_HUNDREDTHS else Decimal("0.01")
    value = Money((price.amount * left / life).quantize(places, ROUND_HALF_UP), price.currency)
    trace = (
        f"a new one costs {price}",
        f"{garment.replace('_', ' ')}: {life} years in use, {100 / Decimal(life):.0f} % a year",
        f"{years} of {life} years have passed, {left} are left",
        f"{price} x {left} / {life} = {value}",
    )
    return value, trace
