"""HTML: one file, well formed, with nothing from outside and no value as markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from letter_samples import LANGUAGES, facts, library

from recovery_cli.document.clean import clean
from recovery_cli.letters.writer import Writer
from recovery_cli.sandbox import blank

WRITER = Writer(library())
VOID = {"meta", "br"}


class Page(HTMLParser):
    """Collects what a browser would: tags in balance, attributes, the text of each block."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[str] = [""]
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "br":
            self.blocks[-1] += "\n"
        elif tag not in VOID:
            self.open.append(tag)
        if tag in ("p", "dd", "dt", "title", "h1"):
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag in ("p", "dd", "dt", "title", "h1"):
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        self.blocks[-1] += data


def source(template: str, language: str, *, name: str = "Elena Prats", marks: tuple[str, ...] = ()) -> str:
    given = facts(language)
    given["customer"]["name"] = name
    return WRITER.write(template, given, language=language, format="html", marks=marks).decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", ["apology", "guarantee-note"])
def test_a_page_is_whole_and_in_its_language(template: str, language: str) -> None:
    page = Page(source(template, language))
    attributes = dict(page.tags)
    assert attributes["html"] == {"lang": language}
    assert attributes["body"] == {"class": "note" if template == "guarantee-note" else "letter"}
    assert any("width=device-width" in str(attrs) for tag, attrs in page.tags if tag == "meta")
    title = library().template(template).title[language]
    assert any(block.startswith(title) for block in page.blocks)
    assert {"header", "main"} <= {tag for tag, _ in page.tags}


@pytest.mark.parametrize("template", ["apology", "guarantee-note"])
def test_nothing_comes_from_outside(template: str) -> None:
    text = source(template, "es")
    page = Page(text)
    assert not {"script", "img", "link", "iframe", "object", "form"} & {tag for tag, _ in page.tags}
    assert not any(name in ("src", "srcset", "onload", "style") for _, attrs in page.tags for name in attrs)
    assert "url(" not in text
    assert "@import" not in text
    assert "@media print" in text
    targets = {str(attrs["href"]).partition(":")[0] for tag, attrs in page.tags if tag == "a"}
    assert targets <= {"mailto", "tel", "https"}
    assert {"mailto", "tel"} <= targets


def test_marks_come_first_and_a_specimen_has_no_signature() -> None:
    copy = Page(source("guarantee-note", "es", marks=("copy",)))
    assert "COPIA" in copy.blocks
    assert any(attrs.get("class") == "signature" for _, attrs in copy.tags)
    specimen = Page(source("guarantee-note", "es", marks=("specimen",)))
    assert not any(attrs.get("class") == "signature" for _, attrs in specimen.tags)


def test_title_and_marks_are_text_too() -> None:
    given = facts("es")
    given["note"]["number"] = "</title><script>1</script>"
    made = WRITER.write("guarantee-note", given, language="es", format="html", marks=("<b>Borrador</b>",))
    page = Page(made.decode())
    assert "<b>Borrador</b>" in page.blocks
    assert "Nota de garantía de limpieza </title><script>1</script>" in page.blocks
    assert not {"script", "b"} & {tag for tag, _ in page.tags}


@pytest.mark.parametrize(
    "colour", ["red;} body{display:none", "</style><script>", "#12345", "url(https://x.example)", None, 7]
)
def test_only_a_colour_reaches_the_style(colour: object) -> None:
    given = facts("es")
    given["business"]["colour"] = "#123456"
    assert "--accent: #123456;" in WRITER.write("apology", given, language="es", format="html").decode()
    letter = WRITER.fill("apology", given, language="es")
    assert letter.accent == "#123456"
    given["business"]["colour"] = colour
    if isinstance(colour, str | None):
        assert "--accent: #1a1a1a;" in WRITER.write("apology", given, language="es", format="html").decode()


NASTY = [
    *(
        "**Bob** {{7*7}} <script>alert(1)</script>",
        "[a](javascript:x)",
        "a\u202eb",
        "a\x00b",
        "\ue000a",
        "#import",
        "$x$",
    ),
    *("a\u2028b", "👩‍🚀", "  a  b  ", '"><img src=x onerror=1>', "&amp;&lt;", "'", "{% raw %}", "x" * 1_000_000),
]


@pytest.mark.parametrize("name", NASTY)
def test_a_value_is_text_and_shown_as_it_is(name: str) -> None:
    page = Page(source("guarantee-note", "en", name=name))
    assert clean(name) in page.blocks
    assert not {"script", "img"} & {tag for tag, _ in page.tags}


@given(st.text(st.characters(exclude_categories=[]), min_size=1).filter(lambda name: not blank(clean(name))))
def test_any_value_is_text_and_shown_as_it_is(name: str) -> None:
    text = source("apology", "en", name=clean(name))
    assert f"Dear {clean(name)}," in Page(text).blocks
    assert not re.search("[\ue000-\uf8ff\U000f0000-\U0010ffff]", text)


def test_what_is_read_from_the_right_keeps_its_order_to_itself() -> None:
    given = facts("en")
    given["customer"]["name"] = "יוסי כהן"
    page = WRITER.write("apology", given, language="en", format="html").decode()
    assert "<bdi>יוסי כהן</bdi>" in page
    assert "<bdi>" not in WRITER.write("apology", facts("en"), language="en", format="html").decode()
