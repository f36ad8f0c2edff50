"""Where the customer's language is missing another one stands in, in the stated order: said so, and never mixed."""

from __future__ import annotations

import io

import pytest
from scenes import Stroll, drawn, plainly

from fixed_clock import FixedClock
from recovery_cli.playbook.text import FALLBACK
from recovery_cli.ui.plain import PlainPrompter
from recovery_cli.walk import requests as r
from recovery_cli.walk.requests import Spoken
from shipped import plan
from walking_words import without

IN_GERMAN = "Say now, in English (not written in German)"


def test_the_order_is_stated() -> None:
    assert FALLBACK == ("en", "es", "it")


def said(stroll: Stroll) -> Spoken:
    request = stroll.request
    return {} if isinstance(request, r.Finished) else getattr(request, "words", {})


def test_every_screen_with_words_says_which_language_they_are_in() -> None:
    stroll = Stroll(language="de")
    seen = 0
    while not isinstance(stroll.request, r.Finished):
        if said(stroll) and not isinstance(stroll.request, r.Issue | r.Write):
            top = drawn(stroll.scene(), stroll.at)[2]
            assert "in English (not written in German)" in top, top
            seen += 1
        stroll.does(plainly(stroll.request, stroll.walk, {}), seconds=5)
    assert seen > 5


@pytest.mark.parametrize(
    ("here", "label"),
    [
        ("en", IN_GERMAN),
        ("es", "Para decir ahora, en inglés (no está en alemán)"),
        ("it", "Da dire adesso, in inglese (manca in tedesco)"),
    ],
)
def test_it_is_said_in_the_operators_language(here: str, label: str) -> None:
    rows = drawn(Stroll(language="de", operator_language=here).scene(), Stroll().at)
    assert rows[2].strip().startswith(label)


@pytest.mark.parametrize(("missing", "stands_in"), [(("it",), "English"), (("it", "en"), "Spanish")])
def test_the_first_there_is_stands_in(missing: tuple[str, ...], stands_in: str) -> None:
    a_plan = without(plan(), "first_words", *missing)
    rows = drawn(Stroll(a_plan, language="it").scene(), Stroll().at)
    assert rows[2].strip().startswith(f"Say now, in {stands_in} (not written in Italian)")


@pytest.mark.parametrize("language", ["es", "es-CO", "en"])
def test_what_is_there_needs_no_word_about_it(language: str) -> None:
    rows = drawn(Stroll(language=language).scene(), Stroll().at)
    assert "written" not in rows[2]


def test_plain_lines_say_it_too() -> None:
    stroll, out = Stroll(language="de"), io.StringIO()
    with pytest.raises(EOFError):
        PlainPrompter(io.StringIO(""), out, FixedClock(stroll.at)).ask(stroll.scene())
    assert f"{IN_GERMAN}." in out.getvalue()
