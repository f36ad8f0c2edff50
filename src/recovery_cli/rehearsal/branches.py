"""Which ways a condition can go at all: tried with every answer that could be given, within what excludes itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from math import prod

from recovery_cli.playbook.condition import compiled, nested
from recovery_cli.playbook.plan import Plan
from recovery_cli.remedies.table import candidates
from recovery_cli.sandbox import TemplateFault, UndefinedFact

BOTH = frozenset({True, False})
COUNTS = (0, 1, 2, 3, 4, 5, 10, 50)
MOST = 20_000
"""Worlds that are tried; a condition that reads more than that is taken to go both ways."""


def ways(plan: Plan, when: str | None, *, under: Iterable[str | None] = ()) -> frozenset[bool]:
    """What `when` can come to in a walk of this failure, where the conditions in `under` hold."""
    guards = [each for each in under if each is not None]
    if when is None:
        return frozenset({True}) if not guards or True in _tried(plan, "true", guards) else frozenset()
    return _tried(plan, when, guards)


def _tried(plan: Plan, when: str, guards: list[str]) -> frozenset[bool]:
    found: set[bool] = set()
    for world in worlds(plan, (when, *guards)):
        if world is None:
            return BOTH
        try:
            if all(compiled(each).holds(world) for each in guards):
                found.add(compiled(when).holds(world))
        except (UndefinedFact, TemplateFault, TypeError):
            continue
    return frozenset(found)


def worlds(plan: Plan, conditions: Iterable[str]) -> Iterator[Mapping[str, object] | None]:
    """Every combination of values that the conditions read; None when they are too many or not to be counted."""
    paths = sorted({path for each in conditions for path in compiled(each).paths})
    values = [_values(plan, path) for path in paths]
    counted = [each for each in values if each is not None]
    if len(counted) < len(values) or prod(len(each) for each in counted) > MOST:
        yield None
        return
    for combination in product(*counted):
        flat = dict(zip(paths, combination, strict=True))
        if _possible(plan, flat):
            yield nested(flat)


def _values(plan: Plan, path: str) -> tuple[object, ...] | None:
    if path.startswith("walk."):
        return _about_the_walk(plan, path.removeprefix("walk."))
    if path == "customer.type":
        return ("first_time", "regular", "vip", "vulnerable", "business", None)
    fact = plan.fact(path)
    if fact is None or fact.type == "money":
        return None
    if fact.type == "count":
        return COUNTS
    if fact.choices:
        return tuple(choice.value for choice in fact.choices)
    return ("said", None)


def _about_the_walk(plan: Plan, name: str) -> tuple[object, ...]:
    failure = plan.failure
    always, never = failure.careful == "always", failure.careful == "never"
    match name:
        case "careful":
            return (True,) if always else (False,) if never else (True, False)
        case "emergency":
            return (True, False) if always else (False,)
        case "document":
            return tuple({"", *(plan.remedy(each).document or "" for each in candidates(plan, "main"))})
        case "severity":
            most = min(failure.severity + sum(driver.weight for driver in plan.playbook.drivers), 5)
            return tuple(sorted({*range(failure.severity, most + 1), *(() if never else (5,))}))
        case "role":
            return tuple(role.id for role in plan.playbook.roles)
        case "at_fault":
            return faults(plan)
        case "contacts":
            return COUNTS[1:]
        case "transfers":
            return COUNTS[:4]
        case "owned":
            return (True, False) if any(step.owns for step in plan.steps) else (False,)
        case _:
            return (True, False)


def faults(plan: Plan) -> tuple[str, ...]:
    """Whose fault it can be: what the failure says, or the customer's where there are words that save face."""
    face_saved = "face_saving" in plan.failure.words
    return tuple({plan.failure.at_fault, *(("customer",) if face_saved else ())})


def _possible(plan: Plan, flat: Mapping[str, object]) -> bool:
    """Whether these values can stand beside each other: who is hurt is careful, and what was said twice has a voice."""
    careful, hurt = flat.get("walk.careful"), flat.get("hurt")
    if plan.failure.careful == "if_hurt" and hurt is not None and careful is not None and careful != (hurt == "yes"):
        return False
    if flat.get("walk.emergency") and hurt not in (None, "yes"):
        return False
    return not (flat.get("walk.second_said") and flat.get("walk.second_voice") is False)
