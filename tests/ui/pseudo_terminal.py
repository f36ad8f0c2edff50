"""A program in a pseudo-terminal, and what a person would see on it; every wait is for something seen."""

from __future__ import annotations

import os
import select
import signal
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

import ptyprocess
import pyte

LONGEST = 20.0
"""Seconds after which what was waited for will not come."""


class Terminal:
    def __init__(
        self,
        command: list[str],
        *,
        environ: Mapping[str, str] | None = None,
        columns: int = 80,
        lines: int = 24,
        encoding: str = "utf-8",
    ) -> None:
        world = {**os.environ, "TERM": "xterm-256color", "PYTHONDONTWRITEBYTECODE": "1", **(environ or {})}
        self.child = ptyprocess.PtyProcess.spawn(command, env=world, dimensions=(lines, columns))
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        if encoding != "utf-8":
            self.stream.select_other_charset("@")
        self.raw = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.child.isalive():
            self.child.kill(signal.SIGKILL)
            self.child.wait()
        self.child.fileobj.close()

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.child.fd], [], [], max(seconds, 0))
        if not ready:
            return False
        try:
            data = os.read(self.child.fd, 65536)
        except OSError:
            return False
        self.raw += data
        self.stream.feed(data)
        return bool(data)

    def until(self, seen: Callable[[], bool]) -> None:
        """Read until the screen shows it."""
        deadline = time.monotonic() + LONGEST
        while not seen():
            left = deadline - time.monotonic()
            assert left > 0, "not seen:\n" + "\n".join(self.screen.display)
            self._read(min(left, 0.1))

    def shows(self, text: str) -> None:
        self.until(lambda: any(text in line for line in self.screen.display))

    def row(self, number: int) -> str:
        """A row as drawings count them, from 1."""
        return str(self.screen.display[number - 1]).rstrip()

    def types(self, keys: str | bytes) -> None:
        self.child.write(keys.encode() if isinstance(keys, str) else keys)

    def resized(self, columns: int, lines: int) -> None:
        self.screen.resize(lines, columns)
        self.child.setwinsize(lines, columns)

    def hung_up(self) -> int:
        """The window is closed; the exit code of what ran in it."""
        self.child.fileobj.close()
        deadline = time.monotonic() + LONGEST
        while self.child.isalive():
            assert time.monotonic() < deadline, "still running after the window was closed"
            select.select([], [], [], 0.05)
        return int(self.child.exitstatus if self.child.exitstatus is not None else -self.child.signalstatus)

    def ended(self) -> int:
        """The exit code, once the program is gone."""
        deadline = time.monotonic() + LONGEST
        while self.child.isalive():
            assert time.monotonic() < deadline, "still running:\n" + "\n".join(self.screen.display)
            self._read(0.05)
        while self._read(0):
            pass
        return int(self.child.exitstatus if self.child.exitstatus is not None else -self.child.signalstatus)


def wrote(file: Path, text: str) -> Callable[[], bool]:
    """Whether a file holds a text by now."""
    return lambda: file.exists() and text in file.read_text()
