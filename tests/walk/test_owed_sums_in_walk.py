"""What is owed in a walk: the sum by the rule of the moment where the facts are known, never against a limit."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from walking import AT, begun, does, walked

from recovery_cli.catalogue import Catalogue
from recovery_cli.journal.codec import decode, encode
from recovery_cli.playbook import load
from recovery_cli.playbook.plan import Plan
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.engine import decide
from recovery_cli.walk.flow import awaiting
from recovery_cli.walk.owed import amount_of, rates_of
from recovery_cli.walk.state import Walk
from shipped import demo


def plan_in(country: str, failure: str = "missed-appointment", book: str = "telecom") -> Plan:
    settings = demo().model_copy(update={"country": country})
    return load.plan(Catalogue.over(None), book, failure, settings=settings)


def at_owed(plan: Plan, answers: dict[str, object] | None = None) -> tuple[Walk, r.Owe]:
    walk, _ = walked(plan, begun(plan), answers or {}, until=lambda request: isinstance(request, r.Owe))
    request = awaiting(plan, walk)
    assert isinstance(request, r.Owe)
    return walk, request


def test_the_sum_is_named_with_its_rule_and_its_lines() -> None:
    plan = plan_in("GB")
    walk, request = at_owed(plan)
    _, events = does(plan, walk, c.Confirm(request.step, "en"))
    (named,) = (event for event in events if isinstance(event, e.EntitlementNamed))
    assert (str(named.amount), named.lines) == ("32.31 GBP", ("1 × 32.31 = 32.31",))
    assert named.rule == "Ofcom automatic compensation scheme, missed appointment"
    assert decode(encode(named)) == named


def test_the_rule_is_that_of_the_moment() -> None:
    plan = plan_in("GB")
    walk, request = at_owed(plan)
    # Half past eleven at night in London is the next day already in Madrid, where the demo business is.
    for moment, amount in [
        (datetime(2026, 3, 31, 21, 30, tzinfo=UTC), "31.19 GBP"),
        (datetime(2026, 3, 31, 22, 30, tzinfo=UTC), "32.31 GBP"),
    ]:
        (named,) = decide(plan, walk, c.Confirm(request.step, "en"), moment)
        assert isinstance(named, e.EntitlementNamed)
        assert str(named.amount) == amount


def test_it_uses_up_nobodys_limit() -> None:
    plan = plan_in("GB")
    walk, request = at_owed(plan)
    before = plan.limit(walk.role)
    after, events = does(plan, walk, c.Confirm(request.step, "en"))
    assert plan.limit(after.role) == before
    assert (after.chosen, after.approved) == (walk.chosen, walk.approved)
    assert not [event for event in events if isinstance(event, e.RemedyChosen | e.ApprovalAsked)]


def test_where_the_days_are_not_known_the_rate_is_and_no_sum() -> None:
    plan = plan_in("IT", "total-outage")
    walk, request = at_owed(plan)
    assert amount_of(plan, walk, request.entitlement, at=AT) is None
    rates = rates_of(plan, request.entitlement, at=AT)
    assert [(str(money), unit) for _, money, unit in rates] == [("6.00 EUR", "day"), ("8.00 EUR", "day")]


def test_facts_of_the_walk_are_handed_to_the_case() -> None:
    plan = plan_in("IT", "registered-and-transferred")
    book = plan.playbook
    listed = tuple(
        each.model_copy(update={"facts": {"days": "contacts"}}) if each.id == "late-answer" else each
        for each in book.entitlements
    )
    asked = plan.model_copy(update={"playbook": book.model_copy(update={"entitlements": listed})})
    walk, request = at_owed(asked, {"contacts": 7})
    found = amount_of(asked, walk, request.entitlement, at=AT)
    assert found is not None
    assert str(found.amount) == "17.50 EUR"
    assert amount_of(asked, begun(asked), request.entitlement, at=AT) is None


@pytest.mark.parametrize("country", ["ES", "IT"])
def test_what_is_not_verified_is_said_without_a_sum(country: str) -> None:
    plan = plan_in(country, "lost-or-damaged-item", "hotel")
    assert list(plan.tables) == ["guests-things"]
    right = plan.entitlement("guests-things")
    assert amount_of(plan, begun(plan), right, at=AT) is None
    assert rates_of(plan, right, at=AT) == ()


def test_a_plan_kept_before_there_were_tables_goes_on() -> None:
    plan = plan_in("GB")
    old = plan.model_copy(update={"tables": {}})
    walk, request = at_owed(old)
    (named,) = decide(old, walk, c.Confirm(request.step, "en"), AT)
    assert isinstance(named, e.EntitlementNamed)
    assert (named.amount, named.rule, named.lines) == (None, "", ())
