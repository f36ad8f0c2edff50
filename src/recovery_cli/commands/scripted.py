"""Walks without a person: from a file of answers, or driven by another program."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import get_args

from recovery_cli.commands import given as givens
from recovery_cli.commands.begin import Person, driver, known, opening, plan_of
from recovery_cli.commands.closing import closing, tell_unprinted
from recovery_cli.commands.shown import incident_json, print_json
from recovery_cli.diagnostics import did_you_mean
from recovery_cli.errors import DONE, PAUSED, Conflict, RecoverError
from recovery_cli.playbook.plan import Plan
from recovery_cli.session import Session
from recovery_cli.ui.answers import OUTCOME, AnswersPrompter, Given, flat
from recovery_cli.walk import commands as c
from recovery_cli.walk.context import CONTACTS, PEOPLE
from recovery_cli.walk.events import Outcome

TRIES = 20
KNOWN_BEFORE = frozenset({"price", "customer.favourite", "customer.type", CONTACTS})
"""Facts that no step asks: they are known from elsewhere, or not at all."""


def from_answers(
    session: Session,
    names: tuple[str, str],
    source: str,
    given: Sequence[str],
    *,
    person: Person,
    as_json: bool,
) -> int:
    """All or nothing: only a walk that reaches its end without a gap is written, in one transaction."""
    data = givens.read(source)
    plan = plan_of(session, names)
    answers, person = _answers(plan, data, person)
    answers |= givens.pairs(given)
    facts = {fact: answers.pop(fact) for fact in list(answers) if _known_before(plan, fact)}
    before = {**_before(data), **{fact: str(value) for fact, value in facts.items() if value is not None}}
    command = opening(session, plan, person=person, facts=known(plan, before))
    for attempt in range(TRIES):
        prompter = AnswersPrompter(answers)
        made = driver(session, plan, command, prompter=prompter, deferred=True)
        made.run()
        prompter.check("standard input" if source == "-" else source)
        if (outcome := answers.get(OUTCOME)) is not None:
            made.step(c.GiveOutcome(outcome_of(outcome)))
        session.journal.keep(plan.digest(), plan.text())
        try:
            made.commit()
        except Conflict:
            if attempt + 1 == TRIES:
                raise
            continue
        tell_unprinted(made)
        if as_json:
            print_json(incident_json(session, made.record))
        else:
            closing(session, made)
        return DONE
    raise AssertionError("the tries are counted above")


def _known_before(plan: Plan, fact: str) -> bool:
    """Who it is may be given where nothing asks for it: the earlier incidents are found by it."""
    return fact in KNOWN_BEFORE or (fact in PEOPLE and plan.fact(fact) is None)


def over_jsonl(
    session: Session, names: tuple[str, str], given: Sequence[str], *, person: Person, quick: bool = False
) -> int:
    """Another program answers; the end of its input pauses the walk (exit 4), so does `quick` after the offer."""
    from recovery_cli.ui.jsonl import JsonlPrompter

    plan = plan_of(session, names)
    command = opening(session, plan, person=person, facts=known(plan, givens.pairs(given)))
    prompter = JsonlPrompter(sys.stdin, sys.stdout, session.clock)
    made = driver(session, plan, command, prompter=prompter)
    made.quick = quick
    try:
        made.run()
    except EOFError:
        return PAUSED
    data = incident_json(session, made.record)
    if not made.walk.finished:
        prompter.paused(data)
        return PAUSED
    prompter.finished(data)
    return DONE


def _answers(plan: Plan, data: dict[str, object], person: Person) -> tuple[dict[str, Given], Person]:
    """The flat answers; a scenario brings its language, operator and reporter, which options overrule."""
    steps = frozenset(step.id for step in plan.steps)
    if not isinstance(inner := data.get(givens.SCENARIO), dict):
        return flat(data, keep=steps), person
    name, role, reported_by, language, at_fault = person
    who = data.get("operator")
    operator = who if isinstance(who, dict) else {}
    return flat(inner, keep=steps), (
        name or _text(operator.get("name")),
        role or _text(operator.get("role")),
        _text(data.get("reported_by")) or reported_by,
        language or _text(data.get("language")),
        at_fault or _text(data.get("at_fault")),
    )


def _before(data: Mapping[str, object]) -> dict[str, str]:
    """What a scenario says was known before the first word."""
    held = data.get("known")
    if givens.SCENARIO not in data or not isinstance(held, Mapping):
        return {}
    return {fact: str(value) for fact, value in flat(held).items() if value is not None}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def outcome_of(given: Given) -> Outcome:
    """Raises `RecoverError` for a word that is none."""
    known = get_args(Outcome)
    for outcome in known:
        if outcome == given:
            return outcome  # type: ignore[no-any-return]  # one of the literal's own values
    raise RecoverError(f'outcome cannot be "{given}".', did_you_mean(str(given), known))
