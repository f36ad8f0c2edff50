"""What letters that are set together are known by: the same words on the same page, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from letter_samples import TEMPLATES, facts, library

from recovery_cli.letters.letter import Letter
from recovery_cli.letters.library import Library
from recovery_cli.letters.sheaf import known_by
from recovery_cli.letters.writer import Writer

LIBRARY = library()
WRITER = Writer(LIBRARY)


def letter(language: str = "en", marks: tuple[str, ...] = (), **changed: dict[str, Any]) -> Letter:
    given = facts(language)
    whole = {**given, **{group: {**given[group], **values} for group, values in changed.items()}}
    return WRITER.fill("apology-short", whole, language=language, marks=marks)


def known(*letters: Letter) -> str:
    return known_by(letters, LIBRARY.page)


def test_the_same_letters_are_known_by_the_same() -> None:
    assert known(letter(), letter("es")) == known(letter(), letter("es"))
    assert known(letter(), letter("es")) != known(letter("es"), letter())
    assert known(letter(), letter()) != known(letter())


@pytest.mark.parametrize(
    "other",
    [
        lambda: letter("es"),
        lambda: letter(marks=("copy",)),
        lambda: letter(customer={"name": "Somebody Else"}),
        lambda: letter(customer={"language": "zh-TW"}),
        lambda: letter(business={"colour": "#123456"}),
        lambda: letter(business={"fonts": ["Libertinus Serif"]}),
        lambda: letter(letter={"date": facts("en")["letter"]["date"].replace(year=2001)}),
    ],
)
def test_whatever_changes_the_paper_changes_what_it_is_known_by(other: Callable[[], Letter]) -> None:
    assert known(letter()) != known(other())


def test_another_page_is_another_sheaf(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    shutil.copytree(LIBRARY.page("letter.typ").parent, pages)
    same = known_by([letter()], lambda name: pages / name)
    assert same == known(letter())
    page = pages / "letter.typ"
    page.write_text(page.read_text("utf-8").replace("#555555", "#666666"), "utf-8")
    assert known_by([letter()], lambda name: pages / name) != same


def test_another_logo_is_another_sheaf(tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    names = [str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("*.*")]
    writer = Writer(Library(TEMPLATES.joinpath, lambda: names, lambda _: logo))
    given = facts("en")
    with_logo = {**given, "business": {**given["business"], "logo": "logo.svg"}}
    found = []
    for colour in ("red", "blue"):
        logo.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect fill="{colour}"/></svg>')
        found.append(known(writer.fill("apology-short", with_logo, language="en")))
    assert found[0] != found[1]
