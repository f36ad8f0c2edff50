"""`kill -9` in the middle of a batch: the next run leaves exactly one whole letter for each good row."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from cli.kills import killed
from cli.tables import files, letters, manifest, many, order, papers, saved


@pytest.mark.parametrize(("jobs", "format", "rows", "after"), [("1", "text", 900, 205), ("2", "pdf", 80, 20)])
def test_a_killed_run_goes_on_where_it_was(tmp_path: Path, jobs: str, format: str, rows: int, after: int) -> None:
    table, out, whole = saved(tmp_path / "t.csv", many(rows)), tmp_path / "out", tmp_path / "whole"

    def begun() -> bool:
        return out.exists() and len(os.listdir(out)) >= after  # noqa: PTH208 - a count, and quickly

    assert killed(*order(table, out, "--jobs", jobs, "--format", format), when=begun)
    told = manifest(out) if (out / "manifest.jsonl").exists() else []
    assert len(told) < rows

    assert letters(table, whole, "--format", format).code == 0
    assert letters(table, out, "--format", format).code == 0
    assert papers(out) == papers(whole)
    assert [each["id"] for each in manifest(out)] == [row[0] for row in many(rows)]
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
