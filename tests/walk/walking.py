"""Walks for tests: the same answers given straight, or with detours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from recovery_cli.playbook.plan import Plan
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from recovery_cli.walk.commands import Command
from recovery_cli.walk.engine import decide
from recovery_cli.walk.events import Event
from recovery_cli.walk.flow import awaiting
from recovery_cli.walk.state import Walk, replay

AT = datetime(2026, 11, 21, 20, 12, tzinfo=UTC)


def begun(plan: Plan, *, role: str = "front_line", operator: str = "Marco Ruiz", **facts: object) -> Walk:
    command = c.Open(
        incident="INC-7K3M",
        operator=operator,
        role=role,  # type: ignore[arg-type]  # a literal, spelt by the tests
        language="es",
        operator_language="en",
        facts=facts,  # type: ignore[arg-type]  # plain values of the tests
    )
    return replay(decide(plan, Walk(), command, AT))


def does(plan: Plan, walk: Walk, command: Command) -> tuple[Walk, tuple[Event, ...]]:
    events = decide(plan, walk, command, AT)
    return replay(events, walk), events


def straight(request: r.Request, answers: Mapping[str, object]) -> Command:
    """The command that answers a request from a mapping of fact or step, or with the plainest answer."""
    match request:
        case r.Say(step) | r.Owe(step):
            return c.Confirm(step, "es")
        case r.Ask():
            fact = request.fact
            typed = "1" if fact.type == "count" else "Elena Prats"
            given = answers.get(fact.id, fact.choices[0].value if fact.choices else typed)
            return c.Answer(request.step, fact.id, given)  # type: ignore[arg-type]  # plain values of the tests
        case r.Act(step):
            if request.call == "first":
                return c.CallEmergency(step)
            came = answers.get(step)
            if request.fetch is not None and came is not None:
                return c.Fetch(came, role=request.fetch)  # type: ignore[arg-type]  # here, coming, nobody
            return c.Do(step)
        case r.Choose(step):
            first = request.proposal.first
            assert first is not None
            wanted = answers.get(step, first.remedy)
            return c.DeclineRemedy(step) if wanted is None else c.ChooseRemedy(step, str(wanted))
        case r.Issue(step):
            number = "BAR01-2026-000123-62" if not request.replaces else "BAR01-2026-000124-59"
            return c.AttachNote(step, number, "Q2XV-7NTE-N")
        case r.Hand(step):
            return c.HandOverNote(step)
        case r.Write(step):
            return c.AttachLetter(step, request.template, "0" * 64)
        case r.Mark(step):
            return c.Mark(step, tuple(answers.get(step, ())))  # type: ignore[arg-type]  # a list of drivers
        case r.Follow(step):
            return c.Promise(step)
        case r.Cause(step):
            return c.NameCause(step, request.options[0].cause)
        case r.Plan(step):
            return c.PlanChange(step, change=request.options[0].id)
        case r.Finished():
            return c.Finish()


def walked(
    plan: Plan,
    walk: Walk,
    answers: Mapping[str, object],
    *,
    until: Callable[[r.Request], bool] = lambda _: False,
) -> tuple[Walk, list[Event]]:
    """Answer everything until the end, or until a request is reached."""
    events: list[Event] = []
    for _ in range(200):
        request = awaiting(plan, walk)
        if walk.finished or until(request):
            return walk, events
        walk, made = does(plan, walk, straight(request, answers))
        assert made, f"{request} was answered by nothing"
        events += made
    raise AssertionError("the walk does not end")


def essence(walk: Walk) -> Walk:
    """What a walk comes to, without versions, reissues and what was heard on the way."""
    note = None if walk.note is None else replace(walk.note, number="", code="")
    return replace(walk, version=0, heard={}, superseded="", note=note, paused=False)
