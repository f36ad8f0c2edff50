"""Answers and facts from outside: a file, standard input, `--set`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Never

from recovery_cli import yamltree
from recovery_cli.errors import Broken, RecoverError, UsageError
from recovery_cli.yamltree import Data

SCENARIO = "answers"
"""A scenario is an answers file with what it expects beside it."""


def pairs(given: Iterable[str]) -> dict[str, str]:
    """`fact=value` each; raises `UsageError`."""
    found: dict[str, str] = {}
    for each in given:
        fact, mark, value = each.partition("=")
        if not mark or not fact.strip():
            raise UsageError(f'"{each}" is not fact=value.', "--set garment.material=leather")
        found[fact.strip()] = value
    return found


def read(source: str) -> dict[str, object]:
    """The mapping in a YAML or JSON file, or on standard input (`-`); raises `Broken` with every fault."""
    name = "standard input" if source == "-" else source
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "it is not UTF-8"
        raise RecoverError(f"{name} cannot be read: {reason}.", "recover start --answers FILE") from fault
    data = _json(text, name) if text.lstrip().startswith("{") else _yaml(text, name)
    if not isinstance(data, dict):
        raise RecoverError(f"{name} is not a mapping of facts to values.", 'hurt: "no"')
    return {str(key): value for key, value in data.items()}


def _json(text: str, name: str) -> object:
    """What will not do is read as YAML, which tells what is wrong, and in which line."""
    try:
        return strict_json(text)
    except ValueError:
        return _yaml(text, name)


def strict_json(text: str) -> object:
    """Held to what YAML is held to; raises ValueError for twin keys, NaN, or levels without end."""
    try:
        data = json.loads(text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_once)
    except RecursionError as fault:
        raise ValueError("nested too deeply") from fault
    level = [data]
    for _ in range(yamltree.MAX_DEPTH):
        level = [inner for each in level for inner in _inside(each)]
    if level:
        raise ValueError("nested too deeply")
    return data


def _inside(data: object) -> Iterable[object]:
    return data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()


def _no_number(constant: str) -> Never:
    raise ValueError(f"{constant} is no number")


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("twin keys")
    return found


def _yaml(text: str, name: str) -> Data:
    tree, faults = yamltree.load(text, path=name)
    if tree is None or faults:
        raise Broken(f"{name} cannot be read.", faults, "Mend it and start again.")
    return tree.data
