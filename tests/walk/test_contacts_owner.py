"""How often the customer had to come, who owns the case, how often it changed hands: what conditions and words read."""

from __future__ import annotations

import pytest
from walking import begun, does, walked

from recovery_cli.errors import Refused
from recovery_cli.playbook.model import Fact, FollowUp, Step
from recovery_cli.playbook.plan import Plan
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.answers import checked
from recovery_cli.walk.context import applies
from recovery_cli.walk.flow import awaiting
from recovery_cli.walk.state import replay
from shipped import plan

CONTACTS = Fact.model_validate(
    {"id": "contacts", "group": "decide", "type": "count", "look": True, "ask": "How many times?"}
)


def owned(*, when: str | None = None) -> Plan:
    """The words that make an owner come right after the first ones."""
    base = plan("restaurant", "slow-service")
    step = {"id": "mine", "phase": "apologise", "kind": "say", "words": "first_words", "owns": True, "when": when}
    promise = {"id": "call", "after": "1d", "role": "front_line", "what": "a call"}
    return base.model_copy(
        update={
            "steps": (base.steps[0], Step.model_validate(step), *base.steps[1:]),
            "failure": base.failure.model_copy(update={"follow_up": (FollowUp.model_validate(promise),)}),
        }
    )


def test_whoever_says_the_words_owns_the_case_to_its_end() -> None:
    a_plan = owned()
    walk, _ = walked(a_plan, begun(a_plan), {}, until=lambda request: getattr(request, "step", "") == "mine")
    request = awaiting(a_plan, walk)
    assert isinstance(request, r.Say)
    assert request.owns
    walk, events = does(a_plan, walk, c.Confirm("mine", "es"))
    assert e.OwnerNamed("mine", "Marco Ruiz", "front_line") in events
    walk, _ = does(a_plan, walk, c.Fetch("here", "Ana Ferrer", escalated=True))
    assert (walk.operator, walk.owner) == ("Ana Ferrer", "Marco Ruiz")
    _, events = walked(a_plan, walk, {})
    kept = [event.who for event in events if isinstance(event, e.FollowUpPromised)]
    assert kept == ["Marco Ruiz"]


def test_an_owner_is_named_only_once_and_only_if_it_says_so() -> None:
    a_plan = owned(when="walk.contacts >= 2 and not walk.owned")
    first, events = walked(a_plan, begun(a_plan), {})
    assert first.owner == ""
    second, events = walked(a_plan, begun(a_plan, contacts=2), {})
    assert second.owner == "Marco Ruiz"
    assert sum(isinstance(event, e.OwnerNamed) for event in events) == 1


@pytest.mark.parametrize(
    ("found", "heard", "count"), [(None, None, 1), (3, None, 3), (None, 10, 10), (3, 2, 3), (2, 10, 10)]
)
def test_contacts_are_the_larger_of_what_is_found_and_heard(found: int | None, heard: int | None, count: int) -> None:
    a_plan = plan()
    walk = begun(a_plan) if heard is None else begun(a_plan, contacts=heard)
    if found is not None:
        walk = replay([e.ContactsCounted(found, ("INC-0001",))], walk)
    assert applies(a_plan, walk, f"walk.contacts == {count}")


def test_what_was_heard_is_not_asked_again() -> None:
    base = plan()
    asking = base.failure.model_copy(update={"facts": (*base.failure.facts, CONTACTS)})
    a_plan = base.model_copy(update={"failure": asking})
    asked = [walked(a_plan, begun(a_plan, **given), {"contacts": 4})[1] for given in ({}, {"contacts": 4})]
    told = [
        [event.value for event in events if isinstance(event, e.FactGiven) and event.fact == "contacts"]
        for events in asked
    ]
    assert told == [[4], []]


def test_every_change_of_hands_counts() -> None:
    a_plan = plan()
    walk = begun(a_plan)
    assert walk.transfers == 0
    walk, _ = does(a_plan, walk, c.Fetch("here", "Ana Ferrer", escalated=True))
    walk, _ = does(a_plan, walk, c.Pause())
    walk, _ = does(a_plan, walk, c.Resume("Ana Ferrer", "manager"))
    assert walk.transfers == 1
    walk, _ = does(a_plan, walk, c.Resume("Lucía Gil", "supervisor"))
    assert applies(a_plan, walk, "walk.transfers == 2")


@pytest.mark.parametrize(("typed", "value"), [("0", 0), (" 12 ", 12), (3, 3), ("999", 999)])
def test_a_count_is_a_number(typed: str | int, value: int) -> None:
    assert checked(CONTACTS, typed) == value


@pytest.mark.parametrize("typed", ["-1", "1000", "3.0", "ten", "", "٣", "1e2", "²"])
def test_anything_else_is_no_count(typed: str) -> None:
    with pytest.raises(Refused):
        checked(CONTACTS, typed)
