"""Which remedy, and why: the fix always, the offer that fits, a bonus of high value at low cost, within authority."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from recovery_cli.money import Money
from recovery_cli.playbook.condition import compiled
from recovery_cli.playbook.model import CapRule, Remedy, RoleId
from recovery_cli.playbook.plan import Plan
from recovery_cli.playbook.text import Text

MOST_OF_PRICE = Decimal("1.5")
"""Goodwill above 150 % of the price stops helping (Haesevoets et al. 2017; domain brief 2.6)."""

BONUS_FROM = 2
"""A bonus comes on top from this severity, when the failure was ours (domain brief 4.0)."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of the trace: a stable code with its arguments, and the playbook's own words where it has some."""

    code: str
    about: tuple[str, ...] = ()
    text: Text | None = None

    def __str__(self) -> str:
        return " ".join((self.code, *self.about))


@dataclass(frozen=True, slots=True)
class Option:
    """A remedy that may be offered; `decides` is the lowest role, from the operator's upwards, that may give it."""

    remedy: str
    amount: Money | None
    decides: RoleId
    cap: Reason | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to offer first, what else could be, why, and what is left out and why."""

    options: tuple[Option, ...]
    because: tuple[Reason, ...]
    ruled_out: tuple[tuple[str, Reason], ...]

    @property
    def first(self) -> Option | None:
        return self.options[0] if self.options else None


@dataclass(frozen=True, slots=True)
class Case:
    """What the choice decides by; `facts` is the nested context of conditions, `price` what the customer paid."""

    role: RoleId
    severity: int
    careful: bool
    at_fault: str
    facts: Mapping[str, object]
    price: Money | None = None


def _cap(remedy: Remedy, case: Case, currency: str) -> tuple[Money, Reason] | CapRule | None:
    for number, rule in enumerate(remedy.caps):
        if rule.when is None or compiled(rule.when).holds(case.facts):
            return Money(rule.cap, currency), Reason("cap", (remedy.id, str(number + 1)), rule.because)
    return None


def _out_of_place(remedy: Remedy, case: Case) -> Reason | None:
    if case.careful and remedy.kind not in ("fix", "attention"):
        return Reason("careful")
    if remedy.when is not None and not compiled(remedy.when).holds(case.facts):
        return Reason("does-not-fit", (), remedy.does_not)
    return None


def worth(remedy: Remedy) -> tuple[Decimal, Decimal]:
    """Value over cost first (what costs nothing is worth most), then value: the order of a bonus."""
    ratio = remedy.value / remedy.cost if remedy.cost else Decimal("Infinity")
    return ratio, remedy.value


def _option(plan: Plan, remedy: Remedy, case: Case) -> Option | Reason:
    currency = plan.playbook.currency
    if reason := _out_of_place(remedy, case):
        return reason
    amount: Money | None = None
    cap: Reason | None = None
    if remedy.caps:
        found = _cap(remedy, case, currency)
        if not isinstance(found, tuple):
            return Reason("no-cap", (), remedy.does_not)
        amount, cap = found
    given = amount or _cost(remedy, case, currency)
    if remedy.kind == "bonus" and case.price is not None and given.amount > case.price.amount * MOST_OF_PRICE:
        return Reason("more-than-150-percent", (str(case.price),))
    lowest = plan.deciding(case.role, given) if amount is not None else _higher(case.role, remedy.authority)
    return Option(remedy.id, amount, lowest, cap)


def _cost(remedy: Remedy, case: Case, currency: str) -> Money:
    share = case.price.amount if case.price is not None and remedy.basis == "price" else Decimal(1)
    return Money(remedy.cost * share, currency)


def _higher(one: RoleId, other: RoleId) -> RoleId:
    order: tuple[RoleId, ...] = ("front_line", "supervisor", "manager", "owner")
    return max(one, other, key=order.index)


def propose(plan: Plan, remedies: Iterable[str], case: Case) -> Proposal:
    """The options in the author's order, each with who decides; what does not fit is ruled out with its reason."""
    options: list[Option] = []
    ruled_out: list[tuple[str, Reason]] = []
    for remedy_id in remedies:
        match _option(plan, plan.remedy(remedy_id), case):
            case Option() as option:
                options.append(option)
            case Reason() as reason:
                ruled_out.append((remedy_id, reason))
    because = [Reason("at-fault", (case.at_fault,))]
    if options and options[0].cap is not None:
        because.append(options[0].cap)
    if options:
        because.append(Reason("decides", (options[0].decides,)))
    return Proposal(tuple(options), tuple(because), tuple(ruled_out))


def propose_bonus(plan: Plan, remedies: Iterable[str], case: Case) -> Proposal:
    """Bonuses within the operator's authority by value over cost; none when careful, trifling or not our doing."""
    if case.careful or case.severity < BONUS_FROM or case.at_fault != "company":
        code = "careful" if case.careful else "trifling" if case.severity < BONUS_FROM else "not-our-fault"
        return Proposal((), (Reason(code),), tuple((each, Reason(code)) for each in remedies))
    ranked = sorted(remedies, key=lambda each: worth(plan.remedy(each)), reverse=True)
    found = propose(plan, ranked, case)
    within = tuple(option for option in found.options if option.decides == case.role)
    over = tuple((o.remedy, Reason("decides", (o.decides,))) for o in found.options if o.decides != case.role)
    because = (
        Reason("at-fault", (case.at_fault,)),
        Reason("severity", (str(case.severity),)),
        Reason("value-over-cost"),
    )
    return Proposal(within, because, (*found.ruled_out, *over))
