"""Plain lines: whole sentences, one key and Enter, nothing redrawn."""

from __future__ import annotations

import io

import pytest
from scenes import Stroll, plainly, with_manager

from fixed_clock import FixedClock
from recovery_cli.ports import Back, Keep, Print
from recovery_cli.ui.plain import PlainPrompter
from recovery_cli.walk import requests as r

TOLD = """\
Spill on a guest. Marco decides up to 30 euros.

Say now, in Spanish.
Lo siento muchísimo, ha sido culpa nuestra. Le ayudo ahora mismo y aviso a mi
responsable.
In English.
I'm so sorry, that was our fault. I'll help you right now and I'm getting my
manager.
Then stop. Look at the guest, not at the screen.
Press Enter when it is said. Help: h.
> Sorry said after 8 seconds.

Say now, in Spanish.
¿Se encuentra bien? ¿Se ha quemado?
In English.
Are you all right? Did it burn you?
Is anyone hurt or burnt?
1. No, nobody.
9. Yes, or not sure.
> Nobody hurt.

Say now, in Spanish.
Permítame, le quito esto con cuidado. Vuelvo enseguida con mi responsable.
In English.
Let me lift this off gently. I'll be right back with my manager.
Dry cloth, lift, do not rub, no water on leather. Then fetch Ana.
1. Ana is here.
2. Ana is coming, I go on.
0. Nobody can come.
> There is no x here. 1, 2 or 0.
> Ana Ferrer goes on. Ana decides up to 500 euros.
"""


def walked(keys: str, walk: Stroll | None = None, *, seconds: float = 8, encoding: str = "utf-8") -> tuple[Stroll, str]:
    """A walk with these keys until they end, and all that was written."""
    walk = walk if walk is not None else Stroll()
    clock = FixedClock(walk.at)
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, write_through=True)
    prompter = PlainPrompter(io.StringIO(keys), out, clock)
    try:
        while not isinstance(walk.request, r.Finished):
            if isinstance(walk.request, r.Issue | r.Write):
                walk.does(plainly(walk.request, walk.walk, {}))
                continue
            reply = prompter.ask(walk.scene())
            clock.advance(seconds)
            walk.at = clock.now()
            if not isinstance(reply, Back | Keep | Print):
                walk.does(reply)
    except EOFError:
        pass
    buffer = out.buffer
    assert isinstance(buffer, io.BytesIO)
    return walk, buffer.getvalue().decode(encoding)


def test_a_walk_as_it_is_heard() -> None:
    _, told = walked("\n1\nx\n1\n")
    assert told.startswith(TOLD)


def test_the_whole_walk_goes_by_keys_and_enter() -> None:
    walk, told = walked("\n1\n1\n\n1\n1\n1\n1\n1\n1\nElena\n\n\n1\n\n\n\n")
    assert isinstance(walk.request, r.Finished)
    assert "Note BAR01-2026-000123-62 handed over" in told
    assert str(walk.walk.facts["customer.name"]) == "Elena"
    assert walk.walk.left_open == {"cause", "change"}


def test_a_minute_is_told_once_and_with_the_next_question() -> None:
    _, told = walked("\n1\n1\n", seconds=31)
    assert told.count("One minute has passed. Sorry was said after 31 seconds.") == 1


def test_a_list_has_no_default() -> None:
    walk, told = walked("\n\n\n")
    assert isinstance(walk.request, r.Ask)
    assert "There is no Enter here. 1 or 9." in told


def test_help_and_the_time_answer_nothing() -> None:
    walk, told = walked("h\nt\n")
    assert isinstance(walk.request, r.Say)
    assert "!: manager." in told
    assert "0 seconds." in told


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(1, "1 second"), (60, "1 minute"), (91, "1 minute 31 seconds"), (121, "2 minutes 1 second")],
)
def test_one_minute_is_one_minute(seconds: int, said: str) -> None:
    _, told = walked("\n", seconds=seconds)
    assert f"Sorry said after {said}." in told


def test_other_languages_why_and_the_manager_are_keys_too() -> None:
    _, told = walked("l\n?\n\n!\n<\n")
    assert "Mi dispiace moltissimo" in told
    assert "If the guest asks why it happened, in Italian." in told
    assert "Fetch Ana Ferrer, 955 000 001." in told


def test_in_a_text_line_only_a_sign_alone_is_a_key() -> None:
    walk = with_manager().until(lambda request: isinstance(request, r.Ask) and request.fact.id == "customer.name")
    after, told = walked("<3 Elena!\n", walk)
    assert str(after.walk.facts["customer.name"]) == "<3 Elena!"
    assert "Enter with nothing typed: whoever brings the note." in told


def test_a_refused_line_says_why() -> None:
    walk = with_manager().until(lambda request: isinstance(request, r.Choose))
    _, told = walked("2\n600\n", walk)
    assert "Above your 500 EUR." in told


def test_in_ascii_accents_are_dropped_rather_than_asked_about() -> None:
    _, told = walked("\n", encoding="ascii")
    assert "Lo siento muchisimo, ha sido culpa nuestra." in told
    assert "\nSe encuentra bien? Se ha quemado?\n" in told


def test_in_latin_1_they_stay() -> None:
    _, told = walked("\n", encoding="iso-8859-1")
    assert "\n¿Se encuentra bien? ¿Se ha quemado?\n" in told
