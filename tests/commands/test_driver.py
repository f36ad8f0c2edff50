"""The loop: everything answered is in the journal, nothing is asked again, one note a promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from driving import SPILL, Once, Scripted, memory, named, opened, papers, types
from fixed_clock import FixedClock
from recovery_cli.driver import Driver
from recovery_cli.errors import RecoverError
from recovery_cli.money import Money
from recovery_cli.ports import Back, Batch, Entry, Keep, Print, Scene
from recovery_cli.record import Record
from recovery_cli.ui.answers import AnswersPrompter
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from shipped import plan

NUMBER = "BAR01-2026-000001-40"


def at(step: str, fact: str = "") -> object:
    def wanted(scene: Scene) -> bool:
        request = scene.request
        asked = request.fact.id if isinstance(request, r.Ask) else ""
        return getattr(request, "step", "") == step and (not fact or asked == fact) and not scene.looking

    return wanted


def test_a_walk_leaves_its_note_in_the_ledger_and_on_disk(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    driver = opened(plan(), journal, AnswersPrompter(SPILL), clock=clock, folder=tmp_path)
    walk = driver.run()
    assert walk.finished
    assert types(journal, f"note:{NUMBER}") == ["note-issued", "note-printed"]
    assert types(journal, "register:BAR01-2026") == ["note-numbered"]
    text = (tmp_path / "2026" / f"{NUMBER}.txt").read_text("utf-8")
    assert "120,00 €" in text
    assert "ciento veinte euros" in text
    assert "Elena Prats" in text
    assert [row.number for row in journal.notes()] == [NUMBER]
    assert {row.kind for row in journal.follow_ups()} >= {"at-the-table", "was-it-cleaned"}


def test_numbers_run_on_without_a_gap(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    for incident in ("INC-0001", "INC-0002", "INC-0003"):
        opened(plan(), journal, AnswersPrompter(SPILL), clock=clock, folder=tmp_path, incident=incident).run()
    assert [row.number[:17] for row in sorted(journal.notes(), key=lambda row: row.number)] == [
        "BAR01-2026-000001",
        "BAR01-2026-000002",
        "BAR01-2026-000003",
    ]


def test_every_answer_is_recorded_before_the_next_question(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()

    def kept(scene: Scene) -> None:
        assert Record(journal, "INC-7K3M").walk == scene.walk

    prompter = Scripted(SPILL, kept)
    opened(plan(), journal, prompter, clock=clock, folder=tmp_path).run()
    assert len(prompter.scenes) > 12


@pytest.mark.parametrize("stop", range(14))
def test_leaving_anywhere_loses_nothing_and_resume_asks_nothing_again(
    clock: FixedClock, tmp_path: Path, stop: int
) -> None:
    journal = memory()
    asked: list[str] = []

    def leave(scene: Scene) -> None:
        if len(asked) == stop:
            raise KeyboardInterrupt
        asked.append(f"{scene.request.step} {getattr(getattr(scene.request, 'fact', None), 'id', '')}")

    first = opened(plan(), journal, Scripted(SPILL, leave), clock=clock, folder=tmp_path)
    with pytest.raises(KeyboardInterrupt):
        first.run()
    assert types(journal, "incident:INC-7K3M")[-1] == "walk-paused"
    again = Scripted(SPILL)
    record = Record(journal, "INC-7K3M")
    second = Driver(plan(), record, prompter=again, clock=clock, papers=papers(journal, tmp_path))
    second.resume(c.Resume(record.walk.operator, record.walk.role))
    assert second.run().finished
    later = [
        f"{scene.request.step} {getattr(getattr(scene.request, 'fact', None), 'id', '')}" for scene in again.scenes
    ]
    assert not set(asked) & set(later)
    assert again.scenes[0].resumed is not None
    assert len(journal.notes()) == 1


def test_a_note_whose_paper_was_lost_is_printed_from_its_event(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()

    def at_hand(scene: Scene) -> None:
        if isinstance(scene.request, r.Hand):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        opened(plan(), journal, Scripted(SPILL, at_hand), clock=clock, folder=tmp_path).run()
    paper = tmp_path / "2026" / f"{NUMBER}.txt"
    before = paper.read_bytes()
    paper.unlink()
    record = Record(journal, "INC-7K3M")
    second = Driver(plan(), record, prompter=AnswersPrompter(SPILL), clock=clock, papers=papers(journal, tmp_path))
    second.resume(c.Resume(record.walk.operator, record.walk.role))
    second.run()
    assert paper.read_bytes() == before
    assert types(journal, f"note:{NUMBER}") == ["note-issued", "note-printed"]


def test_printed_again_is_marked_as_a_copy(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    twice = Once((at("hand-over"), Print()))
    opened(plan(), journal, Scripted(SPILL, twice), clock=clock, folder=tmp_path).run()
    assert "COPIA" in (tmp_path / "2026" / f"{NUMBER}-2.txt").read_text("utf-8")
    assert "COPIA" not in (tmp_path / "2026" / f"{NUMBER}.txt").read_text("utf-8")


def test_back_to_look_records_nothing(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    looks = Once((at("offer"), Back()), (lambda scene: scene.looking, Keep()))
    prompter = Scripted(SPILL, looks)
    opened(plan(), journal, prompter, clock=clock, folder=tmp_path).run()
    assert not looks.left
    assert "fact-revised" not in types(journal, "incident:INC-7K3M")


def test_back_over_an_issued_note_makes_a_new_one_and_voids_the_old(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    material = lambda scene: (  # noqa: E731 - a predicate in one expression
        scene.looking and isinstance(scene.request, r.Ask) and scene.request.fact.id == "garment.material"
    )

    def aside(scene: Scene) -> object:
        nonlocal changed
        if changed or not (at("circumstances")(scene) or scene.looking):
            return None
        if material(scene):
            changed = True
            return c.Answer("decide", "garment.material", "delicate")
        return Back()

    changed = False
    opened(plan(), journal, Scripted(SPILL, aside), clock=clock, folder=tmp_path).run()
    status = {row.number: (row.status, row.cap) for row in journal.notes()}
    assert status == {
        NUMBER: ("void", Money.parse("120.00 EUR")),
        "BAR01-2026-000002-37": ("issued", Money.parse("60.00 EUR")),
    }


def test_another_terminal_that_answered_first_is_told(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    done = False

    def meanwhile(scene: Scene) -> None:
        nonlocal done
        if at("decide")(scene) and not done:
            done = True
            other = Driver(
                plan(),
                Record(journal, "INC-7K3M"),
                prompter=AnswersPrompter({}),
                clock=clock,
                papers=papers(journal, tmp_path),
            )
            other.step(c.Answer("decide", "garment.material", "delicate"))

    prompter = Scripted(SPILL, meanwhile)
    walk = opened(plan(), journal, prompter, clock=clock, folder=tmp_path).run()
    assert walk.facts["garment.material"] == "delicate"
    told = [scene.notice for scene in prompter.scenes if scene.notice]
    assert told
    assert told[0][0] == "answered-elsewhere"


def test_an_approval_that_arrives_meanwhile_does_not_cost_the_answer(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    done = False

    def meanwhile(scene: Scene) -> None:
        nonlocal done
        if at("paper", "garment.colour")(scene) and not done:
            done = True
            other = Driver(
                plan(),
                Record(journal, "INC-7K3M"),
                prompter=AnswersPrompter({}),
                clock=clock,
                papers=papers(journal, tmp_path),
            )
            other.step(c.Approve("Ana Ferrer", "manager", Money.parse("120.00 EUR")))

    prompter = Scripted({**SPILL, "fix": "coming"}, meanwhile)
    walk = opened(plan(), journal, prompter, clock=clock, folder=tmp_path).run()
    assert walk.facts["garment.colour"] == "black"
    assert walk.note is not None
    assert (walk.note.cap, walk.note.signer) == (Money.parse("120.00 EUR"), "Ana Ferrer")


def test_a_taken_number_is_not_used_twice(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    done = False

    def meanwhile(scene: Scene) -> None:
        """Between the last question and the issue another terminal takes the number."""
        nonlocal done
        if at("paper", "customer.name")(scene) and not done:
            done = True
            taken = Entry("note-numbered", {"number": NUMBER, "incident": "INC-0000"})
            journal.append([Batch("register:BAR01-2026", 0, (taken,))], at=clock.now(), operator="Lucía")

    walk = opened(plan(), journal, Scripted(SPILL, meanwhile), clock=clock, folder=tmp_path).run()
    assert walk.note is not None
    assert walk.note.number == "BAR01-2026-000002-37"


def test_a_printer_that_fails_never_costs_the_note(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    prompter = Scripted(SPILL)
    driver = opened(plan(), journal, prompter, clock=clock, folder=tmp_path / "file")
    (tmp_path / "file").write_text("a file where the folder should be")
    walk = driver.run()
    hand = next(scene for scene in prompter.scenes if isinstance(scene.request, r.Hand))
    assert hand.paper is not None
    assert hand.paper.fault
    assert walk.note is not None


def test_a_deferred_walk_writes_nothing_before_its_commit(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    driver = opened(plan(), journal, AnswersPrompter(SPILL), clock=clock, folder=tmp_path, deferred=True)
    driver.run()
    assert journal.streams("") == ()
    assert not any(tmp_path.iterdir())
    journal.keep(plan().digest(), plan().text())
    driver.commit()
    assert Record(journal, "INC-7K3M").walk == driver.walk
    assert {recorded.operator for recorded in journal.read("incident:INC-7K3M")} == {"Marco Ruiz", "Ana Ferrer"}
    assert (tmp_path / "2026" / f"{NUMBER}.txt").is_file()


def test_there_is_no_paper_of_a_note_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RecoverError, match="no note"):
        papers(memory(), tmp_path).view(NUMBER, format="text")


def test_the_scenes_of_a_walk_are_the_steps_in_order(clock: FixedClock, tmp_path: Path) -> None:
    prompter = Scripted(SPILL)
    opened(plan(), memory(), prompter, clock=clock, folder=tmp_path).run()
    steps = [step.id for step in plan().steps]
    walked = named(prompter.scenes)
    assert walked == sorted(walked, key=steps.index)
