"""A paper that cannot be made, written or counted now never ends a walk, and leaves no trace of what did not happen."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from driving import SPILL, Scripted, memory, opened, papers, types
from fixed_clock import FixedClock
from recovery_cli.driver import Driver
from recovery_cli.errors import Broken, RecoverError
from recovery_cli.journal.projection import project
from recovery_cli.journal.sql import SqlJournal
from recovery_cli.ports import Batch, Journal, LetterWriter, Scene
from recovery_cli.record import Record
from recovery_cli.ui.answers import AnswersPrompter
from shipped import plan

NUMBER = "BAR01-2026-000001-40"
WRITTEN = {"hurt": "no", "offer": {"remedy": "written-answer", "reason": "asked"}, "customer.name": "Ana \U0001f984"}


def written(clock: FixedClock, folder: Path, journal: Journal, *, format: str, deferred: bool = False) -> Driver:
    """The walk of somebody who wants a written answer, and whose name no font of ours can print."""
    made = plan("general", "something-else")
    driver = opened(made, journal, Scripted(WRITTEN), clock=clock, folder=folder, deferred=deferred)
    driver.papers = replace(driver.papers, format=format)
    return driver


def scenes(driver: Driver) -> list[Scene]:
    assert isinstance(driver.prompter, Scripted)
    return driver.prompter.scenes


@pytest.mark.parametrize("deferred", [False, True])
def test_a_letter_that_no_font_can_print_comes_in_a_simpler_form(
    clock: FixedClock, tmp_path: Path, deferred: bool
) -> None:
    driver = written(clock, tmp_path, memory(), format="pdf", deferred=deferred)
    assert driver.run().finished
    if deferred:
        driver.commit()
    (letter,) = tmp_path.rglob("INC-7K3M-*")
    assert letter.suffix == ".html"
    assert "Ana \U0001f984" in letter.read_text("utf-8")
    assert [scene.notice for scene in scenes(driver) if scene.notice] == [("made-instead", "html")]


def test_a_letter_that_cannot_be_written_is_left_for_later_with_an_owner(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    (tmp_path / "file").write_text("a file where the folder should be")
    driver = written(clock, tmp_path / "file", journal, format="text")
    walk = driver.run()
    assert walk.finished
    assert "letter" in walk.left_open
    assert "letter-written" not in types(journal, "incident:INC-7K3M")
    (left,) = (row for row in journal.follow_ups() if row.kind == "letter")
    assert left.who == "Ana Ferrer"
    (notice,) = (scene.notice for scene in scenes(driver) if scene.notice)
    assert notice[0] == "letter-left"


@dataclass
class Faulty:
    """A writer whose template of a letter has a mistake."""

    writer: LetterWriter
    template: str

    def languages(self, template: str) -> tuple[str, ...]:
        return self.writer.languages(template)

    def write(self, template: str, *args: object, **more: object) -> bytes:
        if template == self.template:
            raise Broken("the template is broken", ())
        return self.writer.write(template, *args, **more)  # type: ignore[arg-type]  # handed on


def test_a_walk_goes_on_past_a_broken_letter_and_a_script_is_told(clock: FixedClock, tmp_path: Path) -> None:
    for deferred in (False, True):
        journal = memory()
        driver = written(clock, tmp_path, journal, format="text", deferred=deferred)
        template = next(step.template for step in driver.plan.steps if step.kind == "write")
        driver.papers = replace(driver.papers, writer=Faulty(driver.papers.writer, template or "apology"))
        if deferred:
            with pytest.raises(Broken):
                driver.run()
            assert journal.streams("") == ()
        else:
            assert "letter" in driver.run().left_open


def test_a_script_whose_letter_cannot_be_written_leaves_nothing(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    (tmp_path / "file").write_text("a file where the folder should be")
    driver = written(clock, tmp_path / "file", journal, format="text", deferred=True)
    driver.run()
    with pytest.raises(RecoverError, match="cannot be written"):
        driver.commit()
    assert journal.streams("") == ()


@dataclass
class Beside:
    """A journal beside which something happens once: right before an append, or right after it."""

    journal: Journal
    before: Callable[[], object] = lambda: None
    after: Callable[[], object] = lambda: None

    def __getattr__(self, name: str) -> object:
        return getattr(self.journal, name)

    def append(self, batches: Sequence[Batch], **more: object) -> None:
        before, self.before = self.before, lambda: None
        after, self.after = self.after, lambda: None
        before()
        self.journal.append(batches, **more)  # type: ignore[arg-type]  # handed on
        after()


def test_a_walk_that_could_not_be_written_leaves_no_letter(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()

    def taken() -> None:
        opened(plan(), journal, AnswersPrompter({}), clock=clock, folder=tmp_path)

    beside: Journal = Beside(journal, before=taken)  # type: ignore[assignment]  # by __getattr__
    driver = written(clock, tmp_path, beside, format="text", deferred=True)
    driver.run()
    with pytest.raises(RecoverError):
        driver.commit()
    assert not list(tmp_path.rglob("INC-7K3M-*"))


def test_a_paper_that_cannot_be_counted_is_no_fault_of_the_walk(clock: FixedClock, tmp_path: Path) -> None:
    """Somebody else writes from the moment the walk is in the journal."""
    file = tmp_path / "journal.sqlite3"
    with closing(SqlJournal(str(file), project, patience=0.1)) as journal:
        journal.keep(plan().digest(), plan().text())
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            beside: Journal = Beside(journal, after=lambda: other.execute("BEGIN IMMEDIATE"))  # type: ignore[assignment]  # by __getattr__
            driver = opened(plan(), beside, Scripted(SPILL), clock=clock, folder=tmp_path / "papers", deferred=True)
            driver.run()
            driver.commit()
        assert "could not be recorded" in driver.unprinted
        assert Record(journal, "INC-7K3M").walk.finished
        later = papers(journal, tmp_path / "papers").paper(NUMBER, specimen=True, at=clock.now(), operator="Ana")
        assert later.fault == ""
        assert types(journal, f"note:{NUMBER}") == ["note-issued", "note-printed"]


def test_a_paper_is_counted_though_somebody_else_prints_in_the_same_moment(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    opened(plan(), journal, Scripted(SPILL), clock=clock, folder=tmp_path).run()

    def printed() -> None:
        there = papers(journal, tmp_path)
        there.further(NUMBER, lambda _: None, format="text", marks=(), at=clock.now(), operator="Ana Ferrer")

    beside: Journal = Beside(journal, before=printed)  # type: ignore[assignment]  # by __getattr__
    copy = papers(beside, tmp_path).paper(NUMBER, specimen=True, at=clock.now(), operator="Marco Ruiz", again=True)
    assert copy.fault == ""
    assert (tmp_path / "2026" / f"{NUMBER}-2.txt").is_file()
    assert types(journal, f"note:{NUMBER}").count("note-printed") == 3
