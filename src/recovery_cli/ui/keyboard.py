"""What a key does on a screen: pure, so that bounce, guard and typing can be tried without a terminal."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime

from recovery_cli.ui.furniture import furnish
from recovery_cli.ui.leads import ENTER, Leads, View
from recovery_cli.ui.screen import Wrong

BOUNCE, BOUNCE_ENTER, GUARD = 0.4, 0.7, 0.3
"""Seconds: the same key again is the same press; keys typed before a guarded screen was drawn do not count."""

BACKSPACE, LEFT, TAB, CLEAR = "Backspace", "Left", "Tab", "Ctrl-U"
_SAME = {" ": ENTER, BACKSPACE: "<", LEFT: "<"}
"""In a list of choices."""
_ALWAYS = ("9",)
"""Somebody is hurt: never too early."""


@dataclass(frozen=True, slots=True)
class Last:
    """The key pressed last on any screen, and when."""

    key: str = ""
    at: datetime | None = None

    def is_again(self, key: str, at: datetime) -> bool:
        """A finger that stays down, or a switch that bounces."""
        if key != self.key or self.at is None:
            return False
        return (at - self.at).total_seconds() < (BOUNCE_ENTER if key in (ENTER, " ") else BOUNCE)


@dataclass(frozen=True, slots=True)
class Shown:
    """A screen as it stands: since when it can be read (None: not yet), what went wrong on it.

    `language` is the operator's.
    """

    view: View
    at: datetime | None
    language: str
    wrong: int = 0

    @property
    def drawn(self) -> View:
        """After two wrong keys in a row the last row says which keys count here."""
        if self.wrong < 2:
            return self.view
        return replace(self.view, keys=((furnish("keys-here", self.language), "  ".join(keys_of(self.view))),))


def keys_of(view: View) -> tuple[str, ...]:
    """The keys that count on a screen, listed ones first."""
    listed = [option.key for option in view.options]
    return tuple(dict.fromkeys((*listed, *(key for key, _ in view.also if key != ENTER))))


def lead_of(view: View, key: str) -> Leads | None:
    """What a key leads to; Enter takes the marked line."""
    for option in view.options:
        if option.key == key or (key == ENTER and option.marked):
            return option.to
    found = dict(view.also).get(key)
    return view.anything if found is None else found


def pressed(shown: Shown, key: str, at: datetime, last: Last) -> tuple[Shown, Leads | None]:
    """The screen after a key, and what the key leads to, if it does."""
    view = shown.view
    typing = view.entry is not None and bool(view.entry.text)
    if last.is_again(key, at) and not (typing and key != ENTER):
        return shown, None
    key = key if view.entry is not None else _SAME.get(key, key)
    if view.guard and key not in _ALWAYS and (shown.at is None or (at - shown.at).total_seconds() < GUARD):
        return shown, None
    if view.entry is not None:
        return _typed(shown, key)
    found = lead_of(view, key)
    return (replace(shown, wrong=0), found) if found is not None else (replace(shown, wrong=shown.wrong + 1), None)


def pasted(shown: Shown, text: str) -> Shown:
    """A paste is text in a line of text, and nothing in a list of choices."""
    if shown.view.entry is None:
        return shown
    for sign in text:
        shown = _with(shown, shown.view.entry.text + sign if shown.view.entry is not None else "")
    return shown


def _typed(shown: Shown, key: str) -> tuple[Shown, Leads | None]:
    """In a line of text `<` and `!` are keys only while it is empty; digits are always text."""
    entry = shown.view.entry
    if entry is None:
        return shown, None
    if key == ENTER:
        made = entry.make(entry.text)
        if not isinstance(made, Wrong):
            return shown, made
        return replace(shown, view=replace(shown.view, entry=replace(entry, hint=made.message))), None
    if key == CLEAR:
        return _with(shown, ""), None
    if key == BACKSPACE and entry.text:
        return _with(shown, entry.text[:-1]), None
    if key == TAB or (not entry.text and key in ("<", "!", BACKSPACE, LEFT)):
        found = dict(shown.view.also).get("<" if key in (BACKSPACE, LEFT) else key)
        return shown, found
    return (_with(shown, entry.text + key) if len(key) == 1 else shown), None


def _with(shown: Shown, text: str) -> Shown:
    entry = shown.view.entry
    if entry is None:
        return shown
    kept = "".join(sign for sign in text if unicodedata.category(sign)[0] != "C")[: entry.most]
    return replace(shown, view=replace(shown.view, entry=replace(entry, text=kept)))
