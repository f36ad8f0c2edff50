"""A document that was read, and where each part of it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

Data: TypeAlias = "dict[str, Data] | list[Data] | str | int | bool | Decimal | None"
Step: TypeAlias = "str | int"
Place: TypeAlias = tuple[int, int]
"""Line and column, both from 1."""


class Spot(NamedTuple):
    """Where a node stands, where its key stands (in a list: the item itself), and what is in it."""

    value: Place
    key: Place
    children: Mapping[Step, Spot]


LEAF: Mapping[Step, Spot] = MappingProxyType({})
"""The children of a scalar; an empty list or mapping has a mapping of its own."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A document: text, int, Decimal (never float), bool, None, lists, and dicts with text keys.

    A tree that came with faults serves only to find more of them: what was faulty is text, None or left out.
    """

    data: Data
    root: Spot

    def position(self, loc: Sequence[Step]) -> Place:
        """Line and column of the value at `loc`, else of the nearest value above it."""
        return self._nearest(loc).value

    def key_position(self, loc: Sequence[Step]) -> Place:
        """Line and column of the key at `loc`, else of the nearest key above it."""
        return self._nearest(loc).key

    def within(self, loc: Sequence[Step], *, container: bool = False) -> tuple[Step, ...]:
        """The longest path of this tree within `loc`; steps that are no keys, like a union's tag, drop out.

        A path that ends as `loc` ends goes before a longer one; with `container` none ends in a scalar.
        """
        reached: dict[tuple[Step, ...], Spot] = {(): self.root}
        ending = reached
        for step in loc:
            ending = {(*path, step): at.children[step] for path, at in reached.items() if step in at.children}
            reached = reached | ending
        for paths in (ending, reached):
            fit = [path for path, at in paths.items() if not (container and at.children is LEAF)]
            if fit:
                return max(fit, key=len)
        return ()

    def _nearest(self, loc: Sequence[Step]) -> Spot:
        at = self.root
        for step in loc:
            if step not in at.children:
                break
            at = at.children[step]
        return at
