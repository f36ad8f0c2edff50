"""S3, the tenth call: nothing asked again, one owner to the end, the manager alerted at once; by keys and by JSONL."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cli.at_the_counter import at_the_counter
from cli.program import events, recorded, recover, workspace
from recovery_cli.catalogue import shipped

CALL = ("telecom", "registered-and-transferred", "--lang", "es")
LINE, PHONE = "line.number=955 123 456", "customer.phone=600 000 000"
KNOWN = ("--set", "contacts=10", "--set", "customer.name=Elena Prats", "--set", PHONE, "--set", LINE)
KEYS = (
    ("Then stop. Let the customer speak", "\r"),
    ("Done", "\r"),
    ("Then fetch Ana.", "2"),
    ("Owner to the end: Marco Ruiz", "\r"),
    ("Owed, we promised it:", "\r"),
    ("Is any of this so?", "\r"),
    ("Nothing waits, go on.", "1"),
    ("A small extra, at our cost:", "1"),
    ("Keep", "\r"),
    ("What let it happen?", "1"),
    ("What we change, who, from when", "1"),
)
STEPS = ("first-words", "fix", "manager-now", "owner", "owed", "circumstances", "offer", "extra", "promises")
ANSWERS: dict[str, dict[str, object]] = {
    "first-words": {"said": True},
    "fix": {"done": True},
    "manager-now": {"fetch": "coming"},
    "owner": {"said": True},
    "owed": {"said": True},
    "circumstances": {"drivers": ["third_contact", "time_lost"]},
    "offer": {"remedy": "goodwill-credit"},
    "extra": {"remedy": "free-option"},
    "promises": {"keep": True},
    "cause": {"cause": "process"},
    "change": {"change": "first-one-keeps-it"},
}


@pytest.fixture
def bogota(tmp_path: Path) -> Path:
    """A house in a country whose law no table has yet."""
    folder = workspace(tmp_path / "bogota", {})
    settings = (folder / "recovery.yaml").read_text("utf-8")
    assert "\ncountry: ES\n" in settings
    (folder / "recovery.yaml").write_text(settings.replace("\ncountry: ES\n", "\ncountry: CO\n"), encoding="utf-8")
    return folder


def sent(*steps: str) -> str:
    return "".join(json.dumps({"type": "answer", "answer": ANSWERS[step]}) + "\n" for step in steps)


def asked_again(incident: dict[str, Any]) -> list[str]:
    """What was asked of anybody once the first words were said; circumstances are seen, never asked."""
    types = [event["type"] for event in incident["events"]]
    later = incident["events"][types.index("apology-given") :]
    facts = [event["data"]["fact"] for event in later if event["type"] == "fact-given"]
    return [fact for fact in facts if fact not in ("drivers", "customer.type")]


def sound(incident: dict[str, Any]) -> None:
    """Nothing asked again, an owner named, the manager alerted and told so in what is due."""
    assert asked_again(incident) == []
    assert incident["owner"] == "Marco Ruiz"
    assert [event["data"]["who"] for event in events(incident, "owner-named")] == ["Marco Ruiz"]
    alerts = [row for row in incident["follow_ups"] if row["kind"] == "third-contact"]
    assert [row["who"] for row in alerts] == ["Ana Ferrer"]
    began = datetime.fromisoformat(incident["began_at"])
    assert datetime.fromisoformat(alerts[0]["due_at"]) - began < timedelta(minutes=5)
    assert [event["data"]["who"] for event in events(incident, "manager-coming")] == ["Ana Ferrer"]
    assert incident["severity"] == 5
    (named,) = events(incident, "entitlement-named")
    assert named["data"]["entitlement"] == "owed-checked"


def test_by_keys(bogota: Path) -> None:
    with at_the_counter("start", *CALL, *KNOWN, "--workspace", bogota) as counter:
        for text, keys in KEYS:
            counter.reads(text)
            counter.presses(keys)
        assert counter.terminal.ended() == 0
    incident = recorded()
    sound(incident)
    assert incident["contacts"] == 10
    assert incident["facts"]["customer.phone"] == "600 000 000"


def test_over_jsonl_the_earlier_calls_are_found_and_nothing_is_asked(bogota: Path) -> None:
    earlier = []
    for _ in range(2):
        steps = ("first-words", "fix")
        ran = recover(
            "start", *CALL, "--jsonl", "--workspace", bogota, "--set", LINE, "--set", PHONE, stdin=sent(*steps)
        )
        assert ran.code == 4
        earlier.append(json.loads(ran.out.splitlines()[0])["hello"]["incident"])
    walked = (*STEPS, "cause", "change")
    ran = recover(
        "start", *CALL, "--jsonl", "--workspace", bogota, "--set", "line.number=955123456", stdin=sent(*walked)
    )
    assert ran.code == 0, ran.out[-2000:]
    lines = [json.loads(line) for line in ran.out.splitlines()]
    requests = [line["request"] for line in lines if line["type"] == "request"]
    assert tuple(request["step"] for request in requests) == walked
    assert not [request for request in requests if request["kind"] == "ask"]
    incident = lines[-1]["finished"]
    sound(incident)
    assert incident["contacts"] == 3
    (counted,) = events(incident, "contacts-counted")
    assert sorted(counted["data"]["earlier"]) == sorted(earlier)


def test_from_its_scenario_what_was_known_before_is_not_asked() -> None:
    scenario = shipped() / "playbooks/telecom/scenarios/the-tenth-call.yaml"
    ran = recover("start", "telecom", "registered-and-transferred", "--answers", scenario, "--json")
    sound(ran.data)
    assert ran.data["contacts"] == 10


def answered(house: Path, *known: str, signed: bool = True) -> str:
    """The tenth call, told in one go, the supervisor's yes after it; the incident's id."""
    given = (f"--set={each}" for each in known)
    scenario = shipped() / "playbooks/telecom/scenarios/the-tenth-call.yaml"
    ran = recover("start", *CALL, "--answers", scenario, *given, "--json", "--workspace", house)
    assert ran.code == 0, ran.err
    incident = str(ran.data["incident"])
    if signed:
        yes = recover("resume", incident, "--role", "supervisor", "--plain", "--workspace", house, stdin="1\n")
        assert "You said yes to 40 EUR." in yes.err
    return incident


def written(house: Path, incident: str, *args: str) -> str:
    ran = recover("letter", "double-deviation", incident, *args, "--workspace", house)
    assert ran.code == 0, ran.err
    return " ".join(ran.out.split())


def test_the_letter_that_follows_asks_for_nothing_and_says_the_sum_once(bogota: Path) -> None:
    incident = answered(bogota)
    text = written(bogota, incident)
    assert "Ha tenido que acudir a nosotros 10 veces por esto." in text
    assert "como un abono en su próxima factura." in text
    assert text.count("40,00") == 1
    assert text.count("abono") == 1
    assert text.endswith("Marco Ruiz Atención al cliente"), "the owner signs, not whoever was alerted"
    text = written(bogota, incident, "--lang", "en")
    assert "You have had to come to us 10 times about this." in text
    assert "as a credit on your next bill." in text
    text = written(bogota, incident, "--lang", "it")
    assert "Ci ha dovuto contattare 10 volte per questo." in text
    assert "con un accredito nella sua prossima bolletta." in text
    missing = recover("letter", "double-deviation", incident, "--set", "incident.before=", "--workspace", bogota)
    assert missing.code == 3
    assert "incident.before is missing" in missing.err


def test_before_the_yes_no_letter_promises_the_sum_and_each_says_what_to_type(bogota: Path) -> None:
    incident = answered(bogota, signed=False)
    open_, to_answer = f"40.00 EUR of {incident} still wait for a yes", f"recover resume {incident} --role supervisor"
    about_the_sum = recover("letter", "double-deviation", incident, "--workspace", bogota)
    assert (about_the_sum.code, about_the_sum.out) == (1, "")
    assert open_ in about_the_sum.err
    assert to_answer in about_the_sum.err
    apology = recover("letter", "apology", incident, "--workspace", bogota)
    assert apology.code == 0
    assert "40,00" not in apology.out
    assert "Estamos valorando un abono en su próxima factura." in " ".join(apology.out.split())
    assert open_ in apology.err
    assert to_answer in apology.err
    back = recover("letter", "check-back", incident, "--workspace", bogota)
    assert "abono" not in back.out
    assert "the letter leaves it out" in back.err
    assert (
        recover("letter", "explanation", incident, "--set", "incident.explanation=x", "--workspace", bogota).err == ""
    )


def test_the_letter_names_the_days_of_the_calls_that_the_journal_found(bogota: Path) -> None:
    outage = ("telecom", "total-outage", "--jsonl", "--set", LINE, "--workspace", bogota)
    assert recover("start", *outage, stdin="").code == 4
    answered(bogota, LINE)
    text = written(bogota, answered(bogota, LINE))
    days = text.partition("Ya nos había avisado antes: ")[2].partition(". ")[0]
    assert days.count("el ") == 2
    assert days.count("(Sin servicio)") == 1
    assert days.count("(") == 1, "the same again is told by its day"
