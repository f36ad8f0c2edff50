"""The HTML of every document in a real browser: silent, alone, as wide as a telephone, and one page on paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import PHONE, Chromium, NoBrowser, Seen, found, started
from letter_samples import LANGUAGES, everything, library, writer
from pypdf import PdfReader

PAGES = [
    *((template, "it") for template in library().ids() if template != "guarantee-note"),
    *(("guarantee-note", language) for language in LANGUAGES),
]
A_BAD_PAGE = """<!doctype html><title>Bad</title><meta name="viewport" content="width=device-width">
<script>console.error("here"); throw new Error("there")</script><link rel="stylesheet" href="beside.css">
<p style="width: 500px">Wide</p><p style="break-before: page">Two</p>"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    try:
        found()
    except NoBrowser as none:
        pytest.fail(str(none), pytrace=False)
    with started(tmp_path_factory.mktemp("chromium")) as running:
        yield running


def opened(browser: Chromium, folder: Path, source: bytes) -> tuple[Seen, str]:
    file = folder / "document.html"
    file.write_bytes(source)
    return browser.open(file), file.as_uri()


@pytest.mark.parametrize(("template", "language"), PAGES)
def test_a_document_in_a_browser(template: str, language: str, browser: Chromium, tmp_path: Path) -> None:
    source = writer().write(template, everything(language), language=language, format="html")
    seen, own = opened(browser, tmp_path, source)
    assert seen.complaints == ()
    assert seen.requests == (own,)
    assert seen.wider == ()
    assert seen.scrolls <= PHONE["width"]
    assert seen.title.startswith(library().template(template).title[language])
    assert "Ana Ferrer" in seen.text
    paper = PdfReader(io.BytesIO(seen.pdf))
    assert len(paper.pages) == 1
    assert round(paper.pages[0].mediabox.width) == 595
    assert "Ana Ferrer" in paper.pages[0].extract_text()


@pytest.mark.parametrize("template", ["apology", "guarantee-note"])
def test_a_long_word_does_not_widen_the_page(template: str, browser: Chromium, tmp_path: Path) -> None:
    given = everything("en")
    given["customer"]["name"] = given["business"]["name"] = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 2
    seen, _ = opened(browser, tmp_path, writer().write(template, given, language="en", format="html"))
    assert seen.wider == ()
    assert seen.scrolls <= PHONE["width"]


def test_the_browser_would_tell_of_a_bad_page(browser: Chromium, tmp_path: Path) -> None:
    seen, own = opened(browser, tmp_path, A_BAD_PAGE.encode())
    assert any("here" in complaint for complaint in seen.complaints)
    assert any("there" in complaint for complaint in seen.complaints)
    assert seen.requests == (own, own.replace("document.html", "beside.css"))
    assert seen.wider == ("P.: Wide",)
    assert seen.scrolls > PHONE["width"]
    assert len(PdfReader(io.BytesIO(seen.pdf)).pages) == 2


def test_without_a_browser_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoBrowser, match="apt-get install chromium"):
        found()
