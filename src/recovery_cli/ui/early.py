"""The first words, on the terminal before anything heavy is imported: raw mode, one write, later keys are kept."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TextIO

from recovery_cli.ui.blocks import Row
from recovery_cli.ui.frame import Opening, opening
from recovery_cli.ui.grid import rows
from recovery_cli.ui.screen import Screen

_ENTER = "\x1b[?1049h\x1b[?25l\x1b>\x1b[H\x1b[2J"
"""The alternate screen, no cursor, the number pad as digits, and a clean page."""
_LEAVE = "\x1b[?25h\x1b[?1049l"
_STYLES = {"bold": "\x1b[1m", "late": "\x1b[1m"}


@dataclass
class Early:
    """What was set on the terminal, for whoever takes it over to put back; `restore` twice does no harm."""

    keyboard: int
    out: TextIO
    attributes: list[int | list[bytes | int]] | None

    def restore(self) -> None:
        """Leave the alternate screen and give the keyboard back; a terminal that hung up is left alone."""
        if self.attributes is None:
            return
        import termios

        attributes, self.attributes = self.attributes, None
        try:
            self.out.write(_LEAVE)
            self.out.flush()
            termios.tcsetattr(self.keyboard, termios.TCSANOW, attributes)
        except (OSError, termios.error):
            return


def show(of: Opening, *, clock: str = "0:00", out: TextIO | None = None, keyboard: int | None = None) -> Early:
    """The screen of the first words, whole; raises OSError where there is no terminal.

    Keys typed before it stands answer nothing: nobody has said anything yet. Those typed after it are kept.
    """
    screen: Screen[None] = opening(of)
    return shown(screen, clock=clock, out=out, keyboard=keyboard)


def shown(screen: Screen[None], *, clock: str = "", out: TextIO | None = None, keyboard: int | None = None) -> Early:
    """Any screen, drawn early."""
    import termios

    stream = sys.stdout if out is None else out
    source = sys.stdin.fileno() if keyboard is None else keyboard
    try:
        before = termios.tcgetattr(source)
    except termios.error as fault:
        raise OSError(*fault.args) from fault
    raw = [*before]
    # ICRNL off as well: an Enter pressed now must arrive later as Enter, not as Ctrl-J.
    raw[0] = before[0] & ~(termios.ICRNL | termios.IXON)
    raw[3] = before[3] & ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(source, termios.TCSANOW, raw)
    size = os.get_terminal_size(stream.fileno())
    encoding = stream.encoding or "ascii"
    drawn = rows(screen, width=size.columns, height=size.lines, clock=clock, late=False, encoding=encoding)
    termios.tcflush(source, termios.TCIFLUSH)
    stream.write(_ENTER + "\r\n".join(_text(row) for row in drawn))
    stream.flush()
    return Early(source, stream, before)


def _text(row: Row) -> str:
    return "".join(f"{_STYLES[style]}{text}\x1b[0m" if style in _STYLES else text for style, text in row)
