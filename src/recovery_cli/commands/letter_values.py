"""Values for a letter from outside, `--set` and `--data`: typed as their fields want them, laid over each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from recovery_cli.commands.letter_types import called, typed
from recovery_cli.diagnostics import Diagnostic, did_you_mean
from recovery_cli.letters.model import Template
from recovery_cli.sandbox import blank
from recovery_cli.yamltree import Tree

UNFIT = "T05"
_INDEX = re.compile(r"\[\d+\]")


@dataclass
class Layer:
    """Values as nested facts, and what was wrong with the rest: `faults` with a place, `lines` from `--set`.

    `unfit` are the places that were given something that does not fit.
    """

    facts: dict[str, object] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    unfit: set[str] = field(default_factory=set)


def shape(path: str) -> str:
    """The field that a place belongs to: remedies[2].label is one of remedies[].label."""
    return _INDEX.sub("[]", path)


def from_pairs(given: Mapping[str, str], template: Template, zone: ZoneInfo) -> Layer:
    """What `--set` gives, each value at its path."""
    layer = Layer()
    for path, text in given.items():
        kind = template.fields[path].type if path in template.fields and "[]" not in path else None
        if kind is None:
            if shape(path) in template.fields:
                layer.lines.append(f"{path}: a list comes from a file; write it there and give it with --data FILE")
            else:
                layer.lines.append(f'no field "{path}". {did_you_mean(path, template.fields)}'.rstrip())
            continue
        try:
            put(layer.facts, path, typed(kind, text, zone))
        except ValueError as fault:
            layer.unfit.add(path)
            layer.lines.append(f"{path}: {fault}")
    return layer


def from_tree(data: Mapping[str, object], tree: Tree | None, template: Template, *, path: str, zone: ZoneInfo) -> Layer:
    """What a file gives, keys nested or dotted; `tree` knows where each of them stands."""
    reading = _Reading(template, tree, path, zone)
    reading.layer.facts = reading.group(data, "", ())
    return reading.layer


class _Reading:
    """Goes down a file, and collects every fault on the way."""

    def __init__(self, template: Template, tree: Tree | None, path: str, zone: ZoneInfo) -> None:
        self.layer = Layer()
        self._fields = template.fields
        self._tree = tree
        self._path = path
        self._zone = zone

    def group(self, data: Mapping[str, object], above: str, at: tuple[str | int, ...]) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in data.items():
            path = f"{above}.{key}" if above else key
            if "[" in key:
                self._fault(
                    (*at, key), f'no field "{path}"', "A list is written as one: an item a line, after a hyphen."
                )
                continue
            for leaf, read in self._value(value, path, (*at, key)):
                if not put(found, leaf.removeprefix(f"{above}.") if above else leaf, read):
                    self._fault((*at, key), f"{leaf} is given twice")
        return found

    def _value(self, value: object, path: str, at: tuple[str | int, ...]) -> list[tuple[str, object]]:
        kind = self._fields[shape(path)].type if shape(path) in self._fields else None
        if kind is None and isinstance(value, Mapping):
            below = self.group(value, path, at)
            return [(f"{path}.{key}", each) for key, each in below.items()]
        if kind is None:
            if value is not None or not any(name.startswith(f"{shape(path)}.") for name in self._fields):
                self._fault(at, f'no field "{path}"', did_you_mean(shape(path), self._fields))
            return []
        if kind == "list" and isinstance(value, list):
            return [(path, tuple(self._item(each, f"{path}[{n}]", (*at, n)) for n, each in enumerate(value)))]
        try:
            if kind == "list" and not blank(value):
                raise ValueError(f"{called(value)} is not a list; write one item a line, each after a hyphen")
            return [(path, None if kind == "list" else typed(kind, value, self._zone))]
        except ValueError as fault:
            self.layer.unfit.add(path)
            self._fault(at, f"{path}: {fault}")
            return []

    def _item(self, value: object, path: str, at: tuple[str | int, ...]) -> object:
        if isinstance(value, Mapping):
            return self.group(value, path, at)
        above = f"{shape(path)}."
        parts = [name.removeprefix(above) for name in self._fields if name.startswith(above)]
        self.layer.unfit |= {f"{path}.{part}" for part in parts}
        hint = f"An item has: {', '.join(parts)}" if parts else ""
        self._fault(at, f"{path}: {called(value)} is not an item of this list", hint)
        return {}

    def _fault(self, at: tuple[str | int, ...], message: str, hint: str = "") -> None:
        line, column = (0, 0) if self._tree is None else self._tree.key_position(at)
        self.layer.faults.append(Diagnostic(self._path, line, column, UNFIT, message, hint))


def put(facts: dict[str, object], path: str, value: object) -> bool:
    """Set the value at a path such as customer.name; False where something else stands already."""
    *above, leaf = path.split(".")
    branch = facts
    for step in above:
        below = branch.setdefault(step, {})
        if not isinstance(below, dict):
            return False
        branch = below
    held = branch.get(leaf)
    if isinstance(held, dict) and isinstance(value, dict):
        fits = [put(held, key, each) for key, each in value.items()]
        return all(fits)
    if leaf in branch:
        return False
    branch[leaf] = value
    return True


def placed(facts: object, path: str, value: object) -> dict[str, object]:
    """A copy of `facts` with the value at a place such as customer.name or remedies[0].label."""
    found = _placed(facts, re.findall(r"[^.\[\]]+|\[\d+\]", path), value)
    return found if isinstance(found, dict) else {}


def _placed(at: object, steps: list[str], value: object) -> object:
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if step.startswith("["):
        items = list(at) if isinstance(at, list | tuple) else []
        index = int(step[1:-1])
        items += [{}] * (index + 1 - len(items))
        items[index] = _placed(items[index], rest, value)
        return tuple(items)
    group = dict(at) if isinstance(at, Mapping) else {}
    group[step] = _placed(group.get(step), rest, value)
    return group


def merged(facts: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    """`facts` under `over`, group by group; a list replaces a list. Nothing of either is changed."""
    both = dict(facts)
    for name, value in over.items():
        below = both.get(name)
        both[name] = merged(below, value) if isinstance(below, Mapping) and isinstance(value, Mapping) else value
    return both
