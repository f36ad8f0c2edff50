"""What conditions and spoken words may read: the facts by path, and a few things about the walk itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import get_args

from recovery_cli.money import Money
from recovery_cli.playbook.condition import compiled, nested
from recovery_cli.playbook.model import ROLES, CustomerType, Step
from recovery_cli.playbook.plan import Plan
from recovery_cli.private import Private
from recovery_cli.remedies.authority import GOODWILL, gift
from recovery_cli.remedies.case import UNKNOWN_CUSTOMER, Case, Gift, Today
from recovery_cli.walk.events import Value
from recovery_cli.walk.state import Chosen, Walk

CONTACTS, DRIVERS, THIRD = "contacts", "drivers", 3
"""The fact that holds how many times the customer says it was."""

PEOPLE = ("customer.name", "customer.phone", "customer.email", "booking.number", "line.number")
"""The facts by which the same customer is known again."""


def plain(value: Value) -> object:
    """A value as a condition or a text reads it: private words as text, lists as lists."""
    match value:
        case Private(words):
            return words
        case tuple():
            return list(value)
        case _:
            return value


def main_choice(plan: Plan, walk: Walk) -> Chosen | None:
    """What was offered and taken as the main remedy."""
    step = next((step.id for step in plan.steps if step.remedies == "main"), None)
    return walk.chosen.get(step) if step is not None else None


@dataclass(frozen=True, slots=True, eq=False)
class Here:
    """This walk of this plan, the very objects: what was found out about them need not be found out again."""

    plan: Plan
    walk: Walk

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Here) and self.plan is other.plan and self.walk is other.walk

    def __hash__(self) -> int:
        return hash((id(self.plan), id(self.walk)))


def context(plan: Plan, walk: Walk) -> dict[str, object]:
    """The nested mapping that a condition reads."""
    return {**_context(Here(plan, walk))}


# A question is put together from some twenty conditions and texts, all of which read the same.
@lru_cache(maxsize=8)
def _context(here: Here) -> dict[str, object]:
    plan, walk = here.plan, here.walk
    main = main_choice(plan, walk)
    document = plan.remedy(main.remedy).document if main is not None else None
    first = next((by for voice, by in walk.apologies if voice == "first"), walk.opened_by)
    second = any(voice == "second" for voice, _ in walk.apologies)
    above = ROLES.index(walk.role) >= ROLES.index("manager")
    # Without names, another role is another voice.
    other = first != walk.operator or (not walk.operator and walk.first_role != walk.role)
    tree = nested({path: plain(value) for path, value in walk.facts.items()})
    tree["walk"] = {
        "careful": walk.careful,
        "emergency": plan.failure.careful == "always" and walk.facts.get("hurt") == "yes",
        "second_voice": second or (above and other),
        "document": document or "",
        "severity": walk.severity or plan.failure.severity,
        "noticed": walk.noticed,
        "role": walk.role,
        "second_said": second,
        "reachable": any(plain(walk.facts.get(f"customer.{way}")) for way in ("phone", "email")),
        "at_fault": walk.at_fault,
        "contacts": contacts(walk),
        "transfers": walk.transfers,
        "owned": bool(walk.owner),
    }
    return tree


def contacts(walk: Walk) -> int:
    """How many times this customer has had to come to us about this, by the journal or by what was heard."""
    heard = walk.facts.get(CONTACTS)
    return max(walk.contacts, heard if isinstance(heard, int) else 1)


def applies(plan: Plan, walk: Walk, when: str | None) -> bool:
    """Whether a condition of the content holds; no condition always does."""
    return when is None or compiled(when).holds(context(plan, walk))


def reached(plan: Plan, walk: Walk, step: Step) -> bool:
    """Whether the flow comes to this step; who is hurt before the first words hears no word of fault any more."""
    if step.apology == "first" and walk.careful and plan.failure.careful == "if_hurt":
        return False
    return not step.on_request and applies(plan, walk, step.when)


def case(plan: Plan, walk: Walk, step: str = "") -> Case:
    """What the choice of a remedy in `step` decides by."""
    price, kind = walk.facts.get("price"), walk.facts.get("customer.type")
    known = Case(
        role=walk.role,
        severity=walk.severity or plan.failure.severity,
        careful=walk.careful,
        at_fault=walk.at_fault,
        facts=context(plan, walk),
        price=price if isinstance(price, Money) and price.currency == plan.playbook.currency else None,
        customer=next((each for each in get_args(CustomerType) if each == kind), UNKNOWN_CUSTOMER),
        repeat=_repeated(walk),
        today=_today(walk),
    )
    return replace(known, gifts=_gifts(plan, walk, known, step))


def _repeated(walk: Walk) -> bool:
    """It went wrong for them lately too: by the journal, by what was marked, by coming a third time."""
    marked = walk.facts.get(DRIVERS)
    return bool(walk.repeat) or (isinstance(marked, tuple) and "repeat" in marked) or contacts(walk) >= THIRD


def _today(walk: Walk) -> Today:
    held = walk.today
    return Today() if held is None else Today(held.customer.amount, held.shift.amount, held.budget.amount)


def _gifts(plan: Plan, walk: Walk, known: Case, step: str) -> tuple[Gift, ...]:
    """The goodwill chosen before this step, and what was given in it as well: not what is being chosen."""
    order = [each.id for each in plan.steps]
    here = order.index(step) if step in order else len(order)
    gifts: list[Gift] = []
    for key, chosen in walk.chosen.items():
        where, _, as_well = key.partition("+")
        before = where in order and order.index(where) < here
        remedy = plan.remedy(chosen.remedy)
        if remedy.kind in GOODWILL and (before or (as_well and where == step)):
            gifts.append(gift(remedy, known, chosen.amount, decided=chosen.decides))
    return tuple(gifts)
