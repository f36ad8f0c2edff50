"""PDF: what a reader finds in the file, the same bytes again, and no character dropped without a word."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_samples import LANGUAGES, facts, library
from pypdf import PdfReader

from recovery_cli.document.clean import clean
from recovery_cli.letters.formats.pdf import Unprintable
from recovery_cli.letters.writer import Writer
from recovery_cli.sandbox import blank

WRITER = Writer(library())
LONG_NAME = "Massimiliano Ferdinando Alessandro della Torre di Montecchio"


def read(template: str, language: str, change: dict[str, Any] | None = None, **options: Any) -> PdfReader:
    made = WRITER.write(template, change or facts(language), language=language, format="pdf", **options)
    return PdfReader(io.BytesIO(made))


def text(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_holds_name_sum_words_and_numbers(language: str) -> None:
    reader = read("guarantee-note", language)
    sum_in_figures = {"en": "€120.00", "es": "120,00 €", "it": "120,00 €"}[language]
    shown = text(reader)
    wanted = [
        "Elena Prats",
        sum_in_figures,
        facts(language)["note"]["cap_in_words"],
        "BAR01-2026-000123-62",
        "Q2XV-7NTE-N",
    ]
    assert [each for each in wanted if each not in shown] == []
    assert len(reader.pages) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", ["apology", "guarantee-note"])
def test_the_file_says_what_it_is(template: str, language: str) -> None:
    reader = read(template, language)
    metadata = reader.metadata
    assert metadata is not None
    title = library().template(template).title[language]
    number = " BAR01-2026-000123-62" if template == "guarantee-note" else ""
    assert metadata.title == title + number
    assert metadata.author == "Asador Barlovento"
    assert metadata.creation_date == datetime(2026, 11, 21 if number else 22, tzinfo=UTC)
    assert str(reader.trailer["/Root"]["/Lang"]).startswith(language)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    standards = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "pdfaid:part>2<" in standards
    assert "pdfaid:conformance>A<" in standards
    assert "pdfuaid:part>1<" in standards


@pytest.mark.parametrize("template", ["apology", "guarantee-note"])
def test_long_names_and_three_garments_stay_on_one_page(template: str) -> None:
    given = facts("it")
    given["customer"]["name"] = given["note"]["signer"]["name"] = LONG_NAME
    given["business"]["name"] = "Antica Trattoria della Nonna Giuseppina e dei Suoi Dieci Nipoti"
    given["note"]["garments"] += [{"kind": "cappotto", "stain": "vino rosso"}, {"kind": "borsa", "material": "di seta"}]
    reader = read(template, "it", given)
    assert len(reader.pages) == 1
    assert LONG_NAME in text(reader)


@pytest.mark.parametrize("template", ["apology", "guarantee-note"])
def test_marks_are_on_the_page(template: str) -> None:
    assert "COPIA" in text(read(template, "es", marks=("copy",)))
    assert "COPIA" not in text(read(template, "es"))


def test_a_specimen_is_not_signed() -> None:
    assert "Ana Ferrer, encargada" in text(read("guarantee-note", "es"))
    specimen = text(read("guarantee-note", "es", marks=("specimen",)))
    assert "Ana Ferrer, encargada" not in specimen
    assert "SPECIMEN" in specimen


@pytest.mark.parametrize(
    ("name", "characters", "script"),
    [("Elena 😀", ("😀",), "grinning face"), ("ꦲꦏ", ("ꦲ", "ꦏ"), "Javanese")],
)
def test_a_character_without_a_glyph_is_named_not_dropped(name: str, characters: tuple[str, ...], script: str) -> None:
    given = facts("es")
    given["customer"]["name"] = name
    with pytest.raises(Unprintable) as raised:
        read("guarantee-note", "es", given)
    assert set(raised.value.characters) == set(characters)
    assert script in raised.value.message
    assert "html" in raised.value.hint


def test_a_page_is_set_again_after_a_refusal() -> None:
    given = facts("es")
    given["customer"]["name"] = "😀"
    with pytest.raises(Unprintable):
        read("guarantee-note", "es", given)
    assert "Elena Prats" in text(read("guarantee-note", "es"))


NASTY = [
    *("**Bob** {{7*7}} <script>", "[a](javascript:x)", '#import "x"', "$x$ _a_ *b* `c`", "@ref <label> // x /* y */"),
    *(
        "a\x00b",
        "\ue000a",
        "#{panic()}",
        "= Title",
        "- a",
        "\\u{41} \\",
        "Łódź Ærø Ελένη Анна",
        "~ -- --- ...",
        "a]b)c}",
    ),
]


@pytest.mark.parametrize("name", NASTY)
def test_a_value_is_never_typst(name: str) -> None:
    given = facts("en")
    given["customer"]["name"] = name
    assert clean(name) in text(read("guarantee-note", "en", given))


LETTERS = st.text(st.sampled_from("abcXYZ áéñÜßøŁ 0123 .,;:!?'\"()[]{}<>#$*_`@\\/~^|&%+=-€£"), min_size=1, max_size=40)


@given(LETTERS.map(lambda name: " ".join(name.split())).filter(lambda name: not blank(name)))
@settings(max_examples=30)
def test_any_value_that_the_font_can_show_is_shown(name: str) -> None:
    given = facts("en")
    given["customer"]["name"] = name
    assert "".join(name.split()) in "".join(text(read("guarantee-note", "en", given)).split())
