"""Rows that are alike: what was found of one of them holds for all, since no letter of theirs goes another way."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable
from functools import lru_cache
from typing import Generic, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from recovery_cli.commands.letter_rows import Layout, value_of
from recovery_cli.letters.model import Kind
from recovery_cli.rows import Row
from recovery_cli.sandbox import blank

Found = TypeVar("Found")
Key: TypeAlias = tuple[Hashable, ...]
_ITEM = re.compile(r"\[\d+\]")


class Likeness(Generic[Found]):
    """What was found of the rows of a table, in one language.

    Of a cell that is only `printed`, two rows that are alike share what kind of value it gives; of any other, its text.
    At `most` so many kinds of rows are remembered.
    """

    def __init__(self, layout: Layout, printed: Collection[str], *, zone: ZoneInfo, most: int) -> None:
        only_printed = {
            column: kind for column, (place, kind) in layout.fields.items() if _ITEM.sub("[]", place) in printed
        }
        self._texts = [column for column, kind in only_printed.items() if kind == "text"]
        self._read = [(column, _reading(kind, zone)) for column, kind in only_printed.items() if kind != "text"]
        self._weighed = [column for column in layout.fields if column not in only_printed]
        self._found: dict[Key, Found] = {}
        self._most = most

    def key(self, row: Row) -> Key | None:
        """None for a row that has to be looked at by itself."""
        cell = row.cells.get
        try:
            return (
                *[blank(cell(column, "")) for column in self._texts],
                *[kind_of(cell(column, "")) for column, kind_of in self._read],
                *[cell(column, "") for column in self._weighed],
            )
        except ValueError:
            return None

    def get(self, key: Key | None) -> Found | None:
        return None if key is None else self._found.get(key)

    def put(self, key: Key | None, found: Found) -> None:
        if key is not None:
            if len(self._found) >= self._most:
                self._found.clear()
            self._found[key] = found


def _reading(kind: Kind, zone: ZoneInfo) -> Callable[[str], Hashable]:
    @lru_cache(maxsize=8192)
    def kind_of(text: str) -> str:
        return type(value_of(kind, text, zone)).__name__ if text else ""

    return kind_of


class ByLanguage(dict[str, Likeness[Found]]):
    """One for each language, made when a row is in it: to read a template takes longer than many letters of it."""

    def __init__(self, made: Callable[[str], Likeness[Found]]) -> None:
        super().__init__()
        self._made = made

    def __missing__(self, language: str) -> Likeness[Found]:
        likeness = self[language] = self._made(language)
        return likeness
