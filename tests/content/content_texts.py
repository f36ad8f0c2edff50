"""The shipped content as its authors wrote it: every file read once, every text with the place it stands at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ValidationError

from recovery_cli import yamltree
from recovery_cli.catalogue import Catalogue, shipped
from recovery_cli.playbook import load
from recovery_cli.playbook.model import Failure, LetterWords, Method, Model, Playbook
from recovery_cli.playbook.scenario import Scenario
from recovery_cli.playbook.settings import Settings
from recovery_cli.playbook.text import Breaths, Text

LANGUAGES = ("en", "es", "it")
PLAYBOOKS = shipped() / "playbooks"
BOOKS = Catalogue.over(None).playbooks()
METHODS = tuple(sorted(path.stem for path in (PLAYBOOKS / "methods").glob("*.yaml")))
PLACEHOLDER = re.compile(r"\{\{\s*([a-z_.]+)\s*\}\}")

_SAMPLES = {
    "operator.name": dict.fromkeys(LANGUAGES, "Ana Ferrer"),
    "manager.name": dict.fromkeys(LANGUAGES, "Ana Ferrer"),
    "manager.phone": dict.fromkeys(LANGUAGES, "600 000 000"),
    "business.name": dict.fromkeys(LANGUAGES, "Asador Barlovento"),
    "business.address": dict.fromkeys(LANGUAGES, "Calle del Puerto 7, 41001 Sevilla"),
    "business.city": dict.fromkeys(LANGUAGES, "Sevilla"),
    "business.phone": dict.fromkeys(LANGUAGES, "954 000 000"),
    "business.emergency_number": dict.fromkeys(LANGUAGES, "112"),
    "customer.name": dict.fromkeys(LANGUAGES, "Elena Prats"),
    "customer.phone": dict.fromkeys(LANGUAGES, "600 000 000"),
    "remedy.amount": {"en": "120 euros", "es": "ciento veinte euros", "it": "centoventi euro"},
    "remedy.label": {"en": "a dessert of your choice", "es": "un postre a su elección", "it": "un dolce a sua scelta"},
    "customer.favourite": {"en": "chocolate cake", "es": "tarta de chocolate", "it": "torta al cioccolato"},
}


@dataclass(frozen=True, slots=True)
class Said:
    """Words to say: one wording of one moment, in all its languages."""

    place: str
    breaths: Breaths

    def text(self, language: str) -> str:
        return filled(" ".join(self.breaths.root[language]), language)

    def lines(self, language: str) -> tuple[str, ...]:
        return tuple(filled(line, language) for line in self.breaths.root[language])


def filled(line: str, language: str) -> str:
    """The line as it sounds, with a sample for each placeholder; KeyError for one that nobody fills in."""
    return PLACEHOLDER.sub(lambda found: _sample(found[1], language), line)


def _sample(path: str, language: str) -> str:
    if path not in _SAMPLES and path in typed():
        return "Hotel Miramar"
    return _SAMPLES[path][language]


@cache
def typed() -> frozenset[str]:
    """The facts whose answers somebody types, and which words may therefore repeat."""
    return frozenset(fact.id for failure in failures().values() for fact in failure.facts if not fact.choices)


@cache
def read(path: Path) -> object:
    tree, faults = yamltree.load_file(path, path=str(path.relative_to(PLAYBOOKS)))
    assert tree is not None
    assert faults == []
    return tree.data


def model_of(path: Path) -> type[Model] | None:
    """Which model a file is read as; None for a table of what the law owes."""
    by_folder: dict[str, type[Model]] = {"methods": Method, "failures": Failure, "scenarios": Scenario}
    by_name: dict[str, type[Model]] = {"playbook.yaml": Playbook, "recovery.yaml": Settings}
    return by_folder.get(path.parent.name) or by_name.get(path.name)


@cache
def playbook(name: str) -> Playbook:
    return Playbook.model_validate(read(PLAYBOOKS / name / "playbook.yaml"))


@cache
def method(name: str) -> Method:
    return Method.model_validate(read(PLAYBOOKS / "methods" / f"{name}.yaml"))


@cache
def demo() -> Settings:
    return load.settings(PLAYBOOKS / "demo/recovery.yaml", name="recovery.yaml")


@cache
def failures() -> dict[tuple[str, str], Failure]:
    """All failures of all playbooks, each by playbook and id; one that does not fit its model fails as a file."""
    found: dict[tuple[str, str], Failure] = {}
    for book in BOOKS:
        for each in Catalogue.over(None).failures(book):
            with suppress(ValidationError):
                found[book, each] = Failure.model_validate(read(PLAYBOOKS / book / "failures" / f"{each}.yaml"))
    return found


def models() -> dict[str, Model]:
    """Everything that holds texts, by a name for messages."""
    found: dict[str, Model] = {f"{book}.{each}": failure for (book, each), failure in failures().items()}
    return found | {book: playbook(book) for book in BOOKS} | {name: method(name) for name in METHODS}


def texts() -> Iterator[tuple[str, Text]]:
    """Every text that is read, in its languages."""
    for name, root in models().items():
        for place, found in _within(root, name):
            if isinstance(found, Text):
                yield place, found


def said() -> Iterator[Said]:
    """Every wording that is spoken; a letter's sentences are not."""
    for name, root in models().items():
        for place, found in _within(root, name):
            if isinstance(found, Breaths) and ".letter." not in place:
                yield Said(place, found)


def printed() -> Iterator[Said]:
    """The sentences of letters."""
    for (book, each), failure in failures().items():
        letter = failure.letter
        for wording in () if letter is None else letter.did.root:
            yield Said(f"{book}.{each}.letter.did", wording)
        for name, text in _sentences(letter):
            yield Said(f"{book}.{each}.letter.{name}", Breaths.model_validate(dict(text.root)))


def _sentences(letter: LetterWords | None) -> Iterator[tuple[str, Text]]:
    if letter is not None:
        yield "effect", letter.effect
        if letter.why is not None:
            yield "why", letter.why


def _within(value: object, place: str) -> Iterator[tuple[str, Text | Breaths]]:
    if isinstance(value, Text | Breaths):
        yield place, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _within(getattr(value, name), place if name == "root" else f"{place}.{name}")
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _within(each, f"{place}.{name}")
    elif isinstance(value, tuple | list):
        yield from _numbered(value, place)


def _numbered(values: Iterable[object], place: str) -> Iterator[tuple[str, Text | Breaths]]:
    for number, each in enumerate(values):
        yield from _within(each, f"{place}.{getattr(each, 'id', number)}")
