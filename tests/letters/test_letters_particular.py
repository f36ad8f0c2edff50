"""What is particular to one letter: the closed list of a refusal, the privacy of a reply, the sum that is owed."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from forbidden import found
from letter_samples import LANGUAGES, everything, library, required, writer

from recovery_cli.errors import Broken
from recovery_cli.money import Money

REASONS = (
    *("already_paid", "after_claim_by", "after_clean_by", "other_currency"),
    *("not_this_garment", "receipt_used", "receipt_before_issue", "void"),
)


def written(template: str, given: dict[str, Any], language: str, *, format: str = "text", marks: Any = ()) -> str:
    made = writer().write(template, given, language=language, format=format, marks=marks)
    return " ".join(made.decode().split())


def test_a_refusal_knows_exactly_the_closed_list() -> None:
    assert library().template("note-refusal").fields["refusal.reason"].choices == REASONS


@pytest.mark.parametrize("sample", [everything, lambda language: required("note-refusal", language)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_reason_of_a_refusal_has_its_own_sentence_and_the_way_to_the_manager(language: str, sample: Any) -> None:
    given = sample(language)
    told, parts = set(), set()
    for reason in REASONS:
        given["refusal"]["reason"] = reason
        text = written("note-refusal", given, language)
        assert found(text, language) == []
        assert re.search(r"Marta Soler.*955 000 009", text)
        assert "BAR01-2026-000123-62" in text
        told.add(text)
        parts.add(len(writer().fill("note-refusal", given, language=language).blocks))
        assert not re.search(r"\b(?:fraud|false|fals[oa]|fraude|frode|copia|sospech|sospett)\w*", text, re.IGNORECASE)
    assert len(told) == len(REASONS)
    assert len(parts) == 1


@pytest.mark.parametrize("reason", ["rude", "Void", "already paid", "void "])
def test_another_reason_is_refused_with_those_there_are(reason: str) -> None:
    given = everything("en")
    given["refusal"]["reason"] = reason
    with pytest.raises(Broken) as raised:
        written("note-refusal", given, "en")
    (fault,) = raised.value.faults
    assert "refusal.reason is none of already_paid, after_claim_by" in fault.message
    assert fault.line > 1


@pytest.mark.parametrize(
    ("reason", "printed"),
    [
        ("already_paid", "3 December 2026"),
        ("after_claim_by", "19 February 2027"),
        ("after_clean_by", "20 January 2027"),
        ("other_currency", "EUR"),
        ("receipt_before_issue", "21 November 2026"),
        ("void", "BAR01-2026-000131-35"),
    ],
)
def test_a_reason_names_what_the_note_says(reason: str, printed: str) -> None:
    given = everything("en")
    given["letter"]["date"] = date(2027, 3, 1)
    given["refusal"]["reason"] = reason
    assert printed in written("note-refusal", given, "en")


@pytest.mark.parametrize("format", ["text", "html", "json"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_public_reply_tells_nothing_of_the_customer(language: str, format: str) -> None:
    given = everything(language)
    text = written("public-reply", given, language, format=format)
    personal = ("customer", "incident", "note", "remedies", "goodwill", "entitlements", "payment", "answer", "change")
    values = {value for group in personal for value in _leaves(given[group])} - _leaves(given["contact"])
    assert values > {"Elena Prats", "INC-7K3M", "elena.prats@post.example"}
    assert [value for value in values if value in text] == []
    if format == "text":
        assert not re.search(r"€|\b20\d\d\b|Prats|Elena", text)


def _leaves(value: Any) -> set[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return {leaf for each in value for leaf in _leaves(each)}
    return {value} if isinstance(value, str) else set()


def test_a_public_reply_can_read_nothing_of_the_incident() -> None:
    declared = {path.split(".")[0] for path in library().template("public-reply").fields}
    assert declared == {"business", "letter", "reply", "contact"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_public_reply_invites_to_a_direct_contact(language: str) -> None:
    text = written("public-reply", everything(language), language)
    assert "955 000 001" in text
    assert "ana@asador-barlovento.example" in text
    assert text.endswith("Asador Barlovento")


@pytest.mark.parametrize(("language", "mark"), [("en", "FOR REVIEW"), ("es", "PARA REVISAR"), ("it", "DA RIVEDERE")])
def test_a_careful_letter_says_no_cause_no_sum_and_carries_its_mark(language: str, mark: str) -> None:
    given = everything(language)
    text = written("careful", given, language, marks=("review",))
    assert text.startswith(mark)
    assert given["care"]["doing"] in text
    assert "2026" in text
    silent = ("summary", "impact", "explanation", "before")
    assert not [key for key in silent if given["incident"][key] in text]
    assert not re.search(r"€|EUR|because|porque|perché|fault|culpa|colpa|errore?\b|mistake", text)
    assert mark not in written("careful", given, language)


@pytest.mark.parametrize(
    ("language", "sums"),
    [
        ("en", ["3 × €10.34 = €31.02", "€32.31", "Sum €63.33", "have the €63.33 by 18 December 2026"]),
        ("es", ["3 × 10,34 € = 31,02 €", "32,31 €", "Importe 63,33 €", "Le pagamos 63,33 € a más tardar el 18"]),
        ("it", ["3 × 10,34 € = 31,02 €", "32,31 €", "Importo 63,33 €", "Le paghiamo 63,33 € entro il 18 dicembre"]),
    ],
)
def test_what_is_owed_is_shown_line_by_line_with_its_rule(language: str, sums: list[str]) -> None:
    given = everything(language)
    text = written("entitlement", given, language)
    owed = given["entitlements"][0]
    assert [each for each in [*sums, owed["rule"], owed["source"], given["payment"]["how"]] if each not in text] == []
    assert {"en": "not a gift", "es": "no es un obsequio", "it": "non è un omaggio"}[language] in text


@pytest.mark.parametrize(("language", "total"), [("en", "In all that is"), ("es", "En total son"), ("it", "In tutto")])
def test_several_sums_have_a_total(language: str, total: str) -> None:
    given = everything(language)
    assert total not in written("entitlement", given, language)
    given["entitlements"].append(given["entitlements"][0] | {"label": "otra", "amount": Money(Decimal(5), "EUR")})
    text = written("entitlement", given, language)
    assert total in text
    assert text.index("Otra") < text.index(total)
    del given["payment"]["total"]
    with pytest.raises(Broken) as raised:
        written("entitlement", given, language)
    assert "payment.total" in raised.value.faults[0].message


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_sum_is_its_own_total(language: str) -> None:
    given = everything(language)
    given["payment"]["total"] = Money(Decimal(999), "EUR")
    assert "999" not in written("entitlement", given, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refused_wish_has_an_alternative_and_somebody_who_decides(language: str) -> None:
    given = required("cannot-solve", language)
    text = written("cannot-solve", given, language)
    answer = given["answer"]
    parts = [answer[key] for key in ("asked", "what", "instead", "decided_by")]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "2026" in text[places[-1] :]


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_a_second_failure_one_person_pays_and_changes(language: str) -> None:
    given = everything(language)
    text = written("double-deviation", given, language)
    parts = [*(given["incident"][key] for key in ("before", "summary", "impact")), "63", given["change"]["what"]]
    places = [text.index(part) for part in [*parts, "955 000 001"]]
    assert places == sorted(places)
    given["change"].pop("who")
    with pytest.raises(Broken) as raised:
        written("double-deviation", given, language)
    assert "change.who" in raised.value.faults[0].message


@pytest.mark.parametrize(
    ("language", "hour"), [("en", "by 18:00 on"), ("es", "de las 18:00 del"), ("it", "le 18:00 d")]
)
def test_a_waiting_customer_is_told_when_the_next_word_comes(language: str, hour: str) -> None:
    given = everything(language)
    assert hour in written("hold-the-line", given, language)
    given["update"].pop("next_at")
    text = written("hold-the-line", given, language)
    assert "18:00" not in text
    assert given["update"]["doing"] in text
    assert "2026, " in text
