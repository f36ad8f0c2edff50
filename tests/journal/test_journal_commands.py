"""The journal's commands, and a whole walk, with RECOVER_JOURNAL on either database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from old_journal import begin_with, behind

from recovery_cli.catalogue import shipped
from recovery_cli.journal import tables

SAUCE = shipped() / "playbooks/restaurant/scenarios/barbecue-sauce.yaml"
Recover = Callable[..., tuple[int, str, str]]


@pytest.fixture
def recover(url: str) -> Recover:
    """The program on the journal at `url`, in a process of its own: its exit code, its stdout and its stderr."""

    def called(*args: str) -> tuple[int, str, str]:
        program = [sys.executable, "-m", "recovery_cli", *args]
        ran = subprocess.run(
            program, capture_output=True, text=True, env={**os.environ, "RECOVER_JOURNAL": url}, timeout=60
        )
        return ran.returncode, ran.stdout, ran.stderr

    return called


def test_a_walk_its_note_and_the_check_of_its_chain(recover: Recover) -> None:
    code, _, err = recover("start", "restaurant", "spill-on-guest", "--answers", str(SAUCE))
    assert code == 0, err
    code, out, _ = recover("note", "list", "--json")
    notes = json.loads(out)
    assert code == 0
    assert len(notes) == 1
    code, out, _ = recover("journal", "verify", "--json")
    assert (code, json.loads(out)["faults"]) == (0, [])
    code, out, _ = recover("incident", "list", "--json")
    assert [each["state"] for each in json.loads(out)] == ["resolved_not_happy"]


def test_an_older_journal_is_brought_up_to_date_once(recover: Recover, url: str) -> None:
    begin_with(url)
    code, _, err = recover("incident", "list")
    assert code == 3
    assert err.splitlines()[-1].endswith("recover journal upgrade")
    code, out, _ = recover("journal", "upgrade", "--json")
    told = json.loads(out)
    assert (code, told["before"], told["after"], told["streams"]) == (0, 1, tables.SCHEMA, 3)
    code, out, _ = recover("journal", "upgrade")
    assert code == 0
    assert "nothing to do" in out
    code, out, _ = recover("incident", "list")
    assert code == 0
    assert "INC-TTAD" in out
    assert behind(url, "SELECT number FROM meta WHERE name = 'schema'") == [(tables.SCHEMA,)]
