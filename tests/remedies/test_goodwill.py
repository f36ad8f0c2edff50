"""Goodwill never goes beyond its limits (domain brief 4.0), whatever the case; and the same case gets the same."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from recovery_cli.money import Money
from recovery_cli.playbook.model import ROLES, CustomerType, Fault, RoleId
from recovery_cli.playbook.plan import Plan
from recovery_cli.remedies import cells
from recovery_cli.remedies.authority import GOODWILL, MOST_OF_PRICE, cost_of, gift, worth_of
from recovery_cli.remedies.case import Case, Gift
from recovery_cli.remedies.cells import Cell
from recovery_cli.remedies.choice import BONUS_FROM, offered
from shipped import failures, plan

PLANS = [case for case in failures() if cells.cells(plan(*case))]
Name = tuple[str, str]
"""Of a playbook and its failure: a plan itself would be too long to print when an example fails."""


@st.composite
def cases(draw: st.DrawFn) -> tuple[Name, Case]:
    """A shipped failure and any of its cases, for somebody of any role, careful or not."""
    name = draw(st.sampled_from(PLANS))
    a_plan = plan(*name)
    ways = cells.answers(a_plan, cells.read(a_plan))
    cell = Cell(
        draw(st.integers(1, 5)),
        draw(st.sampled_from(get_args(CustomerType))),
        draw(st.sampled_from(get_args(Fault))),
        tuple(draw(st.sampled_from(ways)).items()),
    )
    role: RoleId = draw(st.sampled_from([each.id for each in a_plan.playbook.roles]))
    price = draw(st.none() | st.integers(1, 300))
    known = cells.case(cell, role)
    return name, replace(
        known,
        careful=draw(st.booleans()),
        repeat=draw(st.booleans()),
        price=None if price is None else Money(Decimal(price), a_plan.playbook.currency),
    )


def taken(a_plan: Plan, case: Case, picks: list[int]) -> list[tuple[Gift, str]]:
    """The goodwill that somebody gives who takes whatever they may decide alone, one after the other."""
    found: list[tuple[Gift, str]] = []
    for group, pick in zip(("main", "bonus", "bonus", "bonus"), picks, strict=True):
        now = replace(case, gifts=tuple(each for each, _ in found))
        proposal = offered(a_plan, group, now)  # type: ignore[arg-type]  # main or bonus
        alone = [option for option in proposal.options if option.decides == case.role]
        if not alone:
            continue
        option = alone[pick % len(alone)]
        remedy = a_plan.remedy(option.remedy)
        if remedy.kind in GOODWILL:
            found.append((gift(remedy, now, option.amount, decided=option.decides), group))
    return found


@settings(max_examples=150)
@given(cases(), st.lists(st.integers(0, 6), min_size=4, max_size=4))
def test_goodwill_stays_within_authority_and_proportion(drawn: tuple[Name, Case], picks: list[int]) -> None:
    a_plan, case = plan(*drawn[0]), drawn[1]
    gifts = taken(a_plan, case, picks)
    limit = a_plan.limit(case.role)
    assert limit is None or sum(each.cost for each, _ in gifts) <= limit.amount
    if case.price is not None and ROLES.index(case.role) < ROLES.index("manager"):
        assert sum(each.worth for each, _ in gifts) <= case.price.amount * MOST_OF_PRICE
    if case.careful:
        assert gifts == []
    if case.severity < BONUS_FROM or case.at_fault != "company":
        assert "bonus" not in [group for _, group in gifts]


@settings(max_examples=60)
@given(cases())
def test_the_same_case_gets_the_same_whoever_asks_and_however_often(drawn: tuple[Name, Case]) -> None:
    a_plan, case = plan(*drawn[0]), drawn[1]
    again = Plan.read(a_plan.text())
    for group in cells.GROUPS:
        assert offered(a_plan, group, case) == offered(again, group, replace(case))


@settings(max_examples=60)
@given(cases())
def test_what_is_left_out_has_a_reason_and_nothing_is_both(drawn: tuple[Name, Case]) -> None:
    a_plan, case = plan(*drawn[0]), drawn[1]
    for group in cells.GROUPS:
        found = offered(a_plan, group, case)
        there = {option.remedy for option in found.options}
        left = [remedy for remedy, _ in found.ruled_out]
        assert not there & set(left)
        assert len(left) == len(set(left))
        for option in found.options:
            remedy = a_plan.remedy(option.remedy)
            assert cost_of(remedy, case, option.amount) >= 0
            assert worth_of(remedy, case, option.amount) >= 0
