"""What one walk came to, in the same names in which it is declared."""

from __future__ import annotations

from collections.abc import Iterator

from recovery_cli.playbook.condition import compiled
from recovery_cli.playbook.model import Remedy, Step
from recovery_cli.playbook.plan import Plan
from recovery_cli.playbook.text import ANY
from recovery_cli.rehearsal.declared import asked, groups
from recovery_cli.rehearsal.items import Files, Item
from recovery_cli.rehearsal.walked import Run, spoken
from recovery_cli.remedies.choice import BONUS_FROM
from recovery_cli.sandbox import UndefinedFact
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.context import applies, context
from recovery_cli.walk.state import Walk


def reached(run: Run) -> frozenset[Item]:
    """Nothing of a walk that stopped before its end."""
    if run.faults or not run.walk.finished:
        return frozenset()
    return frozenset((*_steps(run), *_given(run), *_conditions(run), *_language(run)))


def said(run: Run) -> Iterator[tuple[str, str]]:
    """Every wording that was there to be said: its language and its lines as one text."""
    for scene in run.scenes:
        aside = (scene.fetching.words, scene.fetching.calming, scene.fetching.nobody, scene.why)
        for words in (*spoken(scene.request), *aside):
            yield from ((language, "\n".join(lines)) for language, lines in words.items())


def _steps(run: Run) -> Iterator[Item]:
    plan, files = run.case.plan, Files(run.case.plan)
    come_to = run.steps()
    for step in plan.steps:
        if step.id in come_to:
            yield files.step(step)
        elif step.on_request:
            # Said whenever somebody asks why, and only then.
            held = {_holds(plan, scene.walk, step.when) for scene in run.scenes}
            yield from [files.step(step)] if True in held else []
            yield from [files.left_out(step)] if False in held else []
        elif step.when is not None and not _holds(plan, run.walk, step.when):
            yield files.left_out(step)
    for scene in run.scenes:
        if isinstance(scene.request, r.Ask):
            yield files.fact(scene.request.fact)


def _given(run: Run) -> Iterator[Item]:
    files = Files(run.case.plan)
    for scene in run.scenes:
        if isinstance(scene.request, r.Choose):
            group = scene.request.group
            yield from (files.remedy(group, option.remedy) for option in scene.request.proposal.options)
    for moment in run.moments:
        match moment.event:
            case e.RemedyChosen(remedy=remedy):
                listed = groups(run.case.plan).items()
                yield from (files.remedy(group, remedy) for group, ids in listed if remedy in ids)
            case e.EntitlementNamed(entitlement=entitlement):
                yield files.owed(entitlement)


def _language(run: Run) -> Iterator[Item]:
    """The walk spoke this language throughout: no word fell back to another."""
    words = (each for scene in run.scenes for each in spoken(scene.request))
    if not any(each and run.case.language not in each and ANY not in each for each in words):
        yield Files(run.case.plan).language(run.case.language)


def _conditions(run: Run) -> Iterator[Item]:
    """How the conditions went whenever something hung on them, and once more at the end."""
    plan = run.case.plan
    for scene in run.scenes:
        step_id = getattr(scene.request, "step", "")
        yield from (item for step in plan.steps if step.id == step_id for item in _of_step(plan, scene.walk, step))
    for step in plan.steps:
        if _holds(plan, run.walk, step.when):
            yield from _of_step(plan, run.walk, step)


def _of_step(plan: Plan, walk: Walk, step: Step) -> Iterator[Item]:
    files = Files(plan)
    match step.kind:
        case "ask":
            for fact in asked(plan, step):
                if fact.when is not None and (held := _holds(plan, walk, fact.when)) is not None:
                    yield files.when(fact, held)
        case "follow-up":
            for promise in plan.failure.follow_up:
                if promise.when is not None and (held := _holds(plan, walk, promise.when)) is not None:
                    yield files.when(promise, held)
        case "choose" if not (step.remedies == "bonus" and _no_bonus(plan, walk)):
            for each in groups(plan).get(step.remedies or "", ()):
                yield from _remedy(plan, walk, plan.remedy(each))
        case "owe":
            yield from _owed(plan, walk)
        case _:
            pass


def _holds(plan: Plan, walk: Walk, when: str | None) -> bool | None:
    """None where what it reads is not known."""
    try:
        return applies(plan, walk, when)
    except UndefinedFact:
        return None


def _no_bonus(plan: Plan, walk: Walk) -> bool:
    severity = walk.severity or plan.failure.severity
    return walk.careful or severity < BONUS_FROM or walk.at_fault != "company"


def _remedy(plan: Plan, walk: Walk, remedy: Remedy) -> Iterator[Item]:
    files, tree = Files(plan), context(plan, walk)
    if walk.careful and remedy.kind not in ("fix", "attention"):
        return
    try:
        if remedy.when is not None:
            held = compiled(remedy.when).holds(tree)
            yield files.when(remedy, held)
            if not held:
                return
        for number, rule in enumerate(remedy.caps):
            taken = rule.when is None or compiled(rule.when).holds(tree)
            yield files.cap(remedy, number, rule, held=taken)
            if taken:
                return
    except UndefinedFact:
        return


def _owed(plan: Plan, walk: Walk) -> Iterator[Item]:
    files = Files(plan)
    for each in plan.failure.remedies.owed:
        right = plan.entitlement(each)
        there = right.basis == "promise" or plan.settings.country in right.regimes
        if there and right.when is not None and (held := _holds(plan, walk, right.when)) is not None:
            yield files.when(right, held)
