"""`--data FILE`: values for a letter as YAML or JSON, with the place of each where the file tells it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from recovery_cli import yamltree
from recovery_cli.commands.given import strict_json
from recovery_cli.errors import Broken, RecoverError
from recovery_cli.yamltree import Tree


def read(source: str) -> tuple[Mapping[str, object], Tree | None, str]:
    """The values, where they stand (None for JSON that is no YAML), and what to call the file.

    Raises `RecoverError` for a file that cannot be read, `Broken` with every fault in it.
    """
    name = "standard input" if source == "-" else source
    text = _text(source, name)
    tree, faults = yamltree.load(text, path=name)
    if tree is not None and not faults:
        data: object = tree.data
    elif text.lstrip().startswith("{") and (found := _json(text)) is not None:
        data, tree = found, None
    else:
        raise Broken(f"{name} cannot be read.", faults, "Mend it and write the letter again.")
    if data is None:
        return {}, tree, name
    if not isinstance(data, dict):
        raise RecoverError(f"{name} is not a mapping of fields to values.", "customer.name: Elena Prats")
    return data, tree, name


def _text(source: str, name: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        return raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "it is not UTF-8"
        raise RecoverError(f"{name} cannot be read: {reason}.", "recover letter TEMPLATE --data FILE") from fault


def _json(text: str) -> object:
    """What strict YAML does not take of JSON, such as 1e3 or escapes; None where it is no JSON or has twin keys."""
    if len(text) > yamltree.MAX_SIZE:
        return None
    try:
        return strict_json(text)
    except ValueError:
        return None
