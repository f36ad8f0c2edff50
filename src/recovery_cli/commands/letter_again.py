"""What the letter after a second failure says by itself: what went before, and the sum that is paid, once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import add
from zoneinfo import ZoneInfo

from recovery_cli.commands.incident import opened
from recovery_cli.commands.letter_values import merged
from recovery_cli.commands.shown import plan_kept
from recovery_cli.errors import RecoverError
from recovery_cli.letters.before import arriving, before
from recovery_cli.letters.facts import remedy_lines
from recovery_cli.money import Money
from recovery_cli.playbook.plan import Plan
from recovery_cli.session import Session
from recovery_cli.walk.context import contacts
from recovery_cli.walk.state import Chosen, Walk

TEMPLATE = "double-deviation"
PAID = ("credit", "reimbursement")


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum of money with how it arrives, where that is known."""

    amount: Money
    how: str | None


def again_facts(session: Session, plan: Plan, walk: Walk, facts: Mapping[str, object]) -> dict[str, object]:
    """`facts` with what went before and what is paid; `walk` is in the letter's language."""
    told: dict[str, object] = {}
    country = plan.settings.country
    earlier = sorted(_earlier(session, walk, plan.settings.timezone))
    if said := before(earlier, contacts(walk), language=walk.language, country=country):
        told["incident"] = {"before": said}
    chosen = [each for each in walk.chosen.values() if _is_paid(plan, each)]
    sums = [*_owed(facts), *(_given(plan, each, walk.language) for each in chosen)]
    if sums and len({each.amount.currency for each in sums}) == 1:
        told["payment"] = _payment(sums)
        # What is paid stands in a sentence of its own: in the list it would look like a second sum.
        rest = {step: each for step, each in walk.chosen.items() if each not in chosen}
        told["remedies"] = remedy_lines(plan, replace(walk, chosen=rest))
    return merged(facts, told)


def _earlier(session: Session, walk: Walk, timezone: str) -> Iterator[tuple[date, str]]:
    """The day of each earlier incident that is certain, and its name where it was another thing and nothing careful."""
    for incident in walk.earlier:
        try:
            record = opened(session, incident)
            name = plan_kept(session, record).failure.name[walk.language]
        except RecoverError:
            # What was erased or cannot be read is not told; the rest is.
            continue
        day = record.moments[0].at.astimezone(ZoneInfo(timezone)).date()
        yield day, "" if record.walk.careful or record.walk.failure == walk.failure else name


def _is_paid(plan: Plan, chosen: Chosen) -> bool:
    remedy = plan.remedy(chosen.remedy)
    return chosen.amount is not None and remedy.kind in PAID and not remedy.up_to


def _given(plan: Plan, chosen: Chosen, language: str) -> _Sum:
    remedy = plan.remedy(chosen.remedy)
    if chosen.amount is None:
        raise LookupError(f"{chosen.remedy} is no sum")
    how = arriving(remedy.printed[language], language) if remedy.kind == "credit" and remedy.printed else None
    return _Sum(chosen.amount, how)


def _owed(facts: Mapping[str, object]) -> Iterator[_Sum]:
    """What was named as owed and has a sum."""
    listed = facts.get("entitlements")
    for each in listed if isinstance(listed, tuple) else ():
        if isinstance(each, Mapping) and isinstance(amount := each.get("amount"), Money):
            yield _Sum(amount, None)


def _payment(sums: Sequence[_Sum]) -> dict[str, object]:
    total = reduce(add, (each.amount for each in sums))
    ways = {each.how for each in sums}
    how = ways.pop() if len(ways) == 1 else None
    return {"total": total} if how is None else {"total": total, "how": how}
