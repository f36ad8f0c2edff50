"""A letter explains only by the cause that was found, and says what was done beyond the rules."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from driving import SPILL, Once, Scripted, memory, opened
from fixed_clock import FixedClock
from recovery_cli.driver import Driver
from recovery_cli.letters.facts import incident_facts
from recovery_cli.playbook.model import LetterWords
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from shipped import failures, plan

NARROW = "We were carrying open dishes through a space that was too narrow for them."
UPGRADE = "The best room, all week"


def explanation(driver: Driver, cause: str) -> object:
    """What a letter says of why, had that cause been found."""
    moments = [(moment.event, moment.at) for moment in driver.record.moments]
    walk = replace(driver.walk, cause=cause)
    facts = incident_facts(driver.plan, walk, moments, now=driver.clock.now())
    return facts["incident"].get("explanation")  # type: ignore[union-attr]  # a mapping


@pytest.mark.parametrize(
    ("cause", "said"), [("process", NARROW), ("environment", NARROW), ("person", None), ("protocol", None), ("", None)]
)
def test_the_explanation_holds_for_its_causes_alone(
    cause: str, said: object, clock: FixedClock, tmp_path: Path
) -> None:
    driver = opened(plan(), memory(), Scripted(SPILL), clock=clock, folder=tmp_path, language="en")
    driver.run()
    assert explanation(driver, cause) == said


def test_an_explanation_without_causes_still_waits_for_one() -> None:
    words = plan().failure.letter
    assert words is not None
    anything = words.model_copy(update={"causes": ()})
    assert anything.explanation("person") == words.why
    assert anything.explanation("") is None


@pytest.mark.parametrize(("book", "failure"), failures())
def test_every_explanation_names_the_causes_that_it_is_true_of(book: str, failure: str) -> None:
    made = plan(book, failure).failure
    words = made.letter
    assert bool(words is not None and words.why) == bool(words is not None and words.causes)


def test_a_letter_explains_by_no_cause_that_the_failure_has_not() -> None:
    made = plan().failure
    assert isinstance(made.letter, LetterWords)
    raw = made.model_dump(mode="json")
    raw["letter"]["causes"] = ["supplier"]
    with pytest.raises(ValueError, match="explains by supplier"):
        type(made).model_validate(raw)


@pytest.mark.parametrize(("language", "printed"), [("en", True), ("es", False)])
def test_an_exception_is_in_a_letter_of_the_language_that_it_was_typed_in(
    language: str, printed: bool, clock: FixedClock, tmp_path: Path
) -> None:
    bends = Once((lambda scene: isinstance(scene.request, r.Choose), c.BendRule("offer", UPGRADE)))
    made = plan("hotel", "walked-overbooked")
    answers = {"nights": "one", "offer": "none"}
    driver = opened(made, memory(), Scripted(answers, bends), clock=clock, folder=tmp_path, language=language)  # type: ignore[arg-type]  # plain values
    driver.run()
    content = driver.papers.letter(driver.plan, driver.record, "apology", driver.clock.now())[1].decode()
    assert (UPGRADE in content) is printed
