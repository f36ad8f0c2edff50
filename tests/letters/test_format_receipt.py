"""The receipt: what a printer makes of its bytes, and values that never become commands."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_samples import LANGUAGES, facts, library
from receipt_paper import Paper, Printed, bits

from recovery_cli.document.clean import clean
from recovery_cli.letters.formats.pdf import Unprintable
from recovery_cli.letters.formats.text import width
from recovery_cli.letters.writer import Writer
from recovery_cli.sandbox import blank

WRITER = Writer(library())
COLUMNS = {"receipt": 42, "receipt-58": 32}


def paper(
    language: str = "es", *, name: str | None = None, form: str = "receipt", marks: tuple[str, ...] = (), **note: Any
) -> Paper:
    given = facts(language)
    given["customer"]["name"] = name or given["customer"]["name"]
    given["note"] |= note
    return Paper(WRITER.write("guarantee-note", given, language=language, format=form, marks=marks))


def flat(text: str) -> str:
    return " ".join(text.split())


def cells(line: Printed) -> int:
    return sum(
        width(letter) * (2 if size == 0x11 else 1) for letter, (_, size) in zip(line.text, line.styles, strict=True)
    )


def line_with(printed: Paper, text: str) -> Printed:
    return next(line for line in printed.lines if text in line.text)


@pytest.mark.parametrize("form", COLUMNS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_wider_than_the_paper(language: str, form: str) -> None:
    printed = paper(language, form=form, name="Massimiliano Ferdinando della Torre " + "x" * 100)
    assert [line.text for line in printed.lines if cells(line) > COLUMNS[form]] == []
    assert "x" * (COLUMNS[form] - 10) in printed.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_accents_and_the_euro_are_printed_as_letters(language: str) -> None:
    printed = paper(language, name="Íñigo Muñoz è Łódź Ørsted “Fü”")
    assert flat("Íñigo Muñoz è Łódź Ørsted “Fü”") in flat(printed.text)
    assert "€" in printed.text
    assert len(printed.pictures) == 1


def test_the_sum_is_large_title_and_code_are_bold_the_rest_is_plain() -> None:
    printed = paper()
    assert line_with(printed, "120,00").runs == [("   ", False, 0), ("120,00 €", False, 0x11)]
    assert line_with(printed, "NOTA DE GARANTÍA").runs == [("NOTA DE GARANTÍA DE LIMPIEZA", True, 0)]
    assert line_with(printed, "Q2XV").runs == [("Q2XV-7NTE-N", True, 0)]
    styled = {style for line in printed.lines for style in line.styles}
    assert styled == {(False, 0), (True, 0), (False, 0x11)}


def test_the_head_and_the_end_are_drawn_as_designed() -> None:
    printed = paper()
    assert [(line.text, line.centred) for line in printed.lines[:9]] == [
        ("ASADOR BARLOVENTO", True),
        ("Calle del Puerto 7, 41001 Sevilla", True),
        ("955 000 000", True),
        ("hola@asador-barlovento.example", True),
        ("", False),
        ("NOTA DE GARANTÍA DE LIMPIEZA", True),
        ("BAR01-2026-000123-62", True),
        ("Sevilla, 21 de noviembre de 2026, 21:13", True),
        ("", False),
    ]
    at = next(index for index, item in enumerate(printed.items) if item in printed.pictures)
    before, code, after = (printed.items[at + step] for step in (-2, 1, 2))
    assert isinstance(before, Printed)
    assert before.text == "Ana Ferrer, encargada"
    assert isinstance(code, Printed)
    assert (code.text, code.centred) == ("Q2XV-7NTE-N", True)
    assert isinstance(after, Printed)
    assert after.text.startswith("Para comprobar")
    assert printed.lines[-1].text.strip()
    assert (printed.fed, printed.cuts) == (6, 1)


def test_a_sum_that_is_too_wide_twice_is_high_only() -> None:
    from decimal import Decimal

    from recovery_cli.money import Money

    printed = paper(form="receipt-58", cap=Money(Decimal(123_456_789), "COP"))
    line = line_with(printed, "123.456.789")
    assert {size for _, size in line.styles} == {0x01}


def test_a_specimen_has_no_code_for_a_camera_and_no_signature() -> None:
    printed = paper(marks=("specimen",))
    assert printed.pictures == []
    assert "Ana Ferrer, encargada" not in printed.text
    assert "Q2XV-7NTE-N" in printed.text
    assert printed.lines[0].text.startswith("SPECIMEN")
    assert paper(marks=("copy",)).lines[0].text == "COPIA"


@pytest.mark.parametrize("form", COLUMNS)
def test_what_no_code_page_has_is_printed_as_dots(form: str) -> None:
    printed = paper(form=form, name="ბ Ⅷ Բարեւ")
    picture = printed.pictures[0]
    assert picture.wide == COLUMNS[form] * 12
    rows = list(bits(picture))
    assert 20 <= len(rows) <= 60
    assert sum(map(sum, rows)) > 200
    assert any(any(row[-len(row) // 2 :]) for row in rows)
    assert len(printed.pictures) == 2
    assert "Բարեւ" not in printed.text


def test_another_name_gives_other_dots() -> None:
    assert paper(name="Բարեւ").pictures[0] != paper(name="Արեւ").pictures[0]


def test_what_no_font_has_is_refused_by_name() -> None:
    with pytest.raises(Unprintable, match=r"(?i)javanese"):
        paper(name="ꦲꦏ")


NASTY = [
    *("\x1b@\x1dV\x00cut", "\x1b!\x30big", "\x10\x14\x01\x00\x05pulse", "\x1bp\x00\x19\xfadrawer", "a\x9bb\x90c"),
    *(
        "\x1c\x2e\x1c&kanji",
        "**Bob** {{7*7}} <script>",
        "a\u202eb\u2028c",
        "\x1dv0\x00\x01\x00\x01\x00\xff",
        "a\x0cb\x7fc",
    ),
]


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("form", COLUMNS)
def test_a_value_is_never_a_command(name: str, form: str) -> None:
    printed = paper(form=form, name=name)
    assert flat(clean(name)).replace(" ", "") in "".join(printed.text.split())
    assert (printed.fed, printed.cuts) == (6, 1)


CHARACTERS = st.one_of(
    st.characters(max_codepoint=0x17F, exclude_categories=[]), st.sampled_from("€“”’…–ΩЖ\x1b\x1d\x10\x1c")
)


@given(st.text(CHARACTERS, min_size=1, max_size=30).filter(lambda name: not blank(clean(name))))
@settings(max_examples=60)
def test_any_value_is_printed_and_obeyed_by_no_printer(name: str) -> None:
    printed = paper("en", name=name)
    plain = paper("en", name="x")
    assert (printed.fed, printed.cuts) == (plain.fed, plain.cuts)
    assert {line.text for line in plain.lines if "x" not in line.text} <= {line.text for line in printed.lines}
    if len(printed.pictures) == 1:
        assert "".join(clean(name).split()) in "".join(printed.text.split())
