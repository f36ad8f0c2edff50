"""The grid: 80 x 24, what leaves when it is smaller, and any words at all."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcwidth

from recovery_cli.ui.blocks import Row
from recovery_cli.ui.grid import rows, text_of
from recovery_cli.ui.screen import Entry, Option, Screen
from recovery_cli.ui.signs import cells, one_row, packed, shortened, wrapped, written

FIRST: Screen[str] = Screen(
    header="Spill on a guest · Marco decides up to 30 EUR",
    label="Say now, in Spanish",
    tab="Tab: other language",
    breaths=("Lo siento muchísimo, ha sido culpa nuestra.", "Le ayudo ahora mismo", "y aviso a mi encargada."),
    under=("I'm so sorry, that was our fault.", "I'll help you right now", "and I'm getting my manager."),
    options=(Option("Enter", "Said", "said", remark="also if it was said at the table", marked=True),),
    notes=("", "        Then stop. Look at the guest, not at the screen."),
    rail=(("»", "Apologise"), ("", "Listen"), ("", "Explain"), ("", "Make good"), ("", "Mend")),
    keys=(("<", "back"), ("!", "manager"), ("?", "why"), ("9", "someone is hurt"), ("Ctrl-C", "save, leave")),
)
DRAWN = """\
  Spill on a guest · Marco decides up to 30 EUR                           0:00

  Say now, in Spanish                                      Tab: other language

      Lo siento muchísimo, ha sido culpa nuestra.

      Le ayudo ahora mismo

      y aviso a mi encargada.

      I'm so sorry, that was our fault. I'll help you right now
      and I'm getting my manager.


  » Enter   Said                              also if it was said at the table

          Then stop. Look at the guest, not at the screen.





  » Apologise      Listen      Explain      Make good      Mend
  <  back    !  manager    ?  why    9  someone is hurt    Ctrl-C  save, leave"""
SMALL = """\
  Lo siento muchísimo,
  ha sido culpa nuestra.
  Le ayudo ahora mismo
  y aviso a mi encargada.

  » Enter   Said

  <  back   !  manager   Ctrl-C     0:07"""


def draw(screen: Screen[str], *, width: int = 80, height: int = 24, encoding: str = "utf-8") -> list[Row]:
    return rows(screen, width=width, height=height, clock="0:00", late=False, encoding=encoding)


def read(screen: Screen[str], *, width: int = 80, height: int = 24, encoding: str = "utf-8") -> list[str]:
    return [text_of(row) for row in draw(screen, width=width, height=height, encoding=encoding)]


def test_everything_has_its_row() -> None:
    assert "\n".join(read(FIRST)) == DRAWN


def test_a_small_terminal_keeps_the_words_and_the_keys() -> None:
    small = rows(FIRST, width=40, height=12, clock="0:07", late=False)
    assert "\n".join(text_of(row) for row in small).rstrip() == SMALL
    assert len(small) == 12


def test_a_large_terminal_leaves_the_grid_top_left() -> None:
    assert read(FIRST, width=200, height=60) == read(FIRST)


def test_words_are_bold_and_so_is_the_key() -> None:
    bold = [text for row in draw(FIRST) for style, text in row if style == "bold"]
    assert [text.strip() for text in bold] == [*FIRST.breaths, "Enter"]


def test_things_leave_in_the_stated_order() -> None:
    marks = {
        "rail": "Make good",
        "under": "I'm so sorry",
        "quiet": "nobody hurt",
        "label": "Say now",
        "remarks": "also if",
        "head": "Marco decides",
    }
    screen: Screen[str] = Screen(
        header=FIRST.header,
        label=FIRST.label,
        breaths=FIRST.breaths,
        under=FIRST.under,
        options=FIRST.options,
        quiet="nobody hurt",
        rail=FIRST.rail,
        keys=FIRST.keys,
    )
    gone: list[str] = []
    for height in range(24, 5, -1):
        shown = "\n".join(read(screen, height=height))
        gone += [name for name, mark in marks.items() if mark not in shown and name not in gone]
        assert all(breath in shown for breath in FIRST.breaths), shown
        assert "Enter" in shown
        assert "back" in shown
    assert gone == list(marks)


@pytest.mark.parametrize("height", range(1, 30))
@pytest.mark.parametrize("width", [1, 5, 20, 40, 60, 80, 100])
def test_no_terminal_is_too_small(width: int, height: int) -> None:
    drawn = draw(FIRST, width=width, height=height)
    assert len(drawn) == min(height, 24)
    assert all(cells("".join(text for _, text in row)) <= width for row in drawn)


def test_past_a_minute_the_clock_is_late_and_stays_in_its_column() -> None:
    drawn = rows(FIRST, width=80, height=24, clock="1:00 · sorry said at 0:08", late=True)
    assert text_of(drawn[0]) == "  Spill on a guest · Marco decides up to 30 EUR      1:00 · sorry said at 0:08"
    assert drawn[0][-1][0] == "late"


def test_four_breaths_stand_close() -> None:
    screen: Screen[str] = Screen(breaths=("one", "two", "three", "four"), under=("five",))
    assert read(screen)[4:10] == ["      one", "      two", "      three", "      four", "", "      five"]


def test_a_long_list_moves_the_question_up() -> None:
    options = tuple(Option(str(number), f"choice {number}", "x") for number in range(1, 9))
    drawn = read(Screen(label="For the note.", ask="Which garment is it?", place="1 of 4", options=options))
    assert drawn[10].startswith("  Which garment is it?")
    assert len(drawn[10]) == 74
    assert drawn[18] == "        8   choice 8"


def test_what_is_typed_stands_under_its_question() -> None:
    entry: Entry[str] = Entry(lambda text: text, text="Elena Prats", hint="whoever brings the note")
    drawn = read(Screen(ask="Name on the note", entry=entry))
    assert drawn[13:16] == ["  Name on the note", "      > Elena Prats_", "        whoever brings the note"]


def test_ascii_drops_accents_rather_than_showing_question_marks() -> None:
    drawn = read(FIRST, encoding="ascii")
    assert drawn[0].startswith("  Spill on a guest - Marco decides")
    assert drawn[4] == "      Lo siento muchisimo, ha sido culpa nuestra."
    assert drawn[14].startswith("  > Enter   Said")
    assert "?" not in "".join(drawn).replace("?  why", "")


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("¿Se ha quemado?", "ascii", "Se ha quemado?"),
        ("120,00 €", "cp1252", "120,00 €"),
        ("120,00 €", "iso-8859-1", "120,00 EUR"),
        ("Łukasz", "cp1252", "Lukasz"),
        ("漢", "iso-8859-1", "?"),
    ],
)
def test_signs_stand_in_for_others(text: str, encoding: str, expected: str) -> None:
    assert written(text, encoding) == expected


def test_a_line_breaks_after_a_pause_if_there_is_one() -> None:
    assert wrapped("Lo siento muchísimo, ha sido culpa nuestra.", 36) == (
        "Lo siento muchísimo,",
        "ha sido culpa nuestra.",
    )
    assert wrapped("aaaaaaaaaa", 4) == ("aaaa", "aaaa", "aa")
    assert packed(("I'm sorry,", "that was us."), 30) == ("I'm sorry, that was us.",)
    assert shortened("a clean shirt, taxi home", 12) == "a clean s..."


ANY = st.text(
    st.characters(codec="utf-8") | st.sampled_from("\x1b\x00\x07\x9b\u202e\u200f\ufeff[]{}<b>漢字ب\u0301\u200d"),
    max_size=120,
)


@given(
    texts=st.lists(ANY, min_size=6, max_size=6),
    breaths=st.lists(ANY, max_size=5),
    width=st.integers(20, 90),
    height=st.integers(8, 30),
    encoding=st.sampled_from(["utf-8", "ascii", "iso-8859-1", "cp1252", "cp850"]),
)
def test_any_words_stay_on_the_grid_and_obey_nobody(
    texts: list[str], breaths: list[str], width: int, height: int, encoding: str
) -> None:
    header, ask, label, remark, note, quiet = texts
    screen: Screen[str] = Screen(
        header=header,
        label=label,
        breaths=tuple(breaths),
        under=tuple(breaths),
        ask=ask,
        options=(Option("1", label, "x", remark=remark), Option("0", remark, "y")),
        notes=(note,),
        quiet=quiet,
        keys=(("Ctrl-C", "leave"),),
    )
    drawn = draw(screen, width=width, height=height, encoding=encoding)
    assert len(drawn) == min(height, 24)
    for row in drawn:
        text = "".join(words for _, words in row)
        assert sum(max(wcwidth(sign), 0) for sign in text) <= min(width, 80)
        assert not [sign for sign in text if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")]
        assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
        text.encode(encoding)


@given(ANY, st.integers(1, 40))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    line = one_row(text)
    found = wrapped(line, width)
    assert "".join("".join(found).split()) == "".join(line.split())
    wide = [each for each in found if cells(each) > width]
    assert all(len([sign for sign in each if wcwidth(sign) > 0]) == 1 for each in wide)


def test_a_text_of_a_million_signs_is_wrapped_line_by_line() -> None:
    found = wrapped("We are sorry. " * 80_000, 78)
    assert set(found[:-1]) == {" ".join(["We are sorry."] * 5)}
