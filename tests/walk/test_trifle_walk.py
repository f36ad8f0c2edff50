"""A trifle walked: one confirmation, what was replaced, and no person, sum, question or promise in its events."""

from __future__ import annotations

import pytest
from walking import begun, does

from recovery_cli.playbook.plan import Plan
from recovery_cli.private import Private
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.flow import awaiting
from shipped import failures, plan

TRIFLES = [plan(*each) for each in failures() if plan(*each).failure.ice_cream]


@pytest.mark.parametrize("a_plan", TRIFLES, ids=lambda each: f"{each.playbook.id}/{each.failure.id}")
def test_one_key_and_it_is_replaced(a_plan: Plan) -> None:
    walk = begun(a_plan)
    request = awaiting(a_plan, walk)
    assert isinstance(request, r.Say)
    walk, events = does(a_plan, walk, c.Confirm(request.step, "es"))
    given = [event for event in events if isinstance(event, e.RemedyChosen)]
    assert [event.remedy for event in given] == list(a_plan.failure.remedies.fix)
    assert all(event.amount is None and event.decides == "front_line" for event in given)
    assert isinstance(awaiting(a_plan, walk), r.Finished)
    walk, ended = does(a_plan, walk, c.Finish())
    assert ended == (e.WalkFinished(),)
    assert walk.facts == {}
    assert not [value for event in (*events, *ended) for value in vars_of(event) if isinstance(value, Private)]


def vars_of(event: object) -> list[object]:
    return [getattr(event, name) for name in getattr(event, "__dataclass_fields__", {})]
