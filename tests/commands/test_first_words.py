"""The first screen is composed in two places, from raw files and from the walk: they are the same, line by line."""

from __future__ import annotations

import pytest

from driving import memory, opened
from fixed_clock import FixedClock
from recovery_cli.catalogue import shipped
from recovery_cli.commands import first_words
from recovery_cli.money import Money
from recovery_cli.ports import Scene
from recovery_cli.session import Session
from recovery_cli.ui.answers import AnswersPrompter
from recovery_cli.ui.frame import opening
from recovery_cli.ui.grid import rows, text_of
from recovery_cli.ui.screens import screen
from recovery_cli.ui.told import money
from shipped import failures, plan

AS_TOLD = {"customer": ("customer", None), "staff": ("staff", None), "mishap": ("customer", "customer")}


def drawn(session: Session, names: tuple[str, str], language: str, by: str) -> list[str]:
    who, at_fault = AS_TOLD[by]
    early = opening(first_words.opening(session, names, person=(None, None, who, language, at_fault)))
    return [text_of(row).rstrip() for row in rows(early, width=80, height=24, clock="0:00", late=False)]


def walked(names: tuple[str, str], language: str, here: str, by: str, clock: FixedClock, folder: object) -> list[str]:
    scenes: list[Scene] = []

    class Look(AnswersPrompter):
        def ask(self, scene: Scene) -> object:  # type: ignore[override]  # it never answers
            scenes.append(scene)
            raise KeyboardInterrupt

    who, at_fault = AS_TOLD[by]
    driver = opened(
        plan(*names),
        memory(),
        Look({}),
        clock=clock,
        folder=folder,
        language=language,
        here=here,
        reported_by=who,
        at_fault=at_fault,
    )
    with pytest.raises(KeyboardInterrupt):
        driver.run()
    view = screen(scenes[0], now=clock.now())
    return [text_of(row).rstrip() for row in rows(view, width=80, height=24, clock="0:00", late=False)]


@pytest.mark.parametrize("by", AS_TOLD)
@pytest.mark.parametrize(("language", "here"), [("es", "en"), ("it", "it"), ("en", "es")])
@pytest.mark.parametrize("names", failures())
def test_the_first_screen_is_the_same_from_raw_files_and_from_the_walk(
    names: tuple[str, str], language: str, here: str, by: str, clock: FixedClock, tmp_path: object
) -> None:
    session = Session(None, environ={"LANG": f"{here}.UTF-8"})
    try:
        early = drawn(session, names, language, by)
    except first_words.Unusual:
        begins_otherwise = [
            patch
            for patch in plan(*names).failure.steps
            if patch.before == "first-words" or (patch.step is not None and patch.step.id == "first-words")
        ]
        assert begins_otherwise
        return
    assert early == walked(names, language, here, by, clock, tmp_path)


def test_whatever_is_unusual_is_left_to_the_walk() -> None:
    session = Session(None, environ={})
    with pytest.raises(first_words.PLAIN_FAULTS):
        first_words.opening(session, ("restaurant", "no-such-failure"), person=(None, None, "customer", None, None))
    assert (shipped() / "playbooks").is_dir()


@pytest.mark.parametrize("language", ["de", "pt-BR"])
def test_words_that_another_language_stands_in_for_are_left_to_the_walk(language: str) -> None:
    session = Session(None, environ={"LANG": "en_GB.UTF-8"})
    with pytest.raises(first_words.Unusual):
        drawn(session, ("restaurant", "spill-on-guest"), language, "customer")
    assert drawn(session, ("restaurant", "spill-on-guest"), "es-CO", "customer")


@pytest.mark.parametrize(("here", "sum_"), [("en", "1,000 EUR"), ("es", "1.000 EUR"), ("it", "1.000 EUR")])
def test_a_thousand_is_written_as_the_walk_writes_it(here: str, sum_: str) -> None:
    session = Session(None, environ={"LANG": f"{here}.UTF-8"})
    person = (None, "manager", "customer", None, None)
    early = first_words.opening(session, ("hotel", "walked-overbooked"), person=person)
    assert early.limit == sum_ == money(Money.parse("1000.00 EUR"), here)
