"""What a person said stands in a note and in its event only so that it can be forgotten."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from driving import SPILL, Once, Scripted, opened, papers
from fixed_clock import FixedClock
from recovery_cli.driver import Driver
from recovery_cli.journal.projection import project
from recovery_cli.journal.sql import SqlJournal
from recovery_cli.money import Money
from recovery_cli.playbook.plan import Plan
from recovery_cli.playbook.text import Wording
from recovery_cli.ports import Scene
from recovery_cli.record import Record
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from shipped import plan

NOTE = "note:BAR01-2026-000002-37"
NAME = "Zebedee Quux"


def asks_for_a_change(scene: Scene) -> bool:
    return isinstance(scene.request, r.Plan)


def naming_the_guest() -> Plan:
    """A house whose letters say whose garment it was."""
    made = plan()
    letter = made.failure.letter
    assert letter is not None
    did = Wording.model_validate(({"en": ("We spilled sauce on {{ customer.name }}.",)},))
    failure = made.failure.model_copy(update={"letter": letter.model_copy(update={"did": did})})
    return made.model_copy(update={"failure": failure})


@pytest.mark.parametrize("ours", [plan, naming_the_guest], ids=["change", "summary"])
def test_nothing_of_a_person_is_left_of_a_note_after_an_erasure(
    clock: FixedClock, tmp_path: Path, ours: Callable[[], Plan]
) -> None:
    made = ours()
    file = tmp_path / "journal.sqlite3"
    answers = {**SPILL, "fix": "nobody", "customer.name": NAME}
    aside = Once((asks_for_a_change, c.PlanChange("change", what=f"{NAME} gets another table")))
    with closing(SqlJournal(str(file), project)) as journal:
        opened(made, journal, Scripted(answers, aside), clock=clock, folder=tmp_path, language="en").run()
        record = Record(journal, "INC-7K3M")
        later = Driver(made, record, prompter=Scripted(answers), clock=clock, papers=papers(journal, tmp_path))
        later.step(c.Approve("Ana Ferrer", "manager", Money.parse("120.00 EUR")))
        assert later.run().finished
        (issued, *_) = journal.read(NOTE)
        assert NAME in str(issued.data), "what is forgotten below was there"
        for stream in journal.streams(""):
            assert journal.erase(stream) == "done"
    held = b"".join(each.read_bytes() for each in tmp_path.glob("journal*"))
    assert held.count(NAME.encode()) == 0


def test_a_letter_still_says_what_will_change(clock: FixedClock, tmp_path: Path) -> None:
    aside = Once((asks_for_a_change, c.PlanChange("change", what="The sauce is carried lower")))
    with closing(SqlJournal(str(tmp_path / "journal.sqlite3"), project)) as journal:
        driver = opened(plan(), journal, Scripted(dict(SPILL), aside), clock=clock, folder=tmp_path, language="en")
        driver.run()
        letter = driver.papers.letter(driver.plan, driver.record, "apology", clock.now())
    assert "The sauce is carried lower. " in " ".join(letter.content.decode().split())
