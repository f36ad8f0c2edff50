"""Walks through the shipped content: opened, answered the plainest way, and walked to their end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from content_texts import LANGUAGES, demo, failures, method, playbook

from recovery_cli.money import Money
from recovery_cli.playbook.plan import Plan, resolve
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.engine import decide
from recovery_cli.walk.flow import awaiting
from recovery_cli.walk.state import Walk, replay

AT = datetime(2026, 11, 21, 20, 12, tzinfo=UTC)
Answers = Mapping[str, Any]


def plan_of(scenario: Answers) -> Plan:
    book = playbook(scenario["playbook"])
    failure = failures()[scenario["playbook"], scenario["failure"]]
    return resolve(book, method(book.method), failure, settings=demo())


def answer(request: r.Request, answers: Answers) -> c.Command:
    """Only what the scenario says; a question it has no answer to is a KeyError."""
    match request:
        case r.Say(step) | r.Owe(step):
            return c.Confirm(step, "es")
        case r.Ask():
            return c.Answer(request.step, request.fact.id, answers[request.fact.id])
        case r.Act(step):
            if request.call == "first":
                return c.CallEmergency(step)
            return c.Do(step) if request.fetch is None else c.Fetch(answers[step], role=request.fetch)
        case r.Choose(step):
            return chosen(step, answers[step])
        case r.Issue(step):
            return c.AttachNote(step, "BAR01-2026-000123-62", "Q2XV-7NTE-N")
        case r.Hand(step):
            return c.HandOverNote(step)
        case r.Write(step):
            return c.AttachLetter(step, request.template, "0" * 64)
        case r.Mark(step):
            return c.Mark(step, tuple(answers[step]))
        case r.Follow(step):
            assert answers[step] == "keep"
            return c.Promise(step)
        case r.Cause(step):
            return c.LeaveOpen(step) if answers[step] == "later" else c.NameCause(step, answers[step])
        case r.Plan(step):
            return c.LeaveOpen(step) if answers[step] == "later" else c.PlanChange(step, change=answers[step])
        case r.Finished():
            return c.Finish()


def chosen(step: str, wanted: str | Answers) -> c.Command:
    if wanted == "none":
        return c.DeclineRemedy(step)
    if isinstance(wanted, str):
        return c.ChooseRemedy(step, wanted)
    amount = Money.parse(wanted["amount"]) if "amount" in wanted else None
    return c.ChooseRemedy(step, wanted["remedy"], amount, reason=wanted.get("reason", ""))


def plainly(request: r.Request) -> dict[str, Any]:
    """The plainest answer to a request: the first choice, nothing marked, all promises kept, the cause later."""
    match request:
        case r.Ask():
            return {request.fact.id: request.fact.choices[0].value if request.fact.choices else None}
        case r.Choose(step):
            assert request.proposal.first is not None
            return {step: request.proposal.first.remedy}
        case r.Mark(step):
            return {step: []}
        case r.Follow(step):
            return {step: "keep"}
        case r.Cause(step) | r.Plan(step):
            return {step: "later"}
        case r.Act(step):
            return {step: "here"}
        case _:
            return {}


def opened(case: tuple[str, str], reported_by: Literal["customer", "staff"] = "customer") -> tuple[Plan, Walk]:
    plan = plan_of({"playbook": case[0], "failure": case[1]})
    return plan, replay(
        decide(plan, Walk(), c.Open("INC-7K3M", "Marco Ruiz", "front_line", "es", "en", reported_by), AT)
    )


def ended(plan: Plan, walk: Walk, answers: Answers) -> tuple[Walk, list[e.Event], list[str]]:
    """The walk at its end, its events from here on and the steps that were awaited."""
    events: list[e.Event] = []
    steps: list[str] = []
    while not walk.finished:
        request = awaiting(plan, walk)
        if isinstance(request, r.Say | r.Act):
            assert set(request.words) == set(LANGUAGES)
        if not isinstance(request, r.Finished):
            steps.append(request.step)
        made = decide(plan, walk, answer(request, {**plainly(request), **answers}), AT)
        events += made
        walk = replay(made, walk)
    return walk, events, steps
