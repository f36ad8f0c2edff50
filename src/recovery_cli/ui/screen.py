"""What a screen holds, whatever shows it: a terminal, plain lines, or the first words before anything is loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

To = TypeVar("To")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A typed line that will not do: what is said about it."""

    message: str


@dataclass(frozen=True, slots=True)
class Option(Generic[To]):
    """One key and what it leads to; `marked`: Enter takes it too. None leads nowhere yet (drawn early)."""

    key: str
    label: str
    to: To | None = None
    remark: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Entry(Generic[To]):
    """A line of text: `make` turns what was typed into what it leads to, or says what is wrong with it."""

    make: Callable[[str], To | Wrong]
    text: str = ""
    hint: str = ""
    most: int = 60


@dataclass(frozen=True, slots=True)
class Screen(Generic[To]):
    """One screen, whole; `also` are keys that are not listed, `anything` is what any key leads to.

    `guard`: keys typed before it was drawn do not count. `keys` is the last row: key and what it does.
    """

    header: str = ""
    label: str = ""
    tab: str = ""
    breaths: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    ask: str = ""
    place: str = ""
    options: tuple[Option[To], ...] = ()
    entry: Entry[To] | None = None
    notes: tuple[str, ...] = ()
    quiet: str = ""
    rail: tuple[tuple[str, str], ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    also: tuple[tuple[str, To], ...] = ()
    anything: To | None = None
    guard: bool = False
