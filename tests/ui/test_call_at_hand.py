"""Where there is a list of things to do beside somebody in danger, help is one key away, and no tick is lost by it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from driven import answer, drive
from scenes import Stroll, drawn, lead, turned

from fixed_clock import FixedClock
from recovery_cli.ui.leads import Then
from recovery_cli.ui.plain import PlainPrompter
from recovery_cli.ui.screens import screen
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from shipped import plan

LISTS = (
    ("restaurant", "allergen", {"hurt": "no"}, "fresh-plate", "4"),
    ("hotel", "safety-security", {"danger": "key"}, "care", "4"),
    ("telecom", "device-unsafe", {"hurt": "no"}, "keep-away", "3"),
)


def at_the_list(playbook: str, failure: str, answers: dict[str, object], step: str) -> Stroll:
    walk = Stroll(plan(playbook, failure))
    return walk.until(lambda request: getattr(request, "step", "") == step, answers)


def listed(playbook: str = "restaurant", failure: str = "allergen") -> Stroll:
    _, _, answers, step, _ = next(each for each in LISTS if each[:2] == (playbook, failure))
    return at_the_list(playbook, failure, answers, step)


@pytest.mark.parametrize(("playbook", "failure", "answers", "step", "key"), LISTS)
def test_the_call_stands_after_the_list(
    playbook: str, failure: str, answers: dict[str, object], step: str, key: str
) -> None:
    walk = at_the_list(playbook, failure, answers, step)
    scene = walk.scene()
    assert isinstance(scene.request, r.Act)
    assert scene.request.checklist
    assert scene.request.call == "offer"
    view = screen(scene, now=walk.at)
    assert any(row.strip().startswith(f"{key}   Call 112") for row in drawn(scene, walk.at))
    call = turned(view, key, scene, walk.at)
    assert call.label.startswith("Call 112 now")
    called = lead(call, "Enter")
    assert isinstance(called, Then)
    assert called.first == c.CallEmergency(step)
    walk.does(called.first)
    assert walk.walk.called
    assert not any("Call 112" in row for row in drawn(walk.scene(), walk.at)), "it was called already"


def test_what_was_ticked_is_still_ticked_after_the_call_and_after_looking_at_it() -> None:
    walk = listed()
    scene = walk.scene()
    ticked = turned(screen(scene, now=walk.at), "1", scene, walk.at)
    call = turned(ticked, "4", scene, walk.at)
    back = turned(call, "<", scene, walk.at)
    assert back.options[0].label.startswith("* ")
    called = lead(call, "Enter")
    assert isinstance(called, Then)
    walk.does(called.first)  # type: ignore[arg-type]  # the command that the key gives
    again = called.after.make(walk.scene(), walk.at)  # type: ignore[union-attr]  # the list, shown once more
    assert again.options[0].label.startswith("* ")
    assert [option.key for option in again.options] == ["1", "2", "3", "Enter"]


def test_whoever_comes_during_the_call_is_not_fetched_again() -> None:
    walk = listed()
    scene = walk.scene()
    here = lead(turned(screen(scene, now=walk.at), "4", scene, walk.at), "3")
    assert isinstance(here, Then)
    walk.does(here.first)  # type: ignore[arg-type]  # the command that the key gives
    assert walk.walk.role == "manager"
    again = here.after.make(walk.scene(), walk.at)  # type: ignore[union-attr]  # the list, shown once more
    assert lead(again, "Enter") == c.Do("fresh-plate")


def test_plain_lines_have_it_too() -> None:
    walk = listed()
    out = io.StringIO()
    prompter = PlainPrompter(io.StringIO("2\n4\n\n"), out, FixedClock(walk.at))
    assert prompter.ask(walk.scene()) == c.CallEmergency("fresh-plate")
    assert "4. Call 112" in out.getvalue()
    assert "Call 112 now" in out.getvalue()


def test_a_program_may_call_from_the_list(tmp_path: Path) -> None:
    lines = [answer(value="no"), answer(called=True)]
    walked = drive(plan("restaurant", "allergen"), lines, tmp_path)
    list_of_things = walked.of("request")[1]
    assert list_of_things["checklist"]
    assert list_of_things["call"] == {"when": "offer", "number": "112"}
    assert "called" in list_of_things["answers"]
    assert walked.walk.called
    assert walked.of("request")[2]["step"] == "fresh-plate", "the list is still to be done"
