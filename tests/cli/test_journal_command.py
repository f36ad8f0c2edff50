"""`recover journal verify` finds what was altered behind the program's back."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from program import journal, recover

SCENARIO = Path(__file__).parents[2] / "playbooks/restaurant/scenarios/dropped-ice-cream.yaml"


def test_a_whole_journal_and_an_altered_one() -> None:
    walked = recover("start", "restaurant", "customer-spill-or-drop", "--answers", str(SCENARIO))
    assert walked.code == 0
    whole = recover("journal", "verify")
    assert whole.code == 0
    assert "1 stream, all whole." in whole.out
    with sqlite3.connect(journal()) as database:
        database.execute("update event set operator = 'somebody else' where version = 1")
    database.close()
    assert "1 fault in 1 stream." in recover("journal", "verify").out
    altered = recover("journal", "verify", "--json")
    assert altered.code == 1
    assert json.loads(altered.out)["faults"]
