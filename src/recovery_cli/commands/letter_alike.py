"""Text letters of rows that are alike: what all of them share is text already, the rest is written from the cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import TypeAlias
from zoneinfo import ZoneInfo

from recovery_cli.commands.letter_rows import STEP, Layout, value_of
from recovery_cli.document.shape import Place, found
from recovery_cli.document.shaped import Slot, Way
from recovery_cli.letters.formats.text import joined, parts, written
from recovery_cli.letters.letter import Letter
from recovery_cli.letters.model import Kind

Cells: TypeAlias = Mapping[str, str]
Columns: TypeAlias = Mapping[Place, tuple[str, Kind]]
KEPT = 64
"""How many writings of a block are remembered."""


class Alike:
    """Writes the letters of rows for which a `Likeness` has one key; `letter` is that of the first, by this `way`."""

    def __init__(self, letter: Letter, way: Way, layout: Layout, cells: Cells, *, zone: ZoneInfo) -> None:
        columns = {
            _steps(place): (column, kind)
            for column, (place, kind) in layout.fields.items()
            if (text := cells.get(column)) and value_of(kind, text, zone) is not None
        }
        shown = {id(block) for block in letter.shown}
        same: list[str] = [*letter.marks]
        self._pieces: list[str | Callable[[Cells], str]] = []
        for slot, block in zip(way.slots, letter.blocks, strict=True):
            if id(block) not in shown:
                continue
            if any(place in columns for place in slot.places):
                self._pieces += ["\n\n".join(same)] if same else []
                self._pieces.append(_Piece(slot, columns, letter.facts, zone).text)
                same = []
            else:
                same += parts(block)
        self._pieces += ["\n\n".join(same)] if same else []

    def written(self, cells: Cells) -> bytes:
        """The letter of a row with these cells."""
        return joined([piece if isinstance(piece, str) else piece(cells) for piece in self._pieces])


class _Piece:
    """A block in which something differs from row to row."""

    def __init__(self, slot: Slot, columns: Columns, facts: Mapping[str, object], zone: ZoneInfo) -> None:
        self._slot, self._zone = slot, zone
        self._from = [(columns.get(place), found(facts, place)) for place in slot.places]
        self._key = itemgetter(*dict.fromkeys(source[0] for source, _ in self._from if source is not None))
        self._kept: dict[object, str] = {}

    def text(self, cells: Cells) -> str:
        key = self._key(cells)
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            kept = self._kept[key] = "\n\n".join(written(self._slot.made(self._values(cells))))
        return kept

    def _values(self, cells: Cells) -> Iterable[object]:
        for source, same in self._from:
            if source is None:
                yield same
            else:
                column, kind = source
                # A text that is there is its own value.
                yield cells[column] if kind == "text" else value_of(kind, cells[column], self._zone)


def _steps(place: str) -> Place:
    return tuple(int(step[1:-1]) if step.startswith("[") else step for step in STEP.findall(place))
