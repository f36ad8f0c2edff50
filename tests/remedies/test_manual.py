"""The choice by the manual: which row holds, what fits in kind, what an exception rules out, who decides."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from planting import grown
from pydantic import ValidationError

from recovery_cli.money import Money
from recovery_cli.playbook.manual import Manual
from recovery_cli.playbook.plan import Plan
from recovery_cli.remedies.authority import deciding
from recovery_cli.remedies.case import Case, Gift, Today
from recovery_cli.remedies.choice import offered

ORDINARY = Case(role="front_line", severity=3, careful=False, at_fault="company", facts={"walk": {}})
REMEDIES: list[dict[str, Any]] = [
    {"id": "wipe", "kind": "fix", "cost": 0, "value": 4},
    {
        "id": "voucher",
        "kind": "credit",
        "basis": "amount",
        "cost": 1,
        "value": 1,
        "caps": [{"cap": 10, "because": "x"}],
    },
    {"id": "call", "kind": "attention", "cost": 0, "value": 10},
    {"id": "cake", "kind": "bonus", "cost": 2, "value": 12, "gives": "food"},
    {"id": "feast", "kind": "bonus", "cost": 20, "value": 60, "gives": "food"},
]


def house(**parts: Any) -> Plan:
    listed = {"fix": ["wipe"], "main": ["voucher", "call"], "bonus": ["feast", "cake"]}
    return grown({"remedies": REMEDIES, "listed": listed, **parts})


def options(plan: Plan, group: str, case: Case) -> list[tuple[str, str]]:
    found = offered(plan, group, case)  # type: ignore[arg-type]  # main or bonus, spelt by the tests
    return [(option.remedy, "" if option.amount is None else str(option.amount)) for option in found.options]


def test_without_a_row_the_failures_own_lists_hold() -> None:
    assert options(house(), "main", ORDINARY) == [("voucher", "10 EUR"), ("call", "")]


def test_a_row_holds_for_whom_it_is_and_says_so() -> None:
    row = {"id": "honour", "customer": "vip", "severity": [3, 4, 5], "main": ["call"], "because": "A guest of honour"}
    plan = house(manual={"rows": [row]})
    vip = replace(ORDINARY, customer="vip")
    found = offered(plan, "main", vip)
    assert [option.remedy for option in found.options] == ["call"]
    assert found.because[0].code == "manual"
    assert found.because[0].about == ("honour",)
    assert [(remedy, str(reason)) for remedy, reason in found.ruled_out] == [("voucher", "other-row honour")]
    for other in (ORDINARY, replace(vip, severity=2), replace(vip, customer="regular")):
        assert options(plan, "main", other)[0] == ("voucher", "10 EUR")
    assert options(plan, "bonus", vip) == options(plan, "bonus", ORDINARY)


def test_a_row_may_set_the_cap_and_may_say_that_there_is_nothing() -> None:
    rows = [
        {"id": "serious", "severity": 5, "main": [{"remedy": "voucher", "cap": 25}]},
        {"id": "trifling", "severity": 1, "main": []},
    ]
    plan = house(manual={"rows": rows})
    assert options(plan, "main", replace(ORDINARY, severity=5)) == [("voucher", "25 EUR")]
    assert options(plan, "main", replace(ORDINARY, severity=1)) == []


def test_the_first_row_that_holds_wins_where_the_house_says_first() -> None:
    rows = [{"id": "one", "severity": 3, "main": ["call"]}, {"id": "two", "main": ["voucher"]}]
    assert options(house(manual={"hit": "first", "rows": rows}), "main", ORDINARY) == [("call", "")]


@pytest.mark.parametrize(
    ("nature", "there"), [("outcome", True), ("process", True), ("courtesy", False)], ids=["outcome", "process", "rude"]
)
def test_money_does_not_make_good_that_somebody_was_rude(nature: str, there: bool) -> None:
    remedies = [{**each, "fits": ["outcome", "process"]} if each["id"] == "voucher" else each for each in REMEDIES]
    plan = house(remedies=remedies, failure={"nature": nature})
    found = offered(plan, "main", ORDINARY)
    assert ("voucher" in [option.remedy for option in found.options]) == there
    assert there or [(r, str(why)) for r, why in found.ruled_out] == [("voucher", "not-in-kind courtesy")]


def test_everything_is_taken_back_but_for_the_exceptions() -> None:
    taken_back = {
        "id": "no-questions-return",
        "kind": "replacement",
        "cost": 10,
        "value": 20,
        "exceptions": [{"when": "goods == 'diamond'", "because": "Diamonds are weighed first"}],
    }
    plan = house(
        remedies=[*REMEDIES, taken_back],
        listed={"fix": ["wipe"], "main": ["no-questions-return", "call"]},
        facts={"goods": ["shirt", "diamond"]},
    )
    shirt, diamond = (replace(ORDINARY, facts={"goods": each}) for each in ("shirt", "diamond"))
    assert options(plan, "main", shirt)[0][0] == "no-questions-return"
    (left,) = offered(plan, "main", diamond).ruled_out
    assert (left[0], left[1].code) == ("no-questions-return", "exception")
    assert left[1].text is not None
    assert left[1].text["en"] == "Diamonds are weighed first"


def test_who_suffered_it_before_gets_the_best_first() -> None:
    assert [each[0] for each in options(house(), "bonus", ORDINARY)] == ["cake", "feast"]
    assert [each[0] for each in options(house(), "bonus", replace(ORDINARY, repeat=True))] == ["feast", "cake"]


def test_one_limit_holds_for_all_gifts_of_a_case_that_one_person_decides() -> None:
    plan = house()
    before = Gift(Decimal(15), Decimal(15), "front_line")
    assert [each[0] for each in options(plan, "bonus", replace(ORDINARY, gifts=(before,)))] == ["cake"]
    signed = Gift(Decimal(90), Decimal(90), "manager")
    assert [each[0] for each in options(plan, "bonus", replace(ORDINARY, gifts=(signed,)))] == ["cake", "feast"]


@pytest.mark.parametrize("name", ["case", "customer", "shift", "budget"])
def test_over_what_the_house_has_set_the_manager_decides(name: str) -> None:
    plan = house(manual={"limits": {name: 50}})
    under, over = (
        replace(ORDINARY, gifts=(Gift(Decimal(given), Decimal(given), "manager"),))
        if name == "case"
        else replace(ORDINARY, today=Today(**{name: Decimal(given)}))
        for given in (40, 41)
    )
    voucher = plan.remedy("voucher")
    ten = Money.parse("10.00 EUR")
    assert deciding(plan, under, voucher, ten) == ("front_line", "")
    assert deciding(plan, over, voucher, ten) == ("manager", name)
    assert deciding(plan, over, plan.remedy("call"), None) == ("front_line", "")
    assert [str(reason) for _, reason in offered(plan, "bonus", over).ruled_out] == [f"decides manager {name}"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"id": "a", "customer": "vip"}, "a row says what is offered"),
        ({"id": "a", "when": "x == 1", "main": []}, "names its failures"),
        ({"id": "a", "severity": 6, "main": []}, "less than or equal to 5"),
        ({"id": "a", "customer": "king", "main": []}, "Input should be"),
        ({"id": "a", "failure": [], "main": []}, "at least 1 item"),
    ],
)
def test_a_row_that_says_nothing_is_refused_with_its_reason(row: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        Manual.model_validate({"rows": [row]})


def test_two_rows_of_one_name_are_refused() -> None:
    row = {"id": "a", "main": []}
    with pytest.raises(ValidationError, match="stands here twice"):
        Manual.model_validate({"rows": [row, row]})
