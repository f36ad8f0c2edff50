"""Four scenarios through the program itself come to what their expert expects; all of them are rehearsed elsewhere."""

from __future__ import annotations

import json
import sqlite3
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pypdf
import pytest

from cli.program import SAUCE, SCENARIOS, bytes_of, events, home, journal, lines_of, recover
from recovery_cli import yamltree
from recovery_cli.walk.promises import delay

FILES = [
    SCENARIOS / f"{name}.yaml" for name in ("allergen-symptoms", "barbecue-sauce", "dropped-ice-cream", "wrong-order")
]
STEP_OF = {"garment.material": "decide", "drivers": "circumstances", "customer.phone": "contact"}
"""The step that asks for a fact; all others but the safety question are asked for the paper."""
CAP = {
    "en": ("€120.00", "one hundred and twenty euros"),
    "es": ("120,00 €", "ciento veinte euros"),
    "it": ("120,00 €", "centoventi euro"),
}


def scenario(file: Path) -> dict[str, Any]:
    tree, faults = yamltree.load(file.read_text("utf-8"), path=file.name)
    assert tree is not None
    assert not faults
    assert isinstance(tree.data, dict)
    return dict(tree.data)


def walked(file: Path, *args: str | Path) -> dict[str, Any]:
    """The incident as `--json` prints it, once its scenario was walked."""
    of = scenario(file)
    found: dict[str, Any] = recover("start", of["playbook"], of["failure"], "--answers", file, "--json", *args).data
    return found


def steps_of(incident: dict[str, Any], *, safety: str) -> list[str]:
    """The steps that left something in the journal, in their order; `safety` is the one that asks who is hurt."""
    steps: list[str] = []
    for event in incident["events"]:
        fact = event["data"].get("fact")
        asked = None if fact is None else safety if fact == "hurt" else STEP_OF.get(fact, "paper")
        step = event["data"].get("step") or asked
        if step is not None and step not in steps:
            steps.append(step)
    return steps


@pytest.mark.parametrize("language", ["en", "es", "it"])
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_scenario_comes_to_what_its_expert_expects(file: Path, language: str) -> None:
    expected = scenario(file)["expect"]
    incident = walked(file, "--lang", language)
    assert incident["language"] == language
    steps = steps_of(incident, safety="safety" if "safety" in expected["steps"] else "first-words")
    if incident["careful"]:  # its cause is left open without being asked
        assert steps.pop() == "cause"
    assert steps == expected["steps"]
    assert len(incident["remedies"]) == len(expected["remedies"])
    for given, wanted in zip(incident["remedies"], expected["remedies"], strict=True):
        assert {name: given[name] for name in wanted} == {name: str(value) for name, value in wanted.items()}
    documents = ["guarantee-note"] * (incident["note"] is not None)
    documents += [event["data"]["template"] for event in events(incident, "letter-written")]
    assert documents == expected["documents"]
    assert incident["severity"] == expected["severity"]
    assert incident["careful"] is expected["careful"]
    assert incident["outcome"] == expected.get("outcome")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_promised_is_due_when_and_by_whom_it_should(file: Path) -> None:
    incident = walked(file)
    promised = {event["data"]["id"]: event for event in events(incident, "follow-up-promised")}
    expected = {each["id"]: each for each in scenario(file)["expect"]["follow_ups"]}
    assert set(promised) == set(expected)
    listed = {row["kind"]: row for row in incident["follow_ups"]}
    for name, event in promised.items():
        after = datetime.fromisoformat(event["data"]["due_at"]) - datetime.fromisoformat(event["at"])
        assert abs(after - delay(expected[name]["after"])) < timedelta(minutes=1)
        assert event["data"]["role"] == expected[name]["who"]
        assert listed[name]["due_at"] == event["data"]["due_at"]
        assert listed[name]["who"] == event["data"]["who"] == "Ana Ferrer"


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_the_sauce_leaves_one_note_and_its_paper(language: str, tmp_path: Path) -> None:
    incident = walked(SAUCE, "--lang", language, "--out", tmp_path / "papers")
    note = incident["note"]
    assert (note["cap"], note["signer"], note["role"]) == ("120.00 EUR", "Ana Ferrer", "manager")
    assert (note["language"], note["status"], note["papers"]) == (language, "issued", 1)
    (attached,) = events(incident, "note-attached")
    issued = datetime.fromisoformat(attached["at"]).astimezone(ZoneInfo("Europe/Madrid")).date()
    assert date.fromisoformat(note["clean_by"]) == issued + timedelta(days=60)
    assert date.fromisoformat(note["claim_by"]) == issued + timedelta(days=90)
    assert note["number"].startswith(f"BAR01-{issued.year}-000001-")
    (paper,) = (each for each in (tmp_path / "papers").rglob("*") if each.is_file())
    assert paper.name == f"{note['number']}.pdf"
    assert paper.stat().st_mode & 0o777 == 0o600
    read = pypdf.PdfReader(paper)
    text = "\n".join(page.extract_text() for page in read.pages)
    assert lines_of(text, (note["number"], note["code"], *CAP[language], "Elena Prats"))
    assert read.trailer["/Root"]["/Lang"] == language
    view = recover("letter", "guarantee-note", incident["incident"])
    assert (view.code, view.err) == (0, "")
    assert lines_of(view.out, (note["number"], *CAP[language], "Elena Prats"))


def test_the_wrong_order_is_impressed_without_a_note_or_a_person() -> None:
    incident = walked(SCENARIOS / "wrong-order.yaml")
    assert (incident["reported_by"], incident["state"], incident["note"]) == ("staff", "impressed", None)
    assert incident["facts"] == {}
    (change,) = events(incident, "corrective-action-planned")
    with sqlite3.connect(journal()) as tables:
        kept = [json.loads(row[0]) for row in tables.execute("select value from person")]
        facts = tables.execute("select count(*) from event where type like 'fact-%'").fetchone()
        notes = tables.execute("select count(*) from note").fetchone()
    tables.close()
    assert (kept, facts, notes) == ([change["data"]["what"]], (0,), (0,))
    assert list(home().rglob("*.pdf")) == []


def test_who_drops_an_ice_cream_is_not_recorded_whatever_is_given() -> None:
    file = SCENARIOS / "dropped-ice-cream.yaml"
    of = scenario(file)
    ran = recover("start", of["playbook"], of["failure"], "--answers", file, "--set", "customer.name=Elena Prats")
    assert (ran.code, ran.out) == (2, "")
    assert b"Elena Prats" not in bytes_of(journal())


def test_the_ice_cream_is_replaced_and_nothing_is_asked() -> None:
    incident = walked(SCENARIOS / "dropped-ice-cream.yaml")
    types = [event["type"] for event in incident["events"]]
    assert types == ["incident-opened", "severity-assessed", "words-said", "remedy-chosen", "walk-finished"]
    assert (incident["facts"], incident["follow_ups"], incident["note"]) == ({}, [], None)
    assert [remedy["remedy"] for remedy in incident["remedies"]] == ["replacement"]


def test_an_allergy_is_looked_after_and_nothing_is_given_or_explained() -> None:
    incident = walked(SCENARIOS / "allergen-symptoms.yaml")
    types = [event["type"] for event in incident["events"]]
    assert types.index("emergency-called") < types.index("apology-given")
    assert not {"remedy-chosen", "remedy-declined", "cause-given", "note-attached", "letter-written"} & set(types)
    assert {row["kind"] for row in incident["follow_ups"]} >= {"call-today", "insurer", "call-tomorrow"}
    refused = recover("letter", "apology", incident["incident"])
    assert (refused.code, refused.out) == (1, "")


def test_what_is_set_wins_over_the_file() -> None:
    incident = walked(SAUCE, "--set", "garment.material=washable", "--set", "customer.name=Ignacio Vidal")
    assert incident["facts"]["garment.material"] == "washable"
    assert incident["facts"]["customer.name"] == "Ignacio Vidal"
    assert incident["note"]["cap"] == "15.00 EUR"


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_answers_come_from_standard_input_as_yaml_or_json(form: str) -> None:
    answers = scenario(SAUCE)["answers"]
    text = SAUCE.read_text("utf-8") if form == "yaml" else json.dumps(answers, ensure_ascii=False)
    ran = recover("start", "restaurant", "spill", "--answers", "-", "--lang", "it", "--json", stdin=text)
    incident = ran.data
    assert incident["facts"]["customer.name"] == "Elena Prats"
    assert incident["note"]["language"] == "it"
    assert ran.err == ""


def test_without_json_the_card_is_the_result() -> None:
    ran = recover("start", "restaurant", "spill", "--answers", SAUCE)
    assert (ran.code, ran.err) == (0, "")
    (row,) = recover("incident", "list", "--json").data
    shown = recover("incident", "show", row["id"])
    assert ran.out == shown.out
    assert lines_of(ran.out, (row["id"], "Sorry said", "Given", "Promised", "recover incident show"))
