"""Letters of one shape: what is the same in all of them is made once, and only what differs is filled again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeAlias

from recovery_cli.document.blocks import Block
from recovery_cli.document.fill import Locale, fill, filling
from recovery_cli.document.prepare import Prepared, Value
from recovery_cli.document.probe import in_place_of, known_by
from recovery_cli.document.shape import Odd, Place, Shaper, Values, found

Differing: TypeAlias = Mapping[int, tuple[int, Place]]
"""By the number of a printed value: which of the shape's values it is, and the place where it stands."""

SHAPES, LETTERS = 256, 64
"""How many shapes of a template are kept, and how many fillings of each of their blocks."""


class Shaped:
    """Fills one prepared template in one language; one of these serves a whole batch.

    `kinds` maps a path to its type. `fields` are more paths that a letter's shape depends on, by whether their value
    matters or only its kind.
    """

    def __init__(self, prepared: Prepared, *, kinds: Mapping[str, str], fields: Mapping[str, bool]) -> None:
        self._prepared = prepared
        self._kinds = kinds
        weighed = {path for path, matters in fields.items() if matters}
        read = {*prepared.paths, *fields}
        # What is only counted and has no items that anything is read of may as well be a text.
        counted = {path for path in prepared.body.counted if not any(each.startswith(f"{path}[]") for each in read)}
        self._shaper = Shaper(read, weighed={*prepared.body.weighed, *weighed, *counted})
        self._ways: dict[Hashable, Way] = {}

    @property
    def printed(self) -> frozenset[str]:
        """The paths of which a letter's shape holds only what kind of value they have."""
        return self._shaper.paths

    def way(self, facts: Mapping[str, object], *, locale: Locale) -> Way | None:
        """That of a letter of this shape which was made before, so that this one can be made too."""
        try:
            shape, _ = self._shaper.read(facts)
        except Odd:
            return None
        return self._ways.get((locale.language, locale.country, shape))

    def blocks(
        self, facts: Mapping[str, object], *, locale: Locale, check: Callable[[], None] = lambda: None
    ) -> tuple[Block, ...]:
        """The filled document; raises `Broken` with the line of a gap.

        `check` may raise, and is asked about the first letter of each shape: it must decide by the shape alone.
        """
        try:
            shape, values = self._shaper.read(facts)
        except Odd:
            check()
            blocks, printed = self._prepared.skeleton(facts)
            return fill(blocks, printed, locale=locale, kinds=self._kinds)
        key = locale.language, locale.country, shape
        way = self._ways.get(key)
        if way is None:
            check()
            blocks, printed = self._prepared.skeleton(facts)
            if len(self._ways) >= SHAPES:
                self._ways.clear()
            differ = self._differing(facts, blocks, printed)
            if differ is None:
                return fill(blocks, printed, locale=locale, kinds=self._kinds)
            way = self._ways[key] = Way(
                tuple(Slot(block, printed, differ, locale=locale, kinds=self._kinds) for block in blocks)
            )
        return way.filled(facts, values)

    def _differing(
        self, facts: Mapping[str, object], blocks: tuple[Block, ...], printed: tuple[Value, ...]
    ) -> Differing | None:
        """Which of the printed values may differ in a letter of this shape; None when that cannot be told."""
        places = tuple(self._shaper.places(facts))
        at = {".".join(map(str, place)): number for number, place in enumerate(places)}
        differ = {number: (at[path], places[at[path]]) for number, (_, path) in enumerate(printed) if path in at}
        others, told_by = in_place_of(facts, places)
        if told_by:
            # Which item of a list a value came from is seen by printing others in their places.
            again, changed = self._prepared.skeleton(others)
            if again != blocks or len(changed) != len(printed):
                return None
            for number, (was, now) in enumerate(zip(printed, changed, strict=True)):
                which = told_by.get(known_by(now.value)) if known_by(was.value) != known_by(now.value) else None
                if which is not None:
                    differ[number] = which, places[which]
        return differ


@dataclass(frozen=True, slots=True)
class Way:
    """One way through a template; `slots` are the blocks of its letters."""

    slots: tuple[Slot, ...]

    def filled(self, facts: Mapping[str, object], values: Values) -> tuple[Block, ...]:
        return tuple([slot.fixed or slot.filled(facts, values) for slot in self.slots])


class Slot:
    """A block of the skeleton; `fixed` when no value in it may differ from letter to letter.

    `places` are those of the values that may.
    """

    def __init__(
        self,
        block: Block,
        printed: tuple[Value, ...],
        differing: Differing,
        *,
        locale: Locale,
        kinds: Mapping[str, str],
    ) -> None:
        self._printed = printed
        uses, self._make = filling(block, locale=locale, kinds=kinds)
        differ = [(at, *differing[at]) for at in dict.fromkeys(uses) if at in differing]
        self._at = tuple((at, printed[at].path) for at, _, _ in differ)
        self._key = itemgetter(*(number for _, number, _ in differ)) if differ else None
        self._kept: dict[Hashable, Block] = {}
        self.places = tuple(place for _, _, place in differ)
        self.fixed = None if differ else self._make(printed)

    def filled(self, facts: Mapping[str, object], values: Values) -> Block:
        key = self._key(values) if self._key is not None else None
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= LETTERS:
                self._kept.clear()
            kept = self._kept[key] = self.made([found(facts, place) for place in self.places])
        return kept

    def made(self, differing: Iterable[object]) -> Block:
        """With these values in its `places`."""
        now = list(self._printed)
        for (at, path), value in zip(self._at, differing, strict=True):
            now[at] = Value(value, path)
        return self._make(now)
