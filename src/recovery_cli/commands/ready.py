"""The ready screen: what happened? From raw files, so that it stands at once; a broken file is listed, not hidden."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from zoneinfo import ZoneInfo

from recovery_cli import catalogue, yamltree
from recovery_cli.commands.first_words import PLAIN_FAULTS
from recovery_cli.commands.raw import breaths, in_language, listed, mapping
from recovery_cli.errors import RecoverError, UsageError
from recovery_cli.session import Session, spoken_here
from recovery_cli.ui.finding import OTHER, Entry, Picked, Question, folded, found
from recovery_cli.ui.furniture import furnish

GENERAL = ("general", "something-else")
KEYS = "123456789"
SOON = timedelta(hours=12)

Names = tuple[str, str]
Person = tuple[str | None, str | None, str, str | None, str | None]


def choose(
    session: Session, playbook: str | None, failure: str | None, *, person: Person, plain: bool
) -> tuple[Names | None, str | None]:
    """Playbook and failure, and the customer's language if it was changed; None when somebody left."""
    asked = _Asked(session, person, plain)
    try:
        book = asked.book(playbook)
        if book is None:
            return GENERAL, asked.language
        picked = asked.failure(book, failure)
    except (KeyboardInterrupt, EOFError):
        return None, None
    return ((book, picked) if picked else GENERAL), asked.language


class _Asked:
    """The one or two questions of the ready screen, and the language that Tab left behind."""

    def __init__(self, session: Session, person: Person, plain: bool) -> None:
        self.session = session
        self.plain = plain
        self.raw = mapping(yamltree.load_fast(session.settings_path))
        named = self.raw.get("operator_language")
        self.here = named if isinstance(named, str) else spoken_here(session.environ)
        self.languages = tuple(str(each) for each in listed(self.raw.get("languages")))
        own = self.raw.get("specimen") != "true"
        self.language = person[3] or (self.languages[0] if own and self.languages else self.here)
        self.operator = person[0] or _first_person(self.raw)

    def book(self, playbook: str | None) -> str | None:
        """None for somewhere else."""
        books = [each for each in self.session.catalogue.playbooks() if each != GENERAL[0]]
        wanted = [str(each) for each in listed(self.raw.get("playbooks"))]
        own = [each for each in books if each in wanted] or books
        if playbook is not None:
            try:
                return catalogue.match(playbook, self.session.catalogue.playbooks(), kind="playbook")
            except UsageError:
                if self.plain:
                    raise
        elif len(own) == 1:
            return own[0]
        entries = [self._book(key, each) for key, each in zip(KEYS, sorted(own, key=self._order), strict=False)]
        picked = self._ask(entries, ask="where-are-you", other="somewhere-else", wanted=playbook or "")
        return picked or None

    def failure(self, book: str, failure: str | None) -> str:
        """Empty for something else."""
        if book == GENERAL[0]:
            return GENERAL[1]
        failures = self.session.catalogue.failures(book)
        if failure is not None:
            with suppress(UsageError):
                return catalogue.match(failure, failures, kind="failure")
        raw = self._raw(f"playbooks/{book}/playbook.yaml")
        entries = self.failures(book)
        near = nearest(entries, failure) if failure is not None else []
        return self._ask(near or entries, words=_words(raw), wanted=failure or "")

    def failures(self, book: str) -> list[Entry]:
        """In the order that the playbook shows them in, the others behind."""
        there = self.session.catalogue.failures(book)
        shown = [str(each) for each in listed(self._raw(f"playbooks/{book}/playbook.yaml").get("shown"))]
        ordered = [*(each for each in shown if each in there), *(each for each in there if each not in shown)]
        return [self._failure(book, each, number) for number, each in enumerate(ordered)]

    def _ask(
        self,
        entries: Sequence[Entry],
        *,
        words: dict[str, tuple[str, ...]] | None = None,
        ask: str = "what-happened",
        other: str = "something-else",
        wanted: str = "",
    ) -> str:
        question = Question(
            header=self._header(),
            entries=tuple(entries),
            words=words or _words(self._raw("playbooks/general/playbook.yaml")),
            languages=self.languages,
            language=self.language,
            operator_language=self.here,
            ask=ask,
            other=other,
            due=self._due(),
            wanted=wanted,
        )
        picked = _plainly(question) if self.plain else _on_screen(question, self.session)
        self.language = picked.language
        return "" if picked.id == OTHER else picked.id

    def _header(self) -> str:
        if self.raw.get("specimen") == "true":
            return furnish("no-business-yet", self.here)
        name = str(mapping(self.raw.get("business")).get("name", ""))
        return f"{name} · {self.operator.split()[0]}" if self.operator else name

    def _book(self, key: str, book: str) -> Entry:
        raw = self._raw(f"playbooks/{book}/playbook.yaml")
        synonyms = [word for each in self.session.catalogue.failures(book) for word in self._synonyms(book, each)]
        return Entry(key, book, in_language(raw.get("name"), self.here) or book, synonyms=tuple(synonyms))

    def _failure(self, book: str, failure: str, number: int) -> Entry:
        raw = self._raw(f"playbooks/{book}/failures/{failure}.yaml")
        remark = furnish("is-careful", self.here) if raw.get("careful") == "always" else ""
        if not raw:
            remark = furnish("has-a-mistake", self.here)
        key = KEYS[number] if number < len(KEYS) else ""
        label = in_language(raw.get("name"), self.here) or failure
        return Entry(key, failure, label, remark, self._synonyms(book, failure))

    def _synonyms(self, book: str, failure: str) -> tuple[str, ...]:
        raw = self._raw(f"playbooks/{book}/failures/{failure}.yaml")
        also = [str(word) for words in mapping(raw.get("also")).values() for word in listed(words)]
        return (*also, *(str(name) for name in mapping(raw.get("name")).values()), failure.replace("-", " "))

    def _order(self, book: str) -> tuple[int, str]:
        order = self._raw(f"playbooks/{book}/playbook.yaml").get("order")
        return (int(order) if isinstance(order, str) and order.isdecimal() else 100), book

    def _raw(self, name: str) -> Mapping[str, object]:
        path = self.session.catalogue.find(name)
        try:
            return {} if path is None else mapping(yamltree.load_fast(path))
        except PLAIN_FAULTS:
            return {}

    def _due(self) -> str:
        """One promise that is near, if the journal can be read."""
        now = self.session.clock.now()
        try:
            rows = self.session.journal.follow_ups()
        except RecoverError:
            return ""
        near = next((row for row in rows if not row.done and now - SOON / 12 <= row.due_at <= now + SOON), None)
        if near is None:
            return ""
        at = near.due_at.astimezone(ZoneInfo(str(self.raw.get("timezone", "UTC"))))
        return furnish("due-line", self.here, near.who, near.what, f"{at:%H:%M}")


def nearest_ids(session: Session, book: str, wanted: str) -> list[str]:
    """The failures of a playbook that a name which is not there may mean."""
    asked = _Asked(session, (None, None, "customer", None, None), plain=True)
    return [entry.id for entry in nearest(asked.failures(book), wanted)]


def nearest(entries: Sequence[Entry], wanted: str) -> list[Entry]:
    """The entries that a name which is not there may mean, with the keys 1, 2, 3."""
    words = {folded(word): entry for entry in entries for word in (entry.id, entry.label, *entry.synonyms)}
    close = difflib.get_close_matches(folded(wanted), list(words), n=6, cutoff=0.6)
    hits = [*(match.entry for match in found(entries, wanted)), *(words[word] for word in close)]
    unique = list({entry.id: entry for entry in hits}.values())[:3]
    return [
        Entry(str(number), each.id, each.label, each.remark, each.synonyms) for number, each in enumerate(unique, 1)
    ]


def _on_screen(question: Question, session: Session) -> Picked:
    from recovery_cli.ui.chooser import choose as ask
    from recovery_cli.ui.stage import Stage

    stage: Stage[str] = Stage()
    with stage.up():
        return ask(question, stage=stage, clock=session.clock)


def _plainly(question: Question) -> Picked:
    """Numbers or a name, one line each; the end of input leaves."""
    here = question.operator_language
    sys.stdout.write(" ".join(question.words.get(question.language, ())) + "\n\n")
    sys.stdout.write(furnish(question.ask, here) + "\n")
    for number, entry in enumerate(question.entries, 1):
        sys.stdout.write(f"{number}. {entry.label}.\n")
    sys.stdout.write(f"0. {furnish(question.other, here)}.\n")
    while True:
        sys.stdout.write("> ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        typed = line.strip()
        if typed == "0":
            return Picked(OTHER, question.language)
        if typed.isdecimal() and 0 < int(typed) <= len(question.entries):
            return Picked(question.entries[int(typed) - 1].id, question.language)
        hits = found(question.entries, typed) if typed else ()
        if len(hits) == 1:
            return Picked(hits[0].entry.id, question.language)
        for match in hits:
            sys.stdout.write(f"{question.entries.index(match.entry) + 1}. {match.entry.label}.\n")


def _words(raw: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    said = mapping(mapping(raw.get("words")).get("any_case"))
    return {language: breaths(said, language) for language in said}


def _first_person(raw: Mapping[str, object]) -> str:
    people = listed(mapping(mapping(raw.get("roles")).get("front_line")).get("people"))
    return next((str(name) for name in _names(people)), "")


def _names(people: Sequence[object]) -> Iterator[object]:
    return (person["name"] for person in people if isinstance(person, Mapping) and "name" in person)
