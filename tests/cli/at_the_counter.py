"""Somebody at the counter: the real program in a pseudo-terminal, walked by keys alone."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from cli.program import RECOVER
from ui.pseudo_terminal import Terminal

SETTLED, SAME = 0.35, 0.75
"""Seconds: a guarded screen takes no key before the first, the same key again is the same press before the second."""

SPILL = (
    ("Lo siento muchísimo, ha sido culpa nuestra.", "\r"),
    ("Is anyone hurt or burnt?", "1"),
    ("Then fetch Ana.", "1"),
    ("Ana says, in Spanish", "\r"),
    ("What is it made of?", "1"),
    ("Offered: cleaning note up to 120 EUR", "1"),
    ("Which garment is it?", "1"),
    ("Which colour?", "1"),
    ("What was spilt?", "1"),
    ("Where on it?", "3"),
    ("Name on the note", "Elena Prats\r"),
    ("Handed over and signed", "\r"),
    ("Is any of this so?", "4\r"),
    ("A small extra, at our cost:", "1"),
    ("Two promises. Keep both?", "\r"),
    ("What let it happen?", "2"),
    ("What we change, who, from when", "1"),
)
"""The barbecue sauce: what is read on each screen, and the keys that answer it."""


class Counter:
    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self._last = ""
        self._seen = time.monotonic()

    def reads(self, *texts: str) -> None:
        """Wait until all of it is on the screen."""
        for text in texts:
            self.terminal.shows(text)
        self._seen = time.monotonic()

    def presses(self, keys: str) -> None:
        """Not sooner after what was read than the screen takes a key."""
        ready = self._seen + (SAME if keys[0] == self._last else SETTLED)
        self.terminal.until(lambda: time.monotonic() >= ready)
        self.terminal.types(keys)
        self._last = keys[-1]

    def walks(self, *, until: str = "") -> None:
        """The steps of the sauce up to the screen that shows `until`, which is read and not answered."""
        for text, keys in SPILL:
            self.reads(text)
            if text == until:
                return
            self.presses(keys)

    @property
    def printed(self) -> str:
        """What stands on the ordinary screen after the walk."""
        return self.terminal.raw.rpartition(b"\x1b[?1049l")[2].decode()


@contextmanager
def at_the_counter(
    *args: str | Path, environ: Mapping[str, str] | None = None, encoding: str = "utf-8"
) -> Iterator[Counter]:
    with Terminal([RECOVER, *map(str, args)], environ=environ, encoding=encoding) as terminal:
        yield Counter(terminal)
