"""What was given today in other cases, by the journal: the measure of the limits that a house sets for a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from recovery_cli.errors import RecoverError
from recovery_cli.money import Money
from recovery_cli.playbook.plan import Plan
from recovery_cli.ports import Journal
from recovery_cli.record import Record
from recovery_cli.remedies.authority import GOODWILL, cost_of
from recovery_cli.walk import commands as c
from recovery_cli.walk.context import case
from recovery_cli.walk.events import RemedyChosen
from recovery_cli.walk.state import Walk

OPEN_FOR = timedelta(days=2)
"""A case that began before this is hardly given anything today; older ones are not read while somebody waits."""


@dataclass(frozen=True, slots=True)
class _Given:
    incident: str
    operator: str
    cost: Decimal


def bounded(plan: Plan) -> bool:
    """Whether this house limits what is given in a day: otherwise nothing needs to be read."""
    limits = plan.playbook.manual.limits
    return any(each is not None for each in (limits.customer, limits.shift, limits.budget))


def today(journal: Journal, plan: Plan, walk: Walk, *, now: datetime) -> c.CountGoodwill:
    """The goodwill of the day, where the business is: to this customer, by this person, by the house."""
    given = tuple(_given(journal, plan, walk, now=now))
    ours = (each.cost for each in given)
    theirs = (each.cost for each in given if each.incident in walk.earlier)
    mine = (each.cost for each in given if each.operator == (walk.operator or walk.role))
    currency = plan.playbook.currency
    customer, shift, budget = (Money(sum(each, Decimal(0)), currency) for each in (theirs, mine, ours))
    return c.CountGoodwill(customer, shift, budget)


def _given(journal: Journal, plan: Plan, walk: Walk, *, now: datetime) -> Iterator[_Given]:
    zone = ZoneInfo(plan.settings.timezone)
    recent = [row.id for row in journal.incidents() if now - row.began_at <= OPEN_FOR and row.id != walk.incident]
    for incident in recent:
        try:
            record = Record(journal, incident)
            kept = Plan.read(journal.kept(record.walk.plan))
        except (RecoverError, ValueError):
            # What cannot be read is for `recover journal verify` to tell; here somebody is waiting.
            continue
        if kept.playbook.currency == plan.playbook.currency:
            yield from _of(record, kept, day=now.astimezone(zone).date().isoformat(), zone=zone)


def _of(record: Record, plan: Plan, *, day: str, zone: ZoneInfo) -> Iterator[_Given]:
    """Each gift that still stands, by whoever gave it last, if that was on `day`."""
    last = {
        (moment.event.step, moment.event.remedy): moment
        for moment in record.moments
        if isinstance(moment.event, RemedyChosen)
    }
    known = case(plan, record.walk)
    for key, chosen in record.walk.chosen.items():
        moment = last.get((key.partition("+")[0], chosen.remedy))
        remedy = plan.remedy(chosen.remedy)
        if moment is None or remedy.kind not in GOODWILL:
            continue
        if moment.at.astimezone(zone).date().isoformat() == day:
            yield _Given(record.walk.incident, moment.operator, cost_of(remedy, known, chosen.amount))
