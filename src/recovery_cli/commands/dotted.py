"""Settings by their dotted path, `roles.manager.people.0.name`: look, put, take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from recovery_cli.yamltree import Data

Branch = dict[str, Data] | list[Data]


def look(data: Data, path: str) -> Data:
    """What stands at `path`; None where nothing does."""
    at = data
    for step in path.split("."):
        if isinstance(at, dict):
            at = at.get(step)
        elif isinstance(at, list) and step.isdecimal() and int(step) < len(at):
            at = at[int(step)]
        else:
            return None
    return at


def put(data: dict[str, Data], path: str, value: Data) -> None:
    """Whatever is in the way, or short by more than one item of a list, is replaced."""
    *above, leaf = path.split(".")
    at: Branch = data
    for step, following in zip(above, [*above, leaf][1:], strict=True):
        inner = _at(at, step)
        if not isinstance(inner, list if following.isdecimal() else dict):
            inner = [] if following.isdecimal() else {}
            _set(at, step, inner)
        at = inner
    _set(at, leaf, value)


def take(data: Data, path: str) -> None:
    """Remove what stands at `path`, and what is empty above it then."""
    above, _, leaf = path.rpartition(".")
    at = look(data, above) if above else data
    if isinstance(at, dict):
        at.pop(leaf, None)
    elif isinstance(at, list) and leaf.isdecimal() and int(leaf) < len(at):
        del at[int(leaf)]
    if above and at in ({}, []):
        take(data, above)


def leaves(data: Data, above: str = "") -> Iterator[str]:
    """The path of every scalar and of everything empty."""
    inner: Mapping[str, Data] = {}
    if isinstance(data, dict):
        inner = data
    elif isinstance(data, list):
        inner = {str(number): each for number, each in enumerate(data)}
    if not inner:
        yield above
    for key, each in inner.items():
        yield from leaves(each, f"{above}.{key}" if above else key)


def as_data(value: object) -> Data:
    """What a question or JSON gave, as YAML has it."""
    match value:
        case Mapping():
            return {str(key): as_data(each) for key, each in value.items()}
        case list() | tuple():
            return [as_data(each) for each in value]
        case bool() | int() | Decimal() | None:
            return value
        case _:
            return str(value)


def as_text(value: object) -> str:
    """What would be typed for it; "" for what cannot be typed as one answer."""
    match value:
        case str() | int() | Decimal() if not isinstance(value, bool):
            return str(value)
        case list() | tuple() if all(isinstance(each, str) for each in value):
            return ", ".join(value)
        case _:
            return ""


def _at(at: Branch, step: str) -> Data:
    if isinstance(at, dict):
        return at.get(step)
    return at[int(step)] if int(step) < len(at) else None


def _set(at: Branch, step: str, value: Data) -> None:
    if isinstance(at, dict):
        at[step] = value
    elif int(step) < len(at):
        at[int(step)] = value
    else:
        at.append(value)
