"""The table of words: every code in every language, with the same places to fill, and no code that nobody wrote."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from recovery_cli.ui.furniture import SPOKEN, TABLE, furnish, language_name
from recovery_cli.ui.furniture.grammar import small, stopped, the
from recovery_cli.ui.furniture.languages import NAMES
from recovery_cli.ui.here import request_name
from recovery_cli.ui.signs import cells
from recovery_cli.walk import requests as r
from recovery_cli.walk.events import Signal

PACKAGE = Path(__file__).parents[2] / "src" / "recovery_cli"
WITH_CODE = {"furnish": 0, "enter": 0}
"""Calls whose first words are a code; `furnish` of the table itself has it first too."""


def places(words: str) -> int:
    return sum(1 for _, field, _, _ in Formatter().parse(words) if field is not None)


def codes(tree: ast.AST) -> set[str]:
    """The codes written out in calls and in notices."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in WITH_CODE and node.args:
                found |= {each.value for each in ast.walk(node.args[0]) if is_code(each)}
        if isinstance(node, ast.Assign) and "notice" in ast.unparse(node.targets[0]):
            first = node.value.elts[:1] if isinstance(node.value, ast.Tuple) else []
            found |= {each.value for each in first if is_code(each)}
    return found


def is_code(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(node.value)


@pytest.mark.parametrize("code", sorted(TABLE))
def test_every_code_speaks_every_language_with_the_same_places(code: str) -> None:
    row = TABLE[code]
    assert len(row) == len(SPOKEN)
    assert all(words.strip() for words in row)
    assert len({places(words) for words in row}) == 1, row


@pytest.mark.parametrize("code", sorted(TABLE))
def test_every_line_fits_the_screen(code: str) -> None:
    for words in TABLE[code]:
        filled = words.format(*(["Ana"] * places(words)))
        assert cells(filled) <= 78, filled


def test_every_code_in_the_sources_was_written() -> None:
    used = {code for file in PACKAGE.rglob("*.py") for code in codes(ast.parse(file.read_text()))}
    unwritten = {code for code in used if code not in TABLE and not code.endswith("-")}
    assert len(used) > 100
    assert unwritten - {"changed"} == set()


def test_codes_made_of_parts_were_written() -> None:
    made = [f"signal-{signal}" for signal in get_args(Signal)]
    made += [f"{when}-{request_name(kind)}" for when in ("next", "before") for kind in KINDS]
    made += [f"after-{span}" for span in ("5m", "15m", "1h", "1d", "7d", "14d")]
    reasons = ("does-not-fit", "no-cap", "careful", "more-than-150-percent", "trifling", "not-our-fault")
    made += [f"reason-{reason}" for reason in reasons]
    assert [code for code in made if code not in TABLE] == []


KINDS: list[r.Request] = [
    r.Say("s", "p", {}, None, None),
    r.Act("s", "p", {}, None, None, None, ()),
    r.Write("s", "p", "t"),
    r.Mark("s", "p", ()),
    r.Follow("s", "p", {}, ()),
    r.Cause("s", "p", ()),
    r.Plan("s", "p", (), "Ana"),
    r.Finished(),
]


def test_another_language_is_answered_in_english() -> None:
    assert furnish("said", "de") == "Said"
    assert furnish("said", "es-CO") == "Dicho"


def test_words_with_braces_are_only_words() -> None:
    assert furnish("fetch", "en", "{0} {name}") == "Fetch {0} {name}"


def test_languages_are_named_in_every_language() -> None:
    assert [language_name("es", language) for language in SPOKEN] == ["Spanish", "español", "spagnolo"]
    assert language_name("es-CO", "it") == "spagnolo"
    assert language_name("xx", "en") == "xx"
    assert all(len(names) == len(SPOKEN) for names in NAMES.values())


@pytest.mark.parametrize(
    ("noun", "language", "expected"),
    [
        ("guest", "en", "the guest"),
        ("cliente", "es", "el cliente"),
        ("ospite", "it", "l'ospite"),
        ("cliente", "it", "il cliente"),
        ("studente", "it", "lo studente"),
    ],
)
def test_a_customer_has_an_article(noun: str, language: str, expected: str) -> None:
    assert the(noun, language) == expected


def test_small_letters_and_stops() -> None:
    assert small("Dry cloth") == "dry cloth"
    assert small("TV set") == "TV set"
    assert stopped("Nobody hurt") == "Nobody hurt."
    assert stopped("Are you all right?") == "Are you all right?"
