"""A sum that waits for somebody's yes is in no letter; one that is paid against a receipt is there as a most."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from driving import CALL, SPILL, Scripted, memory, opened
from fixed_clock import FixedClock
from recovery_cli.driver import Driver
from recovery_cli.letters.facts import incident_facts
from recovery_cli.money import Money
from recovery_cli.ports import Scene
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from recovery_cli.walk.commands import Command
from shipped import plan

CREDIT = "a credit on your next bill"
UNSAID = object()
YES, LESS = Money.parse("40.00 EUR"), Money.parse("12.50 EUR")


@pytest.fixture
def call(clock: FixedClock, tmp_path: Path) -> Driver:
    """The tenth call, up to the promises, walked by somebody who may not give the credit alone."""

    def leaves(scene: Scene) -> None:
        if isinstance(scene.request, r.Follow):
            raise KeyboardInterrupt

    made = plan("telecom", "registered-and-transferred")
    driver = opened(made, memory(), Scripted(CALL, leaves), clock=clock, folder=tmp_path, language="en")
    with pytest.raises(KeyboardInterrupt):
        driver.run()
    return driver


def facts(driver: Driver) -> dict[str, Any]:
    moments = [(moment.event, moment.at) for moment in driver.record.moments]
    return dict(incident_facts(driver.plan, driver.walk, moments, now=driver.clock.now()))


def given(driver: Driver) -> object:
    """What a letter says of the credit."""
    lines = {line["label"]: line for line in facts(driver)["remedies"]}
    return lines[CREDIT]["amount"] if CREDIT in lines else UNSAID


def letter(driver: Driver, template: str) -> str:
    """As the walk itself would write it."""
    content = driver.papers.letter(driver.plan, driver.record, template, driver.clock.now())[1]
    return " ".join(content.decode().split())


@pytest.mark.parametrize("template", ["apology", "apology-short"])
def test_a_letter_says_that_it_is_being_decided_and_keeps_silent_about_the_sum(call: Driver, template: str) -> None:
    assert given(call) is UNSAID
    text = letter(call, template)
    assert f"We are deciding on {CREDIT}. I will tell you as soon as there is an answer." in text
    assert "40" not in text.replace("955", "")
    assert "ne person who sees to it to the end" in text, "what is certain stands there"


def test_whoever_is_on_duty_to_decide_is_named(call: Driver) -> None:
    settings = call.plan.settings.model_copy(
        update={"roles": {**call.plan.settings.roles, "supervisor": call.plan.settings.roles["owner"]}}
    )
    call.plan = call.plan.model_copy(update={"settings": settings})
    assert facts(call)["decision"] == {"what": CREDIT, "who": "Carmen Vidal"}


APPROVED, LOWER = c.Approve("Lucía Gil", "supervisor", YES), c.Approve("Lucía Gil", "supervisor", LESS)
REFUSED = c.RefuseApproval("Lucía Gil", "supervisor", "Once is enough.")
HERE = c.Fetch("here", "Lucía Gil", role="supervisor")
LATER, BELOW = c.Resume("Lucía Gil", "supervisor"), c.Resume("Noa Sanz", "front_line")
AGAIN = c.ChooseRemedy("offer", "goodwill-credit", YES)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([APPROVED], YES),
        ([LOWER], LESS),
        ([REFUSED], UNSAID),
        ([HERE], YES),
        ([LATER], YES),
        ([BELOW], UNSAID),
        ([REFUSED, HERE], UNSAID),
        ([REFUSED, HERE, AGAIN], YES),
        ([REFUSED, AGAIN], UNSAID),
    ],
)
def test_a_letter_says_what_was_answered(call: Driver, answers: list[Command], said: object) -> None:
    for answer in answers:
        call.step(answer)
    assert given(call) == said
    decided = answers != [BELOW]
    assert ("decision" not in facts(call)) is decided


def test_a_note_of_less_waits_for_nobody(clock: FixedClock, tmp_path: Path) -> None:
    prompter = Scripted({**SPILL, "fix": "nobody"})
    driver = opened(plan(), memory(), prompter, clock=clock, folder=tmp_path, language="en")
    walk = driver.run()
    assert walk.asked is not None
    assert walk.approved is None
    assert walk.note is not None
    cleaning = facts(driver)["remedies"][0]
    assert (cleaning["amount"], cleaning["up_to"], cleaning["on_note"]) == (walk.note.cap, True, True)
    assert "decision" not in facts(driver)


@pytest.mark.parametrize(
    ("language", "said"), [("en", "up to €300.00"), ("es", "hasta 300,00 €"), ("it", "fino a 300,00 €")]
)
def test_what_a_receipt_will_say_is_promised_up_to_its_cap(
    clock: FixedClock, tmp_path: Path, language: str, said: str
) -> None:
    answers = {"hurt": "no", "loss": "damaged"}
    made = plan("hotel", "lost-or-damaged-item")
    driver = opened(made, memory(), Scripted(answers), clock=clock, folder=tmp_path, language=language, role="manager")
    driver.run()
    for template in ("apology", "apology-short", "check-back"):
        assert said in letter(driver, template)
