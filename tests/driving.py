"""A driver on a journal in memory, with real papers in a folder."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from pathlib import Path

from recovery_cli.driver import Driver
from recovery_cli.journal import MemoryJournal
from recovery_cli.journal.projection import project
from recovery_cli.papers import Papers
from recovery_cli.playbook.plan import Plan
from recovery_cli.ports import Clock, Journal, Prompter, Reply, Scene
from recovery_cli.record import Record
from recovery_cli.session import Session
from recovery_cli.ui.answers import AnswersPrompter
from recovery_cli.walk import commands as c

CALL = {
    "contacts": 3,
    "manager-now": "coming",
    "circumstances": ["third_contact", "time_lost", "repeat"],
    "offer": "goodwill-credit",
    "extra": "free-option",
    "customer.phone": "600 000 000",
}
SPILL = {
    "hurt": "no",
    "fix": "here",
    "garment.material": "leather",
    "garment.kind": "jacket",
    "garment.colour": "black",
    "customer.name": "Elena Prats",
    "extra": "dessert",
}


class Scripted:
    """Answers from a mapping, but `aside` may answer a scene otherwise (None: from the mapping)."""

    def __init__(self, answers: dict[str, object], aside: Callable[[Scene], Reply | None] = lambda _: None) -> None:
        self.plainly = AnswersPrompter(answers)  # type: ignore[arg-type]  # plain values
        self.aside = aside
        self.scenes: list[Scene] = []

    def ask(self, scene: Scene) -> Reply:
        self.scenes.append(scene)
        reply = self.aside(scene)
        return self.plainly.ask(scene) if reply is None else reply


class Once:
    """Replies given one time each, in order, at the first scene each of them wants."""

    def __init__(self, *asides: tuple[Callable[[Scene], bool], Reply]) -> None:
        self.left = list(asides)

    def __call__(self, scene: Scene) -> Reply | None:
        if self.left and self.left[0][0](scene):
            return self.left.pop(0)[1]
        return None


def papers(journal: Journal, folder: Path, *, format: str = "text") -> Papers:
    from recovery_cli.letters.writer import Writer

    writer = Writer(Session(None).library)
    return Papers(journal, writer, folder, format, random.Random(7).randrange, None)


def memory() -> MemoryJournal:
    return MemoryJournal(project)


def opened(
    plan: Plan,
    journal: Journal,
    prompter: Prompter,
    *,
    clock: Clock,
    folder: Path,
    incident: str = "INC-7K3M",
    language: str = "es",
    role: str = "front_line",
    operator: str = "Marco Ruiz",
    here: str = "en",
    reported_by: str = "customer",
    at_fault: str | None = None,
    deferred: bool = False,
) -> Driver:
    if not deferred:
        journal.keep(plan.digest(), plan.text())
    record = Record(journal, incident, deferred=deferred)
    driver = Driver(plan, record, prompter=prompter, clock=clock, papers=papers(journal, folder))
    driver.deferred = deferred
    driver.open(
        c.Open(incident, operator, role, language, here, reported_by, at_fault=at_fault)  # type: ignore[arg-type]  # literals, spelt by the tests
    )
    return driver


def types(journal: Journal, stream: str) -> list[str]:
    return [recorded.type for recorded in journal.read(stream)]


def named(steps: Iterable[Scene]) -> list[str]:
    return [getattr(scene.request, "step", "") for scene in steps]
