"""A fault in content is a value with a place, so that an author sees all of them at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One fault; `line` and `column` count from 1, 0 means the whole file."""

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        tail = f"\n    {self.hint}" if self.hint else ""
        return f"{place}: {self.code}\n    {self.message}{tail}"


def nearest(name: str, known: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """The known names that `name` most likely meant, best first."""
    return tuple(difflib.get_close_matches(name, sorted(known), n=most, cutoff=0.5))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`Nearest: …`, or all the names when they are few, or nothing."""
    names = sorted(known)
    close = nearest(name, names)
    if close:
        return f"Nearest: {', '.join(close)}"
    return f"There is: {', '.join(names)}" if 0 < len(names) <= 12 else ""
