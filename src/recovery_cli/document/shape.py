"""The shape of some facts, as a template sees them: two letters of one shape take the same way through it.

Of what a template only prints, the shape holds which kind of value is given; of a list that it goes through, how many
items there are and the same of each; of all else that it reads, the value.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import TypeAlias, TypeVar

from recovery_cli.money import Money
from recovery_cli.private import Private
from recovery_cli.sandbox import blank

_TEXTS = frozenset({str, type(None)})
_SINGLE = (int, float, Decimal, date, time, Money)
_UNCHANGING = frozenset({*_TEXTS, bool, int, float, Decimal, date, datetime, time, Money})
KEPT = 64
"""How many different groups of texts are remembered."""

Steps: TypeAlias = tuple[str, ...]
Place: TypeAlias = tuple[str | int, ...]
"""Steps to one value among some facts, through items of lists by their numbers."""
Values: TypeAlias = tuple[Hashable, ...]
_Read: TypeAlias = tuple[Values, Values]
_Key = TypeVar("_Key")
_Kept = TypeVar("_Kept")


class Odd(Exception):
    """Facts that have no shape: the template itself says what is wrong with them."""


def exact(value: object) -> Hashable:
    """A key that only values share which are written alike: 0 and -0 do not, nor do 1 and True."""
    known = _EXACT.get(type(value))
    if known is not None:
        return known(value)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, Mapping):
        return _group(value)
    raise Odd


def _group(value: Mapping[str, object]) -> Hashable:
    return (
        dict,
        *value,
        *[part if type(part) is str else _EXACT.get(type(part), exact)(part) for part in value.values()],
    )


def _list(value: Iterable[object]) -> Hashable:
    return list, *[_EXACT.get(type(part), exact)(part) for part in value]


_EXACT: Mapping[type, Callable[..., Hashable]] = {
    str: lambda value: value,
    type(None): lambda _: None,
    **{number: lambda value: (type(value), str(value)) for number in (bool, int, float, Decimal)},
    date: lambda value: (date, value),
    **{moment: lambda value: (type(value), value.isoformat()) for moment in (datetime, time)},
    Money: lambda value: (Money, str(value.amount), value.currency),
    Private: lambda value: exact(value.value),
    dict: _group,
    list: _list,
    tuple: _list,
}


def found(facts: object, steps: Place) -> object:
    """What stands at the end of these steps, None where nothing does; raises `Odd` on a step into a single value."""
    for step in steps:
        if type(facts) is dict:
            facts = facts.get(step)
            continue
        if isinstance(facts, Private):
            facts = facts.value
        if facts is None:
            return None
        if isinstance(step, int):
            facts = facts[step] if isinstance(facts, list | tuple) else None
            continue
        if not isinstance(facts, Mapping):
            raise Odd
        facts = facts.get(step)
    return facts.value if isinstance(facts, Private) else facts


class Shaper:
    """Reads the shape of facts for one template; `printed` are the steps to what it only prints, in a fixed order.

    Of the `paths`, `rows[].name` is read of each item of `rows`.
    """

    def __init__(self, paths: Iterable[str], *, weighed: Iterable[str]) -> None:
        read, weighed = {*paths, *weighed}, {*weighed}
        gone_through = {root for root in map(_root, filter(_is_listed, read)) if _plain(root, read, weighed)}
        single = {path for path in read if _root(path) not in gone_through}
        heavy, light = map(_grouped, _parted(single, weighed & single))
        self._groups = tuple(
            _Group(above, weighed=tuple(heavy.get(above, ())), printed=tuple(light.get(above, ())))
            for above in sorted({*heavy, *light})
        )
        self._lists = tuple(_List(root, read, weighed) for root in sorted(gone_through))
        self.printed = tuple((*group.above, name) for group in self._groups for name in group.printed)

    @property
    def paths(self) -> frozenset[str]:
        """What is only printed, as paths: `rows[].name` for each item of a list."""
        inside = {path for each in self._lists for path in each.paths}
        return frozenset({*map(".".join, self.printed), *inside})

    def read(self, facts: Mapping[str, object]) -> _Read:
        """The shape, and the exact values at `places`; raises `Odd`."""
        parts = [group.read(facts) for group in self._groups]
        parts += [each.read(facts) for each in self._lists]
        return tuple([shape for shape, _ in parts]), tuple([value for _, values in parts for value in values])

    def places(self, facts: Mapping[str, object]) -> Iterator[Place]:
        """Where the values that `read` gives stand, in their order."""
        yield from self.printed
        for each in self._lists:
            yield from each.places(facts)


class _List:
    """Items that a template goes through."""

    def __init__(self, root: str, paths: Iterable[str], weighed: Iterable[str]) -> None:
        within = f"{root}[]."
        inside, heavy = (
            [path.removeprefix(within) for path in each if path.startswith(within)] for each in (paths, weighed)
        )
        self._steps = tuple(root.split("."))
        self._item = Shaper(inside, weighed=heavy)
        self._same: dict[Hashable, tuple[_Read, list[object]]] = {}
        self.paths = frozenset(f"{root}[].{path}" for path in self._item.paths)

    def read(self, facts: Mapping[str, object]) -> _Read:
        items = found(facts, self._steps)
        if type(items) is not list:
            return self._new(items)
        same = _items(items)
        known = self._same.get(same)
        if known is None:
            known = self._new(items), [*_parts_of(items)]
            if _UNCHANGING.issuperset(map(type, known[1])):
                _keep(self._same, same, known)
        return known[0]

    def _new(self, items: object) -> _Read:
        if items is not None and not isinstance(items, list | tuple):
            raise Odd
        shape: list[Hashable] = [items is None]
        values: Values = ()
        for item in items or ():
            part, exactly = self._item.read(_group_of(item))
            shape.append(part)
            values += exactly
        return tuple(shape), values

    def places(self, facts: Mapping[str, object]) -> Iterator[Place]:
        items = found(facts, self._steps)
        for at, item in enumerate(items if isinstance(items, list | tuple) else ()):
            for place in self._item.places(_group_of(item)):
                yield (*self._steps, at, *place)


def _group_of(item: object) -> Mapping[str, object]:
    if isinstance(item, Private):
        item = item.value
    if not isinstance(item, Mapping):
        raise Odd
    return item


def _is_listed(path: str) -> bool:
    return "[" in path


def _root(path: str) -> str:
    return path.partition("[")[0]


def _plain(root: str, paths: Iterable[str], weighed: Iterable[str]) -> bool:
    """Whether all that is read of this list is read of parts of its items, and of no list that it stands in."""
    below = [path for path in paths if path.startswith((f"{root}[", f"{root}."))]
    return (
        root not in weighed
        and all(path.startswith(f"{root}[].") for path in below)
        and not any(root.startswith(f"{path}.") for path in paths)
    )


class _Group:
    """Paths that share all but their last step; what came before is looked up whole."""

    def __init__(self, above: Steps, *, weighed: tuple[str, ...], printed: tuple[str, ...]) -> None:
        self.above = above
        self.printed = printed
        self._names = (*weighed, *printed)
        self._weighed = len(weighed)
        self._texts: dict[Values, _Read] = {}
        self._others: dict[Values, _Read] = {}
        self._same: dict[Values, tuple[_Read, tuple[object, ...]]] = {}

    def read(self, facts: Mapping[str, object]) -> _Read:
        """This part of the shape, and the exact values of what is only printed."""
        branch: object = facts
        for step in self.above:
            branch = branch.get(step) if type(branch) is dict else found(branch, (step,))
        if type(branch) is not dict and not isinstance(branch, Mapping):
            if branch is not None:
                raise Odd
            branch = {}
        values = tuple(map(branch.get, self._names))
        # What all letters of a batch share comes as the very same values: to compare sums and days would take longer.
        same = tuple(map(id, values))
        known = self._same.get(same)
        return self._compared(values, same) if known is None else known[0]

    def _compared(self, values: tuple[object, ...], same: Values) -> _Read:
        """Only texts may be looked up by themselves: other values may be equal and yet be written differently."""
        kinds = {*map(type, values)}
        texts = _TEXTS.issuperset(kinds)
        key = values if texts else tuple([value if type(value) is str else exact(value) for value in values])
        kept = self._texts if texts else self._others
        known = kept.get(key)
        if known is None:
            weighed = self._weighed
            known = (*key[:weighed], *[kind(value) for value in values[weighed:]]), key[weighed:]
            _keep(kept, key, known)
        elif _UNCHANGING.issuperset(kinds):
            # Kept along with the values, so that no others can come by their identities.
            _keep(self._same, same, (known, values))
        return known


def _items(value: list[object]) -> Hashable:
    """Items that are groups by their names and the identities of what stands in them; any other by its own."""
    return tuple([(*item, *map(id, item.values())) if type(item) is dict else id(item) for item in value])


def _parts_of(value: list[object]) -> Iterable[object]:
    for item in value:
        yield from item.values() if type(item) is dict else (item,)


def _keep(kept: dict[_Key, _Kept], key: _Key, value: _Kept) -> None:
    if len(kept) >= KEPT:
        kept.clear()
    kept[key] = value


def kind(value: object) -> type | None:
    """The type of what is given; None for what leaves a gap. Raises `Odd` for what is no single value."""
    if value is None:
        return None
    if type(value) is str:
        return None if blank(value) else str
    if isinstance(value, Private):
        return kind(value.value)
    if blank(value):
        return None
    if isinstance(value, str):
        return str
    if not isinstance(value, _SINGLE):
        raise Odd
    return type(value)


def _parted(paths: Iterable[str], weighed: Iterable[str]) -> tuple[list[Steps], list[Steps]]:
    """The steps to what is weighed and to what is only printed; none of them begins with another one."""
    read = {_steps(path): path for path in sorted({*paths, *weighed})}
    heavy = {_steps(path) for path in weighed} | {steps for steps, path in read.items() if _is_listed(path)}
    # Part of something that is read as well: of a sum, or of a day.
    heavy |= {above for steps in read for above in _above(steps) if above in read}
    light = [steps for steps in read if not heavy.intersection((*_above(steps), steps))]
    return sorted(steps for steps in heavy if not heavy.intersection(_above(steps))), light


def _steps(path: str) -> Steps:
    return tuple(_root(path).split("."))


def _above(steps: Steps) -> Iterable[Steps]:
    return (steps[:end] for end in range(1, len(steps)))


def _grouped(all_steps: Iterable[Steps]) -> dict[Steps, list[str]]:
    groups: dict[Steps, list[str]] = {}
    for steps in all_steps:
        groups.setdefault(steps[:-1], []).append(steps[-1])
    return groups
