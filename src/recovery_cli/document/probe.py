"""Other values in the places of those that a letter prints: where one comes out, it is that place that is printed."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from recovery_cli.document.shape import Place, found, kind
from recovery_cli.money import Money
from recovery_cli.private import Private


def in_place_of(facts: Mapping[str, object], places: Sequence[Place]) -> tuple[dict[str, object], dict[Hashable, int]]:
    """Facts of the same shape with another value, of the same kind, in each place in a list; and the place of each."""
    others, told_by = dict(facts), dict[Hashable, int]()
    listed = [number for number, place in enumerate(places) if any(isinstance(step, int) for step in place)]
    for number in listed:
        value = found(facts, places[number])
        for candidate in (number, number + len(places)):
            other = _other(value, candidate)
            if other is not None and known_by(other) != known_by(value):
                others = _changed(others, places[number], other)
                told_by[known_by(other)] = number
                break
    return others, told_by


def known_by(value: object) -> Hashable:
    """What tells the others from each other, and from the values that they stand for."""
    return type(value), str(value)


def _other(value: object, number: int) -> object:
    """None for what cannot be printed, or leaves a gap."""
    match value:
        case _ if isinstance(value, bool) or kind(value) is None:
            return None
        case str():
            return f"<{number}>"
        case Money():
            return Money(Decimal(number), value.currency)
        case datetime():
            return datetime(1970, 1, 1, tzinfo=value.tzinfo) + timedelta(seconds=number)
        case date():
            return date.fromordinal(number + 1)
        case time():
            return time(number // 3600 % 24, number // 60 % 60, number % 60, tzinfo=value.tzinfo)
        case _:
            return type(value)(number)  # type: ignore[call-arg]  # a number


def _changed(facts: object, place: Place, value: object) -> Any:
    if not place:
        return value
    if isinstance(facts, Private):
        facts = facts.value
    step, *rest = place
    if isinstance(facts, Mapping):
        return {**facts, step: _changed(facts[step], tuple(rest), value)}
    assert isinstance(facts, list | tuple), "a place that was found"  # noqa: S101 - for mypy
    assert isinstance(step, int)  # noqa: S101 - for mypy
    return [*facts[:step], _changed(facts[step], tuple(rest), value), *facts[step + 1 :]]
