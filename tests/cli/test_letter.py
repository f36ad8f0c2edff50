"""`recover letter` as it is typed: layers of values, every refusal at once, and where the letter goes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from cli.program import SCENARIOS, Ran, home, lines_of, recover, workspace
from recovery_cli.letters.formats import FORMATS
from recovery_cli.papers import SUFFIX

FULL = {
    "contact.name": "Ana Ferrer",
    "contact.phone": "955 000 001",
    "incident.summary": "We stained your jacket.",
    "incident.impact": "You could not wear it.",
}


def sets(values: Mapping[str, str]) -> list[str]:
    return [part for path, value in values.items() for part in ("--set", f"{path}={value}")]


def data(text: str, name: str = "values.yaml") -> str:
    (home() / name).write_text(text, "utf-8")
    return str(home() / name)


def place_of(ran: Ran, message: str) -> tuple[str, int]:
    """The file and line that stand above a fault."""
    at = next(number for number, line in enumerate(ran.told) if message in line)
    file, line, *_ = ran.told[at - 1].split(":")
    return file, int(line)


def test_set_lies_over_the_file_and_the_file_over_the_incident(incident: str) -> None:
    file = data("customer:\n  name: Elena de la Fuente\ncontact.name: Lucía\ncontact: {role: encargada}\n")
    ran = recover("letter", "apology", incident, "--data", file, "--set", "contact.name=Marta")
    assert (ran.code, ran.err) == (0, "")
    assert lines_of(ran.out, ("Elena de la Fuente", "culpa nuestra", "120,00 €", "Marta", "Encargada"))
    assert "Elena Prats" not in ran.out
    assert "Lucía" not in ran.out
    plain = recover("letter", "apology", incident)
    assert lines_of(plain.out, ("Elena Prats", "Ana Ferrer"))


def test_lists_and_typed_values_come_from_a_file() -> None:
    text = 'remedies:\n  - {label: the dry cleaning, amount: 80.00 EUR, by: "2026-12-24"}\n  - label: a dessert\n'
    ran = recover("letter", "apology", *sets(FULL), "--data", data(text), "--date", "2026-11-22", "--lang", "en")
    assert (ran.code, ran.err) == (0, "")
    assert lines_of(ran.out, ("22 November 2026", "The dry cleaning: €80.00, by 24 December 2026", "A dessert"))


@pytest.mark.parametrize("form", ["json", "escaped", "stdin"])
def test_a_file_may_be_json_or_standard_input(form: str) -> None:
    values: dict[str, Any] = {**FULL, "customer": {"name": "Zoë 😀"}, "remedies": [{"label": "a dessert"}]}
    text = json.dumps(values, ensure_ascii=form == "escaped")
    source = "-" if form == "stdin" else data(text, "values.json")
    ran = recover("letter", "apology", "--data", source, "--lang", "en", stdin=text if form == "stdin" else "")
    assert (ran.code, ran.err) == (0, "")
    assert lines_of(ran.out, ("Dear Zoë 😀,", "A dessert"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[1, 2]", "is not a mapping"),
        ('{"customer.name": "A", "customer.name": "B"}', "twice"),
        ('{"note.cap": NaN, "note": {"pay_within_days": 1e3}}', "cannot be read"),
        ("{" * 3000, "cannot be read"),
        ("customer.name: A\ncustomer: {name: B}\n", "customer.name is given twice"),
    ],
)
def test_a_file_that_cannot_be_meant_is_three(content: str, told: str) -> None:
    ran = recover("letter", "apology", *sets(FULL), "--data", data(content, "values.txt"))
    assert (ran.code, ran.out) == (3, "")
    assert told in ran.err
    missing = recover("letter", "apology", "--data", "nowhere.yaml")
    assert (missing.code, len(missing.told)) == (3, 2)


def test_everything_wrong_in_a_file_is_told_at_once_with_its_line() -> None:
    text = (
        "letter: {date: 21/11/2026}\n"
        "note:\n"
        '  cap: "80"\n'
        "  pay_within_days: soon\n"
        "contact:\n"
        "  nmae: Ana\n"
        "remedies:\n"
        "  - label: N/A\n"
        "  - dessert\n"
        "  - {label: a coffee, by: 03/04, colour: red}\n"
        "incident: {summary: nan, impact: true}\n"
    )
    ran = recover("letter", "apology", "--data", data(text), "--set", "customer.nam=Elena")
    assert (ran.code, ran.out) == (2, "")
    expected = {
        'letter.date: "21/11/2026" is not a date': 1,
        'note.cap: "80" is not an amount with its currency': 3,
        'note.pay_within_days: "soon" is not a number': 4,
        'no field "contact.nmae"': 6,
        "remedies[1]: dessert is not an item": 9,
        'remedies[2].by: "03/04" is not a date': 10,
        'no field "remedies[2].colour"': 10,
        "incident.impact: true is not text": 11,
    }
    assert {message: place_of(ran, message)[1] for message in expected} == expected
    assert all(place_of(ran, message)[0].endswith("values.yaml") for message in expected)
    for gap in ("remedies[0].label", "incident.summary", "contact.name", "contact.phone"):
        assert place_of(ran, f"{gap} is missing")[0].endswith("templates/apology.yaml")
    assert "incident.impact is missing" not in ran.err
    assert "Nearest: contact.name" in ran.err
    assert 'no field "customer.nam". Nearest: customer.name' in ran.err


def test_blank_never_stands_in_a_required_field_even_over_an_incident(incident: str) -> None:
    for value in ("", "N/A"):
        ran = recover("letter", "apology", incident, "--set", f"contact.name={value}")
        assert (ran.code, ran.out) == (3, "")
        assert "contact.name is missing" in ran.err


def test_a_list_or_a_group_is_not_set_by_one_value() -> None:
    wrong = {"remedies": "a", "remedies[].label": "a", "remedies[0].label": "a", "contact": "Ana"}
    ran = recover("letter", "apology", *sets(FULL | wrong))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("a list comes from a file") == 3
    assert 'no field "contact"' in ran.err


def test_the_day_is_written_in_one_way() -> None:
    for day in ("22/11/2026", "20261122", "2026-11-31"):
        ran = recover("letter", "apology", *sets(FULL), "--date", day)
        assert (ran.code, ran.told) == (2, [f'"{day}" is not a date.', "--date 2026-11-21"])


def test_a_language_that_is_not_written_falls_back_and_says_so(incident: str) -> None:
    ran = recover("letter", "apology", incident, "--lang", "fr")
    assert ran.code == 0
    assert ran.told == ['"apology" is not written in fr; this is in en, the first there is of en, es, it.']
    assert ran.out == recover("letter", "apology", incident, "--lang", "en").out
    regional = recover("letter", "apology", incident, "--lang", "es-CO", "--json")
    assert (regional.err, regional.data["language"]) == ("", "es-CO")
    assert recover("letter", "apology", incident, "--lang", "Spanish").code == 2


def test_a_letter_in_another_language_than_its_note_has_nothing_of_the_other(incident: str) -> None:
    ours = workspace(home() / "ours", {})
    for language, words in (("en", "Paid at most"), ("it", "Al massimo")):
        (ours / "templates").mkdir(exist_ok=True)
        (ours / f"templates/receipt-of.{language}.md.jinja").write_text(f"{words}: {{{{ note.cap_in_words }}}}.\n")
    (ours / "templates/receipt-of.yaml").write_text(
        "id: receipt-of\ntitle: {en: T}\nuse_when: {en: U}\npage: letter\nfields:\n"
        "  note.cap_in_words: {type: text, required: true, prompt: {en: In words}}\n"
        "  letter.date: {type: date, required: true, prompt: {en: The day}}\n"
    )
    spoken = {
        language: recover("letter", "receipt-of", incident, "--lang", language, "--workspace", ours)
        for language in ("en", "it", "es")
    }
    assert "Paid at most: one hundred and twenty euros." in spoken["en"].out
    assert "Al massimo: centoventi euro." in spoken["it"].out
    assert spoken["es"].out == spoken["en"].out
    assert "not written in es" in spoken["es"].err


def test_the_name_of_the_file_says_the_format_unless_it_was_named() -> None:
    letter = ("letter", "apology", *sets(FULL), "--data", data("remedies: [{label: a dessert}]"))
    for name, beginning in (("a.pdf", b"%PDF"), ("a.html", b"<!"), ("a.txt", b"SPEC"), ("a.json", b"{")):
        assert recover(*letter, "-o", home() / name).code == 0
        assert (home() / name).read_bytes().startswith(beginning)
    assert (home() / "a.pdf").stat().st_mode & 0o777 == 0o600
    made = recover(*letter, "-o", home() / "b.pdf", "--format", "text", "--json").data
    assert made == {
        "template": "apology",
        "incident": None,
        "language": "en",
        "format": "text",
        "path": str(home() / "b.pdf"),
        "digest": sha256((home() / "b.pdf").read_bytes()).hexdigest(),
        "note": None,
        "copy": None,
    }
    shown = recover(*letter, "--json").data
    assert shown["text"] == (home() / "b.pdf").read_text("utf-8") == recover(*letter).out
    assert shown["digest"] == made["digest"]


def test_a_file_that_cannot_be_written_leaves_what_was_there() -> None:
    (home() / "folder").mkdir()
    (home() / "kept.txt").write_text("kept")
    letter = ("letter", "apology", *sets(FULL), "--data", data("remedies: [{label: a dessert}]"))
    for place in (home() / "folder", home() / "kept.txt" / "below.txt"):
        ran = recover(*letter, "-o", place)
        assert (ran.code, ran.out, len(ran.told)) == (3, "", 2)
        assert str(place) in ran.told[0]
    assert (home() / "kept.txt").read_text() == "kept"
    assert recover("letter", "apology", "-o", home() / "kept.txt").code == 3
    assert (home() / "kept.txt").read_text() == "kept"


@pytest.mark.parametrize(
    "args",
    [
        ("--format", "docx"),
        ("--format", "pdf", "--json"),
        ("--print", "-o", "letter.pdf"),
        ("--print", "--format", "html"),
        ("--printer", "/dev/usb/lp0", "--format", "pdf"),
        ("--printer", "counter:lp"),
    ],
)
def test_a_way_that_cannot_be_meant_is_two_before_anything_is_read(args: tuple[str, ...]) -> None:
    ran = recover("letter", "apology", "--data", "nowhere.yaml", *args)
    assert (ran.code, ran.out, len(ran.told)) == (2, "", 2)
    assert "nowhere" not in ran.err


def test_a_file_whose_name_says_no_format_is_not_guessed_at(tmp_path: Path) -> None:
    ran = recover("letter", "apology", "--lang", "en", "-o", tmp_path / "x.docx")
    assert (ran.code, ".docx" in ran.err, "--format text" in ran.err) == (2, True, True)
    assert not (tmp_path / "x.docx").exists()


def test_every_format_has_a_suffix_and_is_named_in_the_help() -> None:
    assert set(SUFFIX) == set(FORMATS)
    told = " ".join(recover("letter", "--help").out.split())
    assert all(re.search(rf"\b{re.escape(name)}\b", told) for name in FORMATS)


def test_a_careful_incident_has_its_own_letter_marked_for_review() -> None:
    answers = SCENARIOS / "allergen-symptoms.yaml"
    incident = recover("start", "restaurant", "allergen", "--answers", answers, "--json").data["incident"]
    refused = recover("letter", "hold-the-line", incident)
    assert refused.told[1] == f"recover letter careful {incident}"
    given = {"care.doing": "We are with you.", "contact.calls_on": "2026-11-23"}
    ran = recover("letter", "careful", incident, "--lang", "en", *sets(given))
    assert (ran.code, ran.err) == (0, "")
    assert "FOR REVIEW" in ran.out.split("ASADOR")[0]
