"""What holds for any sequence of commands and any detour, over every shipped failure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walking import AT, begun, does, essence, straight, walked

from recovery_cli.errors import Refused
from recovery_cli.money import Money
from recovery_cli.playbook.plan import Plan
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from recovery_cli.walk.commands import Command
from recovery_cli.walk.engine import decide
from recovery_cli.walk.flow import awaiting, look, path
from recovery_cli.walk.state import Walk, replay
from shipped import failures, plan

steps = st.sampled_from([step.id for step in plan().steps] + ["no-such-step"])
facts = st.sampled_from([fact.id for fact in plan().failure.facts] + ["no.such.fact"])
values = st.one_of(
    st.sampled_from(["yes", "no", "leather", "delicate", "washable", "special", "unknown", "jacket", "black", ""]),
    st.text(max_size=8),
    st.none(),
)
amounts = st.one_of(
    st.none(),
    st.builds(Money, st.decimals(-5, 700, places=2), st.sampled_from(["EUR", "USD"])),
)
names = st.sampled_from(["Ana Ferrer", "Marco Ruiz", "Lucía"])
roles = st.sampled_from(["front_line", "supervisor", "manager", "owner"])
remedies = st.sampled_from([remedy.id for remedy in plan().playbook.remedies] + ["nothing-of-ours"])
reasons = st.sampled_from(["", " ", "said to the guest"])
commands: st.SearchStrategy[Command] = st.one_of(
    st.builds(c.Confirm, steps, st.just("es")),
    st.builds(c.Answer, steps, facts, values),
    st.builds(c.Revise, facts, values),
    st.just(c.Hurt()),
    st.builds(c.Do, steps),
    st.builds(c.CallEmergency, steps, st.booleans()),
    st.builds(c.Fetch, st.sampled_from(["here", "coming", "nobody"]), names, roles, st.booleans()),
    st.builds(c.SeeSignal, st.sampled_from(["voice_raised", "leaving", "filming"])),
    st.builds(c.CountContacts, st.integers(1, 4), st.just(()), st.just(()), st.sampled_from(["", "same"])),
    st.builds(c.ChooseRemedy, steps, remedies, amounts, reasons, st.booleans()),
    st.builds(c.DeclineRemedy, steps),
    st.builds(c.BendRule, steps, reasons),
    st.builds(c.Approve, names, roles, amounts.filter(lambda money: money is not None)),
    st.builds(c.RefuseApproval, names, roles, reasons),
    st.builds(c.AttachNote, steps, st.just("BAR01-2026-000123-62"), st.just("Q2XV-7NTE-N")),
    st.builds(c.HandOverNote, steps),
    st.builds(c.Mark, steps, st.lists(st.sampled_from(["regular", "public", "nonsense"]), max_size=2).map(tuple)),
    st.builds(c.Promise, steps),
    st.builds(c.PromiseNothing, steps, reasons),
    st.builds(c.NameCause, steps, st.sampled_from(["process", "protocol", "nonsense"])),
    st.builds(c.PlanChange, steps, st.sampled_from(["", "by-the-wall", "nonsense"]), reasons),
    st.builds(c.LeaveOpen, steps),
    st.builds(c.GiveOutcome, st.sampled_from(["resolved", "impressed"])),
    st.builds(c.ChooseLanguage, st.sampled_from(["es", "it"])),
    st.just(c.Pause()),
    st.builds(c.Resume, names, roles),
    st.just(c.Finish()),
)


def tried(a_plan: Plan, walk: Walk, command: Command) -> Walk:
    """Either refused, and nothing changed, or one version higher for each event."""
    before = walk
    try:
        events = decide(a_plan, walk, command, AT)
    except Refused as refused:
        assert refused.message
        assert walk == before
        return walk
    after = replay(events, walk)
    assert after.version == before.version + len(events)
    return after


@given(st.lists(commands, max_size=25), st.integers(0, 14))
def test_any_command_is_refused_or_raises_the_version_by_its_events(tried_ones: list[Command], ahead: int) -> None:
    a_plan = plan()
    walk = begun(a_plan)
    for _ in range(ahead):
        if isinstance(request := awaiting(a_plan, walk), r.Finished):
            break
        walk, _ = does(a_plan, walk, straight(request, {"hurt": "no", "garment.material": "leather", "fix": "here"}))
    for command in tried_ones:
        walk = tried(a_plan, walk, command)
        request = awaiting(a_plan, walk)
        if not isinstance(request, r.Finished | r.Issue | r.Write):
            places = path(a_plan, walk)
            assert all(not isinstance(look(a_plan, walk, place), r.Finished) for place in places)


detours = st.lists(st.tuples(st.integers(1, 18), st.integers(0, 8), st.integers(0, 8), st.booleans()), max_size=3).map(
    lambda found: {place: rest for place, *rest in found}
)


@settings(max_examples=60)
@given(st.sampled_from(failures()), st.lists(st.integers(0, 8), min_size=9, max_size=9), detours)
def test_forward_and_back_ends_where_the_straight_walk_ends(
    failure: tuple[str, str], picks: list[int], aside: dict[int, list[int]]
) -> None:
    """Any detour over other answers, once taken back, leaves nothing behind."""
    a_plan = plan(*failure)
    choosable = [fact for fact in a_plan.failure.facts if fact.choices]
    answers: dict[str, object] = {
        fact.id: fact.choices[pick % len(fact.choices)].value for fact, pick in zip(choosable, picks, strict=False)
    }
    answers["fix"] = ("here", "coming", None)[picks[-1] % 3]
    straight_walk, _ = walked(a_plan, begun(a_plan), answers)
    walk = begun(a_plan)
    for number in range(120):
        request = awaiting(a_plan, walk)
        if walk.finished:
            break
        if number in aside and not isinstance(request, r.Finished):
            walk = detour(a_plan, walk, answers, *aside[number])
        else:
            walk, _ = does(a_plan, walk, straight(request, answers))
    assert walk.finished
    assert essence(walk) == essence(straight_walk)


def detour(a_plan: Plan, walk: Walk, answers: dict[str, object], which: int, other: int, on: int) -> Walk:
    """Change one earlier answer, perhaps go on for a step, and change it back."""
    revisable = [place.fact for place in path(a_plan, walk) if place.fact in answers]
    if not revisable:
        return walk
    fact = a_plan.fact(revisable[which % len(revisable)])
    assert fact is not None
    walk, _ = does(a_plan, walk, c.Revise(fact.id, fact.choices[other % len(fact.choices)].value))
    request = awaiting(a_plan, walk)
    if on and isinstance(request, r.Ask | r.Choose):  # what was said and done stays said and done
        walk, _ = does(a_plan, walk, straight(request, answers))
    if fact.id in walk.facts:
        walk, _ = does(a_plan, walk, c.Revise(fact.id, answers[fact.id]))
    return walk


@pytest.mark.parametrize(("playbook", "failure"), failures())
@pytest.mark.parametrize("hurt", ["no", "yes"])
def test_every_failure_can_be_walked_to_its_end(playbook: str, failure: str, hurt: str) -> None:
    walk, events = walked(plan(playbook, failure), begun(plan(playbook, failure)), {"hurt": hurt, "fix": "here"})
    assert walk.finished
    assert walk.version == len(events) + len(replay_length(playbook, failure))


def replay_length(playbook: str, failure: str) -> range:
    return range(begun(plan(playbook, failure)).version)
