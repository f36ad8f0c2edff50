"""JSON: the same document for another program: what it says, what it was filled with, the same bytes again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_samples import LANGUAGES, facts, library

from recovery_cli.document.clean import clean
from recovery_cli.letters.writer import Writer
from recovery_cli.sandbox import blank

WRITER = Writer(library())


def read(template: str, language: str, *, marks: tuple[str, ...] = (), **customer: Any) -> dict[str, Any]:
    given = facts(language)
    given["customer"] |= customer
    found: dict[str, Any] = json.loads(WRITER.write(template, given, language=language, format="json", marks=marks))
    return found


def texts(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from texts(each)
    elif isinstance(node, dict):
        if node.get("kind") in ("text", "code"):
            yield node["text"]
        for each in node.values():
            yield from texts(each)


def shape(node: Any) -> Any:
    if isinstance(node, list):
        return [shape(each) for each in node]
    if isinstance(node, dict):
        return {key: shape(value) for key, value in node.items() if key != "text"}
    return node


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_says_what_it_is(language: str) -> None:
    found = read("guarantee-note", language)
    assert found["version"] == 1
    assert found["template"] == "guarantee-note"
    assert (found["language"], found["country"], found["date"]) == (language, "ES", "2026-11-21")
    assert found["qr"] == "BAR01-2026-000123-62 Q2XV-7NTE-N"
    assert found["fields"]["note.cap"] == "120.00 EUR"
    assert found["fields"]["note.clean_by"] == "2027-01-20"
    assert found["fields"]["note.bearer"] is False
    assert found["fields"]["note.garments[0].kind"] == facts(language)["note"]["garments"][0]["kind"]
    assert set(found["fields"]) >= {"business.name", "customer.name", "note.number", "note.code"}


def test_fields_go_back_in_as_values_by_hand() -> None:
    from recovery_cli.money import Money

    assert str(Money.parse(read("guarantee-note", "en")["fields"]["note.cap"])) == "120.00 EUR"


def test_only_what_the_template_declares_is_told() -> None:
    found = read("guarantee-note", "en", health="allergic to nuts")
    assert "allergic" not in json.dumps(found)


def test_a_specimen_is_marked_and_has_neither_signature_nor_qr() -> None:
    found = read("guarantee-note", "es", marks=("specimen",))
    assert (found["signed"], found["qr"]) == (False, "")
    assert found["marks"][0].startswith("SPECIMEN")
    assert "signature" not in {block.get("name") for block in found["blocks"]}


@given(
    st.text(st.characters(exclude_categories=[]), min_size=1, max_size=40).filter(lambda name: not blank(clean(name)))
)
@settings(max_examples=60)
def test_any_value_is_text_and_changes_no_structure(name: str) -> None:
    one_line = clean(name).replace("\n", "")
    if blank(one_line):
        return
    found = read("apology", "en", name=one_line)
    assert clean(one_line) in list(texts(found["blocks"]))
    assert found["fields"]["customer.name"] == clean(one_line)
    assert shape(found["blocks"]) == shape(read("apology", "en", name="x")["blocks"])
