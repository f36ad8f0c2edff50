"""`business.fonts`: set in what the business wants, named when it is not there, and never more than a name."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_samples import facts, writer
from pypdf import PdfReader

from cli.program import RECOVER, recover
from cli.test_init import NEEDED, written
from recovery_cli.document.clean import clean
from recovery_cli.errors import RecoverError
from recovery_cli.letters.facts import business_facts
from shipped import demo
from ui.pseudo_terminal import Terminal

PAPERS = ("apology", "guarantee-note")


def made(*families: str, form: str = "pdf", template: str = "apology", name: str = "Elena Prats") -> bytes:
    given_facts = facts("es")
    given_facts["customer"]["name"] = name
    given_facts["business"]["fonts"] = families
    return writer().write(template, given_facts, language="es", format=form)


def fonts(pdf: bytes) -> dict[str, bool]:
    """The fonts of the first page, without the mark of a subset, and whether their file is embedded."""
    found: dict[str, bool] = {}
    listed: Any = PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]
    for entry in listed["/Font"].values():
        below = entry.get_object()["/DescendantFonts"][0].get_object()
        files = {"/FontFile", "/FontFile2", "/FontFile3"} & set(below["/FontDescriptor"].get_object())
        found[str(below["/BaseFont"]).partition("+")[2]] = bool(files)
    return found


class Sheet(HTMLParser):
    """The style sheets of a page as a browser cuts them out, and the tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sheets: list[str] = []
        self.tags: list[str] = []
        self._inside = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.tags.append(tag)
        self._inside = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "style"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.sheets.append(data)


def families(page: str) -> list[str]:
    """Those of the body, as the rules of CSS read a list of strings and names."""
    sheet = "".join(Sheet(page).sheets)
    listed = re.search(r"font: 1\.0625rem/1\.55 ((?:\"[^\"\n]*\"|[^;\"])*);", sheet)
    assert listed is not None
    parts = re.findall(r'"([^"\n]*)"|([A-Za-z][A-Za-z -]*)', listed[1])
    return [
        re.sub(r"\\([0-9a-f]{1,6}) ", lambda code: chr(int(code[1], 16)), quoted) or plain for quoted, plain in parts
    ]


@pytest.mark.parametrize("template", PAPERS)
@pytest.mark.parametrize("family", ["Noto Sans", "noto sans"])
def test_the_page_is_set_in_the_font_of_the_business(template: str, family: str) -> None:
    found = fonts(made(family, template=template))
    assert all(found.values())
    assert any(name.startswith("NotoSans") for name in found)
    assert not any(name.startswith("Libertinus") for name in found)


@pytest.mark.parametrize("template", PAPERS)
def test_without_a_wish_it_is_the_page_s_own(template: str) -> None:
    assert not [
        name for name in fonts(made(template=template)) if not name.startswith(("Libertinus", "DejaVuSansMono"))
    ]


def test_what_the_font_lacks_comes_from_the_next_one_and_from_the_script_s_own() -> None:
    found = fonts(made("Noto Sans Thai", "New Computer Modern", name="สมชาย 张伟"))
    assert {name.partition("-")[0] for name in found} >= {"NotoSansThai", "NewCM10"}
    assert any("CJK" in name for name in found)


@pytest.mark.parametrize("template", PAPERS)
def test_an_unknown_font_is_named_with_the_nearest_there_is(template: str) -> None:
    with pytest.raises(RecoverError) as raised:
        made("Libertinus Seriff", template=template)
    assert '"Libertinus Seriff"' in raised.value.message
    assert "business.fonts" in raised.value.message
    assert "Nearest: Libertinus Serif" in raised.value.hint


def test_a_font_like_none_that_is_here_is_to_be_installed() -> None:
    with pytest.raises(RecoverError) as raised:
        made("Noto Sans", "Qwxzj 9")
    assert '"Qwxzj 9"' in raised.value.message
    assert raised.value.hint.startswith("Install it")
    assert "Nearest" not in raised.value.hint


def test_a_screen_may_have_a_font_that_this_machine_lacks() -> None:
    assert families(made("Qwxzj 9", "Noto Sans", form="html").decode())[:3] == ["Qwxzj 9", "Noto Sans", "Georgia"]
    assert families(made(form="html").decode())[0] == "Georgia"


NASTY = [
    "</style><script>x</script>",
    'A", serif; } body { display: none',
    "a\\",
    "{{ 7*7 }}",
    "<!--",
    "Ñandú 字",
    "a\nb",
]


def check_html(name: str) -> None:
    page = made(name, form="html").decode()
    wanted = clean(name).strip()
    assert families(page) == [*([wanted] if wanted else []), *families(made(form="html").decode())]
    assert Sheet(page).tags == Sheet(made(form="html").decode()).tags


@pytest.mark.parametrize("name", NASTY)
def test_a_name_never_leaves_its_quotes(name: str) -> None:
    check_html(name)


@given(st.text(max_size=8))
@settings(max_examples=40)
def test_no_name_leaves_its_quotes(name: str) -> None:
    check_html(name)


def test_the_settings_hand_them_to_every_letter_and_nothing_where_there_are_none() -> None:
    business = demo().business.model_copy(update={"fonts": ("Noto Sans", "Georgia")})
    assert business_facts(demo().model_copy(update={"business": business}), "es")["fonts"] == ("Noto Sans", "Georgia")
    assert "fonts" not in business_facts(demo(), "es")


def test_writing_the_settings_anew_keeps_them() -> None:
    Path("mine.json").write_text(json.dumps({"business": {"fonts": ["Noto Sans", "Georgia"]}}), "utf-8")
    given_keys = [part for key, value in NEEDED.items() for part in ("--set", f"{key}={value}")]
    assert recover("init", "shop", "--data", "mine.json", "--yes", *given_keys).code == 0
    assert written("shop").business.fonts == ("Noto Sans", "Georgia")
    with Terminal([RECOVER, "init", "shop", "--force"]) as terminal:
        terminal.until(lambda: "Name on the sign" in terminal.row(terminal.screen.cursor.y + 1))
        terminal.types("\n" * 41)
        assert terminal.ended() == 0
    assert written("shop").business.fonts == ("Noto Sans", "Georgia")
