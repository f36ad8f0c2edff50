"""Which failure is meant: numbers choose, letters find by the beginnings of words. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from recovery_cli.ui.furniture import furnish
from recovery_cli.ui.keyboard import BACKSPACE, CLEAR, TAB
from recovery_cli.ui.leads import ENTER

OTHER = ""
"""The id of line 0, something else."""
_WORD = re.compile(r"\w+")
_MOST = 30


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
        return state, next((match.entry.id for match in state.matches if match.entry.key == key), None)
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


def telling(entries: Sequence[Entry], entry: Entry) -> str:
    """Four letters that find this entry, and as few others as can be."""
    words = [folded(word)[:4] for word in _WORD.findall(entry.label) if len(word) > 3] or [folded(entry.label)[:4]]
    return min(words, key=lambda word: len(found(entries, word)))
