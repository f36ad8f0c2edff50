"""Calming words that come a second time sound like a tape: then the screen shows only what to do."""

from __future__ import annotations

from scenes import Stroll, lead, turned

from recovery_cli.ui.leads import Then, Turn, View
from recovery_cli.ui.screens import screen
from recovery_cli.walk import commands as c

CALMING = ("Entiendo que le hemos estropeado la visita.", "Aquí estoy, le escucho.")


def signals(walk: Stroll) -> View:
    scene = walk.scene()
    return turned(turned(screen(scene, now=walk.at), "!", scene, walk.at), "!", scene, walk.at)


def calmed(walk: Stroll, key: str) -> View:
    """The screen after a signal is seen and recorded."""
    told = lead(signals(walk), key)
    assert isinstance(told, Then)
    assert isinstance(told.after, Turn)
    walk.does(told.first, seconds=3)  # type: ignore[arg-type]  # the command that the key gives
    return told.after.make(walk.scene(), walk.at)


def begun() -> Stroll:
    return Stroll().does(c.Confirm("first-words", "es"), seconds=4)


def test_the_second_signal_shows_the_cue_and_no_words_twice() -> None:
    walk = begun()
    first, second = calmed(walk, "1"), calmed(walk, "5")
    assert first.breaths == CALMING
    assert second.breaths == ()
    assert second.ask.startswith("Do not stand in the way.")
    assert second.ask != first.ask
    assert "Enter" in [option.key for option in second.options]


def test_the_list_of_signs_does_not_say_them_again_either() -> None:
    walk = begun()
    assert signals(walk).breaths == CALMING
    calmed(walk, "1")
    assert signals(walk).breaths == ()


def test_another_language_in_between_changes_nothing() -> None:
    walk = begun()
    calmed(walk, "1")
    walk.does(c.ChooseLanguage("it"))
    assert calmed(walk, "3").breaths == ()


def test_once_the_walk_has_gone_on_they_may_be_said_again() -> None:
    walk = begun()
    calmed(walk, "1")
    walk.does(c.Answer("safety", "hurt", "no"), seconds=20)
    assert calmed(walk, "1").breaths == CALMING
