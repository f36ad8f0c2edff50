"""The letters as a guest reads them: complete, in order, free of what must never be said, in three languages."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from forbidden import cues, found
from letter_samples import LANGUAGES, facts, library

from recovery_cli.errors import Broken
from recovery_cli.letters.writer import Writer
from recovery_cli.money import Money

ALL = [(template, language) for template in ("apology", "guarantee-note") for language in LANGUAGES]


def written(template: str, language: str, given: dict[str, Any] | None = None, **options: Any) -> str:
    return (
        Writer(library())
        .write(template, given or facts(language), language=language, format="text", **options)
        .decode()
    )


def joined(text: str) -> str:
    return " ".join(text.split())


def body(text: str) -> str:
    """From the salutation to the close."""
    start = re.search(r"^(?:Dear|Good day|Buenos|Gentile|Buongiorno)", text, re.MULTILINE)
    assert start is not None
    return text[start.start() :]


def smallest(language: str) -> dict[str, Any]:
    """Only what the template requires, and a remedy."""
    given = facts(language)
    given["incident"] = {key: given["incident"][key] for key in ("summary", "impact")}
    given["contact"] = {key: given["contact"][key] for key in ("name", "phone")}
    return {key: given[key] for key in ("business", "incident", "contact", "letter", "note")}


def test_the_templates_are_sound_in_every_language() -> None:
    shelf = library()
    assert {"apology", "guarantee-note"} <= set(shelf.ids())
    for template in shelf.ids():
        assert shelf.languages(template) == LANGUAGES
        assert shelf.faults(template) == ()
        assert shelf.template(template).title.keys() == set(LANGUAGES)
        for field in shelf.template(template).fields.values():
            assert field.prompt.keys() == set(LANGUAGES)


@pytest.mark.parametrize("template", ["apology", "guarantee-note"])
def test_every_language_reads_the_same_facts(template: str) -> None:
    reads = [library().body(template, language).paths for language in LANGUAGES]
    own = {"business.country"}  # Spanish names the tax number by country
    assert reads[0] - own == reads[1] - own == reads[2] - own


@pytest.mark.parametrize(("template", "language"), ALL)
def test_nothing_forbidden_is_said(template: str, language: str) -> None:
    assert found(written(template, language), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "sentence", ["Sorry if you were upset.", "Lo sentimos, pero no.", "Ci scusiamo se è successo."]
)
def test_the_check_sees_what_is_forbidden(language: str, sentence: str) -> None:
    spoken = {"en": "Sorry if", "es": "Lo sentimos, pero", "it": "Ci scusiamo se"}[language]
    assert bool(found(sentence, language)) is sentence.startswith(spoken)


@pytest.mark.parametrize(("template", "language"), ALL)
def test_regret_once_or_twice_and_responsibility_are_there(template: str, language: str) -> None:
    text = written(template, language)
    assert 1 <= cues(text, "regret", language) <= 2
    assert cues(text, "responsibility", language) >= 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_apology_is_of_a_length_that_is_read(language: str) -> None:
    assert 90 <= len(body(written("apology", language)).split()) <= 180


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_parts_of_an_apology_come_in_their_order(language: str) -> None:
    given = facts(language)
    text = joined(written("apology", language))
    parts = [
        "Elena Prats",
        given["incident"]["summary"],
        given["incident"]["impact"],
        given["incident"]["explanation"],
        given["promise"],
        "120",
        "BAR01-2026-000123-62",
        given["change"]["what"],
        "955 000 001",
        "Ana Ferrer",
    ]
    places = [text.rindex(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("language", "named", "unnamed"),
    [
        ("en", "Dear Elena Prats,", "Good day,"),
        ("es", "Buenos días, Elena Prats:", "Buenos días:"),
        ("it", "Gentile Elena Prats,", "Buongiorno,"),
    ],
)
def test_the_salutation_guesses_no_gender(language: str, named: str, unnamed: str) -> None:
    assert named in written("apology", language).splitlines()
    assert unnamed in written("apology", language, smallest(language)).splitlines()
    told = facts(language)
    told["customer"]["salutation"] = "Sra. Prats"
    assert f"Sra. Prats{named[-1]}" in written("apology", language, told).splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_optional_may_be_missing(language: str) -> None:
    text = written("apology", language, smallest(language))
    assert "None" not in text
    assert found(text, language) == []
    assert all(len(line) <= 72 and line == line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_note_the_remedies_are_listed(language: str) -> None:
    given = smallest(language)
    del given["note"]
    given["remedies"] = [
        {"label": "el postre", "amount": Money(Decimal(8), "EUR")},
        {"label": "un taxi", "by": date(2026, 12, 1)},
    ]
    text = written("apology", language, given)
    assert "- El postre: " in joined(text).replace("-  ", "- ")
    assert "2026" in text[text.index("Un taxi") :].splitlines()[0]


@pytest.mark.parametrize("remedies", [None, []])
def test_an_apology_without_any_remedy_is_refused(remedies: list[Any] | None) -> None:
    given = smallest("en")
    del given["note"]
    if remedies is not None:
        given["remedies"] = remedies
    with pytest.raises(Broken) as raised:
        written("apology", "en", given)
    assert "remedies" in raised.value.faults[0].message
    assert raised.value.faults[0].line > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_beside_the_note_only_the_other_remedies_are_named(language: str) -> None:
    given = facts(language)
    cap = given["note"]["cap"]
    given["remedies"] = (
        {"label": "la limpieza", "amount": cap, "on_note": True},
        {"label": "un taxi"},
        {"label": "una cena", "amount": cap},
    )
    text = written("apology", language, given)
    assert "Un taxi" in text
    assert "Una cena" in text, "another remedy of the same sum is no note"
    assert "La limpieza" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_still_to_come_is_not_said_as_done(language: str) -> None:
    done, later = facts(language), facts(language)
    later["change"]["by"] = date(2026, 12, 24)
    words = {"en": "have also changed", "es": "También hemos cambiado", "it": "Abbiamo anche cambiato"}[language]
    assert words in joined(written("apology", language, done))
    assert words not in joined(written("apology", language, later))
    assert "24" in written("apology", language, later)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_of_the_playbook_ends_once(language: str) -> None:
    given = facts(language)
    given["change"]["what"] = given["change"]["what"].rstrip(".")
    given["promise"] += "."
    text = joined(written("apology", language, given))
    assert f"{given['change']['what']}. " in text
    assert ".”" not in text
    assert ".»" not in text
