"""Who comes again, in real runs: found by a number, said once, and handed over on one card."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cli.program import lines_of, recover
from ui.driven import answer

LINE, CALLER = "line.number=+57 601 000 4471", "customer.phone=310 555 0144"
AGAIN = ("start", "telecom", "registered-and-transferred", "--lang", "es", "--operator", "Diego Rueda")
KNOWN = ("--set", "line.number=(601) 000-4471", "--set", "contacts=10")


@pytest.fixture
def earlier() -> str:
    """A call that was written down and passed on; its incident."""
    first = recover("start", "telecom", "total-outage", "--lang", "es", "--jsonl", "--set", LINE, "--set", CALLER)
    assert first.code == 4
    incident: str = json.loads(first.out.splitlines()[0])["hello"]["incident"]
    return incident


def told(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_another_program_is_told_before_the_first_request(earlier: str) -> None:
    ran = recover(*AGAIN, *KNOWN, "--jsonl")
    hello, notice, request = told(ran.out)
    assert hello["type"] == "hello"
    assert notice == {"type": "notice", "notice": {"code": "was-here", "about": [earlier]}}
    walk = request["request"]["walk"]
    assert (walk["contacts"], walk["severity"]) == (10, 5)
    (found,) = walk["earlier"]
    assert (found["incident"], found["title"], found["unresolved"], found["certain"]) == (
        earlier,
        "No service at all",
        True,
        True,
    )


def test_a_number_from_an_answers_file_is_looked_for_too(earlier: str) -> None:
    answers = '{"line.number": "6010004471", "customer.phone": null, "manager-now": "coming", "offer": "none"}'
    ran = recover(*AGAIN, "--answers", "-", "--set", "contacts=3", "--json", stdin=answers)
    assert (ran.data["earlier"], ran.data["contacts"]) == ([earlier], 3)


def test_in_plain_lines_who_was_here_is_read_aloud_and_nothing_is_asked(earlier: str) -> None:
    ran = recover(*AGAIN, *KNOWN, "--plain", stdin="\n\n2\n\n\n")
    assert ran.code == 130
    assert lines_of(ran.out, ("Siento que haya tenido que llamar otra vez", "has been in touch before", earlier))
    assert lines_of(ran.out, ("recover incident show --card", earlier, "Owner to the end: Diego Rueda."))
    assert "Number to ring back" not in ran.out


def test_whoever_goes_on_reads_the_card_and_is_warned_of_one_transfer_more(earlier: str) -> None:
    walk = recover(*AGAIN, *KNOWN, "--jsonl", stdin="\n".join([answer(said=True), answer(signal="voice_raised")]))
    assert walk.code == 4
    card = recover("incident", "show", "--card")
    assert card.code == 0
    assert len(card.out.splitlines()) <= 23
    assert lines_of(card.out, ("Called again", "With Diego Rueda", "Contact no. 10", earlier, "Customer"))
    assert lines_of(card.out, ("310 555 0144", "Mood voice raised", "Promised", "Ana Ferrer", "Next", "recover resume"))
    incident = told(walk.out)[0]["hello"]["incident"]
    data = recover("incident", "show", incident, "--json").data
    assert (data["signals"], data["transfers"], data["next"]["step"]) == (["voice_raised"], 0, "fix")
    handed = recover("resume", incident, "--operator", "Lucía Mora", "--plain", stdin="\n!\n")
    assert lines_of(handed.out, ("This would be the second transfer: stay if you can.",))
    assert recover("incident", "show", incident, "--json").data["transfers"] == 1


def test_the_card_of_no_incident_says_how_to_begin() -> None:
    ran = recover("incident", "show", "--card")
    assert (ran.code, ran.told[-1].strip()) == (3, "recover start")
