"""When the clock says more than the time, nothing below the first row moves: no wording is worth a question."""

from __future__ import annotations

from datetime import timedelta

import pytest
from scenes import BEGAN, Stroll, drawn

from recovery_cli.playbook.model import ROLES
from recovery_cli.ui.grid import rows, text_of
from recovery_cli.ui.screen import Option, Screen
from recovery_cli.ui.signs import cells
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from shipped import failures, plan

LATE = BEGAN + timedelta(seconds=75)
LANGUAGES = ("en", "es", "it")
KEYS: Screen[str] = Screen(
    label="Say now",
    tab="Tab: other language",
    breaths=("Lo siento muchísimo.",),
    options=(Option("1", "Yes", "yes", remark="at the table"),),
    quiet="sorry said",
    rail=(("»", "Apologise"), ("", "Listen")),
    keys=(("<", "back"), ("Ctrl-C", "save, leave")),
)


def opened(book: str, failure: str, role: str, language: str) -> Stroll:
    made = Stroll(plan(book, failure), operator_language=language)
    held = next(each for each in ROLES if each == role)
    if held != "front_line":
        people = made.plan.settings.people(held)
        made.does(c.Fetch("here", people[0].name if people else "Maximiliana", held))
    return made


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("book", "failure"), failures())
def test_past_a_minute_only_the_first_row_changes(book: str, failure: str, language: str) -> None:
    for role in (each.id for each in plan(book, failure).playbook.roles):
        walk = opened(book, failure, role, language)
        for _ in range(3):
            if isinstance(walk.request, r.Finished):
                break
            scene = walk.scene()
            before, after = drawn(scene, BEGAN + timedelta(seconds=20)), drawn(scene, LATE)
            assert after[1:] == before[1:]
            assert cells(after[0]) <= 80
            assert "1:15" in after[0] or ":13" in after[0], after[0]
            first = walk.request
            walk.until(lambda request, first=first: request != first, seconds=1)  # type: ignore[misc]  # bound early


@pytest.mark.parametrize("clock", ["1:00 · sorry said at 0:01", "1:00 · disculpa a los 0:01", "21:13 · began 20:12"])
@pytest.mark.parametrize("length", [45, 46, 55, 68, 70, 72, 80, 200])
def test_the_clock_is_shortened_before_the_header_and_nothing_else_leaves(length: int, clock: str) -> None:
    header = "x" * length
    screen: Screen[str] = Screen(header=header, **{each: getattr(KEYS, each) for each in SHOWN})
    found = [text_of(row) for row in rows(screen, width=80, height=24, clock=clock, late=True)]
    bare = [text_of(row) for row in rows(KEYS, width=80, height=24, clock="0:00", late=False)]
    assert found[1:] == bare[1:]
    short = clock.partition(" ")[0]
    whole = length + len(clock) + 6 <= 80
    assert found[0].endswith(clock if whole else short)
    assert (header in found[0]) == (length + len(short) + 6 <= 80)


SHOWN = ("label", "tab", "breaths", "options", "quiet", "rail", "keys")
