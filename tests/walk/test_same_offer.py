"""The same case gets the same offer: asked without walking, by another operator, with a pause in between."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walking import begun, does, straight, walked

from recovery_cli.errors import Refused
from recovery_cli.money import Money
from recovery_cli.playbook.manual import Limits
from recovery_cli.playbook.plan import Plan
from recovery_cli.remedies.choice import Proposal
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.decided import Decided, Question, decided, untold
from recovery_cli.walk.flow import awaiting
from recovery_cli.walk.state import Walk
from shipped import failures, plan

OFFERING = [
    case for case in failures() if any(step.kind == "choose" for step in plan(*case).steps) and plan(*case).steps
]
ROLES = ("front_line", "supervisor", "manager", "owner")


@st.composite
def answered(draw: st.DrawFn) -> tuple[tuple[str, str], str, dict[str, str]]:
    """A failure, a role, and an answer to each of its questions that has choices."""
    name = draw(st.sampled_from(OFFERING))
    found: dict[str, str] = {}
    for fact in plan(*name).failure.facts:
        if fact.choices and fact.id != "hurt":
            found[fact.id] = draw(st.sampled_from([choice.value for choice in fact.choices]))
    return name, draw(st.sampled_from(ROLES)), found


def offers(a_plan: Plan, walk: Walk, answers: Mapping[str, object]) -> tuple[dict[str, Proposal], Walk]:
    """What the walk proposes in its choices, taking the first of each, and where it ends."""
    found: dict[str, Proposal] = {}
    for _ in range(200):
        request = awaiting(a_plan, walk)
        if walk.finished or isinstance(request, r.Finished):
            return found, walk
        if isinstance(request, r.Choose):
            found[request.group] = request.proposal
        walk, _events = does(a_plan, walk, straight(request, {"circumstances": (), **answers}))
    raise AssertionError("the walk does not end")


def asked(a_plan: Plan, walk: Walk) -> Decided:
    """What is decided for the case that this walk was."""
    facts = {path: value for path, value in walk.facts.items() if a_plan.fact(path) is not None}
    at_fault = walk.at_fault
    question = Question(role=walk.role, severity=walk.severity, at_fault=at_fault, facts=facts)  # type: ignore[arg-type]  # a literal
    (found,) = decided(a_plan, question)
    return found


@settings(max_examples=60)
@given(answered())
def test_decide_comes_to_what_the_walk_offers(drawn: tuple[tuple[str, str], str, dict[str, str]]) -> None:
    name, role, answers = drawn
    a_plan = plan(*name)
    proposed, end = offers(a_plan, begun(a_plan, role=role), answers)
    if end.careful or end.role != role:
        return
    found = asked(a_plan, end)
    for group, chosen in (("main", found.main), ("bonus", found.bonus)):
        assert (proposed[group].options if group in proposed else ()) == chosen.options
    if "main" in proposed:
        assert proposed["main"] == found.main


@settings(max_examples=30)
@given(answered(), st.integers(0, 8))
def test_another_operator_and_a_pause_change_nothing_of_the_offer(
    drawn: tuple[tuple[str, str], str, dict[str, str]], when: int
) -> None:
    name, role, answers = drawn
    a_plan = plan(*name)
    straight_on, _ = offers(a_plan, begun(a_plan, role=role), answers)
    walk = begun(a_plan, role=role)
    for _ in range(when):
        request = awaiting(a_plan, walk)
        if isinstance(request, r.Choose | r.Finished):
            break
        walk, _events = does(a_plan, walk, straight(request, answers))
    walk, _paused = does(a_plan, walk, c.Pause())
    walk, _resumed = does(a_plan, walk, c.Resume("Somebody Else", walk.role))
    again, _ = offers(a_plan, walk, answers)
    assert {group: list(found.options) for group, found in again.items()} == {
        group: list(found.options) for group, found in straight_on.items()
    }


@settings(max_examples=60)
@given(answered())
def test_no_apology_no_fix_and_no_note_waits_for_an_approval(
    drawn: tuple[tuple[str, str], str, dict[str, str]],
) -> None:
    """Nobody ever approves anything in these walks, and every one of them comes to its end with all of it given."""
    name, _, answers = drawn
    a_plan = plan(*name)
    end, events = walked(a_plan, begun(a_plan), {"circumstances": (), **answers})
    assert end.finished
    assert not any(isinstance(each, e.ApprovalGiven) for each in events)
    first = next(number for number, each in enumerate(events) if isinstance(each, e.ApologyGiven))
    asked_at = [number for number, each in enumerate(events) if isinstance(each, e.ApprovalAsked)]
    fixed = [n for n, each in enumerate(events) if isinstance(each, e.RemedyChosen) and each.because == ("fix",)]
    assert all(first < number and all(fix < number for fix in fixed) for number in asked_at)
    assert len(fixed) == len(a_plan.failure.remedies.fix) or end.careful
    promised = {each.remedy for each in end.chosen.values()}
    if any(a_plan.remedy(each).document == "guarantee-note" for each in promised):
        assert end.note is not None
        assert end.note.handed


def test_what_was_not_told_is_every_way_it_makes_a_difference() -> None:
    a_plan = plan()
    assert untold(a_plan, Question()) == ("garment.material",)
    found = decided(a_plan, Question())
    caps = [None if each.main.first is None else str(each.main.first.amount) for each in found]
    assert caps == ["120.00 EUR", "60.00 EUR", "40.00 EUR", "15.00 EUR", "None"]
    assert [len(each.answers) for each in found] == [1, 1, 1, 1, 2]


def test_what_makes_no_difference_is_said_once() -> None:
    (found,) = decided(plan("restaurant", "rude-staff"), Question())
    assert found.answers == ({},)
    assert found.fix == ("new-server",)


@pytest.mark.parametrize("careful", [case for case in failures() if plan(*case).failure.careful == "always"])
def test_where_somebody_may_be_hurt_nothing_is_offered(careful: tuple[str, str]) -> None:
    for each in decided(plan(*careful), Question()):
        assert each.walk.careful
        assert each.main.options == each.bonus.options == ()


def test_a_limit_of_the_day_asks_the_manager_and_goes_on() -> None:
    a_plan = plan("telecom", "registered-and-transferred")
    manual = a_plan.playbook.manual.model_copy(update={"limits": Limits(budget=Decimal(20))})
    a_plan = a_plan.model_copy(update={"playbook": a_plan.playbook.model_copy(update={"manual": manual})})
    walk = begun(a_plan)
    nothing, spent = (Money(Decimal(each), "EUR") for each in (0, 15))
    walk, _ = does(a_plan, walk, c.CountGoodwill(nothing, nothing, spent))
    end, events = walked(a_plan, walk, {"circumstances": ()})
    (approval,) = [each for each in events if isinstance(each, e.ApprovalAsked)]
    assert (approval.role, approval.remedy, str(approval.amount)) == ("manager", "goodwill-credit", "10.00 EUR")
    assert end.finished
    assert {each.remedy for each in end.chosen.values()} == {"one-owner", "goodwill-credit"}
    signing = c.Approve("Luis", "supervisor", approval.amount)
    with pytest.raises(Refused, match="for a day"):
        does(a_plan, end, signing)
    _, signed = does(a_plan, end, c.Approve("Ana Ferrer", "manager", approval.amount))
    assert e.ApprovalGiven("Ana Ferrer", "manager", approval.amount) in signed
