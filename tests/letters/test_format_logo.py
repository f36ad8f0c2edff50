"""The logo: on both pages, small, from the workspace only, and an error that says what is wrong with it."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from letter_samples import TEMPLATES, facts
from PIL import Image
from pypdf import PdfReader

from recovery_cli.catalogue import Catalogue
from recovery_cli.errors import RecoverError
from recovery_cli.letters.library import Library
from recovery_cli.letters.writer import Writer

RED = (255, 0, 0)
SHAPES = {"square": (100, 100), "wide": (900, 100), "tall": (50, 300)}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for name, (wide, high) in SHAPES.items():
        (tmp_path / f"{name}.svg").write_text(
            f'<?xml version="1.0"?><!-- ours --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}">'
            f'<rect width="{wide}" height="{high}" fill="#ff0000"/></svg>',
            "utf-8",
        )
        Image.new("RGB", (wide, high), RED).save(tmp_path / f"{name}.png")
    return tmp_path


def made(
    workspace: Path, logo: str, form: str, template: str = "guarantee-note", *, marks: tuple[str, ...] = ()
) -> bytes:
    names = [str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("*.*")]
    given = facts("es")
    given["business"] |= {"logo": logo, "colour": "#000080"}
    writer = Writer(Library(TEMPLATES.joinpath, lambda: names, Catalogue((workspace,)).find))
    return writer.write(template, given, language="es", format=form, marks=marks)


def red_box(pdf: bytes) -> tuple[float, float, float, float]:
    """Left, top, width and height of what is red, in mm."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=3).to_pil().convert("RGB")
    document.close()
    red, green, _ = picture.split()
    mask = Image.eval(green, lambda level: 255 if level < 80 else 0)
    only = Image.composite(Image.eval(red, lambda level: 255 if level > 180 else 0), Image.new("L", picture.size), mask)
    box = only.getbbox()
    assert box is not None
    left, top, right, below = (edge * 25.4 / 216 for edge in box)
    return left, top, right - left, below - top


@pytest.mark.parametrize("kind", ["svg", "png"])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("template", ["guarantee-note", "apology"])
def test_it_stands_in_the_head_and_keeps_its_form(workspace: Path, template: str, shape: str, kind: str) -> None:
    pdf = made(workspace, f"{shape}.{kind}", "pdf", template)
    left, top, wide, high = red_box(pdf)
    assert left == pytest.approx(25 if template == "apology" else 24, abs=0.6)
    assert top >= 17.5
    assert top + high < 37
    assert high <= 18.4
    assert wide <= 40.4
    proportion = SHAPES[shape][0] / SHAPES[shape][1]
    assert wide / high == pytest.approx(proportion, rel=0.15)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1


@pytest.mark.parametrize("template", ["guarantee-note", "apology"])
def test_it_is_no_wider_than_a_short_name(workspace: Path, template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given = facts("es")
    given["business"] |= {"logo": "wide.svg", "name": "Iru"}
    names = [str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("*.*")]
    writer = Writer(Library(TEMPLATES.joinpath, lambda: names, Catalogue((workspace,)).find))
    assert red_box(writer.write(template, given, language="es", format="pdf"))[2] < 11


@pytest.mark.parametrize("template", ["guarantee-note", "apology"])
def test_a_mark_and_a_logo_stay_on_one_page(workspace: Path, template: str) -> None:
    reader = PdfReader(io.BytesIO(made(workspace, "square.svg", "pdf", template, marks=("copy",))))
    assert "COPIA" in reader.pages[0].extract_text()
    assert len(reader.pages) == 1


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_in_html_it_travels_within_the_file(workspace: Path, kind: str) -> None:
    source = made(workspace, f"square.{kind}", "html").decode()
    wanted = {"svg": "image/svg+xml", "png": "image/png"}[kind]
    assert f'<img class="logo" alt="Asador Barlovento" src="data:{wanted};base64,' in source


@pytest.mark.parametrize("form", ["text", "markdown", "json", "receipt"])
def test_what_shows_no_picture_needs_no_file(workspace: Path, form: str) -> None:
    assert made(workspace, "none.svg", form)


@pytest.mark.parametrize("form", ["pdf", "html"])
@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("logo.jpg", b"\xff\xd8\xff\xe0JFIF", "neither SVG nor PNG"),
        ("logo.svg", b"<html><svg></svg></html>", "neither SVG nor PNG"),
        ("logo.png", b"\x89PNG\r\n\x1a\n", "neither SVG nor PNG"),
        ("logo.svg", b"\xff\xfe<svg>", "neither SVG nor PNG"),
        ("logo.svg", b"<svg " + b" " * 2_000_000, "too large"),
        ("logo.svg", None, "There is no logo.svg"),
    ],
)
def test_a_file_that_is_no_logo_is_named(
    workspace: Path, name: str, content: bytes | None, says: str, form: str
) -> None:
    if content is not None:
        (workspace / name).write_bytes(content)
    with pytest.raises(RecoverError, match=says) as raised:
        made(workspace, name, form)
    assert name in raised.value.message
    assert raised.value.hint


def test_nothing_outside_the_workspace_is_ever_read(workspace: Path) -> None:
    inside = workspace / "inside"
    inside.mkdir()
    for name in ("../square.svg", str(workspace / "square.svg")):
        with pytest.raises(RecoverError, match="There is no"):
            made(inside, name, "html")


def test_a_logo_that_was_replaced_is_read_again(workspace: Path) -> None:
    before = made(workspace, "square.svg", "html")
    file = workspace / "square.svg"
    file.write_text(file.read_text("utf-8").replace("#ff0000", "#00ff00"), "utf-8")
    assert made(workspace, "square.svg", "html") != before
