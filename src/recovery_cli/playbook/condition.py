"""Conditions in content: one sandboxed expression, compiled when it is read so that a fault has its line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated

from pydantic import AfterValidator

from recovery_cli import sandbox


@cache
def compiled(source: str) -> sandbox.Condition:
    """Raises `sandbox.TemplateFault` for anything but one expression."""
    return sandbox.condition(source)


def nested(facts: Mapping[str, object]) -> dict[str, object]:
    """`{"garment.material": "leather"}` as `{"garment": {"material": "leather"}}`."""
    tree: dict[str, object] = {}
    for path, value in facts.items():
        *above, leaf = path.split(".")
        branch = tree
        for part in above:
            nextbranch = branch.setdefault(part, {})
            if not isinstance(nextbranch, dict):
                nextbranch = branch[part] = {}
            branch = nextbranch
        branch[leaf] = value
    return tree


def _checked(source: str) -> str:
    try:
        compiled(source)
    except sandbox.TemplateFault as fault:
        raise ValueError(str(fault)) from fault
    return source


ConditionText = Annotated[str, AfterValidator(_checked)]
