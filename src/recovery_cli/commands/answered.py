"""The answers of `recover init`, from its options or from the person at the keyboard, put together as settings."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from recovery_cli.catalogue import SETTINGS
from recovery_cli.commands import dotted
from recovery_cli.commands.settings_file import AGAIN
from recovery_cli.diagnostics import Diagnostic, did_you_mean
from recovery_cli.errors import Broken
from recovery_cli.playbook.checks import keys_of
from recovery_cli.playbook.settings import Settings
from recovery_cli.ui.furniture import furnish
from recovery_cli.ui.interview import Answers, Interview, Question
from recovery_cli.yamltree import Data

MISSING, UNFIT = "S01", "S02"


@dataclass(frozen=True, slots=True)
class Source:
    """What `--data` holds and `--set` gives, which wins; `language` is the operator's."""

    questions: Sequence[Question]
    held: Mapping[str, Data]
    given: Mapping[str, str]
    language: str

    def raw(self, key: str) -> Data:
        return self.given.get(key) or dotted.look(dict(self.held), key)

    def settled(self, *, alone: bool) -> tuple[dict[str, str], list[Diagnostic], list[str]]:
        """The answers that fit, what is wrong with the others, and what was taken without being given.

        `alone`: nobody can be asked, so what is proposed is taken, and what is not there is missing.
        """
        said: dict[str, str] = {}
        taken: list[str] = []
        faults = [*self._strange()]
        for question in self.questions:
            raw = self.raw(question.key)
            text, proposed = dotted.as_text(raw), ""
            if alone and raw is None and question.when(said):
                text = proposed = question.proposed(said)
                if not text and question.required:
                    faults.append(Diagnostic(question.key, 0, 0, MISSING, question.text))
            try:
                if text:
                    said[question.key] = dotted.as_text(question.read(text, said))
                    taken += [f"{question.key}={proposed}"] if proposed else []
            except ValueError as fault:
                faults.append(Diagnostic(question.key, 0, 0, UNFIT, str(fault)))
        return said, faults, taken

    def _strange(self) -> Iterator[Diagnostic]:
        """Keys that no settings have; `specimen` is the demo business's alone."""
        asked = {question.key for question in self.questions}
        for key in dict.fromkeys((*self.given, *(dotted.leaves(dict(self.held)) if self.held else ()))):
            steps = key.split(".")
            for at, step in enumerate(steps if key not in asked else ()):
                known = set(keys_of(Settings, tuple(steps[:at]))) - {"specimen", "root"}
                if known and step not in known:
                    yield Diagnostic(key, 0, 0, UNFIT, f'there is no setting "{step}"', did_you_mean(step, known))
                    break

    def filled(self, base: dict[str, Data], said: Answers) -> dict[str, Data]:
        """Every answer at its place; given keys that no question has are taken as text."""
        for key, text in self.given.items():
            dotted.put(base, key, text)
        for question in self.questions:
            if question.key in said:
                value = dotted.as_data(question.read(said[question.key], said))
                dotted.put(base, question.key, value)
        return base


def asked(source: Source, *, old: Mapping[str, Data]) -> dict[str, Data]:
    """What is not given is asked, and what is given wrongly; settings that no question has are kept.

    Raises KeyboardInterrupt when somebody leaves, `Broken` for keys that no settings have.
    """
    known, faults, _ = source.settled(alone=False)
    keys = {question.key for question in source.questions}
    if strange := [fault for fault in faults if fault.path not in keys]:
        raise Broken(f"{SETTINGS} was not written.", strange, AGAIN)
    for fault in faults:
        sys.stderr.write(f"{fault.message}\n")
    proposed = {key: text for key in keys if (text := dotted.as_text(dotted.look(dict(old), key)))}
    said = Interview.here(source.language).run(source.questions, known=known, old=proposed)
    base = {**deepcopy(dict(old)), **deepcopy(dict(source.held))}
    base.pop("specimen", None)
    for question in source.questions:
        dotted.take(base, question.key)
    return source.filled(base, said)


def given_only(source: Source) -> dict[str, Data]:
    """All from the options, the rest as proposed; raises `Broken` with all that is missing or does not fit."""
    said, faults, taken = source.settled(alone=True)
    if faults:
        order = [question.key for question in source.questions]
        faults.sort(key=lambda each: order.index(each.path) if each.path in order else len(order))
        raise Broken(f"{SETTINGS} was not written.", faults, AGAIN)
    if taken:
        sys.stderr.write(furnish("init-taken", source.language, ", ".join(taken)) + "\n")
    return source.filled(deepcopy(dict(source.held)), said)
