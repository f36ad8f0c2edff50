"""What was given today counts against the limits of the day: by customer, by person, for the whole house."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from driving import Scripted, memory, opened
from fixed_clock import FixedClock
from recovery_cli import goodwill
from recovery_cli.driver import Driver
from recovery_cli.journal import MemoryJournal
from recovery_cli.money import Money
from recovery_cli.playbook.manual import Limits
from recovery_cli.playbook.plan import Plan
from recovery_cli.walk import events as e
from shipped import plan as shipped

ANSWERS: dict[str, object] = {"fix": "here", "extra": "drinks", "circumstances": [], "customer.name": "Elena Prats"}


def limited(**limits: int) -> Plan:
    a_plan = shipped("restaurant", "slow-service")
    manual = a_plan.playbook.manual.model_copy(
        update={"limits": Limits(**{name: Decimal(most) for name, most in limits.items()})}
    )
    return a_plan.model_copy(update={"playbook": a_plan.playbook.model_copy(update={"manual": manual})})


@dataclass
class House:
    """One journal, one clock, and as many incidents as come."""

    folder: Path
    clock: FixedClock
    journal: MemoryJournal
    number: int = 0

    def begin(self, a_plan: Plan, *, operator: str = "Marco Ruiz") -> Driver:
        self.number += 1
        return opened(
            a_plan,
            self.journal,
            Scripted(dict(ANSWERS)),
            clock=self.clock,
            folder=self.folder,
            incident=f"INC-{self.number:04d}",
            operator=operator,
        )


def house(folder: Path, clock: FixedClock) -> House:
    return House(folder, clock, memory())


def counted(driver: Driver) -> list[str]:
    found = [each.event for each in driver.record.moments if isinstance(each.event, e.GoodwillCounted)]
    return [f"{each.customer.amount} {each.shift.amount} {each.budget.amount}" for each in found]


def given(driver: Driver) -> set[str]:
    return {each.remedy for each in driver.walk.chosen.values()}


def test_a_house_without_limits_counts_nothing(tmp_path: Path, clock: FixedClock) -> None:
    here = house(tmp_path, clock)
    for _ in range(2):
        driver = here.begin(limited(case=50))
        driver.run()
        assert counted(driver) == []
        assert "drinks" in given(driver)


def test_when_the_budget_of_the_day_is_given_the_next_one_is_the_managers(tmp_path: Path, clock: FixedClock) -> None:
    here, a_plan = house(tmp_path, clock), limited(budget=5)
    first = here.begin(a_plan)
    first.run()
    assert counted(first) == ["0 0 0"]
    assert "drinks" in given(first)
    second = here.begin(a_plan, operator="Giulia Conti")
    assert counted(second) == ["0 0 3.00"]
    assert second.walk.today == e.GoodwillCounted(*(Money(Decimal(each), "EUR") for each in ("0", "0", "3.00")))
    second.run()
    assert second.walk.finished
    assert not given(second) & {"drinks", "starter", "course-off"}


def test_another_person_has_a_shift_of_their_own(tmp_path: Path, clock: FixedClock) -> None:
    here, a_plan = house(tmp_path, clock), limited(shift=5)
    here.begin(a_plan).run()
    again, other = here.begin(a_plan), here.begin(a_plan, operator="Giulia Conti")
    assert (counted(again), counted(other)) == (["0 3.00 3.00"], ["0 0 3.00"])
    again.run()
    other.run()
    assert "drinks" not in given(again)
    assert "drinks" in given(other)


def test_tomorrow_is_another_day(tmp_path: Path, clock: FixedClock) -> None:
    here, a_plan = house(tmp_path, clock), limited(budget=5)
    here.begin(a_plan).run()
    clock.at += timedelta(days=1)
    assert counted(here.begin(a_plan)) == ["0 0 0"]


def test_the_count_is_in_the_journal_and_comes_back(tmp_path: Path, clock: FixedClock) -> None:
    here, a_plan = house(tmp_path, clock), limited(budget=5)
    here.begin(a_plan).run()
    second = here.begin(a_plan)
    before = second.walk
    second.record.refresh()
    assert second.walk == before
    assert second.walk.today is not None


def test_what_this_customer_was_given_today_counts_for_this_customer(tmp_path: Path, clock: FixedClock) -> None:
    here, a_plan = house(tmp_path, clock), limited(customer=5)
    here.begin(a_plan).run()
    second = here.begin(a_plan, operator="Giulia Conti")
    known = replace(second.walk, earlier=("INC-0001",))
    found = goodwill.today(here.journal, a_plan, known, now=clock.now())
    assert [str(each) for each in (found.customer, found.shift, found.budget)] == ["3.00 EUR", "0 EUR", "3.00 EUR"]
