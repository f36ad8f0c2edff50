"""Letters of one shape: what is the same in all of them is made once, and only what differs is filled again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from operator import itemgetter

from recovery_cli.document.blocks import Block
from recovery_cli.document.fill import Locale, fill, filling
from recovery_cli.document.prepare import Prepared, Value
from recovery_cli.document.shape import Odd, Shaper, Values, found

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
        self._shaper = Shaper({*prepared.paths, *fields}, weighed={*prepared.body.weighed, *weighed})
        self._traces: dict[Hashable, _Trace] = {}

    @property
    def printed(self) -> frozenset[str]:
        """The paths of which a letter's shape holds only what kind of value they have."""
        return frozenset(map(".".join, self._shaper.printed))

    def known(self, facts: Mapping[str, object], *, locale: Locale) -> bool:
        """Whether a letter of this shape was made before, so that this one can be made too."""
        try:
            shape, _ = self._shaper.read(facts)
        except Odd:
            return False
        return (locale.language, locale.country, shape) in self._traces

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
        trace = self._traces.get(key)
        if trace is None:
            check()
            blocks, printed = self._prepared.skeleton(facts)
            if len(self._traces) >= SHAPES:
                self._traces.clear()
            paths = {".".join(steps): at for at, steps in enumerate(self._shaper.printed)}
            trace = self._traces[key] = _Trace(
                tuple(_Slot(block, printed, paths, locale=locale, kinds=self._kinds) for block in blocks)
            )
        return trace.filled(facts, values)


class _Trace:
    """One way through a template."""

    def __init__(self, slots: tuple[_Slot, ...]) -> None:
        self._slots = slots

    def filled(self, facts: Mapping[str, object], values: Values) -> tuple[Block, ...]:
        return tuple([slot.fixed or slot.filled(facts, values) for slot in self._slots])


class _Slot:
    """A block of the skeleton; `fixed` when no value in it may differ from letter to letter."""

    def __init__(
        self,
        block: Block,
        printed: tuple[Value, ...],
        paths: Mapping[str, int],
        *,
        locale: Locale,
        kinds: Mapping[str, str],
    ) -> None:
        self._printed = printed
        uses, self._make = filling(block, locale=locale, kinds=kinds)
        differ = [(at, printed[at].path) for at in dict.fromkeys(uses) if printed[at].path in paths]
        self._differ = tuple((at, path, tuple(path.split("."))) for at, path in differ)
        self._key = itemgetter(*(paths[path] for _, path in differ)) if differ else None
        self.fixed = None if differ else self._make(printed)
        self._kept: dict[Hashable, Block] = {}

    def filled(self, facts: Mapping[str, object], values: Values) -> Block:
        key = self._key(values) if self._key is not None else None
        kept = self._kept.get(key)
        if kept is None:
            now = list(self._printed)
            for at, path, steps in self._differ:
                now[at] = Value(found(facts, steps), path)
            if len(self._kept) >= LETTERS:
                self._kept.clear()
            kept = self._kept[key] = self._make(now)
        return kept
