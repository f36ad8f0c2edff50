"""Plain lines, top to bottom: for a screen reader, a printer terminal, a pipe of keys. Nothing is ever redrawn."""

from __future__ import annotations

import re
import textwrap
from typing import TextIO

from recovery_cli import i18n
from recovery_cli.ports import Clock, Reply, Scene
from recovery_cli.ui.furniture import language_name
from recovery_cli.ui.furniture.grammar import capital, stopped
from recovery_cli.ui.here import Here
from recovery_cli.ui.keyboard import lead_of
from recovery_cli.ui.leads import ENTER, Leads, View
from recovery_cli.ui.screen import Wrong
from recovery_cli.ui.signs import one_row, written
from recovery_cli.ui.story import pieces
from recovery_cli.ui.told import MINUTE, apologised
from recovery_cli.ui.turns import ScreenPrompter
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e

_WIDTH = 80
_COLUMNS = re.compile(r" {2,}")
_LANGUAGE, _TIME, _HELP = ("l", "tab"), "t", "h"


class PlainPrompter(ScreenPrompter):
    """The same screens as sentences; a key is followed by Enter. The end of input raises EOFError."""

    def __init__(self, stdin: TextIO, stdout: TextIO, clock: Clock) -> None:
        super().__init__(clock)
        self._in, self._out = stdin, stdout
        self._encoding = stdout.encoding or "utf-8"
        self._told = 0
        self._operator = ""
        self._minute = False
        self._helped = False

    def ask(self, scene: Scene) -> Reply:
        self._news(Here(scene, self.clock.now()))
        return super().ask(scene)

    def show(self, view: View, scene: Scene) -> Leads:
        here = Here(scene, self.clock.now())
        self._screen(here, view)
        while True:
            self._out.write("> ")
            self._out.flush()
            line = self._in.readline()
            if not line:
                raise EOFError
            found = self._lead(here, view, line.strip("\r\n"))
            if found is not None:
                return found

    def _say(self, *sentences: str) -> None:
        for sentence in sentences:
            text = written(one_row(sentence), self._encoding)
            self._out.write(textwrap.fill(text, _WIDTH, break_on_hyphens=False) + "\n")

    def _news(self, here: Here) -> None:
        """What the last answer came to, who goes on, and once that a minute has passed."""
        moments = here.scene.moments
        fresh = {id(moment.event) for moment in moments[self._told :]}
        if not self._told:
            self._say(f"{stopped(here.plan.failure.name[here.language])} {self._decides(here)}".rstrip())
        for piece in pieces(here):
            if id(piece.moment.event) not in fresh or isinstance(piece.moment.event, e.IncidentOpened):
                continue
            apology = isinstance(piece.moment.event, e.ApologyGiven)
            seconds = int((piece.moment.at - here.scene.began).total_seconds())
            self._say(self._sorry(here, seconds) if apology else stopped(capital(piece.words)))
        if self._told and here.walk.operator != self._operator:
            self._say(f"{here.furnish('plain-goes-on', here.walk.operator)} {self._decides(here)}".rstrip())
        self._told, self._operator = len(moments), here.walk.operator
        self._after_a_minute(here)

    def _decides(self, here: Here) -> str:
        if here.careful:
            return here.furnish("plain-careful")
        if here.plan.failure.ice_cream:
            return ""
        if here.limit is None:
            return here.furnish("plain-decides", here.operator)
        return here.furnish("plain-decides-up-to", here.operator, i18n.spoken_amount(here.limit, here.language))

    def _sorry(self, here: Here, seconds: int) -> str:
        return here.furnish("plain-sorry-after", _time(here, seconds))

    def _after_a_minute(self, here: Here) -> None:
        passed = (here.now - here.scene.began).total_seconds() >= MINUTE
        if self._minute or not passed or here.careful or here.plan.settings.clock == "off":
            return
        self._minute = True
        said = apologised(here.scene)
        if said is None:
            self._say(f"{here.furnish('plain-minute')} {here.furnish('plain-not-yet')}")
            return
        seconds = int((said.at - here.scene.began).total_seconds())
        self._say(f"{here.furnish('plain-minute')} {here.furnish('plain-sorry-was', seconds)}")

    def _screen(self, here: Here, view: View) -> None:
        self._out.write("\n")
        if view.label:
            self._say(stopped(view.label))
        if view.breaths:
            self._say(" ".join(view.breaths))
        if view.under:
            self._say(here.furnish("plain-in", language_name(here.language, here.language)), " ".join(view.under))
        if view.ask:
            self._say(_sentence(view.ask.removeprefix(here.furnish("do", ""))))
        self._say(*(_sentence(note) for note in view.notes if note.strip()))
        self._choices(here, view)

    def _choices(self, here: Here, view: View) -> None:
        only_said = [option.key for option in view.options] == [ENTER] and view.options[0].label == here.furnish("said")
        for option in view.options:
            label = f"{option.label}, {option.remark}" if option.remark else option.label
            if option.key != ENTER:
                self._say(stopped(f"{option.key}. {label}"))
            elif not only_said:
                self._say(here.furnish("plain-enter", label))
        if view.entry is not None:
            self._say(*(stopped(words) for words in (here.furnish("plain-type-it"), view.entry.hint) if words))
        sentence = here.furnish("plain-press-enter-said") if only_said else ""
        if not self._helped:
            self._helped = True
            sentence = f"{sentence} {here.furnish('plain-help-is')}".strip()
        if sentence:
            self._say(sentence)

    def _lead(self, here: Here, view: View, line: str) -> Leads | None:
        key = line.strip()
        if view.entry is not None and key not in ("<", "!"):
            made = view.entry.make(line)
            if isinstance(made, Wrong):
                self._say(stopped(made.message))
                return None
            return made
        if key.lower() == _HELP:
            self._help(here, view)
            return None
        if key.lower() == _TIME:
            seconds = int((self.clock.now() - here.scene.began).total_seconds())
            self._say(stopped(_time(here, seconds)))
            return None
        name = "Tab" if key.lower() in _LANGUAGE or line == "\t" else key
        found = self._enter(view) if not name else lead_of(view, name)
        if found is None:
            self._say(here.furnish("plain-no-such-key", key or here.furnish("enter"), self._keys(here, view)))
        return found

    def _enter(self, view: View) -> Leads | None:
        """Enter alone is taken where it has a line of its own, and for later; a list has no other default."""
        for option in view.options:
            if option.key == ENTER or (option.marked and isinstance(option.to, c.LeaveOpen)):
                return option.to
        return view.anything

    def _keys(self, here: Here, view: View) -> str:
        keys = [here.furnish("enter") if option.key == ENTER else option.key for option in view.options]
        if not keys:
            return here.furnish("enter")
        return here.furnish("plain-or", ", ".join(keys[:-1]), keys[-1]) if len(keys) > 1 else keys[0]

    def _help(self, here: Here, view: View) -> None:
        """What each key means here."""
        meanings = {
            "<": here.furnish("back"),
            "!": here.above,
            "?": here.furnish("why"),
            "9": here.furnish("someone-is-hurt"),
        }
        there = dict(view.also)
        self._say(here.furnish("plain-help-enter"), here.furnish("plain-help-number"))
        self._say(*(here.furnish("plain-help-key", key, word) for key, word in meanings.items() if key in there))
        if "Tab" in there:
            self._say(here.furnish("plain-help-language"))
        self._say(here.furnish("plain-help-time"), here.furnish("plain-help-leave"))


def _columns(line: str) -> str:
    return _COLUMNS.sub(lambda gap: " " if line[gap.start() - 1] in ".:?!" else ", ", line)


def _sentence(line: str) -> str:
    """A line of the grid read aloud: its columns become pauses."""
    return stopped(capital(_columns(line.strip())))


def _time(here: Here, seconds: int) -> str:
    """`8 seconds`, `1 minute 30 seconds`."""
    minutes, rest = divmod(seconds, MINUTE)
    told = []
    if minutes:
        told.append(here.furnish("plain-minutes-1") if minutes == 1 else here.furnish("plain-minutes", minutes))
    if rest or not minutes:
        told.append(here.furnish("plain-seconds-1") if rest == 1 else here.furnish("plain-seconds", rest))
    return " ".join(told)
