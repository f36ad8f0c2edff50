"""The rows of a card: label and lines, in the signs of the file that they go to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TextIO

from recovery_cli import i18n
from recovery_cli.playbook.plan import Plan
from recovery_cli.ui import told
from recovery_cli.ui.columns import WIDTH, Column, paragraph, row, shown
from recovery_cli.ui.furniture.grammar import small
from recovery_cli.ui.here import Here, request_name
from recovery_cli.ui.signs import cells, shortened
from recovery_cli.walk import events as e
from recovery_cli.walk.context import main_choice
from recovery_cli.walk.state import Chosen, Walk
from recovery_cli.walk.undecided import certain, refusals, undecided

_LABEL = 14
_REST = WIDTH - _LABEL - 4
_OFFER, _WHAT, _WHO = 32, 35, 17
_HEAD_GAP = 3


def waiting(walk: Walk) -> bool:
    """Whether somebody has still to approve a sum."""
    return walk.waiting


def offered(plan: Plan, walk: Walk) -> tuple[Chosen, ...]:
    """What was offered beside the fix, also what an answer has reopened: it was heard."""
    steps = {step.id: step for step in plan.steps}
    held = {**walk.heard, **walk.chosen}
    return tuple(each for key, each in held.items() if steps[key.partition("+")[0]].remedies != "fix")


def worded(plan: Plan, chosen: Chosen, *, language: str, cents: bool = False) -> str:
    return told.offer(plan.remedy(chosen.remedy), chosen.label, chosen.amount, language, cents=cents)


@dataclass(frozen=True, slots=True)
class Card:
    """The rows of one card, in the signs of `encoding`; `tail` ends every line to type."""

    here: Here
    encoding: str
    tail: str = ""

    def heading(self) -> tuple[str, str]:
        """Which incident, and the whole first line: the same with its day and hours at the right."""
        walk = self.here.walk
        when = shown(self._when(), self.encoding)
        room = WIDTH - cells(walk.incident) - 2 * _HEAD_GAP - cells(when)
        title = shortened(shown(walk.title, self.encoding), max(room, 8))
        named = f"{walk.incident}{' ' * _HEAD_GAP}{title}"
        return named, f"{named}{' ' * max(WIDTH - cells(named) - cells(when), 1)}{when}"

    def _when(self) -> str:
        scene, end = self.here.scene, self.here.now
        first, last = told.local(scene, scene.began), told.local(scene, end)
        began, ended = f"{first:%H:%M}", f"{last:%H:%M}"
        day = f"{self._day(scene.began)} {first.year}"
        if first.date() != last.date():
            ended = f"{self._day(end)} {ended}"
        return f"{day}, {began if began == ended else self.here.furnish('card-to', began, ended)}"

    def _day(self, at: datetime) -> str:
        there = told.local(self.here.scene, at).date()
        return i18n.format_day_month(there, language=self.here.language, country=self.here.plan.settings.country)

    def body(self) -> Iterator[str]:
        said = (
            f"{told.stamp(self.here.scene, moment.at)} {moment.event.by}"
            for moment in self.here.scene.moments
            if isinstance(moment.event, e.ApologyGiven)
        )
        yield from self.section("card-sorry", self.plain(", ".join(said)))
        yield from self.section("card-owner", self.plain(*([self.here.walk.owner] if self.here.walk.owner else [])))
        yield from self.section("card-owed", self.plain(*self.owed()))
        yield from self.section("card-given", self.given())
        yield from self.section("card-refused", self.refused())
        yield from self.section("card-promised", self.planned(self.promises()))
        yield from self.section("card-changes", self.planned(self._changes()))
        outcome = self.here.walk.outcome
        if outcome not in ("", "open"):
            yield from self.section("card-outcome", self.plain(self.here.furnish(f"state-{outcome}")))
        yield from self.section("card-open", self.open())

    def feet(self, note_path: str) -> Iterator[str]:
        walk = self.here.walk
        yield from self.section("card-note", self.plain(note_path))
        if walk.finished:
            yield from self.section("card-again", self.typed(f"recover incident show {walk.incident}"))
        else:
            label = self.here.furnish("to-go-on", "").partition(":")[0]
            yield from self.labelled(label, self.typed(f"recover resume {walk.incident}"))

    def typed(self, line: str) -> Iterator[str]:
        """A line to type, never broken: it is copied as it stands."""
        yield shown(line + self.tail, self.encoding)

    def section(self, code: str, lines: Iterable[str]) -> Iterator[str]:
        return self.labelled(self.here.furnish(code), lines)

    def labelled(self, label: str, lines: Iterable[str]) -> Iterator[str]:
        head = shown(label, self.encoding)
        for number, line in enumerate(lines):
            yield f"  {head if number == 0 else '':<{_LABEL}}  {line}"

    def plain(self, *texts: str) -> Iterator[str]:
        for text in texts:
            yield from paragraph(text, encoding=self.encoding, width=_REST)

    def owed(self) -> Iterator[str]:
        named = (moment.event for moment in self.here.scene.moments)
        held = self.here.walk.owed
        labels = {
            event.step: event.label if event.amount is None else f"{event.label}: {self.here.money(event.amount)}"
            for event in named
            if isinstance(event, e.EntitlementNamed) and held.get(event.step) == event.entitlement
        }
        yield from labels.values()

    def given(self) -> Iterator[str]:
        """What was taken and is certain; the fix where it is all that was given, since it is given always."""
        here = self.here
        yield from self.plain(*(here.furnish("card-exception", each) for each in self._exceptions()))
        walk = certain(here.plan, here.walk, self._events)
        offers = [each for each in offered(here.plan, walk) if each in walk.chosen.values()]
        if offers:
            yield from self._noted(offers, main_choice(here.plan, walk))
            return
        fixes = [each.label for each in walk.chosen.values()]
        declined = any(here.plan.step(step).remedies == "main" for step in walk.declined)
        wanted = [here.furnish("card-nothing-more" if fixes else "card-nothing")] if declined else []
        yield from self.plain(*fixes, *wanted)

    def refused(self) -> Iterator[str]:
        """What was offered and had a no, by whom and why."""
        here = self.here
        for each in refusals(here.plan, here.walk, self._events):
            who = each.said.by or here.plan.role(each.said.role).name[here.language]
            by = here.furnish("card-refused-by", told.first_name(who))
            why = each.said.reason.value
            offer = worded(here.plan, each.chosen, language=here.language, cents=True)
            yield from self.plain(offer, by if why is None else f"{by}: {why}")

    @property
    def _events(self) -> tuple[e.Event, ...]:
        return tuple(moment.event for moment in self.here.scene.moments)

    def _exceptions(self) -> Iterator[str]:
        for event in self._events:
            if isinstance(event, e.RuleBent):
                yield self.here.furnish("card-erased") if event.reason.value is None else event.reason.value

    def _noted(self, given: Sequence[Chosen], main: Chosen | None) -> Iterator[str]:
        """The note beside what it is for, up to what it says: a higher sum may still wait for its approval."""
        note, plan, language = self.here.walk.note, self.here.plan, self.here.language
        for each in given:
            if note is None or each != main:
                yield from self.plain(worded(plan, each, language=language, cents=True))
                continue
            capped = replace(each, amount=note.cap)
            offer = shown(worded(plan, capped, language=language, cents=True), self.encoding)
            side = min(max(cells(offer), _OFFER), _REST - cells(note.number) - 2)
            yield from row((Column(offer, side), Column(note.number, cells(note.number))), encoding=self.encoding)

    def promises(self) -> list[tuple[datetime, str, str]]:
        kept: dict[str, tuple[datetime, str, str]] = {}
        for moment in self.here.scene.moments:
            match moment.event:
                case e.FollowUpPromised(_, "manager-calls" as promise, role, who, _, due):
                    kept[promise] = (due, self.here.furnish("card-call-back", role), who)
                case e.FollowUpPromised(_, "says-no" as promise, what, who, _, due):
                    kept[promise] = (due, self.here.furnish("card-says-no", small(what)), who)
                case e.FollowUpPromised(_, "third-contact" as promise, what, who, _, due):
                    kept[promise] = (due, self.here.furnish("card-third-contact", small(what)), who)
                case e.FollowUpPromised(_, promise, what, who, _, due):
                    kept[promise] = (due, what, who)
        return sorted(kept.values(), key=lambda each: each[0])

    def _changes(self) -> list[tuple[datetime, str, str]]:
        planned: dict[str, tuple[datetime, str, str]] = {}
        for moment in self.here.scene.moments:
            if isinstance(event := moment.event, e.CorrectiveActionPlanned):
                what = self.here.furnish("card-erased") if event.what.value is None else str(event.what)
                planned[event.step] = (event.due_at, what, event.who)
        return list(planned.values())

    def planned(self, rows: Sequence[tuple[datetime, str, str]]) -> Iterator[str]:
        """Today's with their hour, the others with their day, which ends where all days end."""
        scene, now = self.here.scene, self.here.now
        whens = [told.day_or_hour(scene, due, now) for due, _, _ in rows]
        wide = max((cells(shown(when, self.encoding)) for when in whens), default=0)
        for when, (_, what, who) in zip(whens, rows, strict=True):
            time = Column(when, max(wide, 6), right=":" not in when)
            about = Column(what, min(_WHAT, _REST - time.width - _WHO - 4))
            yield from row((time, about, Column(who, _WHO)), encoding=self.encoding)

    def open(self) -> Iterator[str]:
        """What is still to do: nothing is left without saying so."""
        here, walk = self.here, self.here.walk
        if not walk.finished:
            where = here.furnish(f"before-{request_name(here.scene.request)}")
            yield from self.plain(here.furnish("open-walk", where))
        if walk.note is not None and not walk.note.handed:
            yield from self.plain(here.furnish("open-hand"))
        for each in undecided(here.plan, walk, self._events):
            offer = worded(here.plan, each.chosen, language=here.language, cents=True)
            yield from self.plain(here.furnish("open-decision", offer, here.someone(each.role)))
        if walk.note is not None and walk.asked is not None and waiting(walk):
            money = told.money(walk.asked.amount, here.language, cents=True)
            yield from self.plain(here.furnish("open-approval", here.someone(walk.asked.role), money))
        yield from self.planned(self._later())
        if walk.finished and walk.outcome in ("", "open"):
            yield from self.plain(here.furnish("open-outcome"))

    def _later(self) -> list[tuple[datetime, str, str]]:
        """Left for later, with an owner and a day; what was found out since is not open any more."""
        left_open: dict[str, tuple[datetime, str, str]] = {}
        for moment in self.here.scene.moments:
            if isinstance(event := moment.event, e.LeftOpen) and event.what in self.here.walk.left_open:
                left_open[event.what] = (event.due_at, self.here.furnish(f"open-{event.what}"), event.owner)
        return list(left_open.values())


def put_card(title: str, lines: Iterable[str], *, file: TextIO) -> None:
    """The title is bold on a terminal, at the beginning of the first line; nothing here is markup."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=file, width=WIDTH, force_terminal=file.isatty(), highlight=False, markup=False, emoji=False)
    for number, line in enumerate(lines):
        text = Text(line)
        if number == 0:
            text.stylize("bold", 0, len(title))
        console.print(text, soft_wrap=True)
