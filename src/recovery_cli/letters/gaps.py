"""Are all fields there that a template needs, and are they what they should be? Asked before anything is filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from recovery_cli.diagnostics import Diagnostic
from recovery_cli.letters.model import Field, Template
from recovery_cli.money import Money
from recovery_cli.private import Private
from recovery_cli.sandbox import blank
from recovery_cli.yamltree import Tree

MISSING, ODD = "T02", "T03"
_GROUP = (dict, Mapping)
"""A dict is told at once; to ask for any mapping takes ten times as long, and every field of every letter is asked."""

_TYPES: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("text", "email", "phone", "url"), (str, int, Decimal)),
    "money": (Money,),
    "date": (date,),
    "datetime": (datetime,),
    "list": (list, tuple),
    "flag": (bool,),
    "number": (int, Decimal),
}


def gaps(template: Template, facts: Mapping[str, object], *, path: str, tree: Tree) -> list[Diagnostic]:
    """Every required field that is missing or blank and every one of another type, at the line that declares it."""
    found = []
    for name, field in template.fields.items():
        for where, value in look_up(facts, name):
            code, message = _wrong(value, field)
            if code:
                hint = field.prompt["en"] if code == MISSING else ""
                found.append(Diagnostic(path, *tree.key_position(("fields", name)), code, f"{where} {message}", hint))
    return found


def _wrong(value: object, field: Field) -> tuple[str, str]:
    """The code and the words of what is wrong, both empty when nothing is."""
    if blank(value):
        return (MISSING, "is missing") if field.required else ("", "")
    if not _fits(value, field):
        return ODD, f"is no {field.type}, but {_named(value)}"
    if field.choices and value not in field.choices:
        return ODD, f"is none of {', '.join(field.choices)}"
    return "", ""


def look_up(facts: Mapping[str, object], path: str) -> Iterator[tuple[str, object]]:
    """Each value at `path` with the place it was found at; None where there is nothing.

    A list that is missing or empty has no items, so nothing is asked of them.
    """
    if "[" in path:
        yield from _below(facts, path.split("."), "")
    else:
        yield path, at(facts, path)


def at(facts: object, path: str) -> object:
    """The value at `path`, None where there is nothing."""
    for step in path.split("."):
        if type(facts) is dict:
            facts = facts.get(step)
            continue
        facts = facts.value if isinstance(facts, Private) else facts
        facts = facts.get(step) if isinstance(facts, _GROUP) else None
    return facts.value if isinstance(facts, Private) else facts


def _below(facts: object, steps: list[str], where: str) -> Iterator[tuple[str, object]]:
    if isinstance(facts, Private):
        facts = facts.value
    if not steps:
        yield where, facts
        return
    step, rest = steps[0], steps[1:]
    name = step.removesuffix("[]")
    below = facts.get(name) if isinstance(facts, Mapping) else None
    here = f"{where}.{name}" if where else name
    if name == step:
        yield from _below(below, rest, here)
    elif isinstance(below, list | tuple):
        for index, item in enumerate(below):
            yield from _below(item, rest, f"{here}[{index}]")


def _fits(value: object, field: Field) -> bool:
    if isinstance(value, bool):
        return field.type == "flag"
    return isinstance(value, _TYPES[field.type])


def _named(value: object) -> str:
    return type(value).__name__.lower()
