"""`recover start --quick`: sixty seconds with the guest, the rest by `recover resume`; by keys, lines and JSONL."""

from __future__ import annotations

import json

from cli.at_the_counter import SPILL, at_the_counter
from cli.program import events, lines_of, recorded, recover

START = ("start", "restaurant", "spill-on-guest", "--lang", "es", "--quick")
KEYS = ("", "1", "1", "", "1", "1")
REST = ("", "1", "1", "1", "3", "Elena Prats", "", "4", "", "1", "", "2", "1")
LATER = ("first-words", "safety", "fix", "second-apology", "decide", "offer")


def typed(keys: tuple[str, ...]) -> str:
    return "".join(f"{key}\n" for key in keys)


def test_at_a_terminal_it_ends_with_the_offer_and_says_how_to_go_on() -> None:
    with at_the_counter(*START) as counter:
        for text, keys in SPILL[:6]:
            counter.reads(text)
            counter.presses(keys)
        assert counter.terminal.ended() == 4
        said = counter.printed
    incident = recorded()
    assert lines_of(
        said, (f"Saved: {incident['incident']}.", f"recover resume {incident['incident']}", "up to 120 EUR")
    )
    assert (incident["state"], incident["note"]) == ("paused", None)
    assert [event["data"]["quick"] for event in events(incident, "walk-paused")] == [True]


def test_line_by_line_the_rest_is_asked_later_and_nothing_twice() -> None:
    ran = recover(*START, "--plain", stdin=typed(KEYS))
    assert ran.code == 4
    before = recorded()
    assert lines_of(ran.err, ("Saved", f"recover resume {before['incident']}"))
    again = recover("resume", before["incident"], "--plain", stdin=typed(REST))
    assert again.code == 0, again.out + again.err
    incident = recorded()
    assert incident["note"]["cap"] == "120.00 EUR"
    asked = [event["data"]["fact"] for event in events(incident, "fact-given")]
    assert len(asked) == len(set(asked))
    assert len(events(incident, "apology-given")) == 2


def test_over_jsonl_the_last_line_is_the_incident_as_it_stands() -> None:
    answers = (
        {"said": True},
        {"value": "no"},
        {"fetch": "here"},
        {"said": True},
        {"value": "leather"},
        {"remedy": "guarantee-note"},
    )
    sent = "".join(json.dumps({"type": "answer", "answer": each}) + "\n" for each in answers)
    ran = recover(*START, "--jsonl", stdin=sent)
    assert ran.code == 4
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert tuple(line["request"]["step"] for line in lines if line["type"] == "request") == LATER
    assert lines[-1]["type"] == "paused"
    assert lines[-1]["paused"]["state"] == "paused"
    assert [each["remedy"] for each in lines[-1]["paused"]["remedies"]] == ["clean-at-once", "guarantee-note"]


def test_what_is_over_in_a_minute_is_over() -> None:
    ran = recover("start", "restaurant", "customer-spill-or-drop", "--quick", "--plain", stdin="\n")
    assert ran.code == 0
    assert recorded()["state"] == "outcome_open"


def test_json_prints_the_incident_beside_the_lines() -> None:
    ran = recover(*START, "--plain", "--json", stdin=typed(KEYS))
    assert ran.code == 4
    assert json.loads(ran.out[ran.out.index("{\n") :])["state"] == "paused"


def test_a_file_of_answers_is_walked_to_its_end() -> None:
    ran = recover(*START, "--answers", "-", stdin="{}")
    assert (ran.code, ran.out) == (2, "")
    assert "--quick" in ran.err
