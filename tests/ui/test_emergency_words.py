"""What is said into the emergency telephone tells of a person, and where: never the name of a failure alone."""

from __future__ import annotations

import pytest
from scenes import Stroll, shown

from recovery_cli.ui.here import Here
from recovery_cli.ui.leads import View
from recovery_cli.ui.screens import screen
from recovery_cli.ui.screens_act import emergency
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from shipped import failures, plan

OFFERED = r.Act("care", "apologise", words={}, do=None, fetch=None, call="offer", checklist=())


def offered(walk: Stroll) -> View:
    """The call, one key beside the care for somebody."""
    return emergency(Here(walk.scene(), walk.at), OFFERED, back=screen(walk.scene(), now=walk.at))


@pytest.mark.parametrize(("book", "failure"), failures())
def test_the_call_that_is_offered_names_no_failure_but_says_what_is_wrong(book: str, failure: str) -> None:
    made = plan(book, failure)
    view = offered(Stroll(made))
    business = made.settings.business
    assert view.breaths
    assert made.failure.name["es"] not in view.breaths
    assert view.breaths[0] not in (f"{business.name},", business.address)
    assert any(business.name in breath for breath in view.breaths)
    by_telephone = book == "telecom"
    assert by_telephone or any(business.address in breath for breath in view.breaths)


def test_the_words_of_the_failure_come_before_those_of_the_playbook() -> None:
    walk = Stroll(plan("restaurant", "allergen"))
    assert offered(walk).breaths[0] == "Reacción alérgica grave, posible anafilaxia."


def test_a_playbook_without_such_words_still_asks_for_an_ambulance_with_the_address() -> None:
    made = plan()
    words = {name: each for name, each in made.playbook.words.items() if name != "emergency"}
    bare = made.model_copy(update={"playbook": made.playbook.model_copy(update={"words": words})})
    view = offered(Stroll(bare))
    assert view.breaths[0] == "Necesitamos una ambulancia: hay una persona herida."
    assert view.under[0] == "We need an ambulance: a person is hurt."
    assert made.settings.business.address in view.breaths[2]


def test_another_language_does_not_lead_away_from_the_call() -> None:
    assert "Tab" not in dict(offered(Stroll()).also)


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_it_fits_the_screen_with_its_keys(language: str) -> None:
    walk = Stroll(operator_language=language).does(c.Confirm("first-words", "es"), seconds=70)
    found = shown(offered(walk), walk.scene(), walk.at)
    assert "112" in found[2]
    assert found[4].strip() == "Necesitamos una ambulancia: hay una persona herida."
    assert any(row.startswith("  »") and "112" in row for row in found)
