"""The terminal, tried in a real pseudo-terminal: keys, bounce, paste, resizing, leaving, few colours and signs."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pseudo_terminal import Terminal, wrote

DRIVER = str(Path(__file__).with_name("walk_in_terminal.py"))


class Counter:
    """A walk at the counter: the terminal, its clock, and the answers that came out."""

    def __init__(self, terminal: Terminal, folder: Path) -> None:
        self.terminal = terminal
        self.clock = folder / "clock"
        self.answers = folder / "answers"
        self.seconds = 0.0

    def later(self, seconds: float) -> None:
        self.seconds += seconds
        self.clock.with_suffix(".new").write_text(str(self.seconds))
        self.clock.with_suffix(".new").replace(self.clock)

    def presses(self, keys: str, *, after: float = 2) -> None:
        """Some seconds later by the walk's clock."""
        self.later(after)
        self.terminal.types(keys)

    def answered(self, text: str) -> None:
        self.terminal.until(wrote(self.answers, text))

    @property
    def told(self) -> list[str]:
        return self.answers.read_text().splitlines()


@contextmanager
def at_the_counter(folder: Path, mode: str = "plain", **kwargs: object) -> Iterator[Counter]:
    (folder / "clock").write_text("0")
    command = [sys.executable, DRIVER, str(folder / "clock"), str(folder / "answers"), mode]
    with Terminal(command, **kwargs) as terminal:  # type: ignore[arg-type]  # passed on as they are
        yield Counter(terminal, folder)


def test_one_key_answers_without_enter(tmp_path: Path) -> None:
    with at_the_counter(tmp_path) as counter:
        counter.terminal.shows("Lo siento muchísimo, ha sido culpa nuestra.")
        counter.presses("\r", after=8)
        counter.terminal.shows("Is anyone hurt or burnt?")
        assert counter.terminal.row(1).endswith("0:08")
        counter.presses("1")
        counter.terminal.shows("Then fetch Ana.")
        counter.presses("1")
        counter.terminal.shows("Ana says, in Spanish")
    assert [line.partition("(")[0] for line in counter.told] == ["Confirm", "Answer", "Do", "Fetch"]


def test_the_same_key_again_is_the_same_press(tmp_path: Path) -> None:
    with at_the_counter(tmp_path, "paper") as counter:
        counter.terminal.shows("Which garment is it?")
        counter.presses("11")
        counter.terminal.shows("Which colour?")
        counter.presses("2")
        counter.terminal.shows("What was spilt?")
    assert len(counter.told) == 2


def test_keys_typed_before_a_remedy_was_drawn_give_nothing(tmp_path: Path) -> None:
    with at_the_counter(tmp_path, "manager") as counter:
        counter.terminal.shows("What is it made of?")
        counter.presses("41")
        counter.terminal.shows("Offered: cleaning note")
        counter.presses("?")
        counter.terminal.shows("Why this offer")
    assert len(counter.told) == 1


def test_a_paste_answers_nothing(tmp_path: Path) -> None:
    with at_the_counter(tmp_path) as counter:
        counter.terminal.shows("Said")
        counter.presses("\x1b[200~1\r9\r\x1b[201~")
        counter.presses("?")
        counter.terminal.shows("If the guest asks why")
    assert counter.told == []


def test_wrong_keys_do_nothing_and_then_the_last_row_names_the_right_ones(tmp_path: Path) -> None:
    with at_the_counter(tmp_path) as counter:
        counter.terminal.shows("Said")
        counter.presses("xy")
        counter.terminal.shows("Keys here:")
        assert "Enter" in counter.terminal.row(24)
    assert counter.told == []


def test_the_clock_runs_and_says_when_sorry_was_said(tmp_path: Path) -> None:
    with at_the_counter(tmp_path) as counter:
        counter.terminal.shows("Said")
        counter.later(61)
        counter.terminal.shows("1:01 · not too late")
        counter.presses("\r", after=4)
        counter.terminal.shows("1:05 · sorry said at 1:05")


@pytest.mark.parametrize(("columns", "lines"), [(60, 16), (40, 12), (100, 40)])
def test_the_words_and_the_keys_stay_when_the_window_changes(tmp_path: Path, columns: int, lines: int) -> None:
    with at_the_counter(tmp_path) as counter:
        counter.terminal.shows("Make good")
        counter.terminal.resized(columns, lines)
        counter.presses("?")
        counter.terminal.shows("Pasábamos a su lado")
        counter.presses("x")
        counter.terminal.shows("Lo siento muchísimo")
        counter.terminal.shows("Said")
        counter.terminal.resized(80, 24)
        counter.terminal.shows("Make good")


def test_ctrl_c_leaves_and_puts_the_terminal_back(tmp_path: Path) -> None:
    with at_the_counter(tmp_path) as counter:
        counter.terminal.shows("Said")
        counter.terminal.types("\x03")
        assert counter.terminal.ended() == 130
    assert counter.told == ["KeyboardInterrupt"]
    assert counter.terminal.raw.rstrip().endswith(b"\x1b[?25h") or b"\x1b[?1049l" in counter.terminal.raw


def test_a_signal_leaves_like_ctrl_c(tmp_path: Path) -> None:
    with at_the_counter(tmp_path) as counter:
        counter.terminal.shows("Said")
        counter.terminal.child.kill(signal.SIGTERM)
        assert counter.terminal.ended() == 130
    assert b"\x1b[?1049l" in counter.terminal.raw


def test_a_terminal_that_hangs_up_ends_the_walk_quietly(tmp_path: Path) -> None:
    with at_the_counter(tmp_path) as counter:
        counter.terminal.shows("Said")
        assert counter.terminal.hung_up() == 130
    assert counter.told in (["KeyboardInterrupt"], ["EOFError"])


def test_text_is_typed_where_a_name_is_asked_and_the_empty_line_keeps_its_keys(tmp_path: Path) -> None:
    with at_the_counter(tmp_path, "paper") as counter:
        counter.terminal.shows("Which garment is it?")
        for seen in ("Which colour?", "What was spilt?", "Where on it?", "Name on the note"):
            counter.presses("1")
            counter.terminal.shows(seen)
        counter.presses("Ana<!>9", after=1)
        counter.terminal.shows("> Ana<!>9_")
        counter.presses("\x15")
        counter.terminal.shows("> _")
        counter.presses("\x1b[200~Elena\x07 Prats\x1b[201~")
        counter.terminal.shows("> Elena Prats_")
        counter.presses("\r")
        counter.terminal.shows("with the note in hand")
    assert "Elena Prats" in counter.told[-1]


def test_without_colour_only_bold_is_used(tmp_path: Path) -> None:
    with at_the_counter(tmp_path, environ={"NO_COLOR": "1"}) as counter:
        counter.terminal.shows("Said")
        counter.later(70)
        counter.terminal.shows("not too late")
    styles = set(re.findall(rb"\x1b\[([0-9;]*)m", counter.terminal.raw))
    assert {part for code in styles for part in code.split(b";")} <= {b"", b"0", b"1"}


def test_in_latin_1_the_same_signs_are_shown(tmp_path: Path) -> None:
    environ = {"PYTHONIOENCODING": "iso-8859-1"}
    with at_the_counter(tmp_path, environ=environ, encoding="iso-8859-1") as counter:
        counter.terminal.shows("muchísimo")
        counter.terminal.until(lambda: "» Enter" in counter.terminal.row(15))


def test_in_ascii_accents_are_dropped_and_nothing_is_a_question_mark(tmp_path: Path) -> None:
    with at_the_counter(tmp_path, environ={"PYTHONIOENCODING": "ascii"}) as counter:
        counter.terminal.shows("Lo siento muchisimo, ha sido culpa nuestra.")
        counter.terminal.until(lambda: "> Enter" in counter.terminal.row(15))
        counter.presses("\r")
        counter.terminal.shows("Se encuentra bien?")


def test_words_stand_before_anything_is_loaded_and_an_early_enter_counts(tmp_path: Path) -> None:
    with at_the_counter(tmp_path, "early") as counter:
        counter.terminal.shows("Lo siento muchísimo, ha sido culpa nuestra.")
        counter.terminal.types("\r")
        counter.terminal.shows("Is anyone hurt or burnt?")
        counter.terminal.types("\x03")
        assert counter.terminal.ended() == 130
    assert counter.told[0].startswith("Confirm")
    assert counter.terminal.raw.count(b"\x1b[?1049h") == 1
    assert counter.terminal.raw.count(b"\x1b[?1049l") == 1
