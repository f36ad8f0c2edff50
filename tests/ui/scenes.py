"""Real walks of the shipped content, stopped at every request: what the screens are drawn from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from recovery_cli.playbook.model import ROLES, RoleId
from recovery_cli.playbook.plan import Plan
from recovery_cli.ports import Earlier, Moment, Paper, Reply, Scene
from recovery_cli.ui.grid import rows, text_of
from recovery_cli.ui.leads import Leads, Then, Turn, View
from recovery_cli.ui.screens import screen
from recovery_cli.ui.told import clock
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from recovery_cli.walk.commands import Command
from recovery_cli.walk.engine import decide
from recovery_cli.walk.flow import awaiting, fetched, look, path
from recovery_cli.walk.speech import said_as
from recovery_cli.walk.state import Walk, evolve
from shipped import plan as shipped_plan

BEGAN = datetime(2026, 11, 21, 20, 12, tzinfo=UTC)
NUMBER, CODE = "BAR01-2026-000123-62", "Q2XV-7NTE-N"


@dataclass
class Stroll:
    """A walk that a test takes by hand, one command at a time; `at` is when."""

    plan: Plan = field(default_factory=shipped_plan)
    language: str = "es"
    operator_language: str = "en"
    at: datetime = BEGAN
    walk: Walk = field(default_factory=Walk)
    moments: tuple[Moment, ...] = ()

    def __post_init__(self) -> None:
        self.does(c.Open("INC-7K3M", "Marco Ruiz", "front_line", self.language, self.operator_language))

    def does(self, *commands: Command, seconds: float = 0) -> Stroll:
        """Some seconds later, these commands."""
        self.at += timedelta(seconds=seconds)
        for command in commands:
            for event in decide(self.plan, self.walk, command, self.at):
                self.walk = evolve(self.walk, event)
                self.moments = (*self.moments, Moment(event, self.at, self.walk.operator))
        return self

    @property
    def request(self) -> r.Request:
        return awaiting(self.plan, self.walk)

    def scene(
        self,
        *,
        request: r.Request | None = None,
        looking: bool = False,
        resumed: datetime | None = None,
        paper: Paper | None = None,
        notice: tuple[str, ...] = (),
        earlier: tuple[Earlier, ...] = (),
    ) -> Scene:
        return Scene(
            plan=self.plan,
            walk=self.walk,
            request=self.request if request is None else request,
            moments=self.moments,
            fetching=fetched(self.plan, self.walk, self._next_up()),
            why=said_as(self.plan, self.walk, "explanation"),
            looking=looking,
            resumed=resumed,
            paper=paper,
            notice=notice,
            earlier=earlier,
        )

    def _next_up(self) -> RoleId:
        """The next role that somebody holds, else the next one."""
        higher = ROLES[ROLES.index(self.walk.role) + 1 :]
        held = [role for role in higher if self.plan.settings.people(role)]
        return held[0] if held else self.plan.above(self.walk.role)

    def looks(self) -> Iterator[Scene]:
        """Every place that `<` may go to."""
        for place in path(self.plan, self.walk):
            yield self.scene(request=look(self.plan, self.walk, place), looking=True)

    def until(
        self, wanted: Callable[[r.Request], bool], answers: Mapping[str, object] | None = None, *, seconds: float = 2
    ) -> Stroll:
        """Answered plainly (or from `answers`) until a request is reached."""
        for _ in range(100):
            request = self.request
            if wanted(request) or isinstance(request, r.Finished):
                return self
            self.does(plainly(request, self.walk, answers or {}), seconds=seconds)
        raise AssertionError("the walk does not get there")


def plainly(request: r.Request, walk: Walk, answers: Mapping[str, object]) -> Command:
    """The command that answers a request from a mapping of fact or step, or in the plainest way."""
    match request:
        case r.Say(step) | r.Owe(step):
            return c.Confirm(step, walk.language)
        case r.Ask():
            typed = "1" if request.fact.type == "count" else "Elena"
            value = answers.get(request.fact.id, request.fact.choices[0].value if request.fact.choices else typed)
            return c.Answer(request.step, request.fact.id, value)  # type: ignore[arg-type]  # plain values of the tests
        case r.Act(step):
            if request.call == "first" and not walk.called:
                return c.CallEmergency(step)
            return c.Do(step)
        case r.Choose(step):
            first = request.proposal.first
            assert first is not None
            return c.ChooseRemedy(step, first.remedy, first.amount)
        case r.Issue(step):
            return c.AttachNote(step, NUMBER, CODE)
        case r.Hand(step):
            return c.HandOverNote(step)
        case r.Write(step):
            return c.AttachLetter(step, request.template, "0" * 64)
        case r.Mark(step):
            return c.Mark(step, ())
        case r.Follow(step):
            return c.Promise(step)
        case r.Cause(step):
            return c.NameCause(step, request.options[0].cause)
        case r.Plan(step):
            return c.PlanChange(step, change=request.options[0].id)
        case r.Finished():
            return c.Finish()


def with_manager(stroll: Stroll | None = None) -> Stroll:
    """The drawn walk: sorry at 0:08, nobody hurt, the manager takes over at 0:28 and has spoken at 0:38."""
    walk = stroll if stroll is not None else Stroll()
    walk.does(c.Confirm("first-words", walk.language), seconds=8)
    walk.does(c.Answer("safety", "hurt", "no"), seconds=6)
    walk.does(c.Do("fix"), c.Fetch("here", "Ana Ferrer"), seconds=14)
    walk.does(c.Confirm("second-apology", walk.language), seconds=10)
    return walk


def drawn(scene: Scene, now: datetime, *, width: int = 80, height: int = 24, encoding: str = "utf-8") -> list[str]:
    """The rows of a scene as they read."""
    return shown(screen(scene, now=now), scene, now, width=width, height=height, encoding=encoding)


def shown(
    view: View, scene: Scene, now: datetime, *, width: int = 80, height: int = 24, encoding: str = "utf-8"
) -> list[str]:
    time, late = clock(scene, now)
    found = rows(view, width=width, height=height, clock=time, late=late, encoding=encoding)
    return [text_of(row) for row in found]


def lead(view: View, key: str) -> Leads:
    """What a key leads to."""
    for option in view.options:
        if option.key == key and option.to is not None:
            return option.to
    return dict(view.also)[key]


def turned(view: View, key: str, scene: Scene, now: datetime) -> View:
    """The screen that a key turns to."""
    to = lead(view, key)
    assert isinstance(to, Turn), f"{key} leads to {to}"
    return to.make(scene, now)


def commands(to: Leads) -> list[Reply]:
    """The answers that a key gives, in order."""
    if isinstance(to, Then):
        return [to.first, *commands(to.after)]
    return [] if isinstance(to, Turn) else [to]  # type: ignore[list-item]  # `Again` and `Leave` are no answers
