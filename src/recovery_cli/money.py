"""Money is a Decimal with its currency; it is written `80.00 EUR` wherever a machine reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Self

_SHAPE = re.compile(r"(-?\d{1,12}(?:\.\d{1,4})?) ([A-Z]{3})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in units of `currency` (ISO 4217); arithmetic never mixes currencies."""

    amount: Decimal
    currency: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `80.00 EUR`; raises ValueError, which says what was expected."""
        match = _SHAPE.fullmatch(" ".join(text.split()))
        if match is None:
            raise ValueError(f'"{text}" is not an amount with its currency; write it like 80.00 EUR')
        try:
            return cls(Decimal(match[1]), match[2])
        except InvalidOperation as fault:  # pragma: no cover - the shape leaves no room for it
            raise ValueError(f'"{text}" is not an amount') from fault

    def __str__(self) -> str:
        return (
            f"{self.amount:.2f} {self.currency}"
            if self.amount.as_tuple().exponent != 0
            else f"{self.amount} {self.currency}"
        )

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
