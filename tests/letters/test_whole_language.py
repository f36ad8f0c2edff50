"""A document of a walk is in one language: where anything of it is missing, all of it is in the next one there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from driving import SPILL, Scripted, memory, opened
from fixed_clock import FixedClock
from recovery_cli.notes.events import NoteIssued
from recovery_cli.playbook.model import Step
from recovery_cli.playbook.plan import Plan
from recovery_cli.record import note_events
from recovery_cli.walk import events as e
from shipped import plan
from walking_words import unprinted

SAUCE = {**SPILL, "stain.what": "barbecue_sauce", "stain.where": "left_sleeve"}


def walked(a_plan: Plan, language: str, folder: Path, clock: FixedClock) -> tuple[NoteIssued, str, list[str]]:
    """The note that was issued, its paper, and the languages of the paper that the hand-over was shown with."""
    journal = memory()
    prompter = Scripted(dict(SAUCE))
    driver = opened(a_plan, journal, prompter, clock=clock, folder=folder, language=language)
    walk = driver.run()
    assert walk.finished
    assert walk.note is not None
    (issued,) = (each for each in note_events(journal, walk.note.number) if isinstance(each, NoteIssued))
    (paper,) = folder.rglob("*.txt")
    shown = [scene.paper.language for scene in prompter.scenes if scene.paper is not None]
    return issued, paper.read_text("utf-8"), shown


def texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for each in value.values():
                yield from texts(each)
        case tuple() | list():
            for each in value:
                yield from texts(each)


@pytest.mark.parametrize(
    ("language", "written"), [("de", "en"), ("es", "es"), ("es-CO", "es-CO"), ("it", "it"), ("pt-BR", "en")]
)
def test_a_note_in_a_language_that_is_not_there_is_whole_in_another(
    language: str, written: str, tmp_path: Path, clock: FixedClock
) -> None:
    issued, paper, shown = walked(plan(), language, tmp_path, clock)
    assert issued.language == written
    assert shown == [written]
    assert ("barbecue sauce" in paper) is (written == "en")
    assert ("salsa barbacoa" in paper) is written.startswith("es")


def test_one_missing_word_moves_the_whole_note(tmp_path: Path, clock: FixedClock) -> None:
    issued, paper, _ = walked(unprinted(plan(), "guarantee-note", "it"), "it", tmp_path, clock)
    assert issued.language == "en"
    assert "barbecue sauce" in paper
    assert not [text for text in (*texts(issued.content), paper) if "salsa barbecue" in text or "giacca" in text]


def test_the_next_in_the_stated_order_takes_it(tmp_path: Path, clock: FixedClock) -> None:
    issued, paper, _ = walked(unprinted(plan(), "guarantee-note", "it", "en"), "it", tmp_path, clock)
    assert issued.language == "es"
    assert "salsa barbacoa" in paper


def test_a_letter_of_the_walk_falls_back_whole_and_says_so_in_its_event(tmp_path: Path, clock: FixedClock) -> None:
    base = plan("restaurant", "wrong-order")
    letter = Step.model_validate({"id": "written", "phase": "correct", "kind": "write", "template": "apology-short"})
    a_plan = base.model_copy(update={"steps": (*base.steps, letter)})
    driver = opened(a_plan, memory(), Scripted({}), clock=clock, folder=tmp_path, language="de")
    driver.run()
    (event,) = (each.event for each in driver.record.moments if isinstance(each.event, e.LetterWritten))
    assert event.language == "en"
    (paper,) = tmp_path.rglob("*.txt")
    assert "sorry" in paper.read_text("utf-8")
