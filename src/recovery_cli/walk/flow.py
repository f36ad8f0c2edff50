"""What is awaited: the first step that applies and is not done. Nothing is asked that is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import get_args

from recovery_cli.money import Money
from recovery_cli.playbook.model import ROLES, Fact, FollowUp, RoleId, Step
from recovery_cli.playbook.plan import Plan
from recovery_cli.remedies.choice import Option, Proposal, offered
from recovery_cli.sandbox import UndefinedFact
from recovery_cli.walk import requests as r
from recovery_cli.walk.context import DRIVERS as DRIVERS
from recovery_cli.walk.context import Here, applies, case, main_choice, reached
from recovery_cli.walk.events import Signal
from recovery_cli.walk.owed import owe
from recovery_cli.walk.requests import Request
from recovery_cli.walk.speech import SILENT, first_words, said_as, spoken
from recovery_cli.walk.state import Walk


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in the walk: a step, and within a group of facts the one fact."""

    step: str
    fact: str = ""


def awaiting(plan: Plan, walk: Walk) -> Request:
    """The one thing that the walk waits for now."""
    return _awaited(Here(plan, walk))


@lru_cache(maxsize=8)
def _awaited(here: Here) -> Request:
    plan, walk = here.plan, here.walk
    if walk.finished:
        return r.Finished()
    for step in plan.steps:
        if reached(plan, walk, step) and (request := _pending(plan, walk, step)) is not None:
            return request
    return r.Finished()


def path(plan: Plan, walk: Walk) -> tuple[Place, ...]:
    """The places that were answered and still count, in the order of the flow: where `back` may go."""
    places: list[Place] = []
    for step in plan.steps:
        if step.kind in ("issue", "write") or not _counts(plan, walk, step):
            continue
        if step.kind == "ask":
            places += [Place(step.id, fact.id) for fact in asked(plan, walk, step) if fact.id in walk.facts]
        elif not isinstance(look(plan, walk, Place(step.id)), r.Finished):
            places.append(Place(step.id))
    return tuple(places)


def _counts(plan: Plan, walk: Walk, step: Step) -> bool:
    """Whether something of this step was answered and the step still applies."""
    if step.kind == "ask":
        answered = any(fact.id in walk.facts for fact in _facts(plan, step))
    else:
        answered = DRIVERS in walk.facts if step.kind == "mark" else step.id in walk.done
    return answered and may_apply(plan, walk, step.when)


def look(plan: Plan, walk: Walk, place: Place) -> Request:
    """The request of a place that was answered, with its answer, to read or to change."""
    step = plan.step(place.step)
    request = _request(plan, walk, step, plan.fact(place.fact))
    return r.Finished() if request is None else request


def asked(plan: Plan, walk: Walk, step: Step) -> tuple[Fact, ...]:
    """The facts of an `ask` step, less those whose own conditions are known not to hold."""
    return tuple(fact for fact in _facts(plan, step) if may_apply(plan, walk, fact.when))


def _facts(plan: Plan, step: Step) -> tuple[Fact, ...]:
    return tuple(
        fact
        for fact in plan.failure.facts
        if fact.id == step.fact or (step.facts is not None and fact.group == step.facts)
    )


def may_apply(plan: Plan, walk: Walk, when: str | None) -> bool:
    """Whether a condition holds, or may still come to hold once what it reads is asked."""
    try:
        return applies(plan, walk, when)
    except UndefinedFact:
        return True


def fetched(plan: Plan, walk: Walk, role: RoleId) -> r.Fetching:
    """Who can be fetched, and what is said meanwhile."""
    people = tuple((person.name, person.phone or "") for person in plan.settings.people(role))
    # The words speak of "my manager": they are nobody's who is one.
    from_below = ROLES.index(walk.role) < ROLES.index("manager")
    return r.Fetching(
        role=role,
        people=people,
        words=said_as(plan, walk, "manager_coming") if from_below else SILENT,
        # "We have spoilt this for you" names a cause: not while somebody may be hurt.
        calming=said_as(plan, walk, "calming_careful" if walk.careful else "calming"),
        nobody=said_as(plan, walk, "nobody_careful" if walk.careful else "nobody") if from_below else SILENT,
        calming_by={} if walk.careful else _calming_by(plan, walk),
    )


def _calming_by(plan: Plan, walk: Walk) -> dict[str, r.Spoken]:
    said = {signal: said_as(plan, walk, f"calming_{signal}") for signal in get_args(Signal)}
    return {signal: words for signal, words in said.items() if words}


def proposal(plan: Plan, walk: Walk, step: Step) -> Proposal:
    """What may be offered in a `choose` step, with its trace."""
    return offered(plan, "bonus" if step.remedies == "bonus" else "main", case(plan, walk, step.id))


def note_cap(plan: Plan, walk: Walk) -> tuple[Money, str, RoleId]:
    """Cap, signer and the signer's role: what was offered, as far as whoever is here, or offered it, may sign it.

    Once the sum that was asked for is answered, more than whoever asked could sign alone comes from a yes only.
    """
    main = main_choice(plan, walk)
    if main is None or main.amount is None:
        raise LookupError("no note was offered")
    asked = walk.asked
    needed = asked is not None and (asked.remedy, asked.amount) == (main.remedy, main.amount)
    answered = needed and not walk.waiting
    alone = (plan.limit(role) for role in (walk.role, *([walk.asked_by] if answered else [])))
    cap = min([main.amount, *(limit for limit in alone if limit is not None)])
    if answered and walk.approved is not None and cap < walk.approved.amount:
        return min(main.amount, walk.approved.amount), walk.approved.by, walk.approved.role
    if cap < main.amount and not needed and plan.may(main.role, main.amount):
        # Whoever said it needed no yes for it, and has gone since.
        return main.amount, main.by or plan.role(main.role).name[walk.operator_language], main.role
    return cap, named(plan, walk), walk.role


def _pending(plan: Plan, walk: Walk, step: Step) -> Request | None:
    if step.kind == "ask":
        unknown = (fact for fact in _facts(plan, step) if fact.id not in walk.facts)
        fact = next((each for each in unknown if applies(plan, walk, each.when)), None)
        return None if fact is None else _request(plan, walk, step, fact)
    if step.kind == "mark":
        return None if DRIVERS in walk.facts else _request(plan, walk, step, None)
    return None if step.id in walk.done else _request(plan, walk, step, None)


def _request(plan: Plan, walk: Walk, step: Step, fact: Fact | None) -> Request | None:
    match step.kind:
        case "say":
            return _say(plan, walk, step)
        case "ask":
            return None if fact is None else _ask(plan, walk, step, fact)
        case "act":
            return _act(plan, walk, step)
        case "owe":
            return owe(plan, walk, step)
        case "choose":
            return _choose(plan, walk, step)
        case "issue":
            cap, signer, role = note_cap(plan, walk)
            if cap.amount <= 0:
                # Who is here may sign nothing: like a letter's sum, the note waits for the yes, and nothing else does.
                return None
            return r.Issue(step.id, step.phase, cap, signer, role, walk.superseded)
        case "hand":
            return _hand(plan, walk, step)
        case "write":
            return r.Write(step.id, step.phase, step.template or "apology")
        case "mark":
            return _mark(plan, walk, step)
        case "follow-up":
            return _follow(plan, walk, step)
        case "cause":
            causes = plan.failure.causes
            return r.Cause(step.id, step.phase, causes, walk.cause) if causes else None
        case "change":
            return r.Plan(step.id, step.phase, plan.failure.changes, owner(plan, walk), walk.changed)


def owner(plan: Plan, walk: Walk) -> str:
    """Who answers for what stays open: the manager, or whoever holds the screen if there is none."""
    manager = plan.on_duty("manager")
    if manager is None or ROLES.index(walk.role) >= ROLES.index("manager"):
        return named(plan, walk)
    return manager.name


def named(plan: Plan, walk: Walk) -> str:
    """Whoever holds the screen: the name, else what the role is called."""
    return walk.operator or plan.role(walk.role).name[walk.operator_language]


def _say(plan: Plan, walk: Walk, step: Step) -> r.Say:
    name = first_words(plan, walk) if step.words == "first_words" else step.words
    do = None if step.do is None else plan.do(step.do)
    words = said_as(plan, walk, name)
    return r.Say(step.id, step.phase, words, step.apology, do, step.id in walk.done, step.owns)


def _ask(plan: Plan, walk: Walk, step: Step, fact: Fact) -> r.Ask:
    facts = asked(plan, walk, step)
    words = spoken(plan, walk, fact.words) if fact.words else SILENT
    if not words and step.words:
        name = first_words(plan, walk) if step.words == "first_words" else step.words
        words = said_as(plan, walk, name)
    return r.Ask(
        step=step.id,
        phase=step.phase,
        words=words,
        fact=fact,
        place=(facts.index(fact) + 1, len(facts)),
        held=walk.facts.get(fact.id),
        answered=fact.id in walk.facts,
        voids=walk.note.number if walk.note is not None and fact.group in ("decide", "print") else "",
    )


def _act(plan: Plan, walk: Walk, step: Step) -> r.Act:
    lower = step.fetch is not None and ROLES.index(walk.role) < ROLES.index(step.fetch)
    # "I'll be right back with my manager" is nothing that the manager says.
    silent = step.remedies == "fix" and step.fetch is not None and (not lower or walk.nobody)
    return r.Act(
        step=step.id,
        phase=step.phase,
        words=SILENT if silent else said_as(plan, walk, step.words),
        do=None if step.do is None else plan.do(step.do),
        fetch=step.fetch if lower and (not walk.coming or step.call is not None) else None,
        call=step.call,
        checklist=step.checklist,
        done=step.id in walk.done,
    )


def offer_words(plan: Plan, walk: Walk, step: Step, option: Option) -> r.Spoken:
    """What is said with a remedy: its own words, else those of the step."""
    own = plan.remedy(option.remedy).words
    return spoken(plan, walk, own, option=option) if own else said_as(plan, walk, step.words, option=option)


def _choose(plan: Plan, walk: Walk, step: Step) -> r.Choose | None:
    found = proposal(plan, walk, step)
    if found.first is None:
        return None
    heard, chosen = walk.heard.get(step.id), walk.chosen.get(step.id)
    words_of = {option.remedy: offer_words(plan, walk, step, option) for option in found.options}
    limit = plan.limit(walk.role)
    words = words_of[found.first.remedy]
    if walk.nobody and limit is not None and found.first.amount is not None and limit < found.first.amount:
        # Nobody comes to sign more: what is said aloud is what the note will say.
        words = offer_words(plan, walk, step, replace(found.first, amount=limit)) if limit.amount else {}
    return r.Choose(
        step=step.id,
        phase=step.phase,
        group="bonus" if step.remedies == "bonus" else "main",
        words=words,
        words_of=words_of,
        approval=said_as(plan, walk, "approval"),
        proposal=found,
        limit=limit,
        held=None if heard is None else (heard.remedy, heard.amount),
        chosen=None if chosen is None else (chosen.remedy, chosen.amount),
        voids=walk.note.number if walk.note is not None and step.remedies == "main" else "",
    )


def _hand(plan: Plan, walk: Walk, step: Step) -> r.Hand | None:
    note = walk.note
    if note is None:
        return None
    return r.Hand(
        step=step.id,
        phase=step.phase,
        words=said_as(plan, walk, step.words),
        by_hand=said_as(plan, walk, "note_by_hand"),
        number=note.number,
        code=note.code,
        cap=note.cap,
        signer=note.signer,
        handed=note.handed,
    )


def _mark(plan: Plan, walk: Walk, step: Step) -> r.Mark | None:
    if not plan.playbook.drivers:
        return None
    held = walk.facts.get(DRIVERS)
    marked = held if isinstance(held, tuple) else ()
    return r.Mark(step.id, step.phase, plan.playbook.drivers, marked, DRIVERS in walk.facts)


def _follow(plan: Plan, walk: Walk, step: Step) -> r.Follow | None:
    due = (_kept_here(walk, each) for each in plan.failure.follow_up if applies(plan, walk, each.when))
    promises = tuple((promise, _keeper(plan, walk, promise.role)) for promise in due)
    if not promises:
        return None
    words = promises[0][0].words
    said = spoken(plan, walk, words) if words else said_as(plan, walk, step.words)
    return r.Follow(step.id, step.phase, said, promises, step.id in walk.done)


def _kept_here(walk: Walk, promise: FollowUp) -> FollowUp:
    """Whom nobody could fetch comes to no table in five minutes: until tomorrow, whoever is here keeps the promise."""
    above = promise.role in ROLES[ROLES.index(walk.role) + 1 : ROLES.index("owner")]
    absent = walk.nobody and above and promise.after[-1] in "mh"
    return promise.model_copy(update={"role": walk.role}) if absent else promise


def _keeper(plan: Plan, walk: Walk, role: RoleId) -> str:
    person = plan.on_duty(role)
    if role == walk.owner_role:
        return walk.owner
    return named(plan, walk) if walk.role == role or person is None else person.name
