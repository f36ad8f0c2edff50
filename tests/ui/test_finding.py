"""The ready screen: numbers choose, letters find, in all languages and without accents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_cli.ui.chooser import drawn
from recovery_cli.ui.finding import OTHER, Choosing, Entry, Question, found, pressed
from recovery_cli.ui.grid import text_of
from recovery_cli.ui.signs import cells

LABELS = (
    ("Spill on a guest", "", ("sauce", "wine", "derrame", "macchia")),
    ("Wrong dish", "", ("order", "plato equivocado", "piatto")),
    ("Long wait", "", ("slow", "espera")),
    ("Raw, burnt or bad food", "", ("sauce", "crudo")),
    ("Allergy", "careful", ("alergia",)),
    ("Something in the food", "careful", ()),
    ("Reservation lost", "", ("booking",)),
    ("Charged too much", "", ("bill",)),
    ("Guest was spoken to badly", "", ()),
    ("Guest dropped or spilt something", "", ("cayó", "gelato", "derrame")),
)
ENTRIES = tuple(
    Entry(str(number) if number < 10 else "", label.lower(), label, remark, synonyms)
    for number, (label, remark, synonyms) in enumerate(LABELS, start=1)
)
QUESTION = Question(
    header="Asador Barlovento · Marco",
    entries=ENTRIES,
    words={
        "en": ("I'm so sorry.", "I'm taking care of it right now."),
        "es": ("Lo siento mucho.", "Me ocupo yo ahora mismo."),
    },
    languages=("en", "es"),
    language="es",
    operator_language="en",
    due="Due: Ana Ferrer back at the terrace at 21:19, in 7 minutes",
)
READY = """\
  Asador Barlovento · Marco                                               0:00

  Say now, in Spanish                                      Tab: other language

      Lo siento mucho. Me ocupo yo ahora mismo.
      I'm so sorry. I'm taking care of it right now.

  What happened?  Press its number, or type a few letters.
        1   Spill on a guest
        2   Wrong dish
        3   Long wait
        4   Raw, burnt or bad food
        5   Allergy                           careful
        6   Something in the food             careful
        7   Reservation lost
        8   Charged too much
        9   Guest was spoken to badly
            Guest dropped or spilt something  type: drop
        0   Something else

      > _

  Due: Ana Ferrer back at the terrace at 21:19, in 7 minutes
  Enter  take the line marked »    Ctrl-C  leave"""


def typed(keys: str, question: Question = QUESTION) -> Choosing:
    state = Choosing(question)
    for key in keys:
        state, chosen = pressed(state, key)
        assert chosen is None
    return state


def shown(state: Choosing, *, width: int = 80, height: int = 24) -> list[str]:
    return [text_of(row) for row in drawn(state, width=width, height=height, clock="0:00")]


def test_the_ready_screen_as_drawn() -> None:
    assert "\n".join(shown(Choosing(QUESTION))) == READY


def test_letters_narrow_the_list_and_numbers_stay_with_their_lines() -> None:
    rows = shown(typed("sau"))
    assert rows[8:11] == [
        "  »     1   Spill on a guest                  sauce",
        "        4   Raw, burnt or bad food            sauce",
        "        0   Something else",
    ]
    assert rows[20] == "      > sau_"
    assert "Backspace  widen" in rows[23]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("mac", "Spill on a guest"),
        ("gel", "Guest dropped or spilt something"),
        ("cayo", "Guest dropped or spilt something"),
        ("CAYÓ", "Guest dropped or spilt something"),
        ("guest sp", "Spill on a guest"),
        ("plato equi", "Wrong dish"),
        ("alergia", "Allergy"),
    ],
)
def test_the_beginnings_of_words_find_in_any_language(words: str, first: str) -> None:
    assert found(ENTRIES, words)[0].entry.label == first


def test_one_match_is_not_taken_by_itself_and_enter_takes_the_marked_line() -> None:
    state = typed("aller")
    assert len(state.matches) == 1
    assert pressed(state, "Enter")[1] == "allergy"


def test_a_number_takes_its_line_and_zero_something_else() -> None:
    assert pressed(Choosing(QUESTION), "7")[1] == "reservation lost"
    assert pressed(typed("sau"), "2")[1] is None, "a line that is not on the screen does not act"
    assert pressed(Choosing(QUESTION), "0")[1] == OTHER


def test_enter_takes_nothing_before_a_letter_and_something_else_when_nothing_is_left() -> None:
    assert pressed(Choosing(QUESTION), "Enter")[1] is None
    assert pressed(typed("zzz"), "Enter")[1] == OTHER


def test_tab_shows_the_words_in_the_next_language() -> None:
    state, _ = pressed(Choosing(QUESTION), "Tab")
    assert state.spoken_in == "en"
    assert shown(state)[2].startswith("  Say now   ")


def test_a_name_that_is_not_there_shows_the_nearest() -> None:
    question = Question("H", ENTRIES[:2], QUESTION.words, ("en", "es"), "es", "en", wanted="derame")
    rows = shown(Choosing(question))
    assert rows[7] == '  There is no "derame" here. Did you mean:'
    assert rows[8].startswith("  »     1")
    assert pressed(Choosing(question), "Enter")[1] == "spill on a guest"


@given(st.text(max_size=20))
def test_typing_never_breaks_the_list(text: str) -> None:
    state = Choosing(QUESTION, typed=text)
    assert {match.entry for match in state.matches} <= set(ENTRIES)
    assert all(cells(row) <= 80 for row in shown(state))


@pytest.mark.parametrize(("width", "height"), [(60, 16), (40, 12), (40, 24), (100, 50), (20, 8)])
def test_a_small_terminal_keeps_the_question_and_the_keys(width: int, height: int) -> None:
    rows = shown(Choosing(QUESTION), width=width, height=height)
    assert len(rows) == min(height, 24)
    assert all(cells(row) <= width for row in rows)
    assert "Ctrl-C" in rows[-1]
