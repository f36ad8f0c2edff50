"""One case walked through the real loop: in memory, by answers, at a fixed hour; nothing reaches the disk."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from recovery_cli.driver import Driver
from recovery_cli.errors import Broken, RecoverError
from recovery_cli.journal import MemoryJournal
from recovery_cli.journal.projection import project
from recovery_cli.money import Money
from recovery_cli.papers import Papers
from recovery_cli.playbook.plan import Plan
from recovery_cli.playbook.scenario import Aside
from recovery_cli.ports import Clock, LetterWriter, Moment, Prompter, Reply, Scene
from recovery_cli.private import Private
from recovery_cli.record import Record
from recovery_cli.rehearsal.reading import Case
from recovery_cli.ui.answers import OUTCOME, AnswersPrompter, Given
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk.commands import Command
from recovery_cli.walk.events import Value
from recovery_cli.walk.requests import Request, Spoken
from recovery_cli.walk.state import Walk

AT = datetime(2026, 11, 21, 20, 12, tzinfo=UTC)
INCIDENT = "INC-7K3M"
MOST = 300
"""Questions after which a walk is taken to have no end."""


class Hour:
    """A clock that stands still."""

    def now(self) -> datetime:
        return AT


@dataclass(frozen=True, slots=True)
class Run:
    """A case that was walked: what was shown, what happened, where it ended, and what kept it from being walked."""

    case: Case
    scenes: tuple[Scene, ...]
    moments: tuple[Moment, ...]
    walk: Walk
    faults: tuple[str, ...] = ()

    def steps(self) -> tuple[str, ...]:
        """The steps in the order in which they were come to, papers among them."""
        seen: dict[str, None] = {}
        told = 0
        for scene in self.scenes:
            seen |= dict.fromkeys(_papers(scene.moments[told:]))
            told = len(scene.moments)
            seen[getattr(scene.request, "step", "")] = None
        seen |= dict.fromkeys(_papers(self.moments[told:]))
        return tuple(step for step in seen if step)


def _papers(moments: tuple[Moment, ...]) -> Iterator[str]:
    for moment in moments:
        if isinstance(moment.event, e.NoteAttached | e.LetterWritten):
            yield moment.event.step


@dataclass
class Watched:
    """Another prompter's answers, with every scene kept."""

    prompter: Prompter
    asides: dict[str, Aside]
    scenes: list[Scene] = field(default_factory=list)

    def ask(self, scene: Scene) -> Reply:
        self.scenes.append(scene)
        if len(self.scenes) > MOST:
            raise RecoverError(f"The walk does not end: {getattr(scene.request, 'step', '')} comes again and again.")
        aside = self.asides.pop(getattr(scene.request, "step", ""), None)
        return self.prompter.ask(scene) if aside is None else beside(scene, aside)


def beside(scene: Scene, aside: Aside) -> Command:
    """What happens beside the question: nobody answers it now, and it comes again."""
    match aside:
        case "hurt":
            return c.Hurt()
        case "here" | "coming" | "nobody":
            who = scene.fetching.people[0][0] if scene.fetching.people and aside != "nobody" else ""
            return c.Fetch(aside, who, role=scene.fetching.role, escalated=True)
        case _:
            return c.SeeSignal(aside)


STILL = Hour()


def walked(case: Case, writer: LetterWriter, *, clock: Clock = STILL) -> Run:
    """Walk the case to its end, or as far as it goes."""
    answers = AnswersPrompter(case.answers)
    watched = Watched(answers, dict(case.asides))
    journal = MemoryJournal(project)
    papers = Papers(journal, writer, Path(), "text", random.Random(7).randrange)  # noqa: S311  # a code nobody redeems
    record = Record(journal, INCIDENT, deferred=True)
    driver = Driver(case.plan, record, prompter=watched, clock=clock, papers=papers)
    driver.deferred = True
    stopped: list[str] = []
    try:
        driver.open(_opening(case))
        driver.run()
        if (outcome := case.answers.get(OUTCOME)) is not None:
            driver.step(c.GiveOutcome(str(outcome)))  # type: ignore[arg-type]  # refused when it is none
    except Broken as fault:
        stopped = [fault.message, *(f"  {each}" for each in fault.faults)]
    except RecoverError as fault:
        stopped = [line for line in (fault.message, fault.hint) if line]
    found = stopped or list(_gaps(case, answers, watched.asides))
    return Run(case, tuple(watched.scenes), record.moments, record.walk, tuple(found))


def _gaps(case: Case, answers: AnswersPrompter, left: Mapping[str, Aside]) -> Iterator[str]:
    yield from (f"{key} is missing from the answers" for key in answers.missing)
    yield from (f"{message}. {hint}".rstrip() for _, message, hint in answers.wrong)
    yield from (f"the step {step} is not come to, where something happens aside" for step in left)
    yield from (f"nothing asks for {key}" for key in answers.unused if key in case.own)


def _opening(case: Case) -> c.Open:
    return c.Open(
        incident=INCIDENT,
        operator=case.operator,
        role=case.role,  # type: ignore[arg-type]  # one of the literal's values: the scenario's model has them
        language=case.language,
        operator_language=case.here,
        reported_by=case.reported_by,  # type: ignore[arg-type]  # likewise
        at_fault=case.at_fault,
        facts={fact: known(case.plan, fact, value) for fact, value in case.known.items()},
    )


def known(plan: Plan, fact: str, given: Given) -> Value:
    """A fact that is there before the walk; raises `RecoverError` for one that cannot be."""
    text = str(given)
    if plan.fact(fact) is not None:
        return text
    if fact == "contacts" and text.isdecimal():
        return int(text)
    if fact == "price":
        try:
            return Money.parse(text)
        except ValueError as fault:
            raise RecoverError(f"price: {fault}", "price: 80.00 EUR") from fault
    return text if fact == "customer.type" else Private(text)


def spoken(request: Request) -> Iterator[Spoken]:
    """All words that a request has for the one who acts on it."""
    for name in ("words", "approval", "by_hand"):
        yield getattr(request, name, {})
    yield from _of(getattr(request, "words_of", {}))


def _of(words: Mapping[str, Spoken]) -> Iterator[Spoken]:
    yield from words.values()
