"""What is owed is named once, before anything is offered: by law first, in this country, and only where it applies."""

from __future__ import annotations

import pytest
from walking import begun, does, walked

from recovery_cli.errors import Refused
from recovery_cli.playbook.model import Entitlement
from recovery_cli.playbook.plan import Plan
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.flow import Place, awaiting, look
from recovery_cli.walk.state import Walk
from shipped import plan

PROMISED = {"id": "our-promise", "basis": "promise", "label": "what we promised", "words": "That is yours."}
BY_LAW = {
    "id": "the-law",
    "regimes": {"ES": "es-table"},
    "case": "outage",
    "label": "what the law gives",
    "words": "The law gives you this.",
}


def owing(*entitlements: dict[str, object], failure: str = "spill-on-guest") -> Plan:
    found = tuple(Entitlement.model_validate(each) for each in entitlements)
    base = plan("restaurant", failure)
    owed = base.failure.remedies.model_copy(update={"owed": tuple(each.id for each in found)})
    return base.model_copy(
        update={
            "playbook": base.playbook.model_copy(update={"entitlements": found}),
            "failure": base.failure.model_copy(update={"remedies": owed}),
        }
    )


def at_owed(a_plan: Plan, walk: Walk) -> tuple[Walk, r.Request]:
    walk, _ = walked(
        a_plan, walk, {"hurt": "no"}, until=lambda request: isinstance(request, r.Owe | r.Choose | r.Finished)
    )
    return walk, awaiting(a_plan, walk)


def named(a_plan: Plan, *, answers: dict[str, object] | None = None) -> list[e.EntitlementNamed]:
    walk, events = walked(a_plan, begun(a_plan), {"hurt": "no", **(answers or {})})
    assert walk.finished
    return [event for event in events if isinstance(event, e.EntitlementNamed)]


def test_the_law_comes_before_a_promise_of_the_house() -> None:
    a_plan = owing(PROMISED, BY_LAW)
    walk, request = at_owed(a_plan, begun(a_plan))
    assert isinstance(request, r.Owe)
    walk, events = does(a_plan, walk, c.Confirm("owed", "es"))
    assert events == (
        e.EntitlementNamed("owed", "the-law", "what the law gives", "law", "es-table", "outage", "Marco Ruiz", "es"),
    )
    assert walk.owed == {"owed": "the-law"}
    assert isinstance(awaiting(a_plan, walk), r.Choose)


def test_in_a_country_without_a_table_the_promise_is_said() -> None:
    abroad = {**BY_LAW, "regimes": {"GB": "uk-table"}}
    assert [(each.entitlement, each.regime) for each in named(owing(abroad, PROMISED))] == [("our-promise", "")]


@pytest.mark.parametrize(
    ("material", "expected"), [("leather", ["our-promise"]), ("washable", []), ("delicate", ["our-promise"])]
)
def test_only_what_applies_is_owed(material: str, expected: list[str]) -> None:
    only = {**PROMISED, "when": "garment.material != 'washable'"}
    found = named(owing(only), answers={"garment.material": material})
    assert [each.entitlement for each in found] == expected


def test_nothing_owed_is_nothing_said() -> None:
    assert named(plan()) == []
    assert named(owing({**BY_LAW, "regimes": {"GB": "uk-table"}})) == []


def test_words_that_cannot_be_filled_in_are_not_said() -> None:
    assert named(owing({**PROMISED, "words": "This is for you, {{ customer.favourite }}."})) == []


def test_who_is_hurt_hears_nothing_of_money() -> None:
    a_plan = owing(PROMISED)
    _, events = walked(a_plan, begun(a_plan), {"hurt": "yes", "care": "here"})
    assert not [event for event in events if isinstance(event, e.EntitlementNamed)]


def test_looking_back_says_it_again_and_records_nothing_twice() -> None:
    a_plan = owing(PROMISED)
    walk, _ = at_owed(a_plan, begun(a_plan))
    walk, _ = does(a_plan, walk, c.Confirm("owed", "es"))
    again = look(a_plan, walk, Place("owed"))
    assert isinstance(again, r.Owe)
    assert again.said
    with pytest.raises(Refused):
        does(a_plan, walk, c.Confirm("owed", "es"))


def test_another_answer_that_makes_it_owed_no_more_takes_it_back() -> None:
    only = {**PROMISED, "when": "garment.material == 'leather'"}
    a_plan = owing(only)
    walk, _ = walked(
        a_plan, begun(a_plan), {"garment.material": "leather"}, until=lambda request: isinstance(request, r.Choose)
    )
    assert walk.owed == {"owed": "our-promise"}
    walk, events = does(a_plan, walk, c.Revise("garment.material", "washable"))
    assert isinstance(events[0], e.FactRevised)
    assert "owed" in events[0].reopened
    assert walk.owed == {}
    assert isinstance(awaiting(a_plan, walk), r.Choose)
