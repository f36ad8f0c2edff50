"""`kill -9` at any moment: nothing that was answered is lost, nothing is asked again, and a promise has one note."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.at_the_counter import at_the_counter
from cli.forked_walks import WALK
from cli.program import RECOVER, events, lines_of, recover

DRIVER = str(Path(__file__).with_name("forked_walks.py"))
FACTS = [[asked, answer["value"]] for asked, answer, _ in WALK if "value" in answer] + [["drivers", []]]


def walks(folder: Path, mode: str) -> list[dict[str, Any]]:
    ran = subprocess.run([sys.executable, DRIVER, str(folder), mode], capture_output=True, text=True, timeout=110)
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def whole(walk: dict[str, Any]) -> None:
    """A walk that was left and went on is like one that never was: each fact once, one note, one paper."""
    assert walk["code"] == 0, walk["told"]
    assert walk["facts"] == FACTS
    assert walk["incident"].count("apology-given") == 2
    assert walk["incident"].count("walk-resumed") == 1
    assert walk["incident"].count("note-attached") == 1
    assert walk["incident"].count("note-handed-over") == 1
    assert walk["incident"][-1] == "walk-finished"
    assert walk["register"] == [["note-numbered"]]
    ((stream, types),) = walk["notes"].items()
    assert types == ["note-issued", "note-printed"]
    assert walk["papers"] == [f"{stream.removeprefix('note:')}.pdf"]


def test_a_kill_at_any_question_loses_nothing_and_asks_nothing_again(tmp_path: Path) -> None:
    found = walks(tmp_path, "steps")
    assert len(found) == len(WALK)
    for walk in found:
        assert walk["shown"] == [asked for asked, _, _ in WALK[: walk["stop"] + 1]]
        whole(walk)


@pytest.mark.parametrize("moment", ["tempfile.mkstemp", "os.rename"], ids=["before-the-file", "before-its-name"])
def test_a_kill_between_a_note_and_its_paper_leaves_one_note_and_resume_prints_it(tmp_path: Path, moment: str) -> None:
    (walk,) = walks(tmp_path, moment)
    assert walk["shown"] == [asked for asked, _, _ in WALK[:11]]
    between = walk["between"]
    assert list(between["notes"].values()) == [["note-issued"]]
    assert "note-attached" in between["incident"]
    assert [name for name in between["papers"] if name.startswith("BAR01")] == []
    walk["papers"] = [name for name in walk["papers"] if not name.startswith(".")]
    whole(walk)
    assert walk["notes"].keys() == between["notes"].keys()


def test_the_real_program_killed_with_the_note_in_hand_goes_on_with_the_same_note() -> None:
    with at_the_counter("start", "restaurant", "spill-on-guest", "--lang", "es") as counter:
        counter.walks(until="Handed over and signed")
        counter.terminal.child.kill(9)
        assert counter.terminal.ended() == -9
    (row,) = recover("incident", "list", "--json").data
    before = recover("incident", "show", row["id"], "--json").data["note"]
    with at_the_counter("resume") as counter:
        counter.reads("You were here. Nothing is asked again.", "Elena Prats")
        counter.presses("\r")
        counter.reads("Handed over and signed", before["number"])
        counter.presses("\r")
        counter.reads("Is any of this so?")
        counter.presses("\x03")
        assert counter.terminal.ended() == 130
    incident = recover("incident", "show", row["id"], "--json").data
    assert incident["note"] == before
    assert len(events(incident, "note-attached")) == len(events(incident, "note-handed-over")) == 1


def test_of_two_who_answer_the_same_question_one_wins_and_the_other_is_told() -> None:
    command = [RECOVER, "start", "restaurant", "spill-on-guest", "--jsonl", "--lang", "es"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ) as first:
        assert first.stdin is not None
        assert first.stdout is not None

        def heard(kind: str) -> dict[str, Any]:
            assert first.stdout is not None
            while (data := json.loads(first.stdout.readline()))["type"] != kind:
                assert data["type"] != "finished"
            return dict(data[kind])

        for asked, answer, _ in WALK[:4]:
            request = heard("request")
            assert asked in (request["step"], request.get("fact", {}).get("id"))
            first.stdin.write(json.dumps({"type": "answer", "answer": answer}).encode() + b"\n")
            first.stdin.flush()
        assert heard("request")["fact"]["id"] == "garment.material"
        # Meanwhile, on another screen: wool, and no further.
        other = recover("resume", "--plain", stdin="\n2\n")
        assert (other.code, len(other.told) >= 2) == (130, True)
        assert lines_of(other.out, ("What is it made of?", "up to 60 EUR"))
        first.stdin.write(json.dumps({"type": "answer", "answer": {"value": "leather"}}).encode() + b"\n")
        first.stdin.flush()
        notice = heard("notice")
        assert (notice["code"], notice["about"][0]) == ("answered-elsewhere", "Ana Ferrer")
        assert heard("request")["step"] == "offer"
        first.stdin.close()
        assert first.wait(timeout=20) == 4
    (row,) = recover("incident", "list", "--json").data
    incident = recover("incident", "show", row["id"], "--json").data
    assert incident["facts"]["garment.material"] == "delicate"
    assert len([event for event in events(incident, "fact-given") if event["data"]["fact"] == "garment.material"]) == 1
