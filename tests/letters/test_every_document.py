"""Every letter in every language and every format, from all its facts and from the fewest that it can live with."""

from __future__ import annotations

import email
import email.policy
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from golden_copies import FOLDER, RENEW, copies
from letter_samples import LANGUAGES, TEMPLATES, everything, library, required, writer
from pypdf import PdfReader
from pypdf.generic import IndirectObject
from receipt_paper import Dots, Paper

from recovery_cli.letters.formats import FORMATS

DOCUMENTS = [(template, language) for template in library().ids() for language in LANGUAGES]
GALLERY = TEMPLATES.parent / "docs" / "gallery"


def fewest(template: str, language: str) -> dict[str, Any]:
    """What the fields require, and what a body asks for when something else is missing."""
    given = required(template, language)
    if template == "apology":  # a note or a remedy
        given["remedies"] = everything(language)["remedies"][1:]
    if template == "guarantee-note":  # a name or a bearer
        given["note"]["bearer"] = True
    return given


SAMPLES: Mapping[str, Callable[[str, str], dict[str, Any]]] = {
    "full": lambda _, language: everything(language),
    "fewest": fewest,
}
SAMPLED = [(language, sample) for language in LANGUAGES for sample in SAMPLES]


def given(template: str, language: str, sample: str, *, format: str = "") -> dict[str, Any]:
    facts = SAMPLES[sample](template, language)
    if format == "eml":  # a mail has a sender, whatever the letter prints
        facts["business"]["email"] = everything(language)["business"]["email"]
    return facts


def squeezed(text: str) -> str:
    """Without white space and case: formats wrap in their own way, and plain ones write a name large."""
    return re.sub(r"\s", "", text).casefold()


class _Texts(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__()
        self.found = ""
        self.feed(source)
        self.close()

    def handle_data(self, data: str) -> None:
        self.found += data


def _strings(tree: Any) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict | list):
        for inner in tree.values() if isinstance(tree, dict) else tree:
            yield from _strings(inner)


def _mail(made: bytes) -> str:
    message = email.message_from_bytes(made, policy=email.policy.default)
    kinds = [part.get_content_type() for part in message.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "application/pdf"]
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def _paper(made: bytes) -> str:
    """The lines that were printed as letters; a line that came as dots has none."""
    return " ".join(line.text for line in Paper(made).lines if not isinstance(line, Dots))


def _page(made: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


READ: Mapping[str, Callable[[bytes], str]] = {
    "text": lambda made: made.decode(),
    "markdown": lambda made: made.decode().replace("\\", ""),
    "html": lambda made: _Texts(made.decode()).found,
    "pdf": _page,
    "receipt": _paper,
    "receipt-58": _paper,
    "eml": _mail,
    "json": lambda made: " ".join(_strings(json.loads(made))),
}
"""What a reader finds in a file of each format."""


def test_every_format_is_read_here() -> None:
    assert READ.keys() == FORMATS.keys()


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("template", library().ids())
def test_a_document_is_made_and_can_be_read(template: str, format: str) -> None:
    lost = []
    for language, sample in SAMPLED:
        facts = given(template, language, sample, format=format)
        made = writer().write(template, facts, language=language, format=format)
        read = READ[format](made)
        shown = squeezed(read)
        signer = facts["contact"]["name"] if "contact" in facts else facts["note"]["signer"]["name"]
        lost += [
            (language, sample, name) for name in (facts["business"]["name"], signer) if squeezed(name) not in shown
        ]
        lost += [(language, sample, hole) for hole in re.findall("\\bNone\\b|[\ue000-\uf8ff]|\\{[{%]", read)]
    assert lost == []


@pytest.mark.parametrize(("language", "sample"), SAMPLED)
@pytest.mark.parametrize("template", library().ids())
def test_a_pdf_is_one_page_that_any_reader_can_open(template: str, language: str, sample: str) -> None:
    made = writer().write(template, given(template, language, sample), language=language, format="pdf")
    reader = PdfReader(io.BytesIO(made))
    root: Any = reader.trailer["/Root"]
    (page,) = reader.pages
    assert str(root["/Lang"]).startswith(language)
    assert root["/MarkInfo"]["/Marked"]
    assert {"/P", "/Document"} <= set(_tags(root["/StructTreeRoot"]))
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith(library().template(template).title[language])
    resources: Any = page["/Resources"]
    fonts = [font.get_object() for font in resources["/Font"].values()]
    assert fonts != []
    assert [font["/BaseFont"] for font in fonts if not _embedded(font)] == []


def _tags(element: Any) -> Iterator[str]:
    node = element.get_object() if isinstance(element, IndirectObject) else element
    if isinstance(node, list):
        for child in node:
            yield from _tags(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"])
        yield from _tags(node.get("/K"))


def _embedded(font: Any) -> bool:
    """A composite font keeps its file with its descendant."""
    holders = [each.get_object() for each in font.get("/DescendantFonts", [font])]
    files = ("/FontFile", "/FontFile2", "/FontFile3")
    return all(any(name in holder["/FontDescriptor"] for name in files) for holder in holders)


@pytest.mark.parametrize(("template", "language"), DOCUMENTS)
def test_the_words_of_a_letter_are_those_that_were_reviewed(template: str, language: str) -> None:
    golden = (FOLDER / f"{template}.{language}.txt").read_bytes()
    made = writer().write(template, everything(language), language=language, format="text")
    assert made.decode() == golden.decode(), RENEW


def test_there_is_no_golden_copy_of_nothing() -> None:
    assert sorted(file.name for file in FOLDER.iterdir()) == sorted(copies()), RENEW


@pytest.mark.parametrize("template", library().ids())
def test_the_gallery_shows_every_document(template: str) -> None:
    shown = re.findall(r"\]\(([^)]+\.png)\)", (GALLERY / "README.md").read_text("utf-8"))
    (english,) = [name for name in shown if name == f"{template}.en.png"]
    assert (GALLERY / english).read_bytes().startswith(b"\x89PNG")
    assert {Path(name).name for name in shown} == {file.name for file in GALLERY.glob("*.png")}
