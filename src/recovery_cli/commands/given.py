"""Answers and facts from outside: a file, standard input, `--set`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

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
    data = _json(text) if text.lstrip().startswith("{") else _yaml(text, name)
    if not isinstance(data, dict):
        raise RecoverError(f"{name} is not a mapping of facts to values.", "hurt: no")
    return {str(key): value for key, value in data.items()}


def _json(text: str) -> object:
    try:
        return json.loads(text, parse_float=Decimal)
    except ValueError:
        return _yaml(text, "the answers")


def _yaml(text: str, name: str) -> Data:
    tree, faults = yamltree.load(text, path=name)
    if tree is None or faults:
        raise Broken(f"{name} cannot be read.", faults, "Mend it and start again.")
    return tree.data
