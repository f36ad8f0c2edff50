"""Real processes on one register: a note is paid once, a receipt used once, and numbers have neither gap nor twin."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from notes.register_scenes import issue
from recovery_cli.journal import Ledger, open_journal, verify
from recovery_cli.journal.codec import decode
from recovery_cli.journal.projection import project
from recovery_cli.notes.events import NoteNumbered
from recovery_cli.notes.number import number, read_number

TESTS = Path(__file__).parents[1]
HEAD = f"import sys; sys.path.insert(0, {str(TESTS)!r})\n"


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    """A fresh interpreter that waits for one line after it said `ready`."""
    return subprocess.Popen(
        [sys.executable, "-c", HEAD + code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def raced(processes: Sequence[subprocess.Popen[str]]) -> list[str]:
    """What each of them says after all were let go at once."""
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [process.communicate(timeout=110) for process in processes]
    assert [err for _, err in told] == [""] * len(told)
    return [out for out, _ in told]


def opened(path: Path) -> Ledger:
    return open_journal(f"sqlite:///{path}", project)


STEPS = """
import contextlib, io, json
from recovery_cli.cli.app import run
import recovery_cli.commands.note_steps, recovery_cli.journal.sql
print("ready", flush=True)
sys.stdin.readline()
for note in sys.argv[1:]:
    told = {}
    for step in ("claim", "pay"):
        more = ["--receipt", "30.00 EUR", "--receipt-number", "17 " + note] if step == "claim" else []
        sys.argv = ["recover", "note", step, note, *more, "--json"]
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            code = run()
        told[step] = [code, json.loads(out.getvalue()).get("refused") or ""]
    print(json.dumps(told), flush=True)
"""


def test_many_who_claim_and_pay_one_note_at_once_have_one_winner_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECOVER_JOURNAL", str(tmp_path / "journal.db"))
    with closing(opened(tmp_path / "journal.db")) as ledger:
        made = [issue(ledger, at=datetime.now(UTC)) for _ in range(5)]
    told = [out.splitlines() for out in raced([python(STEPS, *made) for _ in range(6)])]
    for at in range(len(made)):
        found: list[dict[str, Any]] = [json.loads(lines[at]) for lines in told]
        for step, polite in (("claim", {"receipt_used", "already_paid"}), ("pay", {"already_paid"})):
            answers = Counter(tuple(each[step]) for each in found)
            assert answers[0, ""] == 1, answers
            assert {reason for code, reason in answers if code} <= polite
            assert {code for code, _ in answers} <= {0, 1}
    with closing(opened(tmp_path / "journal.db")) as ledger:
        assert [(row.status, str(row.paid)) for row in ledger.notes()] == [("paid", "30.00 EUR")] * len(made)
        assert verify(ledger) == []


ISSUER = """
from pathlib import Path
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


def test_notes_issued_by_several_processes_some_killed_have_numbers_without_gap_or_twin(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    opened(path).close()
    workers = [python(ISSUER, str(path), "120") for _ in range(4)]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdin is not None
        assert worker.stdout.readline() == "ready\n"
        worker.stdin.write("go\n")
        worker.stdin.flush()
    confirmed: list[str] = []
    for worker, least in zip(workers[:2], (7, 23), strict=True):
        assert worker.stdout is not None
        confirmed += [worker.stdout.readline().strip() for _ in range(least)]
        worker.kill()
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stderr is not None
        confirmed += worker.stdout.read().split()
        assert worker.stderr.read() == ""
        worker.wait(timeout=60)
        for pipe in (worker.stdin, worker.stdout, worker.stderr):
            assert pipe is not None
            pipe.close()
    with closing(opened(path)) as ledger:
        numbered = [decode(each) for each in ledger.read("register:BAR01-2026")]
        told = [each.number for each in numbered if isinstance(each, NoteNumbered)]
        assert told == [number("BAR01", 2026, at) for at in range(1, len(told) + 1)]
        assert [row.number for row in ledger.notes()] == told
        # A killed one may have written its last note and not told it any more.
        whole = [each for each in confirmed if read_number(each)]
        assert len(set(whole)) == len(whole)
        assert set(whole) <= set(told)
        assert len(told) - len(whole) <= 2
        assert len(told) >= 240
        assert len({row.code for row in ledger.notes()}) == len(told)
        assert verify(ledger) == []
