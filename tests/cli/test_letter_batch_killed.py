"""`kill -9` in the middle of a batch: the next run leaves exactly one whole letter for each good row."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from cli.program import RECOVER
from cli.tables import files, letters, manifest, many, order, papers, saved

ROWS = 250
SECONDS = 60.0


def killed(*args: str | Path, folder: Path, after: int) -> bool:
    """Kills it and its workers once so many files are there; False when it was done before."""
    own = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    quiet = subprocess.DEVNULL
    command = [RECOVER, *map(str, args)]
    with subprocess.Popen(command, env=own, start_new_session=True, stdout=quiet, stderr=quiet) as program:
        end = time.monotonic() + SECONDS
        while program.poll() is None and time.monotonic() < end:
            if folder.exists() and len(os.listdir(folder)) >= after:  # noqa: PTH208 - a count, and quickly
                os.killpg(program.pid, signal.SIGKILL)
                break
        program.wait(SECONDS)
        return program.returncode == -signal.SIGKILL


@pytest.mark.parametrize(("jobs", "after"), [("1", 205), ("2", 20)])
def test_a_killed_run_goes_on_where_it_was(tmp_path: Path, jobs: str, after: int) -> None:
    table, out, whole = saved(tmp_path / "t.csv", many(ROWS)), tmp_path / "out", tmp_path / "whole"
    assert killed(*order(table, out, "--jobs", jobs), folder=out, after=after)
    told = manifest(out) if (out / "manifest.jsonl").exists() else []
    assert len(told) < ROWS

    assert letters(table, whole).code == 0
    assert letters(table, out).code == 0
    assert papers(out) == papers(whole)
    assert [each["id"] for each in manifest(out)] == [row[0] for row in many(ROWS)]
    assert not [name for name in files(out) if name.startswith(".")]


def test_a_manifest_that_was_cut_in_the_middle_of_a_line_is_mended(tmp_path: Path) -> None:
    table, out = saved(tmp_path / "t.csv"), tmp_path / "out"
    letters(table, out)
    before = manifest(out)
    lines = (out / "manifest.jsonl").read_bytes()
    (out / "manifest.jsonl").write_bytes(lines[:-40])
    (out / ".4711-00071.txt").write_bytes(b"half a let")
    ran = letters(table, out, "--json")
    assert (ran.data["written"], ran.data["there"]) == (1, 2)
    assert manifest(out) == before
    assert not (out / ".4711-00071.txt").exists()


def test_two_runs_do_not_write_to_one_folder(tmp_path: Path) -> None:
    table, out = saved(tmp_path / "t.csv"), tmp_path / "out"
    letters(table, out)
    before = files(out)
    with (out / "manifest.jsonl").open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        ran = letters(table, out)
    assert (ran.code, ran.told[-2]) == (3, f"Another run is writing to {out}.")
    assert files(out) == before
    assert letters(table, out, "--json").data["there"] == len(before) - 1
