"""When a promise is due, and who keeps it: nobody promises what cannot be kept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from driving import SPILL, Scripted, memory, opened
from fixed_clock import FixedClock
from recovery_cli.playbook.model import FollowUp
from recovery_cli.walk import events as e
from recovery_cli.walk.promises import due_at
from shipped import plan

MADRID = ZoneInfo("Europe/Madrid")


@pytest.mark.parametrize(
    ("began", "due"),
    [
        ("2026-11-21 07:20", "2026-11-22 09:00"),
        ("2026-11-21 16:00", "2026-11-22 09:00"),
        ("2026-11-21 23:40", "2026-11-22 09:00"),
        ("2026-11-22 02:00", "2026-11-22 09:00"),
        ("2026-11-22 05:00", "2026-11-22 09:00"),
        ("2026-11-22 05:01", "2026-11-23 09:00"),
        ("2026-10-24 23:40", "2026-10-25 09:00"),
    ],
)
def test_the_next_morning_is_a_morning(began: str, due: str) -> None:
    at = datetime.fromisoformat(began).replace(tzinfo=MADRID)
    assert due_at(plan(), "next 09:00", at) == datetime.fromisoformat(due).replace(tzinfo=MADRID)


def test_a_span_counts_from_the_promise() -> None:
    at = datetime(2026, 11, 21, 16, tzinfo=MADRID)
    assert due_at(plan(), "90m", at) == datetime(2026, 11, 21, 17, 30, tzinfo=MADRID)


@pytest.mark.parametrize("after", ["next 9:00", "next 24:00", "next 09:60", "next", "next day", "0h", "9"])
def test_what_is_no_time_is_refused(after: str) -> None:
    raw = plan().failure.follow_up[0].model_dump(mode="json")
    with pytest.raises(ValueError, match="after"):
        FollowUp.model_validate({**raw, "after": after})


@pytest.mark.parametrize(
    ("came", "soon", "later"),
    [("here", "Ana Ferrer", "Ana Ferrer"), ("nobody", "Marco Ruiz", "Ana Ferrer")],
)
def test_whom_nobody_could_fetch_comes_to_no_table(
    came: str, soon: str, later: str, clock: FixedClock, tmp_path: Path
) -> None:
    driver = opened(plan(), memory(), Scripted({**SPILL, "fix": came}), clock=clock, folder=tmp_path, language="en")
    driver.run()
    promised = [each.event for each in driver.record.moments if isinstance(each.event, e.FollowUpPromised)]
    who = {each.id: each.who for each in promised}
    assert (who["at-the-table"], who["was-it-cleaned"]) == (soon, later)
