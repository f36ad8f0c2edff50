"""The ice-cream rule, whatever the playbook: below its limit replaced at once, nothing asked, nobody recorded."""

from __future__ import annotations

from decimal import Decimal

import pytest

from recovery_cli.playbook import checks
from recovery_cli.playbook.model import Fact, Step
from recovery_cli.playbook.plan import Plan
from shipped import failures, plan

TRIFLES = [each for each in failures() if plan(*each).failure.ice_cream]
NAME = Fact.model_validate({"id": "customer.name", "group": "print", "type": "name", "ask": "Name"})


def found(a_plan: Plan) -> list[str]:
    return [f"{each.code} {each.message}" for each in checks.check(a_plan) if each.code == "Y10"]


def changed(a_plan: Plan, **failure: object) -> Plan:
    return a_plan.model_copy(update={"failure": a_plan.failure.model_copy(update=failure)})


def with_step(a_plan: Plan, **step: object) -> Plan:
    made = Step.model_validate({"id": "more", "phase": a_plan.steps[0].phase, **step})
    return a_plan.model_copy(update={"steps": (*a_plan.steps, made)})


@pytest.mark.parametrize("case", TRIFLES, ids="/".join)
def test_every_shipped_trifle_keeps_the_rule(case: tuple[str, str]) -> None:
    assert found(plan(*case)) == []


def test_there_is_one() -> None:
    assert ("restaurant", "customer-spill-or-drop") in TRIFLES


TRIFLE = plan("restaurant", "customer-spill-or-drop")
ASKS = 'Y10 the step "more" asks where nothing is asked'


@pytest.mark.parametrize(
    ("a_plan", "expected"),
    [
        (with_step(TRIFLE, kind="follow-up"), [ASKS]),
        (with_step(TRIFLE, kind="cause"), [ASKS]),
        (with_step(TRIFLE, kind="mark"), [ASKS]),
        (with_step(TRIFLE, kind="change"), [ASKS]),
        (with_step(TRIFLE, kind="act", fetch="manager"), [ASKS]),
        (with_step(changed(TRIFLE, facts=(NAME,)), kind="ask", facts="print"), [ASKS]),
        (with_step(changed(TRIFLE, facts=(NAME,)), kind="ask", facts="print", when="walk.careful"), []),
        (with_step(TRIFLE, kind="cause", when="walk.careful and walk.second_said"), []),
        (with_step(TRIFLE, kind="cause", when="not walk.careful"), [ASKS]),
        (with_step(TRIFLE, kind="say", words="explanation"), []),
    ],
)
def test_a_step_that_asks_is_a_fault(a_plan: Plan, expected: list[str]) -> None:
    assert found(a_plan) == expected


def test_what_may_cost_more_is_no_trifle() -> None:
    limit = TRIFLE.playbook.model_copy(update={"ice_cream_limit": Decimal("0.99")})
    assert found(TRIFLE.model_copy(update={"playbook": limit})) == ['Y10 "replacement" may cost more than 0.99 EUR']
    by_price = TRIFLE.failure.remedies.model_copy(update={"fix": ("remake",)})
    assert found(changed(TRIFLE, remedies=by_price)) == ['Y10 "remake" may cost more than 10 EUR']


def test_another_failure_may_ask_what_it_needs() -> None:
    assert found(plan()) == []
