"""Keys on a screen, without a terminal: bounce, guard, wrong keys, typing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from scenes import BEGAN, Stroll, with_manager

from recovery_cli.ports import Back
from recovery_cli.ui.keyboard import Last, Shown, pasted, pressed
from recovery_cli.ui.leads import Leads
from recovery_cli.ui.screens import screen
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from shipped import failures, plan


def on(walk: Stroll, *, seconds_ago: float = 5) -> Shown:
    return Shown(screen(walk.scene(), now=walk.at), BEGAN - timedelta(seconds=seconds_ago), "en")


def tapped(shown: Shown, *keys: str, apart: float = 1) -> tuple[Shown, list[Leads]]:
    """These keys, some seconds apart."""
    last, at, leads = Last(), BEGAN, []
    for key in keys:
        shown, lead = pressed(shown, key, at, last)
        last = Last(key, at)
        at += timedelta(seconds=apart)
        leads += [lead] if lead is not None else []
    return shown, leads


def name() -> Stroll:
    return with_manager().until(lambda request: isinstance(request, r.Ask) and request.fact.id == "customer.name")


@pytest.mark.parametrize(
    ("key", "apart", "times"), [("Enter", 0.6, 1), ("Enter", 0.8, 3), (" ", 0.6, 1), (" ", 0.8, 3)]
)
def test_a_finger_that_stays_down_is_one_press(key: str, apart: float, times: int) -> None:
    _, leads = tapped(on(Stroll()), key, key, key, apart=apart)
    assert leads == [c.Confirm("first-words", "es")] * times


def test_a_safety_question_ignores_what_was_typed_before_it_was_drawn_but_for_hurt() -> None:
    walk = Stroll().does(c.Confirm("first-words", "es"))
    assert tapped(on(walk, seconds_ago=0.1), "1")[1] == []
    assert tapped(on(walk, seconds_ago=0.4), "1")[1] == [c.Answer("safety", "hurt", "no")]
    assert tapped(on(walk, seconds_ago=0.1), "9")[1] == [c.Answer("safety", "hurt", "yes")]


def test_a_guarded_screen_that_does_not_stand_yet_takes_no_key_but_hurt() -> None:
    unseen = replace(on(Stroll().does(c.Confirm("first-words", "es"))), at=None)
    assert tapped(unseen, "1")[1] == []
    assert tapped(unseen, "9")[1] == [c.Answer("safety", "hurt", "yes")]
    assert tapped(replace(on(Stroll()), at=None), "Enter")[1] == [c.Confirm("first-words", "es")]


@pytest.mark.parametrize(("book", "failure"), failures())
def test_where_somebody_may_be_hurt_every_question_is_guarded(book: str, failure: str) -> None:
    made = plan(book, failure)
    if made.failure.careful != "always":
        return
    walk = Stroll(made)
    walk.until(lambda request: isinstance(request, r.Ask))
    while isinstance(walk.request, r.Ask) and walk.request.fact.type == "choice":
        view = screen(walk.scene(), now=walk.at)
        assert view.guard
        walk.does(c.Answer(walk.request.step, walk.request.fact.id, walk.request.fact.choices[-1].value))
    walk.until(lambda request: isinstance(request, r.Act) and bool(request.checklist))
    if isinstance(walk.request, r.Act):
        assert tapped(on(walk, seconds_ago=0.1), "Enter")[1] == []
        assert tapped(on(walk, seconds_ago=0.4), "Enter")[1]


def test_two_wrong_keys_name_the_right_ones_and_a_right_one_forgets_them() -> None:
    shown, leads = tapped(on(Stroll()), "x", "y")
    assert leads == []
    assert shown.drawn.keys[0][0] == "Keys here:"
    assert "Enter" in shown.drawn.keys[0][1]
    assert tapped(shown, "Enter")[0].wrong == 0


@pytest.mark.parametrize("key", ["<", "Backspace", "Left"])
def test_three_keys_go_back_and_held_down_only_once(key: str) -> None:
    assert tapped(on(Stroll()), key, key, key, apart=0.03)[1] == [Back()]


def test_letters_may_be_double_in_a_name() -> None:
    shown, _ = tapped(on(name()), *"Anna", apart=0.05)
    assert shown.view.entry is not None
    assert shown.view.entry.text == "Anna"


def test_the_empty_line_has_keys_and_a_full_one_has_text() -> None:
    assert len(tapped(on(name()), "<")[1]) == 1
    shown, leads = tapped(on(name()), "a", "<", "!", "9", "Backspace")
    assert leads == []
    assert shown.view.entry is not None
    assert shown.view.entry.text == "a<!"


def test_ctrl_u_clears_and_sixty_signs_are_enough() -> None:
    shown = pasted(on(name()), "x" * 100 + "\x1b")
    assert shown.view.entry is not None
    assert shown.view.entry.text == "x" * 60
    cleared, _ = tapped(shown, "Ctrl-U")
    assert cleared.view.entry is not None
    assert cleared.view.entry.text == ""


def test_a_paste_does_nothing_in_a_list() -> None:
    shown = on(Stroll())
    assert pasted(shown, "1\r9") == shown
