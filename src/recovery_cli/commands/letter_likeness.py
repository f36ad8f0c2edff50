"""Rows that are alike: what was found good in one of them holds for all, since no letter of theirs goes another way."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Mapping
from zoneinfo import ZoneInfo

from recovery_cli.commands.letter_rows import Layout, read
from recovery_cli.letters.model import Kind
from recovery_cli.rows import Row
from recovery_cli.sandbox import blank

KEPT = 4096
_ITEM = re.compile(r"\[\d+\]")


class Likeness:
    """What was found good among the rows of a table, in one language.

    Of a cell that is only `printed`, two rows that are alike share what kind of value it gives; of any other, its text.
    """

    def __init__(self, layout: Layout, printed: Collection[str], *, zone: ZoneInfo) -> None:
        self._signs = [
            (column, _sign(kind, zone) if _ITEM.sub("[]", place) in printed else str)
            for column, (place, kind) in layout.fields.items()
        ]
        self._good: set[tuple[Hashable, ...]] = set()

    def key(self, row: Row) -> tuple[Hashable, ...] | None:
        """None for a row that has to be looked at by itself."""
        cells = row.cells
        try:
            return tuple([sign(cells.get(column, "")) for column, sign in self._signs])
        except ValueError:
            return None

    def is_good(self, key: tuple[Hashable, ...] | None) -> bool:
        return key is not None and key in self._good

    def add(self, key: tuple[Hashable, ...] | None) -> None:
        if key is not None:
            if len(self._good) >= KEPT:
                self._good.clear()
            self._good.add(key)


def _sign(kind: Kind, zone: ZoneInfo) -> Callable[[str], Hashable]:
    if kind == "text":
        return blank

    def read_as(text: str) -> str:
        return type(read(kind, text, zone)).__name__ if text else ""

    return read_as


def likenesses(
    layout: Layout, languages: Collection[str], printed: Callable[[str], Collection[str]], *, zone: ZoneInfo
) -> Mapping[str, Likeness]:
    """One for each language."""
    return {language: Likeness(layout, printed(language), zone=zone) for language in languages}
