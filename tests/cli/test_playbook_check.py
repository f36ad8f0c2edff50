"""`recover playbook check` as an author calls it: proved or not, with file and line, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.program import recover, workspace
from recovery_cli.catalogue import shipped

PLACE = "playbooks/hotel/playbook.yaml"
BOOK = (shipped() / PLACE).read_text("utf-8")
ROW = "    - id: half-an-hour-is-short\n"


def changed(folder: Path, was: str, now: str) -> Path:
    assert was in BOOK
    return workspace(folder / "house", {PLACE: BOOK.replace(was, now, 1)})


def test_everything_that_is_shipped_is_proved() -> None:
    ran = recover("playbook", "check")
    assert (ran.code, ran.err) == (0, "")
    rows = [line.split() for line in ran.out.splitlines()[1:5]]
    assert [(row[0], row[-1]) for row in rows] == [
        (each, "0") for each in ("general", "hotel", "restaurant", "telecom")
    ]
    tried = sum(int(row[2]) for row in rows)
    assert tried > 5000
    assert f"Proved for all {tried} cases" in ran.out.splitlines()[-1]


def test_a_flaw_is_one_and_names_its_file_and_line(tmp_path: Path) -> None:
    row = "    - {id: nobody, failure: noise, customer: vip, bonus: [breakfast]}\n"
    house = changed(tmp_path, ROW, row + ROW)
    ran = recover("playbook", "check", "hotel", "--workspace", house)
    assert ran.code == 1
    text = (house / PLACE).read_text("utf-8")
    line = text[: text.index("- id: for-who-comes-back")].count("\n") + 1
    assert f"{PLACE}:{line}:" in ran.out
    assert 'M02\n    the rows "nobody" and "for-who-comes-back" both hold: customer vip\n' in ran.out


def test_the_json_has_what_was_tried_and_what_was_found(tmp_path: Path) -> None:
    house = changed(tmp_path, "when: stakes == 'nothing'\n      main: []", "when: stakes == 'flight'\n      main: []")
    ran = recover("playbook", "check", "playbooks/hotel/playbook.yaml", "--format", "json", "--workspace", house)
    assert ran.code == 1
    told = json.loads(ran.out)
    (book,) = told["playbooks"]
    assert (book["playbook"], book["proved"], book["failures"]) == ("hotel", False, 10)
    (finding,) = [each for each in told["findings"] if each["code"] == "M01"]
    assert finding["message"] == "nothing that is listed fits: stakes nothing"
    assert finding["path"] == "playbooks/hotel/failures/wake-up-or-promise-missed.yaml"
    assert finding["line"] > 1


def test_a_row_for_a_failure_that_is_not_there_is_found(tmp_path: Path) -> None:
    house = changed(tmp_path, "failure: room-not-ready", "failure: room-not-redy")
    ran = recover("playbook", "check", "hotel", "--workspace", house)
    assert ran.code == 1
    assert 'no failure "room-not-redy"' in ran.out
    assert "Nearest: room-not-ready" in ran.out


def test_a_playbook_that_cannot_be_read_is_three(tmp_path: Path) -> None:
    house = changed(tmp_path, "manual:\n  rows:", "manual:\n  rowz:")
    ran = recover("playbook", "check", "hotel", "--workspace", house)
    assert ran.code == 3
    assert f"{PLACE}:" in ran.out
    assert "rowz" in ran.out


@pytest.mark.parametrize(
    ("args", "told"), [(("hottel",), "hotel"), (("hotel", "--format", "xml"), "no format"), (("a/b",), "no playbook")]
)
def test_what_cannot_be_meant_is_two(args: tuple[str, ...], told: str) -> None:
    ran = recover("playbook", "check", *args)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
