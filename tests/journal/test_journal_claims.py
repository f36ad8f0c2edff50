"""Many processes claim and pay one note at once, on either database: one of them does, the others are told so."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime

import pytest
from journal_scenes import python

from notes.register_scenes import issue
from recovery_cli.journal import open_journal, verify
from recovery_cli.journal.projection import project

CASHIER = """
import contextlib, io, json
from recovery_cli.cli.app import run
import recovery_cli.commands.note_steps, recovery_cli.journal.sql

print("ready", flush=True)
sys.stdin.readline()
note = sys.argv[1]
for line in (["claim", note, "--receipt", "30.00 EUR", "--receipt-number", "17"], ["pay", note]):
    sys.argv = ["recover", "note", *line, "--json"]
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = run()
    print(json.dumps([code, json.loads(out.getvalue()).get("refused") or ""]), flush=True)
"""


def test_of_many_cashiers_one_takes_the_receipt_and_one_pays(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOVER_JOURNAL", url)
    with closing(open_journal(url, project)) as journal:
        note = issue(journal, at=datetime.now(UTC))
    cashiers = [python(CASHIER, note) for _ in range(5)]
    for each in cashiers:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in cashiers:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    answers: list[Counter[tuple[int, str]]] = [Counter(), Counter()]
    for each in cashiers:
        out, err = each.communicate(timeout=110)
        assert "Traceback" not in err
        for step, line in zip(answers, out.splitlines(), strict=True):
            code, refused = json.loads(line)
            step[code, refused] += 1
    claimed, paid = answers
    assert claimed[0, ""] == paid[0, ""] == 1
    assert {code for code, _ in (*claimed, *paid)} == {0, 1}
    assert {why for code, why in claimed if code} <= {"receipt_used", "already_paid"}
    assert {why for code, why in paid if code} == {"already_paid"}
    with closing(open_journal(url, project)) as journal:
        assert [(row.status, str(row.claimed), str(row.paid)) for row in journal.notes()] == [
            ("paid", "30.00 EUR", "30.00 EUR")
        ]
        assert verify(journal) == []
