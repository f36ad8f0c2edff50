"""Plain text: the width of its lines, and values that come out as they are."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from letter_samples import LANGUAGES, facts, library

from recovery_cli.document.clean import clean
from recovery_cli.letters.formats.text import WIDTH, width, wrap
from recovery_cli.letters.writer import Writer
from recovery_cli.sandbox import blank

WRITER = Writer(library())
LONG_NAME = "Massimiliano Ferdinando Alessandro della Torre di Montecchio"


def text(template: str, language: str, name: str) -> str:
    given = facts(language)
    given["customer"]["name"] = name
    return WRITER.write(template, given, language=language, format="text").decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", ["apology", "guarantee-note"])
@pytest.mark.parametrize("name", ["Elena Prats", LONG_NAME, "山田太郎 " * 12])
def test_no_line_is_wider_than_the_page_or_ends_in_a_space(template: str, language: str, name: str) -> None:
    lines = text(template, language, name).splitlines()
    assert [line for line in lines if width(line) > WIDTH or line != line.rstrip()] == []


def test_a_long_signer_moves_the_line_down() -> None:
    given = facts("it")
    given["note"]["signer"]["name"] = LONG_NAME
    lines = WRITER.write("guarantee-note", given, language="it", format="text").decode().splitlines()
    at = next(index for index, line in enumerate(lines) if "____" in line)
    assert LONG_NAME not in lines[at]
    assert lines[at].endswith("21:13")
    assert max(map(width, lines)) <= WIDTH


def test_a_sum_and_a_telephone_number_are_not_broken() -> None:
    lines = text("apology", "es", "x").splitlines()
    assert any("120,00 €" in line for line in lines)
    assert any("955 000 001" in line for line in lines)


def test_the_head_of_a_note_is_set_as_drawn() -> None:
    assert text("guarantee-note", "es", "Elena Prats").splitlines()[:14] == [
        "ASADOR BARLOVENTO",
        "Calle del Puerto 7, 41001 Sevilla",
        "955 000 000 · hola@asador-barlovento.example",
        "",
        "Nota de garantía de limpieza                    N.º BAR01-2026-000123-62",
        "                                                Código       Q2XV-7NTE-N",
        "Sevilla, 21 de noviembre de 2026, 21:13",
        "",
        "",
        "    Pagaremos la limpieza de su chaqueta, hasta",
        "",
        "        120,00 €    ciento veinte euros, IVA incluido (EUR)",
        "",
        "",
    ]


def flat(value: str) -> str:
    return " ".join(value.split())


NASTY = [
    *("**Bob** {{7*7}} <script>", "[a](javascript:x)", "a\u202eb", "a\x00b", "\ue000a", "#import", "$x$", "a\u2028b"),
    *("👩‍🚀 café", "  a  b  ", "\x1b[31mred", "x" * 200, "مرحبا بالعالم", "a\\\nb", "::: privacy", "&amp;"),
]


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("template", ["apology", "guarantee-note"])
def test_a_value_is_shown_whole_and_as_it_is(template: str, name: str) -> None:
    assert flat(clean(name)) in flat(text(template, "en", name))


@given(st.text(st.characters(exclude_categories=[]), min_size=1).filter(lambda name: not blank(clean(name))))
def test_any_value_is_shown_whole_and_as_it_is(name: str) -> None:
    shown = text("apology", "en", clean(name))
    assert flat(f"Dear {clean(name)},") in flat(shown)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\U000f0000-\U0010ffff]", shown)


def test_a_megabyte_is_shown_whole() -> None:
    name = "palabra " * 131_072
    assert flat(name) in flat(text("apology", "en", name))


@given(st.text(st.sampled_from("ab \n漢é"), max_size=200), st.integers(1, 30), st.integers(0, 4))
def test_wrapping_keeps_every_word_and_fills_its_lines(value: str, columns: int, indent: int) -> None:
    lines = wrap(value, columns + indent, indent)
    assert " ".join(lines).split() == value.split()
    assert all(width(line) <= columns + indent or " " not in line.strip() for line in lines)
    for line, following in pairwise(lines if not re.search("\n|  ", value) else ()):
        assert width(line) + 1 + width(following.split()[0]) > columns + indent
