"""Answers: what a fact may hold, and what no longer holds when it is revised."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from recovery_cli.diagnostics import did_you_mean
from recovery_cli.errors import Refused
from recovery_cli.money import Money
from recovery_cli.playbook.model import Fact
from recovery_cli.playbook.plan import Plan
from recovery_cli.private import Private
from recovery_cli.sandbox import UndefinedFact
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk.context import applies
from recovery_cli.walk.events import Event, Value
from recovery_cli.walk.flow import proposal
from recovery_cli.walk.owed import entitled
from recovery_cli.walk.state import Walk, evolve
from recovery_cli.walk.weight import weighed

LONGEST = 60
_BREAKS = re.compile(r"\s+")


def one_line(text: str, *, longest: int = LONGEST) -> str:
    """Typed words on one line, without control characters, at most `longest` characters."""
    visible = "".join(" " if unicodedata.category(sign) in ("Zl", "Zp") or sign in "\n\r\t" else sign for sign in text)
    kept = "".join(sign for sign in visible if unicodedata.category(sign) not in ("Cc", "Cs", "Co"))
    return _BREAKS.sub(" ", kept).strip()[:longest].strip()


def checked(fact: Fact, value: Value) -> Value:
    """`value` as this fact may hold it; raises `Refused`, naming what it could be."""
    text = str(value) if value is not None else ""
    if fact.type == "choice":
        if isinstance(value, str) and fact.choice(value) is not None:
            return value
        values = [choice.value for choice in fact.choices]
        raise Refused(f'{fact.id} cannot be "{text}".', did_you_mean(text, values))
    if not one_line(text):
        if fact.optional:
            return None
        raise Refused(f"{fact.id} is needed and was left empty.", f"{fact.id}=…")
    if fact.type == "money":
        try:
            return value if isinstance(value, Money) else Money.parse(text)
        except ValueError as fault:
            raise Refused(f"{fact.id}: {fault}", f"{fact.id}=80.00 EUR") from fault
    if fact.type == "count":
        return counted(fact.id, text)
    return Private(one_line(text))


def counted(fact: str, text: str) -> int:
    """A whole number up to 999; raises `Refused`."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 3):
        raise Refused(f'{fact} cannot be "{one_line(digits)}".', f"{fact}=3, a whole number up to 999")
    return int(digits)


def answered(plan: Plan, fact: Fact, value: Value) -> tuple[Event, ...]:
    given = checked(fact, value)
    careful = fact.id == "hurt" and given == "yes" and plan.failure.careful == "if_hurt"
    return (e.FactGiven(fact.id, given), *((e.CarefulEntered(fact.id),) if careful else ()))


def revised(plan: Plan, walk: Walk, command: c.Revise) -> tuple[Event, ...]:
    """Another answer: what still holds is kept; what does not is dropped or asked again, and named."""
    fact = plan.fact(command.fact)
    if fact is None or command.fact not in walk.facts:
        raise Refused(f"{command.fact} has no answer to change.", f"recover resume {walk.incident}")
    now, was = checked(fact, command.value), walk.facts[command.fact]
    if now == was:
        return ()
    after = evolve(walk, e.FactRevised(fact.id, was, now))
    if fact.id == "hurt" and plan.failure.careful == "if_hurt":
        after = replace(after, careful=now == "yes")
    dropped = _unasked(plan, after)
    after = replace(after, facts={path: value for path, value in after.facts.items() if path not in dropped})
    again = reopened(plan, walk, replace(after, severity=weighed(plan, after).score))
    events: list[Event] = [e.FactRevised(fact.id, was, now, dropped, again)]
    if fact.id == "hurt" and plan.failure.careful == "if_hurt":
        events.append(e.CarefulEntered("hurt") if now == "yes" else e.CarefulLeft("hurt"))
    if walk.note is not None and fact.group in ("decide", "print"):
        events.append(recalled(plan, walk))
    return tuple(events)


def recalled(plan: Plan, walk: Walk) -> e.NoteRecalled:
    """The note in the guest's hand no longer says what holds; issuing and handing over come again."""
    steps = tuple(step.id for step in plan.steps if step.kind in ("issue", "hand"))
    return e.NoteRecalled(walk.note.number if walk.note is not None else walk.superseded, steps)


def _unasked(plan: Plan, walk: Walk) -> tuple[str, ...]:
    """The answers whose question is not asked any more, and those that hang on them."""
    dropped: list[str] = []
    for fact in plan.failure.facts:
        if fact.id not in walk.facts or fact.when is None:
            continue
        kept = replace(walk, facts={path: value for path, value in walk.facts.items() if path not in dropped})
        try:
            holds = applies(plan, kept, fact.when)
        except UndefinedFact:
            holds = False
        if not holds:
            dropped.append(fact.id)
    return tuple(dropped)


def reopened(plan: Plan, before: Walk, after: Walk) -> tuple[str, ...]:
    """The choices that the new answer makes otherwise than the old one did."""
    again: list[str] = []
    for step in plan.steps:
        if step.id not in before.done or step.kind not in ("choose", "owe"):
            continue
        if step.kind == "owe":
            now_owed = entitled(plan, after) if applies(plan, after, step.when) else None
            again += [] if now_owed is not None and now_owed.id == before.owed.get(step.id) else [step.id]
            continue
        if not applies(plan, after, step.when):
            again.append(step.id)
            continue
        was, now = proposal(plan, before, step).first, proposal(plan, after, step).first
        if was != now:
            again.append(step.id)
    return tuple(again)
