"""What was offered and still waits for somebody's yes, or had a no: only what is certain is promised or given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from recovery_cli.money import Money
from recovery_cli.playbook.model import ROLES, RoleId
from recovery_cli.playbook.plan import Plan
from recovery_cli.walk import events as e
from recovery_cli.walk.state import Chosen, Walk

_Asked: TypeAlias = tuple[str, Money | None]
_Answer: TypeAlias = Money | e.ApprovalRefused | Literal[True] | None
"""The most that was signed; True for all of it, the no, None for silence."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """A remedy as it was offered, and the role whose yes it waits for."""

    chosen: Chosen
    role: RoleId


@dataclass(frozen=True, slots=True)
class Refusal:
    """A remedy as it was offered, and the no that was said to it."""

    chosen: Chosen
    said: e.ApprovalRefused


def undecided(plan: Plan, walk: Walk, events: Sequence[object]) -> tuple[Undecided, ...]:
    """What waits for a yes that nobody has given or refused yet."""
    return tuple(Undecided(each, role) for each, role, answer in _asked_for(plan, walk, events) if answer is None)


def certain(plan: Plan, walk: Walk, events: Sequence[object]) -> Walk:
    """The walk with what is given for sure alone: a yes to less gives that, silence and a no give nothing."""
    answers = _answers(events)
    kept: dict[str, Chosen] = {}
    for key, each in walk.chosen.items():
        _, answer = answers.get((each.remedy, each.amount), ("", True))
        if answer is True or _issued(plan, walk, each):
            kept[key] = each
        elif isinstance(answer, Money) and each.amount is not None:
            kept[key] = replace(each, amount=min(each.amount, answer))
    return replace(walk, chosen=kept)


def refusals(plan: Plan, walk: Walk, events: Sequence[object]) -> tuple[Refusal, ...]:
    """What was offered and had a no; nobody who may give it has offered it again."""
    return tuple(
        Refusal(each, answer)
        for each, _, answer in _asked_for(plan, walk, events)
        if isinstance(answer, e.ApprovalRefused)
    )


def _asked_for(plan: Plan, walk: Walk, events: Sequence[object]) -> Iterator[tuple[Chosen, RoleId, _Answer]]:
    """What is offered and took somebody's yes: whose, and what came."""
    answers = _answers(events)
    for each in walk.chosen.values():
        if (each.remedy, each.amount) in answers and not _issued(plan, walk, each):
            yield (each, *answers[each.remedy, each.amount])


def _issued(plan: Plan, walk: Walk, chosen: Chosen) -> bool:
    """A note was issued at what its signer could sign alone, so what it says waits for nobody."""
    return walk.note is not None and plan.remedy(chosen.remedy).document is not None


def _answers(events: Sequence[object]) -> Mapping[_Asked, tuple[RoleId, _Answer]]:
    """Of each sum that was asked for: whose yes it takes, and what came."""
    found: dict[_Asked, tuple[RoleId, _Answer]] = {}
    last: _Asked = ("", None)
    holder: RoleId = ROLES[0]
    for event in events:
        match event:
            case e.ApprovalAsked(role, remedy, amount):
                last = remedy, amount
                found[last] = role, None
            case e.ApprovalGiven(_, _, amount) if last in found:
                found[last] = found[last][0], amount
            case e.ApprovalRefused() if last in found:
                found[last] = found[last][0], event
            case e.ApprovalWithdrawn(remedy, amount):
                found.pop((remedy, amount), None)
            case e.HandedOver(_, role) | e.WalkResumed(_, role):
                # Whoever may decide and goes on with the case stands by what was offered, unless it was refused.
                holder = role
                silent = [asked for asked, (whose, answer) in found.items() if answer is None and _may(role, whose)]
                found |= {asked: (found[asked][0], True) for asked in silent}
            case e.RemedyChosen(_, remedy, _, amount):
                # Whoever may decide can offer again what was refused.
                whose, answer = found.get((remedy, amount), (holder, None))
                if isinstance(answer, e.ApprovalRefused) and _may(holder, whose):
                    found[remedy, amount] = whose, True
            case _:
                continue
    return found


def _may(role: RoleId, wanted: RoleId) -> bool:
    return ROLES.index(role) >= ROLES.index(wanted)
