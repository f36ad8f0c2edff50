"""Everything a playbook declares that a walk can come to at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recovery_cli.playbook.condition import compiled
from recovery_cli.playbook.model import Fact, Remedy, Step
from recovery_cli.playbook.plan import Plan
from recovery_cli.playbook.text import Wording
from recovery_cli.rehearsal.branches import BOTH, ways, worlds
from recovery_cli.rehearsal.items import Files, Item
from recovery_cli.rehearsal.reading import languages
from recovery_cli.remedies.cells import GROUPS
from recovery_cli.remedies.table import candidates

ASIDE = ("explanation", "manager_coming", "calming", "nobody", "nobody_careful", "approval", "note_by_hand")
"""Words that no step names: for whoever asks why, fetches somebody, or waits for a signature."""


def declared(plans: Sequence[Plan]) -> frozenset[Item]:
    """Of all failures of one playbook; a remedy that none of them lists is declared too."""
    return frozenset({item for plan in plans for item in _of(plan)} | set(_idle(plans)))


def _idle(plans: Sequence[Plan]) -> Iterator[Item]:
    """Remedies and rights of the playbook that none of its failures can come to."""
    listed = {each for plan in plans for group in groups(plan).values() for each in group}
    owed = {each for plan in plans for each in plan.failure.remedies.owed}
    for plan in plans[:1]:
        file = Files(plan).playbook
        for remedy in plan.playbook.remedies:
            if remedy.id not in listed:
                yield Item("remedies", file, f"remedy {remedy.id}, in no failure")
        for right in plan.playbook.entitlements:
            if right.id not in owed:
                yield Item("owed", file, f"owed {right.id}, in no failure")


def groups(plan: Plan) -> dict[str, tuple[str, ...]]:
    """The remedies that a failure can come to, by its own lists and by the rows of the manual, as they are given."""
    return {"fix": plan.failure.remedies.fix, **{group: candidates(plan, group) for group in GROUPS}}


def _of(plan: Plan) -> Iterator[Item]:
    files = Files(plan)
    yield from (files.language(each) for each in languages(plan))
    for step in plan.steps:
        yield from _step(plan, step, files)
        if step.remedies in ("main", "bonus") and possible(plan, step):
            for each in groups(plan)[step.remedies]:
                yield from _remedy(plan, step, plan.remedy(each), files)
        elif step.remedies == "fix" and possible(plan, step):
            yield from (files.remedy("fix", each) for each in plan.failure.remedies.fix)
    yield from _words(plan, files)


def possible(plan: Plan, step: Step) -> bool:
    """Whether the flow can come to this step and find something there."""
    failure = plan.failure
    given = groups(plan).get(step.remedies or "")
    there: dict[str, object] = {
        "ask": [fact for fact in asked(plan, step) if True in ways(plan, fact.when, under=(step.when,))],
        "choose": given and (step.remedies == "main" or failure.at_fault == "company"),
        "mark": plan.playbook.drivers,
        "owe": failure.remedies.owed,
        "follow-up": failure.follow_up,
        "cause": failure.causes,
    }
    return bool(there.get(step.kind, True)) and True in ways(plan, step.when)


def asked(plan: Plan, step: Step) -> tuple[Fact, ...]:
    """The facts of an `ask` step, whether their own conditions hold or not."""
    facts = plan.failure.facts
    return tuple(
        each for each in facts if each.id == step.fact or (step.facts is not None and each.group == step.facts)
    )


def _step(plan: Plan, step: Step, files: Files) -> Iterator[Item]:
    if not possible(plan, step):
        return
    yield files.step(step)
    if step.when is not None and False in ways(plan, step.when):
        yield files.left_out(step)
    for fact in asked(plan, step):
        found = ways(plan, fact.when, under=(step.when,))
        if True in found:
            yield files.fact(fact)
        if fact.when is not None:
            yield from (files.when(fact, held) for held in found)
    if step.kind == "follow-up":
        for promise in plan.failure.follow_up:
            if promise.when is not None:
                yield from (files.when(promise, held) for held in ways(plan, promise.when, under=(step.when,)))
    if step.kind == "owe":
        for each in plan.failure.remedies.owed:
            right = plan.entitlement(each)
            yield files.owed(each)
            if right.when is not None:
                yield from (files.when(right, held) for held in ways(plan, right.when, under=(step.when,)))


def _remedy(plan: Plan, step: Step, remedy: Remedy, files: Files) -> Iterator[Item]:
    found = ways(plan, remedy.when, under=(step.when,))
    if True in found:
        yield files.remedy(step.remedies or "", remedy.id)
    if remedy.when is not None:
        yield from (files.when(remedy, held) for held in found)
    for number, held in _caps(plan, step, remedy):
        yield files.cap(remedy, number, remedy.caps[number], held=held)


def _caps(plan: Plan, step: Step, remedy: Remedy) -> frozenset[tuple[int, bool]]:
    """Which rows of a decision table can be taken or passed over; the first that holds ends it."""
    guards = [each for each in (step.when, remedy.when) if each is not None]
    rows = [rule.when or "true" for rule in remedy.caps]
    found: set[tuple[int, bool]] = set()
    for world in worlds(plan, (*guards, *rows)):
        if world is None:
            rules = enumerate(remedy.caps)
            return frozenset((number, held) for number, rule in rules for held in (BOTH if rule.when else {True}))
        if not all(compiled(each).holds(world) for each in guards):
            continue
        for number, row in enumerate(rows):
            held = compiled(row).holds(world)
            found.add((number, held))
            if held:
                break
    return frozenset(found)


def _words(plan: Plan, files: Files) -> Iterator[Item]:
    """All wordings of a failure's own; of the playbook's, those that stand in for a first one."""
    for name in sayable(plan):
        own, common = plan.failure.words.get(name), plan.playbook.words.get(name)
        if own is not None:
            yield from (files.words(name, number, shared=False) for number in range(len(own.root)))
        elif common is not None:
            yield from (files.words(name, number, shared=True) for number in range(1, len(common.root)))
    for name, wording, shared in spoken_elsewhere(plan):
        yield from (files.words(name, number, shared=shared) for number in range(1, len(wording.root)))


def sayable(plan: Plan) -> frozenset[str]:
    """The names of the words that the flow can say."""
    names = set(ASIDE) if plan.failure.careful != "never" else set(ASIDE) - {"nobody_careful"}
    names |= {"noticed"} & set(plan.failure.words)
    names |= {"face_saving"} & set(plan.failure.words) if plan.failure.at_fault != "customer" else set()
    if not any(step.kind == "hand" and possible(plan, step) for step in plan.steps):
        names.discard("note_by_hand")
    for step in plan.steps:
        if step.words is not None and possible(plan, step) and not _silent(plan, step):
            names.add(step.words)
    return frozenset(names)


def _silent(plan: Plan, step: Step) -> bool:
    """Whether everything of this step has words of its own, so that the step's are never said."""
    match step.kind:
        case "ask":
            return all(fact.words is not None for fact in asked(plan, step))
        case "choose":
            return all(plan.remedy(each).words is not None for each in groups(plan).get(step.remedies or "", ()))
        case "follow-up":
            return not _wordless_first(plan, step)
        case "write":
            return True
        case _:
            return step.on_request


def _wordless_first(plan: Plan, step: Step) -> bool:
    """Whether the first promise that is made can be one without words of its own."""
    promises = plan.failure.follow_up
    for world in worlds(plan, [each for each in (step.when, *(p.when for p in promises)) if each is not None]):
        if world is None:
            return any(promise.words is None for promise in promises)
        if step.when is not None and not compiled(step.when).holds(world):
            continue
        first = next((each for each in promises if each.when is None or compiled(each.when).holds(world)), None)
        if first is not None and first.words is None:
            return True
    return False


def spoken_elsewhere(plan: Plan) -> Iterator[tuple[str, Wording, bool]]:
    """The words of facts, remedies and rights: their name, and whether they stand in the playbook."""
    for fact in plan.failure.facts:
        if fact.words is not None:
            yield f"of {fact.id}", fact.words, False
    for remedy_id in {each for group in GROUPS for each in candidates(plan, group)}:
        wording = plan.remedy(remedy_id).words
        if wording is not None:
            yield f"of {remedy_id}", wording, True
    for right in plan.failure.remedies.owed:
        yield f"of {right}", plan.entitlement(right).words, True
