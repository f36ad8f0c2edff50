"""Conditions tried at load with values of every kind that their facts can hold: a sum is not compared with a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from math import prod
from types import MappingProxyType
from typing import get_args

from recovery_cli.money import Money
from recovery_cli.playbook.condition import compiled, nested
from recovery_cli.playbook.model import ROLES, Fault
from recovery_cli.playbook.plan import Plan
from recovery_cli.sandbox import TemplateFault

EITHER = (True, False)
OF_THE_WALK: Mapping[str, tuple[object, ...]] = MappingProxyType(
    {
        "walk.careful": EITHER,
        "walk.emergency": EITHER,
        "walk.second_voice": EITHER,
        "walk.document": ("", "guarantee-note", "apology"),
        "walk.severity": (1, 2, 3, 4, 5),
        "walk.noticed": EITHER,
        "walk.role": ROLES,
        "walk.at_fault": get_args(Fault),
        "walk.second_said": EITHER,
        "walk.reachable": EITHER,
        "walk.contacts": (1, 2, 3, 4),
        "walk.transfers": (0, 1, 2),
        "walk.owned": EITHER,
    }
)
"""All that a condition may read of the walk itself, and what it can find there."""
MOST = 1000
"""Combinations of values that one condition is tried with; of more, each value is tried once."""


def misfit(plan: Plan, when: str, under: Iterable[str | None] = ()) -> str:
    """Why the condition cannot be reckoned with what its facts may hold where `under` does; nothing where it can."""
    guards = [each for each in under if each is not None]
    paths = sorted({path for each in (when, *guards) for path in compiled(each).paths})
    for values in _combined([_values(plan, path) for path in paths]):
        facts = nested(dict(zip(paths, values, strict=True)))
        try:
            if all(_holds(guard, facts) for guard in guards):
                compiled(when).holds(facts)
        except TemplateFault as fault:
            return fault.message
    return ""


def _holds(guard: str, facts: Mapping[str, object]) -> bool:
    """A guard that cannot be reckoned is a fault of its own, told where it stands."""
    try:
        return compiled(guard).holds(facts)
    except TemplateFault:
        return False


def _combined(values: Sequence[Sequence[object]]) -> Iterator[tuple[object, ...]]:
    if prod(map(len, values)) <= MOST:
        yield from product(*values)
        return
    for number in range(max(map(len, values))):
        yield tuple(each[number % len(each)] for each in values)


def _values(plan: Plan, path: str) -> tuple[object, ...]:
    if path in OF_THE_WALK:
        return OF_THE_WALK[path]
    fact = plan.fact(path)
    if fact is None:
        return (None,)
    if fact.choices:
        return tuple(choice.value for choice in fact.choices)
    given: dict[str, tuple[object, ...]] = {
        "money": (Money(Decimal(80), plan.playbook.currency),),
        "count": (0, 1, 2, 3),
    }
    found = given.get(fact.type, ("said",))
    return (*found, None) if fact.optional else found
