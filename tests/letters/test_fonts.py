"""Names in the scripts of the world: printed with a font that is found, or refused with what to install."""

from __future__ import annotations

import io
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from letter_samples import TEMPLATES, facts, library
from pypdf import PdfReader
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDFText_GetUnicode

from recovery_cli.letters import fonts
from recovery_cli.letters.formats.pdf import Unprintable, coverage
from recovery_cli.letters.library import Library
from recovery_cli.letters.writer import Writer

WRITER = Writer(library())

FROM_THE_LEFT = {
    "Hindi": ("प्रिया क्षत्रिय", "NotoSansDevanagari"),
    "Thai": ("สมชาย ใจดี", "NotoSansThai"),
    "Tamil": ("குமார்", "NotoSansTamil"),
    "Chinese": ("张伟", "NotoSansCJKsc"),
    "Japanese": ("山田さくら", "NotoSansCJKjp"),
    "Korean": ("김민수", "NotoSansCJKkr"),
    "Georgian": ("გიორგი", "NewCM"),
    "Greek": ("Ελένη Παπαδοπούλου", "LibertinusSerif"),
    "Cyrillic": ("Анна Ёлкина", "LibertinusSerif"),
    "Vietnamese": ("Nguyễn Thị Hường", "LibertinusSerif"),
}
FROM_THE_RIGHT = {"Arabic": ("محمد العلي", "NotoSansArabic"), "Hebrew": ("יוסי כהן", "LibertinusSerif")}


def letter(name: str, *, writer: Writer = WRITER, **more: Any) -> bytes:
    given = facts("es")
    given["customer"] |= {"name": name, **more.pop("customer", {})}
    given["business"] |= more
    return writer.write("apology", given, language="es", format="pdf")


def letters_of(made: bytes) -> list[tuple[float, float, str]]:
    """Each character where it stands: its height on the page, its left edge, and itself."""
    page = PdfDocument(made)[0].get_textpage()
    found = []
    for at in range(page.count_chars()):
        left, low, _, _ = page.get_charbox(at)
        found.append((low, left, chr(FPDFText_GetUnicode(page, at))))
    return found


def fonts_of(made: bytes) -> dict[str, bool]:
    """The fonts of the first page, and whether each is in the file."""
    found = {}
    for font in PdfReader(io.BytesIO(made)).pages[0]["/Resources"]["/Font"].values():
        below = font["/DescendantFonts"][0]
        found[str(font["/BaseFont"])] = bool({"/FontFile2", "/FontFile3"} & set(below["/FontDescriptor"]))
    return found


@pytest.mark.parametrize(("name", "font"), FROM_THE_LEFT.values(), ids=FROM_THE_LEFT)
def test_a_name_comes_out_whole_with_its_font(name: str, font: str) -> None:
    made = letter(name)
    assert f"Buenos días, {name}:" in " ".join(PdfDocument(made)[0].get_textpage().get_text_range().split())
    assert [there for embedded, there in fonts_of(made).items() if font in embedded] == [True]
    assert all(fonts_of(made).values())


@pytest.mark.parametrize(("name", "font"), FROM_THE_RIGHT.values(), ids=FROM_THE_RIGHT)
def test_a_name_is_read_from_the_right(name: str, font: str) -> None:
    made = letter(name)
    line = [(left, each) for low, left, each in letters_of(made) if 550 < low < 570 and each in name.replace(" ", "")]
    read = [each for each, _ in groupby(each for _, each in sorted(line, reverse=True))]
    assert read == [each for each, _ in groupby(name.replace(" ", ""))]
    assert all(fonts_of(made).values())
    assert any(font in embedded for embedded in fonts_of(made))


def test_a_figure_after_a_name_stays_after_it() -> None:
    made = letter("Elena Prats", city="תל אביב")
    [low] = {round(low) for low, _, each in letters_of(made) if each == "ת"}
    line = sorted((left, each) for y, left, each in letters_of(made) if abs(y - low) < 5 and not each.isspace())
    shown = "".join(each for _, each in line if each.isprintable())
    assert shown == "ביבאלת,22denoviembrede2026"


@pytest.mark.parametrize(
    ("name", "language", "font"),
    [("山田", "ja", "CJKjp"), ("林", "zh-TW", "CJKtc"), ("林", "zh_Hant_HK", "CJKhk"), ("林", "en", "CJKsc")],
)
def test_the_reader_s_language_draws_chinese_characters(name: str, language: str, font: str) -> None:
    assert any(font in embedded for embedded in fonts_of(letter(name, customer={"language": language})))


@pytest.mark.parametrize("name", ["Elena 😀", "👨‍👩‍👧", "Anna 🇪🇸"])
def test_emoji_are_refused_by_name(name: str) -> None:
    with pytest.raises(Unprintable, match=r"U\+1F[0-9A-F]{3}") as raised:
        letter(name)
    assert raised.value.hint == "Leave it out, or write the letter as html or text."


def test_several_scripts_have_one_remedy() -> None:
    refused = Unprintable(["م", "张", "😀", "م"])
    assert refused.characters == ("م", "张", "😀")
    assert refused.message.endswith(": Arabic, Chinese, grinning face.")
    assert refused.hint.startswith(
        "pip install 'recovery-cli[fonts]' or apt install fonts-noto-cjk fonts-noto-core, and leave out the emoji"
    )
    assert "pip" not in Unprintable(["م"], ["Noto Sans Arabic"]).hint


def test_a_page_of_the_business_s_own_may_name_another_font(tmp_path: Path) -> None:
    page = (TEMPLATES / "pages" / "letter.typ").read_text("utf-8")
    (tmp_path / "letter.typ").write_text(page.replace('"Libertinus Serif"', '"No Such Family", "Noto Sans"'), "utf-8")
    names = [str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("*.*")]
    own = Library(
        lambda name: tmp_path / "letter.typ" if name == "pages/letter.typ" else TEMPLATES / name, lambda: names
    )
    assert any("NotoSans-" in embedded for embedded in fonts_of(letter("Elena Prats", writer=Writer(own))))


def test_everything_is_covered_with_the_extra() -> None:
    told = {each.script: each for each in coverage()}
    assert [each for each in told.values() if not each.font or each.install] == []
    assert told["Latin"].font == told["Hebrew"].font == "Libertinus Serif"
    assert told["Arabic"].font == "Noto Sans Arabic"
    assert told["Japanese"].font == "Noto Sans CJK JP"


def test_a_family_that_announces_itself_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fontpkg_anything" / "files").mkdir(parents=True)
    information = tmp_path / "fontpkg_anything-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: fontpkg-anything\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text("[fontpkg.family]\nanything = fontpkg_anything\n")
    before = fonts.folders()
    monkeypatch.syspath_prepend(tmp_path)
    assert fonts.folders() == (*before, tmp_path / "fontpkg_anything")


@given(st.characters(exclude_categories=["Cs"]))
def test_every_character_has_a_script_and_a_way_out(character: str) -> None:
    assert fonts.script_of(character).name
    assert "html" in fonts.advice([character], ())
