"""The first sixty seconds of every failure: words, who takes it on, the decision, the remedy; nothing that can wait."""

from __future__ import annotations

import pytest
from walking import begun, does, straight, walked

from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.flow import awaiting
from recovery_cli.walk.quick import urgent
from recovery_cli.walk.state import Walk
from shipped import failures, plan

HURRIED = r.Say | r.Ask | r.Act | r.Owe | r.Mark | r.Choose


def hurried(book: str, failure: str, **answers: object) -> tuple[Walk, list[r.Request]]:
    """What is asked in the first sixty seconds, and the walk as it stands then."""
    a_plan = plan(book, failure)
    walk, asked = begun(a_plan), []
    while urgent(a_plan, awaiting(a_plan, walk)) and not isinstance(awaiting(a_plan, walk), r.Finished):
        asked.append(awaiting(a_plan, walk))
        walk, _ = does(a_plan, walk, straight(asked[-1], {"hurt": "no", **answers}))
    return walk, asked


@pytest.mark.parametrize(("book", "failure"), failures())
@pytest.mark.parametrize("hurt", ["no", "yes"])
def test_what_is_hurried_is_what_a_customer_waits_for(book: str, failure: str, hurt: str) -> None:
    a_plan = plan(book, failure)
    walk, asked = hurried(book, failure, hurt=hurt)
    assert asked
    assert all(isinstance(request, HURRIED) for request in asked)
    groups = {a_plan.step(request.step).facts for request in asked if isinstance(request, r.Ask)}
    assert groups <= {"safety", "decide", None}
    assert not [request for request in asked if isinstance(request, r.Choose) and request.group == "bonus"]
    if not walk.careful and a_plan.failure.remedies.main:
        offers = [request for request in asked if isinstance(request, r.Choose)]
        assert len(offers) <= 1
        _, events = walked(a_plan, walk, {"hurt": "no"})
        later = [event.step for event in events if isinstance(event, e.RemedyChosen)]
        assert not [step for step in later if a_plan.step(step).remedies == "main"]


def test_the_sauce_waits_with_the_paper() -> None:
    walk, asked = hurried("restaurant", "spill-on-guest", fix="here")
    assert [request.step for request in asked if not isinstance(request, r.Finished)] == [
        "first-words",
        "safety",
        "fix",
        "second-apology",
        "decide",
        "offer",
    ]
    request = awaiting(plan(), walk)
    assert isinstance(request, r.Ask)
    assert request.fact.group == "print"


def test_nothing_is_put_off_where_nothing_is_left() -> None:
    walk, _ = hurried("restaurant", "customer-spill-or-drop")
    assert isinstance(awaiting(plan("restaurant", "customer-spill-or-drop"), walk), r.Finished)


def test_a_failure_without_an_offer_puts_off_the_promises() -> None:
    walk, asked = hurried("restaurant", "wrong-order")
    assert asked
    assert isinstance(awaiting(plan("restaurant", "wrong-order"), walk), r.Mark | r.Follow | r.Choose | r.Ask)
