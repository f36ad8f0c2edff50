"""The writer and its library: every gap at once, unknown names with what there is, one way for all formats."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from letter_samples import facts, library

from recovery_cli.errors import Broken, UsageError
from recovery_cli.letters.formats import FORMATS, load
from recovery_cli.letters.library import Library
from recovery_cli.letters.writer import Writer

GOOD = """id: hello
title: {en: Hello}
use_when: {en: Always}
page: letter
fields:
  customer.name:
    type: text
    required: true
    prompt: {en: The name}
  customer.email:
    type: email
    prompt: {en: The address}
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Callable[..., Library]:
    def build(declared: str = GOOD, **bodies: str) -> Library:
        (tmp_path / "hello.yaml").write_text(declared, "utf-8")
        for language, text in bodies.items():
            (tmp_path / f"hello.{language}.md.jinja").write_text(text, "utf-8")
        return Library(tmp_path.joinpath, lambda: [file.name for file in tmp_path.iterdir()])

    return build


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_of_the_table_writes(name: str) -> None:
    assert callable(load(name))
    assert len(Writer(library()).write("apology", facts("en"), language="en", format=name)) > 500


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("template", ["apology", "guarantee-note"])
def test_the_same_input_gives_the_same_bytes(template: str, name: str) -> None:
    one, two = (Writer(library()).write(template, facts("it"), language="it", format=name) for _ in range(2))
    assert one == two


def test_all_gaps_are_named_at_once_at_the_line_of_their_field() -> None:
    given = facts("es")
    given["note"]["cap_in_words"] = " "
    given["note"]["garments"].append({"kind": "N/A"})
    del given["note"]["code"], given["incident"], given["business"]["email"]
    with pytest.raises(Broken) as raised:
        Writer(library()).write("guarantee-note", given, language="es", format="text")
    faults = raised.value.faults
    missing = {fault.message.removesuffix(" is missing") for fault in faults}
    paths = {
        "note.cap_in_words",
        "note.garments[1].kind",
        "note.code",
        "incident.id",
        "incident.summary",
        "business.email",
    }
    assert missing == paths
    assert all(fault.path.endswith("guarantee-note.yaml") and fault.line > 1 and fault.hint for fault in faults)
    declared = Path(faults[0].path).read_text("utf-8").splitlines()
    assert all(declared[fault.line - 1].strip().startswith(("note.", "incident.", "business.")) for fault in faults)


@pytest.mark.parametrize(
    ("group", "name", "value"),
    [
        ("note", "cap", "120.00 EUR"),
        ("note", "clean_by", "2027-01-20"),
        ("note", "bearer", "yes"),
        ("customer", "name", True),
    ],
)
def test_a_field_of_another_type_is_a_gap(group: str, name: str, value: object) -> None:
    given = facts("es")
    given[group][name] = value
    with pytest.raises(Broken) as raised:
        Writer(library()).write("guarantee-note", given, language="es", format="text")
    (fault,) = raised.value.faults
    assert fault.message.startswith(f"{group}.{name} is no ")


def test_an_undated_letter_is_refused(shelf: Callable[..., Library]) -> None:
    with pytest.raises(Broken) as raised:
        Writer(shelf(en="Hello {{ customer.name }}")).write(
            "hello", {"customer": {"name": "A"}}, language="en", format="text"
        )
    assert "letter.date" in raised.value.faults[0].message


def test_a_blank_that_nobody_requires_but_the_body_prints_names_its_line(shelf: Callable[..., Library]) -> None:
    given = {"customer": {"name": "A", "email": " "}, "letter": facts("en")["letter"]}
    with pytest.raises(Broken) as raised:
        Writer(shelf(en="Hello\n\n{{ customer.email }}\n")).write("hello", given, language="en", format="text")
    (fault,) = raised.value.faults
    assert fault.path.endswith("hello.en.md.jinja")
    assert fault.line == 3
    assert "customer.email" in fault.message


def test_an_unknown_language_names_those_there_are() -> None:
    with pytest.raises(UsageError) as raised:
        Writer(library()).write("apology", facts("en"), language="fr", format="text")
    assert "en, es, it" in raised.value.hint


def test_a_regional_language_is_written_in_its_base() -> None:
    given = facts("es")
    given["business"]["country"] = "CO"
    text = Writer(library()).write("guarantee-note", given, language="es-CO", format="text").decode()
    assert "NIT B00000000" in text
    assert "9:13 p. m." in text


@pytest.mark.parametrize(("template", "name"), [("apolgy", "text"), ("apology", "docx")])
def test_an_unknown_name_is_answered_with_the_nearest(template: str, name: str) -> None:
    with pytest.raises(UsageError) as raised:
        Writer(library()).write(template, facts("en"), language="en", format=name)
    assert raised.value.hint


@pytest.mark.parametrize(
    ("declared", "line"),
    [
        (GOOD.replace("page: letter", "page: poster"), 4),
        (GOOD + "more: 1\n", 13),
        (GOOD.replace("type: email", "type: mail"), 11),
        (GOOD.replace("customer.email", "customer email"), 11),
        (GOOD.replace("title: {en: Hello}", "title: {es: Hola}"), 2),
        (GOOD.replace("id: hello", "id: hallo"), 1),
        (GOOD.replace("page: letter", "page: letter\npage: letter"), 5),
    ],
)
def test_a_faulty_template_names_the_line(shelf: Callable[..., Library], declared: str, line: int) -> None:
    found = shelf(declared, en="a").faults("hello")
    assert [fault.line for fault in found] == [line]


def test_the_faults_of_all_bodies_are_found(shelf: Callable[..., Library]) -> None:
    found = shelf(en="a\n{{ customer.name | safe }}", es="![x](y)", it="{{ customer.nome }}").faults("hello")
    assert sorted((Path(fault.path).name, fault.line) for fault in found) == [
        ("hello.en.md.jinja", 2),
        ("hello.es.md.jinja", 1),
        ("hello.it.md.jinja", 0),
    ]
    assert "customer.nome" in next(fault.message for fault in found if fault.line == 0)


def test_importing_the_writer_loads_no_format_and_no_language() -> None:
    code = "import sys, recovery_cli.letters.writer; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "recovery_cli" in loaded
    assert not {"typst", "markdown_it", "mdit_py_plugins", "babel", "num2words", "wcwidth"} & set(loaded)
