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
        line, column = tree.key_position(("fields", name))
        for where, value in look_up(facts, name):
            if blank(value):
                if field.required:
                    hint = field.prompt["en"]
                    found.append(Diagnostic(path, line, column, MISSING, f"{where} is missing", hint))
            elif not _fits(value, field):
                message = f"{where} is no {field.type}, but {_named(value)}"
                found.append(Diagnostic(path, line, column, ODD, message))
            elif field.choices and value not in field.choices:
                message = f"{where} is none of {', '.join(field.choices)}"
                found.append(Diagnostic(path, line, column, ODD, message))
    return found


def look_up(facts: Mapping[str, object], path: str) -> Iterator[tuple[str, object]]:
    """Each value at `path` with the place it was found at; None where there is nothing.

    A list that is missing or empty has no items, so nothing is asked of them.
    """
    yield from _below(facts, path.split("."), "")


def _below(at: object, steps: list[str], where: str) -> Iterator[tuple[str, object]]:
    if isinstance(at, Private):
        at = at.value
    if not steps:
        yield where, at
        return
    step, rest = steps[0], steps[1:]
    name = step.removesuffix("[]")
    below = at.get(name) if isinstance(at, Mapping) else None
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
