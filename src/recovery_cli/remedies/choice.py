"""Which remedy, and why: the offer that fits, a bonus of high value at low cost, within authority and proportion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from recovery_cli.money import Money
from recovery_cli.playbook.condition import compiled
from recovery_cli.playbook.model import Remedy, RoleId
from recovery_cli.playbook.plan import Plan
from recovery_cli.remedies.authority import MOST_OF_PRICE as MOST_OF_PRICE
from recovery_cli.remedies.authority import Over, beyond_price, deciding
from recovery_cli.remedies.case import Case as Case
from recovery_cli.remedies.case import Reason as Reason
from recovery_cli.remedies.table import Entry, Group, Listed, listed

OTHER_ROW = "other-row"
BONUS_FROM = 2
"""A bonus comes on top from this severity, when the failure was ours (domain brief 4.0)."""


@dataclass(frozen=True, slots=True)
class Option:
    """A remedy that may be offered; `decides` is the lowest role, from the operator's upwards, that may give it.

    `over` is the cap that takes the decision from the operator.
    """

    remedy: str
    amount: Money | None
    decides: RoleId
    cap: Reason | None = None
    over: Over = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to offer first, what else could be, why, and what is left out and why."""

    options: tuple[Option, ...]
    because: tuple[Reason, ...]
    ruled_out: tuple[tuple[str, Reason], ...]

    @property
    def first(self) -> Option | None:
        return self.options[0] if self.options else None


def offered(plan: Plan, group: Group, case: Case) -> Proposal:
    """THE choice, in the walk and wherever else it is asked for: what the manual lists for this case, as it fits."""
    found = listed(plan, group, case)
    chosen = propose(plan, found.entries, case) if group == "main" else propose_bonus(plan, found.entries, case)
    return _with_row(chosen, found)


def _with_row(chosen: Proposal, found: Listed) -> Proposal:
    """The trace names the row that holds; what only other rows list is left out for that reason."""
    said = () if found.row is None else (Reason("manual", (found.row.id,), found.row.because),)
    other = Reason(OTHER_ROW, () if found.row is None else (found.row.id,))
    left = tuple((each, other) for each in found.others)
    return Proposal(chosen.options, (*said, *chosen.because), (*chosen.ruled_out, *left))


def no_bonus(case: Case) -> str:
    """The rule by which no bonus is given in this case, or nothing (domain brief 4.0)."""
    if case.careful:
        return "careful"
    if case.severity < BONUS_FROM:
        return "trifling"
    return "" if case.at_fault == "company" else "not-our-fault"


def worth(remedy: Remedy) -> tuple[Decimal, Decimal]:
    """Value over cost first (what costs nothing is worth most), then value: the order of a bonus."""
    ratio = remedy.value / remedy.cost if remedy.cost else Decimal("Infinity")
    return ratio, remedy.value


def _cap(remedy: Remedy, entry: Entry, case: Case, currency: str) -> tuple[Money, Reason] | None:
    for number, rule in enumerate(remedy.caps):
        if rule.when is None or compiled(rule.when).holds(case.facts):
            cap = rule.cap if entry.cap is None else entry.cap
            return Money(cap, currency), Reason("cap", (remedy.id, str(number + 1)), rule.because)
    if entry.cap is not None and not remedy.caps:
        return Money(entry.cap, currency), Reason("cap", (remedy.id,))
    return None


def _out_of_place(plan: Plan, remedy: Remedy, case: Case) -> Reason | None:
    if case.careful and remedy.kind not in ("fix", "attention"):
        return Reason("careful")
    if remedy.when is not None and not compiled(remedy.when).holds(case.facts):
        return Reason("does-not-fit", (), remedy.does_not)
    for number, exception in enumerate(remedy.exceptions):
        if compiled(exception.when).holds(case.facts):
            return Reason("exception", (str(number + 1),), exception.because)
    if remedy.fits and plan.failure.nature not in remedy.fits:
        return Reason("not-in-kind", (plan.failure.nature,))
    return None


def _option(plan: Plan, entry: Entry, case: Case) -> Option | Reason:
    remedy = plan.remedy(entry.remedy)
    if reason := _out_of_place(plan, remedy, case):
        return reason
    amount: Money | None = None
    cap: Reason | None = None
    if remedy.caps or entry.cap is not None:
        found = _cap(remedy, entry, case, plan.playbook.currency)
        if found is None:
            return Reason("no-cap", (), remedy.does_not)
        amount, cap = found
    if beyond_price(remedy, case, amount):
        return Reason("more-than-150-percent", (str(case.price),))
    decides, over = deciding(plan, case, remedy, amount)
    return Option(remedy.id, amount, decides, cap, over)


def _entries(remedies: Iterable[str | Entry]) -> tuple[Entry, ...]:
    return tuple(each if isinstance(each, Entry) else Entry(each) for each in remedies)


def propose(plan: Plan, remedies: Iterable[str | Entry], case: Case) -> Proposal:
    """The options in the author's order, each with who decides; what does not fit is ruled out with its reason."""
    options: list[Option] = []
    ruled_out: list[tuple[str, Reason]] = []
    for entry in _entries(remedies):
        match _option(plan, entry, case):
            case Option() as option:
                options.append(option)
            case Reason() as reason:
                ruled_out.append((entry.remedy, reason))
    because = [Reason("at-fault", (case.at_fault,))]
    if options and options[0].cap is not None:
        because.append(options[0].cap)
    if options:
        because.append(Reason("decides", (options[0].decides,)))
    return Proposal(tuple(options), tuple(because), tuple(ruled_out))


def propose_bonus(plan: Plan, remedies: Iterable[str | Entry], case: Case) -> Proposal:
    """Bonuses within the operator's authority by value over cost; none when careful, trifling or not our doing.

    To whom it happened lately too, more is given: the most valued comes first, whatever it costs.
    """
    entries = _entries(remedies)
    if code := no_bonus(case):
        return Proposal((), (Reason(code),), tuple((each.remedy, Reason(code)) for each in entries))
    ranked = sorted(entries, key=lambda each: _rank(plan.remedy(each.remedy), case), reverse=True)
    found = propose(plan, ranked, case)
    within = tuple(option for option in found.options if option.decides == case.role)
    over = tuple((o.remedy, Reason("decides", _decider(o))) for o in found.options if o.decides != case.role)
    because = (
        Reason("at-fault", (case.at_fault,)),
        Reason("severity", (str(case.severity),)),
        Reason("most-valued") if case.repeat else Reason("value-over-cost"),
    )
    return Proposal(within, because, (*found.ruled_out, *over))


def _rank(remedy: Remedy, case: Case) -> tuple[Decimal, Decimal]:
    ratio, value = worth(remedy)
    return (value, ratio) if case.repeat else (ratio, value)


def _decider(option: Option) -> tuple[str, ...]:
    """Who decides it; by which cap too, where it is not the one of the role."""
    return (option.decides,) if option.over in ("authority", "limit") else (option.decides, option.over)
