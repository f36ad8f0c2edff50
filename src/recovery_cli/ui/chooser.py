"""What happened? A number takes its line at once; letters filter by the beginnings of words, in all languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from recovery_cli.ports import Clock
from recovery_cli.ui.blocks import Parts, Row, parts, sendable
from recovery_cli.ui.frame import in_language
from recovery_cli.ui.furniture import furnish
from recovery_cli.ui.grid import HEIGHT, WIDTH, within
from recovery_cli.ui.keyboard import BACKSPACE, CLEAR, ENTER, TAB, Last
from recovery_cli.ui.screen import Option, Screen
from recovery_cli.ui.signs import packed, written
from recovery_cli.ui.stage import PASTE, Stage

OTHER = ""
"""The id of line 0, something else."""
_WORD = re.compile(r"\w+")
_LINES = 10
_MOST = 30
_SAY = 66
_SAID, _ASK, _TYPED = 4, 7, 20
"""Rows, counted from 0."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: `key` is its number (empty: none), `synonyms` are words in any language that find it."""

    key: str
    id: str
    label: str
    remark: str = ""
    synonyms: tuple[str, ...] = ()


class Match(NamedTuple):
    """An entry that fits, and the synonym that made it fit (empty: its own name did)."""

    entry: Entry
    by: str


class Picked(NamedTuple):
    id: str
    language: str


Words: TypeAlias = "dict[str, tuple[str, ...]]"


@dataclass(frozen=True, slots=True)
class Question:
    """What the ready screen shows around the list.

    `words` are said at once, by language; `wanted` is a name that is not there, for which `entries` are the nearest.
    """

    header: str
    entries: tuple[Entry, ...]
    words: Words
    languages: tuple[str, ...]
    language: str
    operator_language: str
    ask: str = "what-happened"
    other: str = "something-else"
    due: str = ""
    wanted: str = ""


def folded(text: str) -> str:
    """Without accents and without regard to case."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def found(entries: Sequence[Entry], typed: str) -> tuple[Match, ...]:
    """The entries of which every typed word begins some word; first those whose own name fits, else in order."""
    wanted = _WORD.findall(folded(typed))
    if not wanted:
        return tuple(Match(entry, "") for entry in entries)
    by_name = [Match(entry, "") for entry in entries if _fits(entry.label, wanted)]
    by_other = [
        Match(entry, next((each for each in entry.synonyms if _fits(each, wanted)), ""))
        for entry in entries
        if not _fits(entry.label, wanted) and _fits(" ".join((entry.label, *entry.synonyms)), wanted)
    ]
    return (*by_name, *by_other)


def _fits(text: str, wanted: Sequence[str]) -> bool:
    there = _WORD.findall(folded(text))
    return all(any(word.startswith(part) for word in there) for part in wanted)


@dataclass(frozen=True, slots=True)
class Choosing:
    """The screen as it stands."""

    question: Question
    typed: str = ""
    language: str = ""

    @property
    def spoken_in(self) -> str:
        return self.language or self.question.language

    def furnish(self, code: str, *args: object) -> str:
        return furnish(code, self.question.operator_language, *args)

    @property
    def matches(self) -> tuple[Match, ...]:
        return found(self.question.entries, self.typed)


def pressed(state: Choosing, key: str) -> tuple[Choosing, str | None]:
    """The screen after a key, and the id that was chosen, if one was. No name holds a digit, so digits choose."""
    if key == "0":
        return state, OTHER
    if len(key) == 1 and key.isdigit():
        return state, next((entry.id for entry in state.question.entries if entry.key == key), None)
    if key == ENTER:
        return state, _marked(state)
    if key == TAB:
        return replace(state, language=_next(state)), None
    if key == BACKSPACE:
        return replace(state, typed=state.typed[:-1]), None
    if key == CLEAR:
        return replace(state, typed=""), None
    letter = len(key) == 1 and (key.isalpha() or key in " '-")
    return (replace(state, typed=(state.typed + key)[:_MOST].lstrip()) if letter else state), None


def _marked(state: Choosing) -> str | None:
    """The line that Enter takes: the first that is left once something was typed; none left, something else."""
    if not state.typed and not state.question.wanted:
        return None
    return state.matches[0].entry.id if state.matches else OTHER


def _next(state: Choosing) -> str:
    languages = state.question.languages
    if state.spoken_in not in languages:
        return languages[0] if languages else state.spoken_in
    return languages[(languages.index(state.spoken_in) + 1) % len(languages)]


def drawn(state: Choosing, *, width: int, height: int, clock: str = "", encoding: str = "utf-8") -> list[Row]:
    """The ready screen: words at the top, the list, the typed letters, one line of what is due.

    On a smaller terminal what is due goes first, then the operator's language, the label and the header.
    """
    width, height = min(width, WIDTH), min(height, HEIGHT)
    of = parts(sendable(_screen(state, width), encoding), width, frozenset(), clock, False)
    typed = [[("", "      > "), ("bold", state.typed), ("", "_")]]
    top = _placed(of) if height == HEIGHT else None
    for leave in range(5):
        if top is not None:
            break
        top = _flowing(of, frozenset(("quiet", "under", "label", "head")[:leave]), height - 2 - len(of.quiet))
    if top is None:
        top = (of.words + of.ask + of.listed)[: max(height - 3, 0)]
    bottom = [*typed, [], *(of.quiet or [[]]), *of.keys] if height == HEIGHT else [*typed, *of.keys]
    filler = max(height - len(top) - len(bottom), 0)
    grid = [*top, *([] for _ in range(filler)), *bottom][-height:]
    return [within([(style, written(text, encoding)) for style, text in row], width) for row in grid]


def _placed(of: Parts) -> list[Row] | None:
    """Each thing in its own row, or None when that is too much."""
    grid: list[Row] = [[] for _ in range(_TYPED)]
    said = of.words + of.under
    if len(said) > _ASK - _SAID or len(of.ask) > 1 or _ASK + 1 + len(of.listed) > _TYPED:
        return None
    for at, block in ((0, of.head), (2, of.label), (_SAID, said), (_ASK, of.ask), (_ASK + 1, of.listed)):
        grid[at : at + len(block)] = block
    return grid


def _flowing(of: Parts, gone: frozenset[str], room: int) -> list[Row] | None:
    top: list[Row] = []
    for name, block in (("head", of.head), ("label", of.label), ("words", of.words + _unless(of.under, "under", gone))):
        if name not in gone and block:
            top += [*block, []]
    top += of.ask + of.listed
    return top if len(top) <= room else None


def _unless(block: list[Row], name: str, gone: frozenset[str]) -> list[Row]:
    return [] if name in gone else block


def _screen(state: Choosing, width: int) -> Screen[None]:
    question = state.question
    spoken = question.words.get(state.spoken_in) or next(iter(question.words.values()), ())
    same = state.spoken_in.partition("-")[0] == question.operator_language.partition("-")[0]
    under = () if same else question.words.get(question.operator_language, ())
    options = [_line(state, match, number) for number, match in enumerate(state.matches[:_LINES])]
    options.append(Option("0", state.furnish(question.other), marked=bool(state.typed) and not state.matches))
    keys = [(state.furnish("enter"), state.furnish("take-marked"))]
    if state.typed:
        keys.append((state.furnish("backspace"), state.furnish("widen")))
    return Screen(
        header=question.header,
        label=in_language(state.furnish("say-now"), state.spoken_in, question.operator_language),
        tab=state.furnish("other-language") if len(question.languages) > 1 else "",
        breaths=packed(spoken, max(min(_SAY, width - 8), 1)),
        under=under,
        ask=state.furnish("did-you-mean", question.wanted) if question.wanted else state.furnish(question.ask),
        options=tuple(options),
        quiet=question.due,
        keys=(*keys, ("Ctrl-C", state.furnish("leave"))),
    )


def _line(state: Choosing, match: Match, number: int) -> Option[None]:
    entry, by = match
    remark = by or entry.remark
    if not remark and not entry.key:
        word = next(iter(_WORD.findall(entry.label)), "")
        remark = state.furnish("type", folded(word)[:4])
    marked = number == 0 and (bool(state.typed) or bool(state.question.wanted))
    return Option(entry.key, entry.label, remark=remark, marked=marked)


def choose(question: Question, *, stage: Stage[str], clock: Clock) -> Picked:
    """Ask on an open stage; raises KeyboardInterrupt and EOFError to leave. `OTHER` is something else."""
    state, began, last = Choosing(question), clock.now(), Last()

    def draw(width: int, height: int) -> list[Row]:
        seconds = int((clock.now() - began).total_seconds())
        time = f"{seconds // 60}:{seconds % 60:02d}"
        return drawn(state, width=width, height=height, clock=time, encoding=stage.encoding)

    def press(key: str, _data: str) -> str | None:
        nonlocal state, last
        if key == PASTE:
            return None
        at, before = clock.now(), last
        last = Last(key, at)
        if before.is_again(key, at) and not key.isalpha():
            return None
        state, chosen = pressed(state, key)
        return chosen

    return Picked(stage.run(draw, press), state.spoken_in)
