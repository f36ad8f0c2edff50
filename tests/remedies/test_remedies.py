"""Severity and the choice of a remedy: fixed by the case alone, each with its reason."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_cli.money import Money
from recovery_cli.playbook.model import Driver
from recovery_cli.playbook.text import Text
from recovery_cli.remedies.choice import MOST_OF_PRICE, Case, propose, propose_bonus, worth
from recovery_cli.remedies.severity import assess
from shipped import failures, plan

LEATHER = Case(
    role="front_line",
    severity=3,
    careful=False,
    at_fault="company",
    facts={"garment": {"material": "leather"}, "walk": {"careful": False}},
)


def driver(name: str, weight: int) -> Driver:
    return Driver(id=name, label=Text({"en": name}), weight=weight)


@given(st.integers(1, 5), st.lists(st.integers(0, 2), max_size=6))
def test_severity_stays_between_trifling_and_critical_and_never_falls(base: int, weights: list[int]) -> None:
    drivers = [driver(f"d{number}", weight) for number, weight in enumerate(weights)]
    found = assess(base, drivers)
    assert base <= found.score <= 5
    assert assess(base, [*drivers, driver("more", 1)]).score >= found.score
    assert assess(base, drivers, careful=True).score == 5


def test_leather_is_paid_up_to_120_and_the_manager_decides() -> None:
    found = propose(plan(), plan().failure.remedies.main, LEATHER)
    assert found.first is not None
    assert (found.first.remedy, found.first.amount, found.first.decides) == (
        "guarantee-note",
        Money.parse("120.00 EUR"),
        "manager",
    )
    assert {remedy for remedy, _ in found.ruled_out} == {"inspection"}


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (replace(LEATHER, careful=True), "careful"),
        (replace(LEATHER, severity=1), "trifling"),
        (replace(LEATHER, at_fault="customer"), "not-our-fault"),
    ],
)
def test_a_bonus_is_only_for_our_own_failure_that_weighs_something(case: Case, code: str) -> None:
    found = propose_bonus(plan(), plan().failure.remedies.bonus, case)
    assert found.first is None
    assert {reason.code for _, reason in found.ruled_out} == {code}


@pytest.mark.parametrize(("playbook", "failure"), failures())
def test_bonuses_come_by_value_over_cost_and_within_the_operators_authority(playbook: str, failure: str) -> None:
    a_plan = plan(playbook, failure)
    case = replace(LEATHER, facts={"walk": {}, "paid": "no", "table": {"ready": "now"}})
    found = propose_bonus(a_plan, a_plan.failure.remedies.bonus, case)
    ranks = [worth(a_plan.remedy(option.remedy)) for option in found.options]
    assert ranks == sorted(ranks, reverse=True)
    assert all(option.decides == "front_line" for option in found.options)


@given(st.decimals(Decimal("0.10"), Decimal(100), places=2))
def test_no_bonus_costs_more_than_one_and_a_half_times_the_price(price: Decimal) -> None:
    case = replace(LEATHER, price=Money(price, "EUR"))
    for option in propose_bonus(plan(), plan().failure.remedies.bonus, case).options:
        assert plan().remedy(option.remedy).cost <= price * MOST_OF_PRICE


def test_the_same_case_gets_the_same_everywhere() -> None:
    assert propose(plan(), plan().failure.remedies.main, LEATHER) == propose(
        plan(), plan().failure.remedies.main, LEATHER
    )
