"""Found by walking: what happens when somebody turns out to be hurt late, or when nobody above has a name."""

from __future__ import annotations

import pytest
from walking import begun, does, walked

from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from recovery_cli.walk.events import SeverityAssessed
from recovery_cli.walk.flow import awaiting, fetched, owner
from shipped import demo, failures, plan

LEATHER = {"hurt": "no", "fix": "coming", "garment.material": "leather"}


def test_hurt_after_the_offer_takes_the_note_away() -> None:
    walk, _ = walked(plan(), begun(plan()), LEATHER, until=lambda q: isinstance(q, r.Ask) and q.step == "paper")
    walk, _ = does(plan(), walk, c.Hurt())
    assert "offer" in walk.heard
    walk, events = walked(plan(), walk, LEATHER)
    assert walk.finished
    assert walk.note is None
    assert not any(type(each).__name__ == "NoteAttached" for each in events)


def test_whoever_turns_out_to_be_hurt_weighs_five_and_less_again_when_it_was_a_mistake() -> None:
    walk, _ = walked(plan(), begun(plan()), LEATHER, until=lambda q: isinstance(q, r.Choose))
    before = walk.severity
    assert before < 5
    walk, events = does(plan(), walk, c.Hurt())
    assert walk.severity == 5
    assert [each.score for each in events if isinstance(each, SeverityAssessed)] == [5]
    walk, _ = does(plan(), walk, c.Revise("hurt", "no"))
    assert walk.severity == before
    assert not walk.careful


def test_when_nobody_is_hurt_after_all_the_offer_that_was_heard_stands_again() -> None:
    walk, _ = walked(plan(), begun(plan()), LEATHER, until=lambda q: isinstance(q, r.Mark))
    walk, _ = does(plan(), walk, c.Hurt())
    assert "offer" not in walk.done
    walk, _ = does(plan(), walk, c.Revise("hurt", "no"))
    again, _ = walked(plan(), walk, LEATHER, until=lambda q: isinstance(q, r.Choose))
    request = awaiting(plan(), again)
    assert isinstance(request, r.Choose)
    assert request.held is not None
    assert request.proposal.first is not None
    assert request.held == (request.proposal.first.remedy, request.proposal.first.amount)


def test_whoever_takes_over_without_a_name_is_not_called_by_the_role() -> None:
    nobody = demo().model_copy(update={"roles": {}})
    a_plan = plan().model_copy(update={"settings": nobody})
    walk, _ = walked(a_plan, begun(a_plan), {"hurt": "no"}, until=lambda q: getattr(q, "step", "") == "fix")
    walk, _ = does(a_plan, walk, c.Fetch("here"))
    request = awaiting(a_plan, walk)
    assert isinstance(request, r.Say)
    assert request.apology == "second"
    assert request.words, "somebody without a name has words, too"
    assert not any("manager," in line and "I'm manager" in line for line in request.words["en"])
    assert owner(a_plan, walk) == "manager"


def test_where_nobody_has_a_name_another_role_is_another_voice() -> None:
    a_plan = plan().model_copy(update={"settings": demo().model_copy(update={"roles": {}})})
    walk = begun(a_plan, operator="")
    walk, _ = walked(a_plan, walk, {"hurt": "no"}, until=lambda q: getattr(q, "step", "") == "fix")
    walk, _ = does(a_plan, walk, c.Fetch("here"))
    request = awaiting(a_plan, walk)
    assert isinstance(request, r.Say)
    assert request.apology == "second"


def test_whoever_spoke_first_does_not_apologise_again_for_want_of_a_name() -> None:
    a_plan = plan().model_copy(update={"settings": demo().model_copy(update={"roles": {}})})
    walk = begun(a_plan, role="manager", operator="")
    said: list[r.Say] = []
    for _ in range(20):
        walk, _ = walked(a_plan, walk, {"hurt": "no"}, until=lambda q: isinstance(q, r.Say))
        request = awaiting(a_plan, walk)
        if not isinstance(request, r.Say):
            break
        said.append(request)
        walk, _ = does(a_plan, walk, c.Confirm(request.step, "es"))
    assert [each.apology for each in said if each.apology] == ["first"]


def test_a_manager_says_nothing_of_her_manager() -> None:
    walk = begun(plan(), role="manager", operator="Ana Ferrer")
    found = fetched(plan(), walk, "owner")
    assert not found.words
    assert not found.nobody


@pytest.mark.parametrize(("playbook", "failure"), failures())
def test_no_call_is_promised_to_somebody_who_left_no_number(playbook: str, failure: str) -> None:
    a_plan = plan(playbook, failure)
    for hurt in ("no", "yes"):
        answers = {"hurt": hurt, "customer.phone": ""}
        walk, _ = walked(a_plan, begun(a_plan), answers)
        promised = [each for each in a_plan.failure.follow_up if each.id in walk.follow_ups]
        assert not any(each.what["en"].lower().startswith("call") for each in promised), (failure, hurt)


def test_when_nobody_comes_the_sum_said_is_the_sum_that_the_note_will_say() -> None:
    answers = {"hurt": "no", "fix": "nobody", "garment.material": "leather"}
    walk, _ = walked(plan(), begun(plan()), answers, until=lambda q: isinstance(q, r.Choose))
    request = awaiting(plan(), walk)
    assert isinstance(request, r.Choose)
    assert any("30 euros" in line for line in request.words["es"])
    assert not any("120" in line for line in request.words["es"])
