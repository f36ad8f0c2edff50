"""A manager's answer is recorded whatever the other terminal did in the meantime."""

from __future__ import annotations

from pathlib import Path

import pytest

from driving import SPILL, Scripted, memory, opened, papers
from fixed_clock import FixedClock
from recovery_cli.driver import Driver
from recovery_cli.money import Money
from recovery_cli.ports import Journal, Scene
from recovery_cli.record import Record
from recovery_cli.ui.answers import AnswersPrompter
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from shipped import plan


def at_garment(scene: Scene) -> bool:
    return isinstance(scene.request, r.Ask) and scene.request.fact.id == "garment.kind"


def another(journal: Journal, clock: FixedClock, folder: Path) -> Driver:
    record = Record(journal, "INC-7K3M")
    return Driver(plan(), record, prompter=AnswersPrompter({}), clock=clock, papers=papers(journal, folder))


@pytest.mark.parametrize(
    "answer",
    [
        c.Approve("Ana Ferrer", "manager", Money.parse("50.00 EUR")),
        c.RefuseApproval("Ana Ferrer", "manager", "not for that"),
    ],
)
def test_an_answer_that_comes_after_other_steps_counts(
    answer: c.Approve | c.RefuseApproval, clock: FixedClock, tmp_path: Path
) -> None:
    journal = memory()
    leaves = Scripted({**SPILL, "fix": "nobody"}, leaving)
    with pytest.raises(KeyboardInterrupt):
        opened(plan(), journal, leaves, clock=clock, folder=tmp_path).run()
    manager = another(journal, clock, tmp_path)
    counter = another(journal, clock, tmp_path)
    counter.step(c.Answer("paper", "garment.kind", "jacket"))
    assert manager.step(answer)
    counter.record.refresh()
    assert not counter.walk.waiting
    assert "garment.kind" in counter.walk.facts


def leaving(scene: Scene) -> None:
    if at_garment(scene):
        raise KeyboardInterrupt
