"""What decides the walk: a command becomes events, or is refused and nothing happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from recovery_cli.errors import Refused
from recovery_cli.playbook.plan import Plan
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.again import counted
from recovery_cli.walk.answers import answered, checked, reopened, revised
from recovery_cli.walk.approvals import approve, refuse, settled
from recovery_cli.walk.commands import Command
from recovery_cli.walk.events import Event
from recovery_cli.walk.flow import DRIVERS, Place, awaiting, fetched, look, named, owner, path
from recovery_cli.walk.offers import bend, choose, decline, fix
from recovery_cli.walk.owed import naming
from recovery_cli.walk.promises import left_open, planned, promised, tomorrow_noon
from recovery_cli.walk.state import Walk, replay
from recovery_cli.walk.weight import followed, weighed

Events = tuple[Event, ...]
Aside: TypeAlias = (
    c.Approve | c.RefuseApproval | c.GiveOutcome | c.ChooseLanguage | c.SeeSignal | c.CountContacts | c.CountGoodwill
)
"""What may also come when the walk is finished."""


def decide(plan: Plan, walk: Walk, command: Command, at: datetime) -> Events:
    """The events that `command` makes of this walk at `at` (UTC); raises `Refused` when it does not fit."""
    events = _decided(plan, walk, command, at)
    return (*events, *settled(plan, walk, events), *followed(plan, walk, events, at=at)) if events else events


def _decided(plan: Plan, walk: Walk, command: Command, at: datetime) -> Events:
    if isinstance(command, c.Open):
        return _open(plan, walk, command)
    if not walk.version:
        raise Refused("This incident has not begun.", "recover start")
    if isinstance(command, Aside):
        return _aside(plan, walk, command, at)
    if walk.finished:
        raise Refused(f"{walk.incident} is finished.", f"recover incident show {walk.incident}")
    match command:
        case c.Pause(quick):
            return () if walk.paused else (e.WalkPaused(_where(awaiting(plan, walk)), quick),)
        case c.Resume(by, role):
            return (e.WalkResumed(by, role),)
        case c.Finish():
            return _finish(plan, walk, at)
        case c.Fetch():
            return _fetch(plan, walk, command, at)
        case c.Hurt():
            return _hurt(plan, walk)
        case c.Revise():
            return revised(plan, walk, command)
        case c.BendRule():
            return bend(command)
        case _:
            return _step(plan, walk, command, at)


def _where(request: r.Request) -> str:
    return "" if isinstance(request, r.Finished) else request.step


def _open(plan: Plan, walk: Walk, command: c.Open) -> Events:
    if walk.version:
        raise Refused(f"{walk.incident} has begun already.", f"recover resume {walk.incident}")
    always = plan.failure.careful == "always"
    opened = e.IncidentOpened(
        incident=command.incident,
        playbook=plan.playbook.id,
        failure=plan.failure.id,
        title=plan.failure.name[command.operator_language],
        plan=plan.digest(),
        operator=command.operator,
        role=command.role,
        language=command.language,
        operator_language=command.operator_language,
        reported_by=command.reported_by,
        at_fault=command.at_fault or plan.failure.at_fault,
        careful=always,
        wanted=command.wanted,
        fault=command.fault,
    )
    given: list[Event] = [opened]
    for fact, value in command.facts.items():
        declared = plan.fact(fact)
        known = value if declared is None else checked(declared, value)
        given.append(e.FactGiven(fact, known))
        if fact == "hurt" and known == "yes" and plan.failure.careful == "if_hurt":
            given.append(e.CarefulEntered(fact))
    return (*given, weighed(plan, replay(given)))


def _aside(plan: Plan, walk: Walk, command: Aside, at: datetime) -> Events:
    match command:
        case c.Approve():
            return approve(plan, walk, command)
        case c.RefuseApproval():
            return refuse(plan, walk, command, at)
        case c.GiveOutcome(outcome):
            return () if walk.outcome == outcome else (e.OutcomeGiven(outcome),)
        case c.ChooseLanguage(language):
            return () if walk.language == language else (e.LanguageChosen(language),)
        case c.SeeSignal(signal):
            return (e.SignalSeen(signal),)
        case c.CountContacts():
            return counted(plan, walk, command)
        case c.CountGoodwill(customer, shift, budget):
            today = e.GoodwillCounted(customer, shift, budget)
            return () if walk.finished or walk.today == today else (today,)


def _step(plan: Plan, walk: Walk, command: Command, at: datetime) -> Events:
    request = _meant(plan, walk, getattr(command, "step", ""))
    match command, request:
        case c.ChooseRemedy(), r.Choose():
            return choose(plan, walk, command)
        case c.DeclineRemedy(), r.Choose():
            return decline(plan, walk, command)
        case c.Confirm(), r.Say() if not request.said:
            return _confirmed(plan, walk, command, request)
        case c.Confirm(), r.Owe() if not request.said:
            return (naming(plan, walk, request, command.language, at=at),)
        case c.Answer(), r.Ask() if command.fact == request.fact.id and not request.answered:
            return answered(plan, request.fact, command.value)
        case c.Do(), r.Act() if not request.done:
            return (e.ActionDone(command.step, command.ticked), *fix(plan, walk, command.step))
        case c.CallEmergency(), r.Act() if not request.done and request.call is not None:
            done = (e.ActionDone(command.step),) if request.call == "first" else ()
            return (e.EmergencyCalled(command.step, command.by_other), *done)
        case c.Mark(), r.Mark():
            return _marked(plan, walk, command)
        case ((c.AttachNote() | c.HandOverNote() | c.AttachLetter()), _):
            return _papers(walk, command, request)
        case ((c.Promise() | c.PromiseNothing()), r.Follow()):
            return promised(plan, walk, request, command, at)
        case c.NameCause(_, cause), r.Cause():
            if cause not in {option.cause for option in request.options}:
                raise Refused(f'"{cause}" is no cause of {plan.failure.id}.', "Take one that is listed, or later.")
            return (e.CauseGiven(request.step, cause),)
        case c.PlanChange(), r.Plan():
            return planned(plan, walk, command, request, at)
        case c.LeaveOpen(), r.Cause():
            return (left_open(plan, walk, request.step, "cause", at),)
        case c.LeaveOpen(), r.Plan():
            return (left_open(plan, walk, request.step, "change", at),)
        case c.LeaveOpen(), r.Write():
            return (left_open(plan, walk, request.step, "letter", at),)
        case _:
            raise Refused("That was not asked now; nothing was recorded.", f"recover resume {walk.incident}")


def _meant(plan: Plan, walk: Walk, step: str) -> r.Request:
    """What a command for `step` answers: what is awaited there, or what was answered there and may be changed."""
    request = awaiting(plan, walk)
    if _where(request) != step and any(place == Place(step) for place in path(plan, walk)):
        return look(plan, walk, Place(step))
    return request if _where(request) == step else r.Finished()


def _confirmed(plan: Plan, walk: Walk, command: c.Confirm, request: r.Say) -> Events:
    step = plan.step(request.step)
    said: Event
    if request.apology is None:
        said = e.WordsSaid(step.id, walk.operator, command.language)
    else:
        said = e.ApologyGiven(step.id, request.apology, walk.operator, command.language)
    listened = (e.Listened(step.id),) if step.do == "listen" else ()
    owner_named = (e.OwnerNamed(step.id, named(plan, walk), walk.role),) if step.owns else ()
    return (said, *listened, *owner_named, *fix(plan, walk, step.id))


def _marked(plan: Plan, walk: Walk, command: c.Mark) -> Events:
    known = {driver.id: driver for driver in plan.playbook.drivers}
    if unknown := [each for each in command.drivers if each not in known]:
        raise Refused(f'There is no circumstance "{unknown[0]}".', f"There is: {', '.join(known)}")
    marked = [driver for driver in plan.playbook.drivers if driver.id in command.drivers]
    drivers = tuple(driver.id for driver in marked)
    was = walk.facts.get(DRIVERS)
    if was == drivers:
        return ()
    severity = weighed(plan, replace(walk, facts={**walk.facts, DRIVERS: drivers}))
    fact: Event = e.FactGiven(DRIVERS, drivers)
    if DRIVERS in walk.facts:
        after = replace(walk, severity=severity.score, facts={**walk.facts, DRIVERS: drivers})
        fact = e.FactRevised(DRIVERS, was, drivers, reopened=reopened(plan, walk, after))
    kinds = [driver.customer_type for driver in marked if driver.customer_type is not None]
    kind = (e.FactGiven("customer.type", kinds[0]),) if kinds else ()
    return (fact, *kind, severity)


def _papers(walk: Walk, command: c.AttachNote | c.HandOverNote | c.AttachLetter, request: r.Request) -> Events:
    match command, request:
        case c.AttachNote(step, number, code, cap, signer, role, replaces), r.Issue() if request.step == step:
            signed = (signer or request.signer, role or request.role)
            old = request.replaces if replaces is None else replaces
            return (e.NoteAttached(step, number, code, request.cap if cap is None else cap, *signed, old),)
        case c.HandOverNote(step, way), r.Hand() if request.step == step:
            return (e.NoteHandedOver(step, request.number, way),)
        case c.AttachLetter(step, template, digest, language), r.Write() if request.step == step:
            return (e.LetterWritten(step, template, language or walk.language, digest),)
        case _:
            raise Refused("No paper is awaited now; nothing was recorded.", f"recover resume {walk.incident}")


def _fetch(plan: Plan, walk: Walk, command: c.Fetch, at: datetime) -> Events:
    request = awaiting(plan, walk)
    before: Events = (e.Escalated(_where(request), command.role),) if command.escalated else ()
    if not command.escalated and isinstance(request, r.Act) and request.fetch and not request.checklist:
        before = (e.ActionDone(request.step), *fix(plan, walk, request.step))
    people = fetched(plan, walk, command.role).people
    who = command.who or (people[0][0] if people else "")
    match command.came:
        case "here":
            return (*before, e.HandedOver(who, command.role, walk.operator))
        case "coming":
            return (*before, e.ManagerComing(who))
        case "nobody":
            due = tomorrow_noon(plan, at)
            what = plan.role(command.role).name[walk.operator_language]
            call = e.FollowUpPromised("", "manager-calls", what, owner(plan, walk), command.role, due)
            return (*before, e.NobodyAvailable(command.role), call)


def _hurt(plan: Plan, walk: Walk) -> Events:
    if plan.fact("hurt") is None:
        raise Refused("This failure asks nothing about injuries.", "Press ! for the manager.")
    if walk.facts.get("hurt") == "yes":
        return ()
    if "hurt" in walk.facts:
        return revised(plan, walk, c.Revise("hurt", "yes"))
    fact = plan.fact("hurt")
    return answered(plan, fact, "yes") if fact is not None else ()


def _finish(plan: Plan, walk: Walk, at: datetime) -> Events:
    request = awaiting(plan, walk)
    if not isinstance(request, r.Finished):
        raise Refused(f"Not finished yet: {request.step} is still to do.", f"recover resume {walk.incident}")
    open_cause = walk.careful and "cause" not in walk.left_open and not walk.cause
    left = (left_open(plan, walk, "cause", "cause", at),) if open_cause and plan.failure.causes else ()
    return (*left, e.WalkFinished())
