"""Processes that issue notes on one journal, and the count afterwards: for a test, and for `benchmarks/register.py`."""

from __future__ import annotations

import subprocess
from pathlib import Path

from journal_scenes import python

from recovery_cli.journal import Ledger, verify
from recovery_cli.journal.codec import decode
from recovery_cli.notes.events import NoteNumbered
from recovery_cli.notes.number import number, read_number

ISSUER = f"""
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from notes.register_scenes import issue
from recovery_cli.journal.projection import project
from recovery_cli.journal.sql import SqlJournal

journal = SqlJournal(sys.argv[1], project, patience=60)
print("ready", flush=True)
sys.stdin.readline()
for _ in range(int(sys.argv[2])):
    print(issue(journal), flush=True)
journal.close()
"""


def issuers(url: str, *, many: int, each: int) -> list[subprocess.Popen[str]]:
    """Processes that all begin to issue at once."""
    started = [python(ISSUER, url, str(each)) for _ in range(many)]
    for process in started:
        assert process.stdout is not None
        ready = process.stdout.readline() == "ready\n"
        assert ready, process.communicate()[1]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    return started


def killed_after(process: subprocess.Popen[str], least: int) -> list[str]:
    """The numbers that it told before it was killed, in the middle of whatever it was doing."""
    assert process.stdout is not None
    assert process.stderr is not None
    told = [process.stdout.readline() for _ in range(least)]
    process.kill()
    # Not `communicate`: it passes over what `readline` has fetched ahead.
    told += process.stdout.readlines()
    assert process.stderr.read() == ""
    process.communicate(timeout=60)
    return [each.strip() for each in told if each.endswith("\n")]


def finished(process: subprocess.Popen[str]) -> list[str]:
    out, err = process.communicate(timeout=110)
    assert (err, process.returncode) == ("", 0)
    return out.split()


def without_gap_or_twin(journal: Ledger, confirmed: list[str], *, killed: int) -> int:
    """How many notes there are."""
    events = [decode(each) for each in journal.read("register:BAR01-2026")]
    told = [each.number for each in events if isinstance(each, NoteNumbered)]
    assert told == [number("BAR01", 2026, at) for at in range(1, len(told) + 1)]
    assert all(read_number(each) for each in told)
    assert sorted(row.number for row in journal.notes()) == told
    assert len({row.code for row in journal.notes()}) == len(told)
    assert len(set(confirmed)) == len(confirmed)
    # Each of the killed may have written a last note and not told it any more.
    assert set(confirmed) <= set(told)
    assert len(told) - len(confirmed) <= killed
    assert verify(journal) == []
    return len(told)
