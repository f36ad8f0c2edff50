"""Earlier incidents of the same customer: found by what a person gave, counted, weighed, and never after an erasure."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driving import memory, papers
from fixed_clock import FixedClock
from recovery_cli import earlier
from recovery_cli.driver import Driver
from recovery_cli.journal import Ledger, MemoryJournal
from recovery_cli.journal.projection import project
from recovery_cli.journal.sql import SqlJournal
from recovery_cli.playbook.model import Service
from recovery_cli.playbook.plan import Plan
from recovery_cli.private import Private
from recovery_cli.record import INCIDENT
from recovery_cli.ui.answers import AnswersPrompter
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk.events import Value
from shipped import plan as shipped_plan

ELENA = {"customer.name": Private("Elena Prats"), "customer.phone": Private("+34 600 111 222")}


def at_a_desk(failure: str = "slow-service") -> Plan:
    """A failure of the restaurant, as if it were told on the telephone."""
    made = shipped_plan("restaurant", failure)
    service = Service(rings=5, transfers=1, call_back="2m")
    return made.model_copy(update={"playbook": made.playbook.model_copy(update={"service": service})})


def begun(
    journal: MemoryJournal | SqlJournal,
    incident: str,
    facts: dict[str, Value],
    *,
    at: datetime | None = None,
    plan: Plan | None = None,
    folder: Path = Path(),
) -> Driver:
    """An incident that has just begun, at `at`, with these facts known."""
    made = shipped_plan() if plan is None else plan
    clock = FixedClock() if at is None else FixedClock(at)
    from recovery_cli.record import Record

    driver = Driver(
        made,
        Record(journal, incident),
        prompter=AnswersPrompter({}),
        clock=clock,
        papers=papers(journal, folder),
    )
    driver.open(c.Open(incident, "Marco Ruiz", "front_line", "es", "en", facts=facts))
    return driver


def counted(driver: Driver) -> list[e.ContactsCounted]:
    return [each.event for each in driver.record.moments if isinstance(each.event, e.ContactsCounted)]


NOW = FixedClock().now()


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_the_same_number_however_it_is_written(kind: str, tmp_path: Path) -> None:
    journal: Ledger = memory() if kind == "memory" else SqlJournal(str(tmp_path / "journal.db"), project)
    begun(journal, "INC-1111", ELENA, at=NOW - timedelta(days=18))  # type: ignore[arg-type]  # either plug
    again = begun(journal, "INC-2222", {"customer.phone": Private("600.111-222")})  # type: ignore[arg-type]
    (event,) = counted(again)
    assert (event.count, event.earlier, event.perhaps) == (2, ("INC-1111",), ())
    assert event.since == NOW - timedelta(days=18)
    scene = again.scene()
    assert scene.notice == ("was-here", "INC-1111")
    assert [(each.name, each.title, each.certain) for each in scene.earlier] == [
        ("Elena Prats", "Spill on a guest", True)
    ]
    journal.close()


def test_a_name_alone_is_only_perhaps_and_counts_for_nothing() -> None:
    journal = memory()
    begun(journal, "INC-1111", ELENA)
    again = begun(journal, "INC-2222", {"customer.name": Private(" elena  PRATS")})
    assert counted(again) == [e.ContactsCounted(1, (), ("INC-1111",))]
    assert again.scene().notice == ("perhaps-here", "INC-1111")
    assert again.walk.contacts == 1


def test_nobody_known_is_nothing_recorded_and_nothing_said() -> None:
    journal = memory()
    begun(journal, "INC-1111", ELENA)
    other = begun(journal, "INC-2222", {"customer.phone": Private("600 999 999")})
    assert counted(other) == []
    assert (other.scene().notice, other.scene().earlier) == ((), ())


def test_who_was_erased_is_not_found_again() -> None:
    journal = memory()
    begun(journal, "INC-1111", ELENA)
    journal.erase(INCIDENT + "INC-1111")
    assert counted(begun(journal, "INC-2222", ELENA)) == []


def test_what_was_resolved_long_ago_does_not_count_and_what_is_open_does() -> None:
    journal = memory()
    long_ago = NOW - timedelta(days=120)
    begun(journal, "INC-OPEN", ELENA, at=long_ago)
    closed = begun(journal, "INC-OVER", ELENA, at=long_ago)
    closed.step(c.GiveOutcome("resolved"))
    closed.record.append((e.WalkFinished(),), at=long_ago, operator="Marco Ruiz")
    (event,) = counted(begun(journal, "INC-2222", ELENA))
    assert event.earlier == ("INC-OPEN",)
    assert event.repeat == ""


def test_each_contact_counts_those_before_it_too() -> None:
    journal = memory()
    begun(journal, "INC-1111", {**ELENA, "contacts": 9})
    again = begun(journal, "INC-2222", ELENA)
    assert again.walk.contacts == 10


def test_a_number_given_in_the_walk_is_looked_for_and_one_corrected_is_let_go() -> None:
    journal = memory()
    begun(journal, "INC-1111", ELENA)
    plan = shipped_plan("restaurant", "spill-on-guest")
    driver = begun(journal, "INC-2222", {"customer.phone": Private("600111222")}, plan=plan)
    assert driver.walk.earlier == ("INC-1111",)
    assert plan.fact("customer.phone") is not None
    driver.step(c.Revise("customer.phone", "600 999 999"))
    assert (driver.walk.contacts, driver.walk.earlier) == (1, ())


def test_a_walk_that_goes_on_knows_what_it_found() -> None:
    journal = memory()
    begun(journal, "INC-1111", ELENA)
    left = begun(journal, "INC-2222", ELENA)
    left.step(c.Pause())
    again = Driver(
        left.plan, left.record, prompter=AnswersPrompter({}), clock=FixedClock(), papers=papers(journal, Path())
    )
    again.resume(c.Resume("Marco Ruiz", "front_line"))
    assert [each.incident for each in again.scene().earlier] == ["INC-1111"]


def drivers(driver: Driver) -> tuple[int, tuple[str, ...]]:
    last = [each.event for each in driver.record.moments if isinstance(each.event, e.SeverityAssessed)][-1]
    return last.score - last.base, last.drivers


def test_a_repeat_weighs_and_the_same_one_weighs_twice() -> None:
    journal = memory()
    plan = shipped_plan("restaurant", "slow-service")
    begun(journal, "INC-1111", ELENA)
    assert drivers(begun(journal, "INC-2222", ELENA, plan=plan)) == (1, ("repeat",))
    assert drivers(begun(memory(), "INC-2222", ELENA, plan=plan)) == (0, ())
    journal = memory()
    begun(journal, "INC-1111", ELENA, plan=plan)
    assert drivers(begun(journal, "INC-2222", ELENA, plan=plan)) == (2, ("repeat",))


def test_the_third_contact_weighs_more_and_what_is_marked_too_counts_once() -> None:
    third = begun(memory(), "INC-2222", {"contacts": 3}, plan=shipped_plan("restaurant", "slow-service"))
    assert drivers(third) == (2, ("repeat", "third_contact"))
    third.walk.facts.get("contacts")
    from recovery_cli.playbook.model import Driver as Marked
    from recovery_cli.playbook.text import Text
    from recovery_cli.remedies.severity import assess

    marked = Marked(id="repeat", label=Text("again"))
    assert assess(1, [marked], counted={"repeat": 2}).score == 3


def alerts(driver: Driver) -> list[e.Event]:
    return [
        each.event
        for each in driver.record.moments
        if isinstance(each.event, e.Escalated)
        or (isinstance(each.event, e.FollowUpPromised) and each.event.id == "third-contact")
    ]


def test_at_the_third_contact_the_manager_has_it_on_the_list_and_nobody_waits() -> None:
    driver = begun(memory(), "INC-2222", {"contacts": 10}, plan=at_a_desk())
    assert alerts(driver) == [
        e.Escalated("", "manager", "third_contact"),
        e.FollowUpPromised("", "third-contact", "Long wait", "Ana Ferrer", "manager", NOW),
    ]
    (row,) = driver.record.journal.follow_ups()
    assert (row.kind, row.who, row.due_at) == ("third-contact", "Ana Ferrer", NOW)
    assert driver.scene().request.step == "first-words"  # type: ignore[union-attr]  # words to say


def test_the_alert_comes_once_and_only_at_a_desk() -> None:
    driver = begun(memory(), "INC-2222", {"contacts": 3}, plan=at_a_desk())
    driver.step(c.SeeSignal("filming"))
    assert len(alerts(driver)) == 2
    assert alerts(begun(memory(), "INC-2222", {"contacts": 3})) == []
    assert alerts(begun(memory(), "INC-2222", {"contacts": 2}, plan=at_a_desk())) == []


def test_from_the_second_contact_somebody_owns_it_even_where_no_step_says_so() -> None:
    first, second = (begun(memory(), "INC-2222", {"contacts": number}, plan=at_a_desk()) for number in (1, 2))
    assert (first.walk.owner, second.walk.owner) == ("", "Marco Ruiz")
    second.step(c.Fetch("here", "Ana Ferrer", "manager", escalated=True))
    assert second.walk.owner == "Marco Ruiz"
    assert begun(memory(), "INC-2222", {"contacts": 2}).walk.owner == ""


def test_where_words_name_the_owner_the_words_come_first() -> None:
    plan = shipped_plan("telecom", "total-outage")
    assert begun(memory(), "INC-2222", {"contacts": 2}, plan=plan).walk.owner == ""


def test_a_camera_weighs_like_a_review() -> None:
    driver = begun(memory(), "INC-2222", {}, plan=shipped_plan("restaurant", "slow-service"))
    driver.step(c.SeeSignal("filming"))
    assert drivers(driver) == (1, ("public",))


NUMBERS = st.text("0123456789", min_size=9, max_size=9).filter(lambda digits: digits[0] != "0")


@settings(max_examples=50)
@given(number=NUMBERS, gaps=st.lists(st.sampled_from(["", " ", "-", ".", " ("]), min_size=9, max_size=9))
def test_punctuation_and_a_country_code_are_no_difference(number: str, gaps: list[str]) -> None:
    written = "".join(gap + digit for gap, digit in zip(gaps, number, strict=True))
    plain = earlier.key("customer.phone", Private(number))
    assert plain is not None
    for way in (written, f"+34{written}", f"0034 {written}"):
        found = earlier.key("line.number", Private(way))
        assert found is not None
        assert earlier.same(plain, found)


@pytest.mark.parametrize(
    ("fact", "one", "other", "same"),
    [
        ("customer.name", "José García", "jose  garcia", True),
        ("customer.name", "Ana", "Anna", False),
        ("customer.email", "Elena@Example.org ", "elena@example.org", True),
        ("customer.email", "elena@example.org", "elena@example.com", False),
        ("booking.number", "ab-123 45", "AB12345", True),
        ("line.number", "FTTH-4471", "ftth 4471", True),
        ("line.number", "FTTH-4471", "FTTX-4471", False),
        ("customer.phone", "4471", "600 114 471", False),
        ("customer.phone", "--", "", False),
    ],
)
def test_what_is_the_same(fact: str, one: str, other: str, same: bool) -> None:
    keys = earlier.key(fact, Private(one)), earlier.key(fact, Private(other))
    found = keys[0] is not None and keys[1] is not None and earlier.same(keys[0], keys[1])
    assert found is same


@pytest.mark.parametrize("fact", earlier.PEOPLE)
def test_what_was_erased_or_is_blank_is_nothing_to_compare(fact: str) -> None:
    for value in (Private(None), Private(""), Private(" - "), None):
        if fact != "customer.email" or str(value) != " - ":
            assert earlier.key(fact, value) is None
