"""The note as a guest reads it: complete, unconditional, and right for whatever was stained."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import pytest
from letter_samples import LANGUAGES, facts, library

from recovery_cli.errors import Broken
from recovery_cli.letters.writer import Writer


def written(language: str, given: dict[str, Any] | None = None, **options: Any) -> str:
    made = Writer(library()).write(
        "guarantee-note", given or facts(language), language=language, format="text", **options
    )
    return made.decode()


def joined(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_a_note_must_hold_is_in_it(language: str) -> None:
    given = facts(language)
    note = given["note"]
    text = joined(written(language))
    garment = note["garments"][0]
    wanted = [
        *(given["business"][key] for key in ("legal_name", "address", "tax_id", "phone", "email", "website")),
        *(note["number"], note["code"], note["cap_in_words"], note["house_cleaner"], "EUR", "INC-7K3M", "21:13"),
        *("Elena Prats", "Ana Ferrer", note["signer"]["role"], "955 000 001", "____"),
        *(garment[key] for key in ("material", "stain", "where")),
        *("2026", "2027", "2032", "10"),
    ]
    assert [each for each in wanted if each not in text] == []
    assert "ASADOR BARLOVENTO" in text


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            [
                "We will pay for the cleaning of your jacket, up to",
                "€120.00 one hundred and twenty euros, tax included (EUR)",
                "Black leather jacket; barbecue sauce on the left sleeve",
                "any professional cleaner you like, by 20 January 2027",
                "by 19 February 2027",
                "within 10 days",
                "If the stain stays, tell us",
                "does not limit any of your rights",
                "until 31 December 2032",
            ],
        ),
        (
            "es",
            [
                "Pagaremos la limpieza de su chaqueta, hasta",
                "120,00 € ciento veinte euros, IVA incluido (EUR)",
                "Chaqueta de piel de color negro; salsa barbacoa en la manga izquierda",
                "a la tintorería que usted prefiera, hasta el 20 de enero de 2027",
                "hasta el 19 de febrero de 2027",
                "en 10 días como mucho",
                "Si la mancha no sale, díganoslo",
                "Esta nota no limita ninguno de sus derechos",
                "hasta el 31 de diciembre de 2032",
            ],
        ),
        (
            "it",
            [
                "Pagheremo la pulizia della sua giacca, fino a",
                "120,00 € centoventi euro, IVA inclusa (EUR)",
                "Giacca di pelle di colore nero; salsa barbecue sulla manica sinistra",
                "nella tintoria che preferisce, entro il 20 gennaio 2027",
                "entro il 19 febbraio 2027",
                "entro 10 giorni",
                "Se la macchia non va via, ce lo dica",
                "Questa nota non limita nessuno dei suoi diritti",
                "fino al 31 dicembre 2032",
            ],
        ),
    ],
)
def test_the_key_sentences_of_a_note(language: str, sentences: list[str]) -> None:
    text = joined(written(language))
    assert [sentence for sentence in sentences if sentence not in text] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "may|might|subject to"), ("es", "podrá|podría|sujet[oa] a"), ("it", "potrebbe|salvo")],
)
def test_the_promise_is_unconditional(language: str, words: str) -> None:
    assert not re.search(rf"\b(?:{words})\b", written(language), re.IGNORECASE)


@pytest.mark.parametrize(
    ("language", "bearer"),
    [("en", "whoever brings this note"), ("es", "quien traiga esta nota"), ("it", "chi presenta questa nota")],
)
def test_a_note_is_for_a_name_or_for_its_bearer(language: str, bearer: str) -> None:
    given = facts(language)
    given["note"]["bearer"] = True
    del given["customer"]
    assert bearer in written(language, given)
    assert bearer not in written(language)
    given["note"]["bearer"] = False
    with pytest.raises(Broken, match="cannot be filled") as raised:
        written(language, given)
    assert "customer.name" in raised.value.faults[0].message


@pytest.mark.parametrize(
    ("language", "kind", "sentence"),
    [
        ("en", "trousers", "of your trousers, up to"),
        ("es", "zapatos", "de sus zapatos, hasta"),
        ("es", "pantalón", "de su pantalón, hasta"),
        ("it", "cappotto", "del suo cappotto, fino a"),
        ("it", "pantaloni", "dei suoi pantaloni, fino a"),
        ("it", "maglione", "del suo capo, fino a"),
        ("it", "giacca a vento", "del suo capo, fino a"),
    ],
)
def test_the_possessive_agrees_with_the_garment(language: str, kind: str, sentence: str) -> None:
    given = facts(language)
    given["note"]["garments"] = [{"kind": kind}]
    assert sentence in joined(written(language, given))


def test_the_whole_phrase_is_taken_where_somebody_gives_it() -> None:
    given = facts("it")
    given["note"]["garments"] = [{"kind": "scarpe", "of_yours": "delle sue scarpe"}]
    assert "Pagheremo la pulizia delle sue scarpe, fino a" in joined(written("it", given))


@pytest.mark.parametrize(
    ("language", "promise", "labels"),
    [
        ("en", "your 3 garments", "The garments"),
        ("es", "sus 3 prendas", "Las prendas"),
        ("it", "suoi 3 capi", "I capi"),
    ],
)
def test_several_garments_have_a_line_each(language: str, promise: str, labels: str) -> None:
    given = facts(language)
    given["note"]["garments"] += [{"kind": "camisa"}, {"kind": "bolso", "where": "delante"}]
    text = written(language, given)
    assert promise in text
    assert labels in text
    lines = [line.strip() for line in text.splitlines()]
    assert {"Camisa", "Bolso; delante"} <= set(lines)


@pytest.mark.parametrize(
    ("marks", "first"),
    [
        (("copy",), "COPIA"),
        (("specimen",), "SPECIMEN: ejecute `recover init` para poner aquí su negocio"),
        (("Borrador",), "Borrador"),
    ],
)
def test_a_mark_stands_alone_on_the_first_line(marks: tuple[str, ...], first: str) -> None:
    lines = written("es", marks=marks).splitlines()
    assert lines[:2] == [first, ""]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_specimen_is_not_signed(language: str) -> None:
    assert "____" in written(language)
    assert "____" not in written(language, marks=("specimen",))


def test_a_note_printed_later_is_dated_by_its_issue() -> None:
    given = facts("es")
    given["letter"]["date"] = date(2027, 3, 1)
    given["note"]["issued_at"] = datetime(2026, 11, 21, 23, 59)  # noqa: DTZ001 - local to the business, as facts are
    assert Writer(library()).fill("guarantee-note", given, language="es").day == date(2026, 11, 21)
    assert Writer(library()).fill("apology", given, language="es").day == date(2027, 3, 1)
