"""The QR: a scanner reads it from the page, from the screen and from thermal paper."""

from __future__ import annotations

import io
import re
from typing import Any
from xml.etree import ElementTree

import pypdfium2
import pytest
import zxingcpp
from letter_samples import LANGUAGES, facts, library
from PIL import Image
from pypdf import PdfReader
from receipt_paper import Paper, bits

from recovery_cli.errors import RecoverError
from recovery_cli.letters.formats import qr
from recovery_cli.letters.writer import Writer

WRITER = Writer(library())
CONTENT = "BAR01-2026-000123-62 Q2XV-7NTE-N"
TOKEN = "R1." + "aB3-_xYz09" * 14


def made(
    form: str, language: str = "es", *, template: str = "guarantee-note", marks: tuple[str, ...] = (), **note: Any
) -> bytes:
    given = facts(language)
    given["note"] |= note
    return WRITER.write(template, given, language=language, format=form, marks=marks)


def read(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def page(pdf: bytes, *, scale: float = 2.5) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    picture: Image.Image = document[0].render(scale=scale).to_pil().convert("L")
    document.close()
    return picture


def on_thermal_paper(receipt: bytes) -> Image.Image:
    (dots,) = Paper(receipt).pictures
    rows = list(bits(dots))
    picture = Image.new("L", (dots.wide, len(rows)), 255)
    picture.putdata([0 if dot else 255 for row in rows for dot in row])
    return picture


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_read_from_the_page(language: str) -> None:
    assert read(page(made("pdf", language))) == [CONTENT]


@pytest.mark.parametrize("form", ["receipt", "receipt-58"])
def test_it_is_read_from_thermal_paper(form: str) -> None:
    picture = on_thermal_paper(made(form))
    assert read(picture) == [CONTENT]
    assert picture.height % 4 == 0
    assert picture.width <= 384


def test_a_text_of_its_own_takes_the_place_of_number_and_code() -> None:
    assert read(page(made("pdf", qr=TOKEN))) == [TOKEN]
    assert read(on_thermal_paper(made("receipt-58", qr=TOKEN))) == [TOKEN]


def test_it_is_34_mm_wide_and_to_the_right() -> None:
    picture = page(made("pdf"))
    (found,) = zxingcpp.read_barcodes(picture)
    corners = found.position
    points = [corners.top_left, corners.top_right, corners.bottom_left]
    millimetres = 25.4 / (72 * 2.5)
    left, right, below = ((point.x * millimetres, point.y * millimetres) for point in points)
    modules = len(qr.modules(CONTENT))
    assert right[0] - left[0] == pytest.approx(34 * (modules - 8) / modules, abs=0.8)
    assert right[0] + 34 * 4 / modules == pytest.approx(210 - 24, abs=1)
    assert 50 < left[1] < below[1] < 100


def test_a_reader_who_does_not_see_is_told_what_it_says() -> None:
    reader = PdfReader(io.BytesIO(made("pdf")))
    told = [
        str(entry["/Alt"])
        for number in range(1, len(reader.xref[0]) + 1)
        if isinstance(entry := reader.get_object(number), dict) and "/Alt" in entry
    ]
    assert told == [f"QR: {CONTENT}"]
    assert reader.pages[0].images == [] or len(reader.pages[0].images) == 0


def test_in_html_it_is_drawn_within_the_file() -> None:
    source = made("html").decode()
    (svg,) = re.findall(r"<svg.*?</svg>", source, re.DOTALL)
    drawn = ElementTree.fromstring(svg)  # noqa: S314 - our own
    assert drawn.get("viewBox", "").startswith("0 0 ")
    assert f'aria-label="QR: {CONTENT}"' in source
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_html_is_escaped_in_its_label() -> None:
    assert '"><script>' not in made("html", qr='"><script>x').decode()


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_a_specimen_and_a_letter_have_none(form: str) -> None:
    for found in (made(form, marks=("specimen",)), made(form, template="apology")):
        assert (read(page(found)) == []) if form == "pdf" else b"<svg" not in found


def test_a_copy_has_it_too() -> None:
    assert read(page(made("pdf", marks=("copy",)))) == [CONTENT]


def test_what_a_small_printer_could_not_print_is_refused() -> None:
    assert len(qr.modules("x" * 152)) == 49 + 8
    with pytest.raises(RecoverError, match=r"note\.qr|too many"):
        qr.modules("x" * 153)
    with pytest.raises(RecoverError, match="too many"):
        made("receipt", qr="x" * 5_000)
