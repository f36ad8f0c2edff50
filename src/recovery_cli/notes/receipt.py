"""A cleaner's receipt, and what it is known again by."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date

from recovery_cli.money import Money


@dataclass(frozen=True, slots=True)
class Receipt:
    """`on` is the date it bears, `number` the cleaner's own, `file` the sha256 of its photo or scan, hex."""

    amount: Money
    on: date
    cleaner: str = ""
    number: str = ""
    file: str = ""

    def alike(self) -> str:
        """What two receipts of one cleaner, sum and day share: two guests may well have such a pair."""
        return self._mark("alike")

    def exact(self) -> tuple[str, ...]:
        """What no other receipt has: by its number, by its file; none where neither is known."""
        by_number = (self._mark("number", _plain(self.number)),) if self.number.strip() else ()
        return (*by_number, _hashed("file", self.file)) if self.file else by_number

    def marks(self) -> tuple[str, ...]:
        return (self.alike(), *self.exact())

    def _mark(self, kind: str, *more: str) -> str:
        amount = f"{self.amount.amount.normalize():f} {self.amount.currency}"
        return _hashed(kind, _plain(self.cleaner), amount, self.on.isoformat(), *more)


def _plain(text: str) -> str:
    """Case and white space differ from one typing to the next."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _hashed(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
