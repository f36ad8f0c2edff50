"""The manager answers when the walk is over: yes, to less, by taking over, no; and `resume` finds what can go on."""

from __future__ import annotations

import pytest

from cli.program import SAUCE, Ran, events, recorded, recover

SPILL = ("start", "restaurant", "spill-on-guest", "--lang", "en", "--operator", "Marco Ruiz")


def spilt() -> str:
    """A walk to its end, the note at the 30 that Marco may sign; 120 waits for Ana."""
    ran = recover(*SPILL, "--answers", SAUCE, "--set", "fix=nobody", "--set", "outcome=open", "--json")
    return str(ran.data["incident"])


def asked(incident: str, typed: str) -> Ran:
    """Ana at her own terminal, with what she types, and Enter for what follows."""
    who = ("--operator", "Ana Ferrer", "--role", "manager", "--plain")
    return recover("resume", incident, *who, stdin=typed + "\n" * 6)


@pytest.mark.parametrize(("typed", "cap"), [("1\n", "120.00 EUR"), ("2\n50\n", "50.00 EUR"), ("3\n", "120.00 EUR")])
def test_a_yes_raises_the_note_and_whoever_says_it_hands_it_over(typed: str, cap: str) -> None:
    ran = asked(spilt(), typed)
    assert ran.code == 0, ran.err
    told = recorded()
    assert (told["note"]["cap"], told["note"]["signer"]) == (cap, "Ana Ferrer")
    assert "approval" not in [each["kind"] for each in told["follow_ups"]]
    assert len(events(told, "note-handed-over")) == 2


def test_a_yes_to_less_than_the_note_says_leaves_it_and_says_the_sum_that_was_said() -> None:
    ran = asked(spilt(), "2\n20\n")
    assert (ran.code, "You said yes to 20 EUR." in ran.err) == (0, True)
    told = recorded()
    assert (told["note"]["cap"], told["note"]["signer"]) == ("30.00 EUR", "Marco Ruiz")


def test_a_sum_of_thousandths_is_no_sum() -> None:
    ran = asked(spilt(), "2\n0.001\n")
    assert "Digits, like 80." in ran.out
    assert events(recorded(), "approval-given") == []


def test_a_no_is_recorded_with_its_reason_and_is_the_end() -> None:
    ran = asked(spilt(), "0\nnot for that\n")
    assert (ran.code, ran.err.startswith("No to 120 EUR.")) == (0, True)
    told = recorded()
    assert [each["data"]["reason"] for each in events(told, "approval-refused")] == ["not for that"]
    assert told["note"]["cap"] == "30.00 EUR"


def test_resume_passes_over_a_walk_that_waits_for_somebody_elses_yes() -> None:
    paused = recover(*SPILL, "--jsonl")
    assert paused.code == 4
    older = str(recorded()["incident"])
    spilt()
    ran = recover("resume", "--plain", "--operator", "Marco Ruiz")
    assert f"recover resume {older}" in ran.err
    ran = recover("resume", "--plain", "--operator", "Ana Ferrer", "--role", "manager", stdin="0\nno\n")
    assert ran.err.startswith("No to 120 EUR.")


def test_resume_of_nothing_but_such_walks_says_that_all_are_over() -> None:
    spilt()
    ran = recover("resume", "--plain")
    assert (ran.code, ran.told[0]) == (3, "Every walk is finished.")
