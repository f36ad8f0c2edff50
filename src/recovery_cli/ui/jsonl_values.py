"""Values as a line of JSON has them: texts in every language there is, money as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias, assert_never

from recovery_cli.money import Money
from recovery_cli.playbook.text import Text
from recovery_cli.private import Private
from recovery_cli.walk.events import Value
from recovery_cli.walk.requests import Spoken

Data: TypeAlias = "str | int | bool | Sequence[Data] | Mapping[str, Data] | None"
"""JSON without floats."""


def spoken(words: Spoken) -> Data:
    return {language: list(breaths) for language, breaths in words.items()}


def text(words: Text | None) -> Data:
    return None if words is None else dict(words.root)


def money(amount: Money | None) -> Data:
    return None if amount is None else str(amount)


def value(held: Value) -> Data:
    """An answer as it is sent: money like 80.00 EUR, erased words as null."""
    match held:
        case Private(words):
            return words
        case Money():
            return str(held)
        case tuple():
            return list(held)
        case str() | int() | None:
            return held
    assert_never(held)
