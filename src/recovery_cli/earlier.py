"""Earlier incidents of the same customer, found by what a person gave, so that nothing is asked twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from recovery_cli.errors import RecoverError
from recovery_cli.ports import Earlier, Journal
from recovery_cli.private import Private
from recovery_cli.record import INCIDENT, Record
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk.context import CONTACTS, PEOPLE, contacts
from recovery_cli.walk.events import Event, Repeat, Value
from recovery_cli.walk.state import Walk

NAME = "customer.name"
"""Weak when it is all that is the same, since others have it too."""

WAYS = ("customer.phone", "customer.email")
"""What is not asked again: a way to reach somebody. A name is, since a family may share one telephone."""

LATELY = timedelta(days=90)
_NUMBERS = ("customer.phone", "line.number")
_LOCAL = 8
"""Digits that two numbers must share where one of them has its country's code and the other has not."""

_PUNCTUATION = re.compile(r"[\W_]+")
_OVER = ("resolved", "impressed", "lost")


def key(fact: str, value: Value) -> tuple[str, str] | None:
    """What is compared: its kind, and the value without case, spaces and punctuation; None for nothing to compare."""
    text = _folded(str(value) if isinstance(value, Private | str) else "")
    if fact == NAME:
        said = " ".join(_PUNCTUATION.sub(" ", text).split())
        return (fact, said) if said else None
    if fact == "customer.email":
        said = "".join(text.split())
        return (fact, said) if said else None
    said = _PUNCTUATION.sub("", text)
    if fact in _NUMBERS and said.isdigit():
        return ("number", said.lstrip("0")) if said.strip("0") else None
    return (fact, said) if said else None


def _folded(text: str) -> str:
    """Without case and accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two keys mean the same; a number may be written with its country's code or without."""
    if one[0] != other[0] or one[0] != "number":
        return one == other
    short, long = sorted((one[1], other[1]), key=len)
    return short == long or (len(short) >= _LOCAL and long.endswith(short))


def keys(facts: Mapping[str, Value]) -> frozenset[tuple[str, str]]:
    found = (key(fact, facts.get(fact)) for fact in PEOPLE)
    return frozenset(each for each in found if each is not None)


def identify(events: Iterable[Event]) -> bool:
    """Whether these say who the customer is."""
    return any(isinstance(each, e.FactGiven | e.FactRevised) and each.fact in PEOPLE for each in events)


def recognised(record: Record, *, now: datetime, known: bool) -> tuple[tuple[Earlier, ...], c.CountContacts]:
    """The earlier incidents of whoever this one is about, and the command that counts them.

    `known`: what is known from them is not asked again.
    """
    found = find(record.journal, record.walk, began=record.moments[0].at, now=now)
    counting = count(record.walk, found, now=now)
    return found, counting if known else replace(counting, known={})


def find(journal: Journal, walk: Walk, *, began: datetime, now: datetime) -> tuple[Earlier, ...]:
    """Those that began before this one and are unresolved or not older than 90 days, the newest first."""
    mine = keys(walk.facts)
    if not mine:
        return ()
    streams = journal.saying(_anyhow(mine))
    own = INCIDENT + walk.incident
    ids = [each.removeprefix(INCIDENT) for each in streams if each.startswith(INCIDENT) and each != own]
    told = (each for each in _told(journal, ids, mine) if each.began_at <= began)
    counted = (each for each in told if each.unresolved or now - each.began_at <= LATELY)
    return tuple(sorted(counted, key=lambda each: (each.began_at, each.incident), reverse=True))


def named(journal: Journal, walk: Walk) -> tuple[Earlier, ...]:
    """Those that this walk has found already, the newest first."""
    told = _told(journal, (*walk.earlier, *walk.perhaps), keys(walk.facts))
    return tuple(sorted(told, key=lambda each: (each.began_at, each.incident), reverse=True))


def count(walk: Walk, found: Iterable[Earlier], *, now: datetime) -> c.CountContacts:
    """This contact and those before it; only what is certain counts."""
    listed = tuple(found)
    certain = [each for each in listed if each.certain]
    before = max(len(certain), max((each.contacts for each in certain), default=0))
    lately = [each for each in certain if now - each.began_at <= LATELY]
    repeat: Repeat = ""
    if lately:
        same_again = any((each.playbook, each.failure) == (walk.playbook, walk.failure) for each in lately)
        repeat = "same" if same_again else "other"
    return c.CountContacts(
        count=1 + before,
        earlier=tuple(each.incident for each in certain),
        perhaps=tuple(each.incident for each in listed if not each.certain),
        repeat=repeat,
        since=min((each.began_at for each in certain), default=None),
        known=_known(certain, 1 + before),
    )


def _known(certain: Sequence[Earlier], number: int) -> dict[str, Value]:
    """The newest way to reach them of each kind, and how often they have come."""
    found: dict[str, Value] = {CONTACTS: number} if certain else {}
    for each in reversed(certain):
        found |= {way: words for way, words in each.reach.items() if str(words)}
    return found


def _anyhow(mine: frozenset[tuple[str, str]]) -> Callable[[str], bool]:
    """Whether some words could be one of these, whatever they were said for: a quick sieve over a whole journal."""
    bare = {_PUNCTUATION.sub("", text) for _, text in mine}
    numbers = [each for each in mine if each[0] == "number"]

    def matches(words: str) -> bool:
        said = _PUNCTUATION.sub("", _folded(words))
        if said in bare:
            return True
        return said.isdigit() and any(same(("number", said.lstrip("0")), each) for each in numbers)

    return matches


def _told(journal: Journal, ids: Iterable[str], mine: frozenset[tuple[str, str]]) -> Iterator[Earlier]:
    for incident in ids:
        try:
            record = Record(journal, incident)
        except RecoverError:
            # What cannot be read is for `recover journal verify` to tell; here somebody is waiting.
            continue
        walk = record.walk
        shared = {own[0] for own in mine for theirs in keys(walk.facts) if same(own, theirs)}
        if shared and record.moments:
            yield Earlier(
                incident=incident,
                playbook=walk.playbook,
                failure=walk.failure,
                title=walk.title,
                began_at=record.moments[0].at,
                contacts=contacts(walk),
                unresolved=not walk.finished or walk.outcome not in _OVER,
                certain=shared != {NAME},
                reach={way: words for way in WAYS if isinstance(words := walk.facts.get(way), Private)},
                name=str(walk.facts[NAME]) if isinstance(walk.facts.get(NAME), Private) else "",
            )
