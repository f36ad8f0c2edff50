"""What a model finds wrong with a tree, told to its author: the line, the key, what belongs there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TypeAlias

from recovery_cli.diagnostics import Diagnostic, did_you_mean, nearest
from recovery_cli.yamltree.tree import Place, Step, Tree

Known: TypeAlias = Callable[[tuple[Step, ...]], Iterable[str]]
"""From the place of a mapping, as the model names it (union tags included), to the keys it may have."""

_KINDS = {
    "string": "must be text",
    "int": "must be a whole number",
    "bool": "must be true or false",
    "decimal": "must be a number",
    "list": "must be a list",
    "tuple": "must be a list",
    "dict": "must be a mapping of keys to values",
    "mapping": "must be a mapping of keys to values",
    "model": "must be a mapping of keys to values",
}
_KIND = re.compile(rf"({'|'.join(_KINDS)})(?:_attributes)?_(?:type|parsing|from_float|sub_type)")
_QUOTED = re.compile(r"'([^']*)'")


def _nothing(_loc: tuple[Step, ...]) -> tuple[str, ...]:
    return ()


def faults_of(
    errors: Iterable[Mapping[str, object]],
    tree: Tree,
    *,
    path: str,
    code: str = "Y06",
    known: Known = _nothing,
) -> list[Diagnostic]:
    """Turn what pydantic's `error.errors()` gives into faults with line and column, sorted, each one once."""
    found = set()
    for error in errors:
        place, message, hint = _told(error, tree, known)
        found.add(Diagnostic(path, *place, code, message, hint))
    return sorted(found)


def _told(error: Mapping[str, object], tree: Tree, known: Known) -> tuple[Place, str, str]:
    kind, loc = str(error["type"]), _loc(error)
    if kind == "missing":
        inside = tree.within(loc[:-1], container=True)
        return tree.position(inside), f"`{loc[-1]}` is missing in {_named(inside)}", ""
    at = tree.within(loc)
    if kind == "extra_forbidden":
        return tree.key_position(at), f"unknown key `{loc[-1]}`", did_you_mean(str(loc[-1]), known(loc[:-1]))
    if loc[-1:] == ("[key]",):
        return tree.key_position(at), f"the key {_named(at)} does not fit: {_plain(error)}", ""
    if kind in {"union_tag_not_found", "union_tag_invalid"}:
        return _untagged(error, tree, at)
    if kind in {"literal_error", "enum"}:
        return tree.position(at), *_chosen(_named(at), error["input"], _quoted(error, "expected"))
    if kind == "is_instance_of" and "Decimal" in str(error.get("ctx")):
        kind = "decimal_type"
    if match := _KIND.match(kind):
        quote = match[1] == "string" and isinstance(error.get("input"), int | Decimal)
        return tree.position(at), f"{_named(at)} {_KINDS[match[1]]}", "Put it in quotes." if quote else ""
    return tree.position(at), f"{_named(at)}: {_plain(error)}", ""


def _untagged(error: Mapping[str, object], tree: Tree, at: tuple[Step, ...]) -> tuple[Place, str, str]:
    name = (_quoted(error, "discriminator") or ["kind"])[0]
    choices = _quoted(error, "expected_tags")
    if not choices:
        return tree.position(at), f"`{name}` is missing in {_named(at)}", ""
    context = error.get("ctx")
    tag = context.get("tag", "") if isinstance(context, Mapping) else ""
    return tree.position((*at, name)), *_chosen(f"`{name}`", tag, choices)


def _chosen(name: str, given: object, choices: list[str]) -> tuple[str, str]:
    close = nearest(str(given), choices)
    return f"{name} must be one of: {', '.join(choices)}", f"Nearest: {', '.join(close)}" if close else ""


def _loc(error: Mapping[str, object]) -> tuple[Step, ...]:
    loc = error["loc"]
    return tuple(step for step in loc if isinstance(step, str | int)) if isinstance(loc, tuple | list) else ()


def _quoted(error: Mapping[str, object], key: str) -> list[str]:
    context = error.get("ctx")
    return _QUOTED.findall(str(context.get(key, ""))) if isinstance(context, Mapping) else []


def _plain(error: Mapping[str, object]) -> str:
    message = str(error["msg"])
    for opening in ("Value error, ", "Assertion failed, ", "Input "):
        message = message.removeprefix(opening)
    return message


def _named(at: tuple[Step, ...]) -> str:
    """How to speak of a place without a path: `words`, item 2 of `remedies`, this file."""
    match at:
        case ():
            return "this file"
        case (*above, int() as index):
            return f"item {index + 1} of {_named(tuple(above))}"
        case _:
            return f"`{at[-1]}`"
