"""Money is a Decimal with its currency; it is written `80.00 EUR` wherever a machine reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

_TYPED = re.compile(r"-?\d{1,12}(?:\.(\d{1,4}))? [A-Z]{3}", re.ASCII)
_WRITTEN = re.compile(r"(-?\d+(?:\.\d+)?) ([A-Z]{3})", re.ASCII)
_HUNDREDTHS = 2
_WHOLE = frozenset(
    ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF")
)
_THOUSANDTHS = frozenset(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"))
"""The currencies of ISO 4217 that do not count in hundredths."""


def places(currency: str) -> int:
    """How many decimals the smallest sum has that can be paid in it."""
    return 0 if currency in _WHOLE else 3 if currency in _THOUSANDTHS else _HUNDREDTHS


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in units of `currency` (ISO 4217); arithmetic never mixes currencies.

    It has one text, which `read` reads back to the digit: whole as `80`, or with at least two decimals and never
    rounded. What is signed, stored and shown is that text.
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", _with_places(self.amount))

    @classmethod
    def parse(cls, text: str, *, decimals: int | None = None) -> Self:
        """Read what somebody typed, `80.00 EUR`; raises ValueError, which says what was expected.

        It may have as many `decimals`; without them it is a sum that can be paid, and has those of its currency.
        """
        typed = " ".join(text.split())
        match = _TYPED.fullmatch(typed)
        if match is None:
            raise ValueError(f'"{text}" is not an amount with its currency; write it like 80.00 EUR')
        money = cls.read(typed)
        # 1.500 is fifteen hundred to half of the world, so that even noughts beyond the hundredths are not passed over.
        most = max(places(money.currency), _HUNDREDTHS) if decimals is None else decimals
        if len(match[1] or "") > most or (decimals is None and not money.payable):
            like = f"80{'.00' if places(money.currency) else ''} {money.currency}"
            raise ValueError(f'"{text}" has more decimals than can be paid in {money.currency}; write it like {like}')
        return money

    @classmethod
    def read(cls, text: str) -> Self:
        """What `str` wrote; raises ValueError for anything else."""
        match = _WRITTEN.fullmatch(text)
        if match is None:
            raise ValueError(f'"{text}" is not an amount as we write it')
        return cls(Decimal(match[1]), match[2])

    @property
    def payable(self) -> bool:
        """Whether the currency has the coins for it."""
        return self.amount == round(self.amount, places(self.currency))

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add up")

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.amount <= other.amount

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.amount < other.amount


def _with_places(amount: Decimal) -> Decimal:
    match amount.as_tuple().exponent:
        case int(exponent) if exponent > 0:
            return amount.quantize(Decimal(1))
        case -1:
            return amount.quantize(Decimal("0.01"))
        case _:
            return amount
