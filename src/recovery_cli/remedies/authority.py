"""Who decides, and how much goodwill a case bears. Authority is a limit, never a gate: it moves the signature up.

Goodwill is what nobody owes, bonuses and credits; a fix, what makes good a damage and what the law owes are none.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias

from recovery_cli.money import Money
from recovery_cli.playbook.model import ROLES, Remedy, RoleId
from recovery_cli.playbook.plan import Plan
from recovery_cli.remedies.case import Case, Gift

GOODWILL = frozenset({"bonus", "credit"})
MOST_OF_PRICE = Decimal("1.5")
"""Goodwill above 150 % of the price stops helping (Haesevoets et al. 2017; domain brief 2.6)."""

UNBOUND = ROLES[ROLES.index("manager") :]
"""Who may go beyond the price (domain brief 4.0)."""

Over: TypeAlias = Literal["", "authority", "limit", "case", "customer", "shift", "budget"]
"""Which cap moves the decision up; nothing where whoever stands there decides."""


def cost_of(remedy: Remedy, case: Case, amount: Money | None) -> Decimal:
    """What it costs us: the amount given, else a share of the price, else the piece."""
    return amount.amount if amount is not None else remedy.cost * _share(remedy, case)


def worth_of(remedy: Remedy, case: Case, amount: Money | None) -> Decimal:
    """What it is worth to the customer."""
    return amount.amount if amount is not None else remedy.value * _share(remedy, case)


def _share(remedy: Remedy, case: Case) -> Decimal:
    return case.price.amount if case.price is not None and remedy.basis == "price" else Decimal(1)


def gift(remedy: Remedy, case: Case, amount: Money | None, *, decided: RoleId) -> Gift:
    return Gift(cost_of(remedy, case, amount), worth_of(remedy, case, amount), decided)


def beyond_price(remedy: Remedy, case: Case, amount: Money | None) -> bool:
    """Whether all goodwill of the case would be worth more than 150 % of the price; never below a manager's hand."""
    if remedy.kind not in GOODWILL or case.price is None or case.role in UNBOUND:
        return False
    given = sum((each.worth for each in case.gifts), Decimal(0))
    return given + worth_of(remedy, case, amount) > case.price.amount * MOST_OF_PRICE


def deciding(plan: Plan, case: Case, remedy: Remedy, amount: Money | None) -> tuple[RoleId, Over]:
    """The lowest role, from the operator's upwards, that may give it, and the cap that moved it up."""
    if remedy.kind not in GOODWILL:
        if amount is None:
            return _up(case.role, remedy.authority, "authority")
        return _up(case.role, plan.deciding(case.role, amount), "limit")
    cost = cost_of(remedy, case, amount)
    own = sum((each.cost for each in case.gifts if each.decided == case.role), Decimal(0))
    decides = _up(case.role, plan.deciding(case.role, Money(own + cost, plan.playbook.currency)), "limit")
    decides = _higher(decides, _up(case.role, remedy.authority, "authority"))
    return _higher(decides, _up(case.role, *_of_the_house(plan, case, cost)))


def _of_the_house(plan: Plan, case: Case, cost: Decimal) -> tuple[RoleId, Over]:
    """The manager, where all gifts together come to more than the house has set."""
    limits = plan.playbook.manual.limits
    given = sum((each.cost for each in case.gifts), Decimal(0))
    caps: tuple[tuple[Over, Decimal | None, Decimal], ...] = (
        ("case", limits.case, Decimal(0)),
        ("customer", limits.customer, case.today.customer),
        ("shift", limits.shift, case.today.shift),
        ("budget", limits.budget, case.today.budget),
    )
    for over, most, before in caps:
        if cost and most is not None and before + given + cost > most:
            return "manager", over
    return case.role, ""


def _up(role: RoleId, wanted: RoleId, over: Over) -> tuple[RoleId, Over]:
    return (wanted, over) if ROLES.index(wanted) > ROLES.index(role) else (role, "")


def _higher(one: tuple[RoleId, Over], other: tuple[RoleId, Over]) -> tuple[RoleId, Over]:
    return max(one, other, key=lambda each: ROLES.index(each[0]))
