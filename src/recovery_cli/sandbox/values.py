"""Plain values as a template sees them: only these kinds, each knowing the path that it was read by."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import TypeAlias

from recovery_cli.errors import RecoverError
from recovery_cli.money import Money
from recovery_cli.private import Private

Leaf: TypeAlias = "str | int | float | Decimal | date | time | Money | None"

NO_VALUE = frozenset({"nan", "NaN", "None", "null", "N/A", "#N/A"})
"""What tables write for nothing, exactly: `Nan` and `Null` are people's names."""

_LONGEST = max(map(len, NO_VALUE))
_SEEN = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\xad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


class TemplateFault(RecoverError):
    """A template that cannot be used; `line` counts from 1 in its source, 0 when no line is to blame.

    Whatever turns up only with a customer's values, in the middle of a walk, is still the author's fault.
    """

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message, "recover playbook check")
        self.line = line


class UndefinedFact(Exception):
    """A template read a fact that nobody has given, or would print one that is blank."""

    def __init__(self, path: str, line: int = 0) -> None:
        super().__init__(f"{path} is not known")
        self.path = path
        self.line = line


@dataclass(frozen=True, slots=True)
class Spelled:
    """A value and the way in which it is to be written out (`date`, `time`, `day_month`, `in_words`)."""

    value: Leaf
    how: str


class Branch:
    """A group of facts; its parts are read by name and wrapped on the way out."""

    __slots__ = ("_parts", "path")

    def __init__(self, parts: Mapping[str, object], path: str) -> None:
        self._parts = parts
        self.path = path

    def __contains__(self, name: object) -> bool:
        return name in self._parts

    def __len__(self) -> int:
        return len(self._parts)

    def part(self, name: str) -> object:
        return plain(self._parts[name], f"{self.path}.{name}")


class Row:
    """A list of facts; its items are wrapped on the way out."""

    __slots__ = ("_items", "path")

    def __init__(self, items: Sequence[object], path: str) -> None:
        self._items = items
        self.path = path

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[object]:
        return (plain(item, f"{self.path}[{at}]") for at, item in enumerate(self._items))

    def __contains__(self, wanted: object) -> bool:
        return any(item == wanted for item in self)

    def item(self, at: int) -> object:
        return plain(self._items[at], f"{self.path}[{at}]")


def plain(value: object, path: str) -> object:
    """`value` as a template may hold it; text loses any subclass, so no Markup comes in with the data."""
    match value:
        case str():
            return str.__str__(value)
        case None | bool() | int() | float() | Decimal() | date() | time() | Money():
            return value
        case Private():
            return plain(value.value, path)
        case Mapping():
            return Branch(value, path)
        case list() | tuple():
            return Row(value, path)
    raise TypeError(f"{path} is a {type(value).__name__}, which no template may hold")


def blank(value: object) -> bool:
    """Whether printing `value` leaves a gap: nothing, white space, or what a table writes for nothing."""
    if isinstance(value, str):
        if len(value) > _LONGEST and value[:1].isalnum() and not value[-1:].isspace():
            return False  # as with most texts, at a glance
        return value.strip() in NO_VALUE or _SEEN.search(value) is None
    match value:
        case None:
            return True
        case float():
            return math.isnan(value)
        case Decimal():
            return value.is_nan()
        case Mapping() | list() | tuple() | Branch() | Row():
            return len(value) == 0
        case Private() | Spelled():
            return blank(value.value)
    return False
