"""Keys typed before the first words stand answer nothing; keys typed after them count."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest
from pseudo_terminal import Terminal

from recovery_cli.ui.early import Early, show
from recovery_cli.ui.frame import Opening

DRIVER = str(Path(__file__).with_name("walk_in_terminal.py"))
WORDS = Opening("Spill on a guest", "Marco", "30 EUR", "es", "en", ("Lo siento muchísimo.",))


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """A terminal: its own end, and the program's."""
    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    yield outer, inner
    os.close(outer)
    os.close(inner)


def waiting(inner: int, *, most: float = 0) -> bool:
    """Whether a key is there to be read, or comes within `most` seconds."""
    return bool(select.select([inner], [], [], most)[0])


def drawn(inner: int) -> Early:
    with os.fdopen(os.dup(inner), "w", encoding="utf-8") as out:
        return show(WORDS, out=out, keyboard=inner)


def test_what_was_typed_before_the_words_is_gone_and_what_comes_after_is_kept(ends: tuple[int, int]) -> None:
    outer, inner = ends
    os.write(outer, b"\r\r\r")
    assert waiting(inner, most=10)
    drawn(inner)
    assert not waiting(inner)
    os.write(outer, b"\r")
    assert waiting(inner, most=10)
    assert os.read(inner, 10) == b"\r"


@pytest.mark.parametrize("mode", ["early", "plain"])
def test_the_first_words_are_not_said_by_keys_typed_before_them(tmp_path: Path, mode: str) -> None:
    clock, answers = tmp_path / "clock", tmp_path / "answers"
    clock.write_text("5")
    with Terminal([sys.executable, DRIVER, str(clock), str(answers), mode]) as terminal:
        terminal.types("\r\r1\r")
        terminal.shows("Lo siento muchísimo")
        terminal.types("?")
        terminal.shows("If the guest asks why")
        assert answers.read_text() == ""
        terminal.types("x")
        terminal.shows("Said")
        terminal.types("\r")
        terminal.shows("Is anyone hurt or burnt?")
        terminal.until(lambda: answers.read_text().startswith("Confirm"))
        assert len(answers.read_text().splitlines()) == 1
