"""What a model alone cannot see: names that lead nowhere, facts read before they are asked, words that do not parse."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel

from recovery_cli.diagnostics import did_you_mean
from recovery_cli.playbook.check_kinds import OF_THE_WALK, misfit
from recovery_cli.playbook.check_manual import manual, rows_of
from recovery_cli.playbook.check_trifles import trifles
from recovery_cli.playbook.check_words import words
from recovery_cli.playbook.condition import compiled
from recovery_cli.playbook.finding import Finding
from recovery_cli.playbook.model import Step
from recovery_cli.playbook.plan import Plan


def check(plan: Plan) -> tuple[Finding, ...]:
    """Every fault that shows when playbook, method and failure come together."""
    return (*_names(plan), *manual(plan), *_steps(plan), *_conditions(plan), *words(plan), *trifles(plan))


def _names(plan: Plan) -> Iterator[Finding]:
    remedies = [remedy.id for remedy in plan.playbook.remedies]
    for group in ("fix", "main", "bonus"):
        for number, wanted in enumerate(getattr(plan.failure.remedies, group)):
            if wanted not in remedies:
                place = ("remedies", group, number)
                yield Finding("failure", place, "Y07", f'no remedy "{wanted}"', did_you_mean(wanted, remedies))
    entitlements = [entitlement.id for entitlement in plan.playbook.entitlements]
    for number, wanted in enumerate(plan.failure.remedies.owed):
        if wanted not in entitlements:
            hint = did_you_mean(wanted, entitlements)
            yield Finding("failure", ("remedies", "owed", number), "Y07", f'no entitlement "{wanted}"', hint)
    for number, wanted in enumerate(entitlements):
        if entitlements.count(wanted) > 1:
            yield Finding("playbook", ("entitlements", number, "id"), "Y07", f'"{wanted}" stands here twice')
    promises = [promise.id for promise in plan.playbook.promises]
    if plan.failure.promise is not None and plan.failure.promise not in promises:
        wanted = plan.failure.promise
        yield Finding("failure", ("promise",), "Y07", f'no promise "{wanted}"', did_you_mean(wanted, promises))
    roles = {role.id for role in plan.playbook.roles}
    for number, promised in enumerate(plan.failure.follow_up):
        if promised.role not in roles:
            yield Finding(
                "failure", ("follow_up", number, "role"), "Y07", f'the playbook has no role "{promised.role}"'
            )
    for number, shown in enumerate(plan.playbook.shown):
        if list(plan.playbook.shown).count(shown) > 1:
            yield Finding("playbook", ("shown", number), "Y07", f'"{shown}" stands here twice')


def _steps(plan: Plan) -> Iterator[Finding]:
    phases = {phase.id for phase in plan.phases}
    facts = {fact.id for fact in plan.failure.facts}
    for number, patch in enumerate(plan.failure.steps):
        step = patch.step
        if step is None:
            continue
        place = ("steps", number, "step")
        if step.phase not in phases:
            yield Finding(
                "failure", (*place, "phase"), "Y07", f'no phase "{step.phase}"', did_you_mean(step.phase, phases)
            )
        if step.fact is not None and step.fact not in facts:
            yield Finding("failure", (*place, "fact"), "Y07", f'no fact "{step.fact}"', did_you_mean(step.fact, facts))
    for step in plan.steps:
        if step.kind == "say" and plan.words(step.words) is None:
            yield Finding("failure", ("words",), "Y07", f'no words "{step.words}", which the step "{step.id}" says')


def _conditions(plan: Plan) -> Iterator[Finding]:
    """Every fact that a condition reads is asked before it on every path: always, or under the same condition."""
    asked: dict[str, frozenset[str]] = {}
    for step in plan.steps:
        yield from _unasked(plan, step.when, asked, _place_of(plan, step))
        if step.kind == "ask":
            for number, fact in enumerate(plan.failure.facts):
                if fact.group == step.facts or fact.id == step.fact:
                    yield from _unasked(plan, fact.when, asked, ("facts", number, "when"), {step.when})
                    asked[fact.id] = _guards(step.when, fact.when) - _always(plan)
        if step.kind == "choose" and step.remedies in ("main", "bonus"):
            listed = dict.fromkeys(getattr(plan.failure.remedies, step.remedies))
            for place, row in rows_of(plan, step.remedies):
                yield from _unasked(plan, row.when, asked, (*place, "when"), {step.when}, file="playbook")
                listed |= {entry.remedy: None for entry in getattr(row, step.remedies)}
            for remedy_id in listed:
                yield from _remedy(plan, remedy_id, asked, step)
        if step.kind == "owe":
            yield from _owed(plan, asked, step)
    for number, promised in enumerate(plan.failure.follow_up):
        yield from _unasked(plan, promised.when, asked, ("follow_up", number, "when"))


def _remedy(plan: Plan, remedy_id: str, asked: dict[str, frozenset[str]], step: Step) -> Iterator[Finding]:
    remedy = next((each for each in plan.playbook.remedies if each.id == remedy_id), None)
    if remedy is None:
        return
    place = ("remedies", step.remedies or "")
    yield from _unasked(plan, remedy.when, asked, place, {step.when})
    # A cap is looked up only where its remedy fits, so it may read what is asked only there.
    for when in (*(rule.when for rule in remedy.caps), *(each.when for each in remedy.exceptions)):
        yield from _unasked(plan, when, asked, place, {step.when, remedy.when})


def _owed(plan: Plan, asked: dict[str, frozenset[str]], step: Step) -> Iterator[Finding]:
    for number, wanted in enumerate(plan.failure.remedies.owed):
        found = next((each for each in plan.playbook.entitlements if each.id == wanted), None)
        if found is not None:
            yield from _unasked(plan, found.when, asked, ("remedies", "owed", number), {step.when})


def _place_of(plan: Plan, step: Step) -> tuple[str | int, ...]:
    for number, patch in enumerate(plan.failure.steps):
        if patch.step is not None and patch.step.id == step.id:
            return ("steps", number, "step", "when")
    return ()


def _guards(*conditions: str | None) -> frozenset[str]:
    return frozenset(part for condition in conditions if condition is not None for part in _parts(condition))


def _parts(condition: str) -> tuple[str, ...]:
    """`a and b` holds only where each does; whatever has an `or`, an `if` or brackets stays whole."""
    whole = any(sign in condition for sign in (" or ", " if ", "("))
    return (condition,) if whole else tuple(condition.split(" and "))


def _before(condition: str, path: str) -> tuple[str, ...]:
    """The parts that are looked at before the one that reads `path`, and that one: it is read only where they hold."""
    parts = _parts(condition)
    first = next((number for number, part in enumerate(parts) if path in compiled(part).paths), 0)
    return parts[: first + 1]


def _always(plan: Plan) -> frozenset[str]:
    """Conditions that hold in every walk of this failure, and so guard nothing."""
    return frozenset({"not walk.careful"}) if plan.failure.careful == "never" else frozenset()


def _unasked(
    plan: Plan,
    when: str | None,
    asked: dict[str, frozenset[str]],
    place: tuple[str | int, ...],
    under: set[str | None] | frozenset[str | None] = frozenset(),
    *,
    file: Literal["playbook", "failure"] = "failure",
) -> Iterator[Finding]:
    if when is None:
        return
    faults = list(_misread(plan, when, asked, under))
    if not faults and (message := misfit(plan, when, under)):
        faults = [(message, "")]
    yield from (Finding(file, place, "Y08", message, hint) for message, hint in faults)


def _misread(
    plan: Plan, when: str, asked: dict[str, frozenset[str]], under: set[str | None] | frozenset[str | None]
) -> Iterator[tuple[str, str]]:
    """What is wrong with what it reads, and what to do about it."""
    declared = {fact.id for fact in plan.failure.facts}
    for path in sorted(compiled(when).paths - OF_THE_WALK.keys()):
        if path not in declared:
            names = declared | OF_THE_WALK.keys()
            yield f'no fact "{path}" is asked here', did_you_mean(path, names)
        elif path not in asked:
            yield f'"{path}" is read before it is asked', "Ask it in an earlier step."
        elif missing := asked[path] - _guards(*_before(when, path), *under):
            yield f'"{path}" is not asked on every path', f"Guard it by: {', '.join(sorted(missing))}"


def keys_of(model: type[BaseModel], loc: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys that the mapping at `loc` may have, for the hint beside an unknown one."""
    kinds: list[object] = [model]
    for step in loc:
        inner: list[object] = []
        for kind in kinds:
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                if isinstance(step, str) and step in kind.model_fields:
                    inner.append(kind.model_fields[step].annotation)
            else:
                inner += typing.get_args(kind)
        kinds = [one for kind in inner for one in _flat(kind)]
    models = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]
    return tuple(field.alias or name for each in models for name, field in each.model_fields.items())


def _flat(kind: object) -> Iterator[object]:
    if typing.get_origin(kind) in (typing.Union, types.UnionType, typing.Annotated):
        for each in typing.get_args(kind):
            yield from _flat(each)
    elif typing.get_origin(kind) in (tuple, list):
        yield kind
    else:
        yield kind
