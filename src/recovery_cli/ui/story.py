"""What was answered, as short pieces: the quiet line, the lines of a resumed walk, the sentences of plain mode."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from recovery_cli.money import Money
from recovery_cli.playbook.model import ROLES, RoleId
from recovery_cli.ports import Moment
from recovery_cli.ui import known, told
from recovery_cli.ui.furniture.grammar import small
from recovery_cli.ui.here import Here
from recovery_cli.ui.signs import cells
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.context import CONTACTS, plain
from recovery_cli.walk.events import Value

WIDTH = 76
_FIRST = re.compile(r"[:?]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words about a moment; `fresh`: what was before it need not be told any more."""

    words: str
    moment: Moment
    fresh: bool = False


def pieces(here: Here) -> tuple[Piece, ...]:
    """What happened so far, oldest first, only what still holds."""
    told_so_far: list[Piece] = []
    for moment in here.scene.moments:
        words = _words(here, moment)
        if not words:
            continue
        last = told_so_far[-1] if told_so_far else None
        if isinstance(moment.event, e.FollowUpPromised):
            if last is not None and isinstance(last.moment.event, e.FollowUpPromised):
                told_so_far[-1] = replace(last, words=f"{last.words}, {words}")
                continue
            words = here.furnish("quiet-promised", words)
        told_so_far.append(Piece(words, moment, isinstance(moment.event, e.NoteHandedOver | e.FollowUpPromised)))
    return _holding(tuple(told_so_far))


def quiet(here: Here) -> str:
    """One line; the oldest go first when it gets too long."""
    told_so_far = _printed_as_one(here, list(pieces(here)))
    if _length(told_so_far) > WIDTH:
        told_so_far = _apologies_as_one(here, told_so_far)
    # Which contact it is stays to the end: the oldest go, and it only loses its day.
    again = [replace(each, words=known.number(here)) for each in told_so_far if _key(each) == CONTACTS]
    if again and _length(told_so_far) > WIDTH:
        told_so_far = [*again, *(each for each in told_so_far if _key(each) != CONTACTS)]
    while len(told_so_far) > len(again) + 1 and _length(told_so_far) > WIDTH:
        del told_so_far[len(again)]
    return " · ".join(each.words for each in told_so_far)


def _printed_as_one(here: Here, some: list[Piece]) -> list[Piece]:
    """What only the paper needs is one piece, and none while it is asked: it stands above, as `so far`."""
    printed = [each for each in some if _only_printed(here, each)]
    rest = [each for each in some if each not in printed]
    request = here.scene.request
    if not printed or (isinstance(request, r.Ask) and request.fact.group == "print"):
        return rest
    one = replace(printed[0], words=", ".join(each.words for each in printed))
    return [one if each is printed[0] else each for each in some if each is printed[0] or each not in printed]


def _only_printed(here: Here, piece: Piece) -> bool:
    match piece.moment.event:
        case e.FactGiven(fact) | e.FactRevised(fact):
            declared = here.plan.fact(fact)
            return declared is not None and declared.group == "print" and not declared.private
        case _:
            return False


def value_label(here: Here, fact_id: str, value: Value) -> str:
    """An answer as a screen names it."""
    fact = here.plan.fact(fact_id)
    choice = None if fact is None else fact.choice(value)
    if choice is not None:
        return small((choice.printed or choice.label)[here.language])
    return here.furnish("left-out") if value in (None, "") else str(plain(value))


def choice_label(here: Here, fact_id: str, value: Value) -> str:
    """An answer as its line names it."""
    fact = here.plan.fact(fact_id)
    choice = None if fact is None else fact.choice(value)
    return value_label(here, fact_id, value) if choice is None else small(choice.label[here.language])


def offer_label(here: Here, remedy: str, amount: Money | None = None) -> str:
    """`cleaning note up to 120 EUR`."""
    given = here.plan.remedy(remedy)
    return told.offer(given, given.label[here.language], amount, here.language)


def _length(some: list[Piece]) -> int:
    return cells(" · ".join(each.words for each in some))


def _apologies_as_one(here: Here, some: list[Piece]) -> list[Piece]:
    said = [each for each in some if isinstance(each.moment.event, e.ApologyGiven)]
    if len(said) < 2:
        return some
    times = ", ".join(told.stamp(here.scene, each.moment.at) for each in said)
    one = replace(said[0], words=here.furnish("quiet-sorry-all", times))
    return [one if each is said[0] else each for each in some if each is said[0] or each not in said]


def _holding(some: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The story since it last became fresh, each fact only as it was answered last."""
    start = max((number for number, each in enumerate(some) if each.fresh), default=0)
    last = {_key(each): number for number, each in enumerate(some)}
    return tuple(each for number, each in enumerate(some) if number >= start and last[_key(each)] == number)


def _key(piece: Piece) -> object:
    match piece.moment.event:
        case e.FactGiven(fact) | e.FactRevised(fact):
            return fact
        case e.RemedyChosen(step, remedy) if piece.moment.event.as_well:
            return step, remedy
        case e.RemedyChosen(step) | e.RemedyDeclined(step):
            return step
        case e.Escalated(_, _, rule) if rule:
            return rule
        case e.ContactsCounted():
            return CONTACTS
        case e.ManagerComing() | e.NobodyAvailable() | e.Escalated():
            return "fetched"
        case _:
            return id(piece)


def _words(here: Here, moment: Moment) -> str:
    event, at = moment.event, told.stamp(here.scene, moment.at)
    match event:
        case e.ApologyGiven(_, _, by):
            own = by == here.walk.operator and len(here.walk.apologies) < 2
            return (
                here.furnish("quiet-sorry-own", at) if own else here.furnish("quiet-sorry-by", told.first_name(by), at)
            )
        case e.FactGiven(fact, value) | e.FactRevised(fact, _, value):
            return _fact(here, fact, value, at)
        case e.EntitlementNamed(_, _, label):
            return here.furnish("quiet-owed", label)
        case e.OwnerNamed(_, who):
            return here.furnish("quiet-owner", who, at)
        case e.EmergencyCalled():
            return here.furnish("quiet-called", here.plan.settings.emergency_number, at)
        case e.ContactsCounted():
            return known.contact(here, "quiet-contact") or ", ".join(
                here.furnish("quiet-perhaps", each) for each in event.perhaps[:1]
            )
        case e.Escalated() | e.ManagerComing() | e.NobodyAvailable() | e.SignalSeen():
            return _fetched(here, event, at)
        case e.ApprovalAsked() | e.ApprovalGiven() | e.ApprovalRefused():
            return _approval(here, event, at)
        case e.RemedyChosen() | e.RemedyDeclined() | e.RuleBent():
            return _offer(here, event, at)
        case e.NoteHandedOver(_, number):
            return here.furnish("quiet-handed", number, at)
        case e.NoteRecalled(number):
            return here.furnish("quiet-void", number)
        case e.CauseGiven(_, cause):
            causes = [each for each in here.plan.failure.causes if each.cause == cause]
            return here.furnish("quiet-cause", small(causes[0].label[here.language])) if causes else ""
        case e.FollowUpPromised() if event.step:
            when = told.day_or_hour(here.scene, event.due_at, here.now)
            return f"{_FIRST.split(event.what)[0]} {when}"
        case _:
            return ""


def _fact(here: Here, fact: str, value: Value, at: str) -> str:
    if fact == "hurt":
        return here.furnish("quiet-hurt", at) if value == "yes" else here.furnish("quiet-unhurt")
    if fact == CONTACTS:
        return known.contact(here, "quiet-contact")
    declared = here.plan.fact(fact)
    if declared is None or value in (None, "") or (declared.group == "print" and value == "unknown"):
        return ""
    words = value_label(here, fact, value)
    return f"{at} {words}" if here.careful else words


def _fetched(here: Here, event: e.Escalated | e.ManagerComing | e.NobodyAvailable | e.SignalSeen, at: str) -> str:
    match event:
        case e.Escalated(_, role, rule):
            wanted = next((each for each in ROLES if each == role), here.scene.fetching.role)
            if rule:
                return here.furnish("quiet-alerted", here.someone(wanted), at)
            return here.furnish("quiet-wanted", _word(here, wanted), at)
        case e.ManagerComing(who):
            return here.furnish("quiet-coming", told.first_name(who), at)
        case e.NobodyAvailable():
            return here.furnish("quiet-nobody", at)
        case e.SignalSeen(signal):
            return small(here.furnish(f"signal-{signal}"))


def _word(here: Here, role: RoleId) -> str:
    return here.plan.role(role).fetch[here.language]


def _approval(here: Here, event: e.ApprovalAsked | e.ApprovalGiven | e.ApprovalRefused, at: str) -> str:
    match event:
        case e.ApprovalAsked(role):
            return here.furnish("quiet-asked", here.someone(role), at)
        case e.ApprovalGiven(by, _, amount):
            return here.furnish("quiet-approved", told.first_name(by), here.money(amount), at)
        case e.ApprovalRefused(by):
            return here.furnish("quiet-refused", told.first_name(by))


def _offer(here: Here, event: e.RemedyChosen | e.RemedyDeclined | e.RuleBent, at: str) -> str:
    match event:
        case e.RemedyChosen(_, remedy, _, amount):
            if event.because == ("fix",):
                return ""
            label = offer_label(here, remedy, amount)
            return here.furnish("quiet-offered", label, at) if amount is not None else label
        case e.RemedyDeclined():
            return here.furnish("quiet-declined", at)
        case e.RuleBent():
            return here.furnish("quiet-exception", at)
