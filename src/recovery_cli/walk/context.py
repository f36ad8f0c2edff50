"""What conditions and spoken words may read: the facts by path, and a few things about the walk itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from recovery_cli.money import Money
from recovery_cli.playbook.condition import compiled
from recovery_cli.playbook.model import ROLES, Step
from recovery_cli.playbook.plan import Plan
from recovery_cli.private import Private
from recovery_cli.remedies.choice import Case
from recovery_cli.walk.events import Value
from recovery_cli.walk.state import Chosen, Walk

CONTACTS = "contacts"
"""The fact that holds how many times the customer says it was."""

PEOPLE = ("customer.name", "customer.phone", "customer.email", "booking.number", "line.number")
"""The facts by which the same customer is known again."""


def nested(facts: Mapping[str, object]) -> dict[str, object]:
    """`{"garment.material": "leather"}` as `{"garment": {"material": "leather"}}`."""
    tree: dict[str, object] = {}
    for path, value in facts.items():
        *above, leaf = path.split(".")
        branch = tree
        for part in above:
            nextbranch = branch.setdefault(part, {})
            if not isinstance(nextbranch, dict):
                nextbranch = branch[part] = {}
            branch = nextbranch
        branch[leaf] = value
    return tree


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
    tree = nested({path: plain(value) for path, value in walk.facts.items()})
    tree["walk"] = {
        "careful": walk.careful,
        "emergency": plan.failure.careful == "always" and walk.facts.get("hurt") == "yes",
        "second_voice": second or (above and first != walk.operator),
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


def case(plan: Plan, walk: Walk) -> Case:
    """What the choice of a remedy decides by."""
    price = walk.facts.get("price")
    return Case(
        role=walk.role,
        severity=walk.severity or plan.failure.severity,
        careful=walk.careful,
        at_fault=walk.at_fault,
        facts=context(plan, walk),
        price=price if isinstance(price, Money) else None,
    )
