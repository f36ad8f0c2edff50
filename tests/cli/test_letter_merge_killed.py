"""`kill -9` in the middle of `--merge`: the same line goes on with what is set, and ends in the bytes of one run."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from pypdf import PdfReader

from cli.kills import killed, killed_alone, still_there
from cli.tables import files, letters, many, order, saved

ROWS, PIECE = 250, 50
NOWHERE = "\U000132f4"
"""A hieroglyph that no font has."""
UNPRINTABLE = 7


def table(folder: Path) -> Path:
    rows = many(ROWS)
    rows[UNPRINTABLE] = ("C00007", f"Customer {NOWHERE}", *rows[0][2:])
    return saved(folder / "t.csv", rows)


def kept(folder: Path) -> list[Path]:
    """What lies whole of a run that was stopped."""
    return sorted(each for each in (folder / ".set").glob("*") if not each.name.startswith("."))


def stopped(source: Path, file: Path, *, jobs: str = "1", after: int = 2) -> list[Path]:
    """What lies there of a run that was killed once so much of it was set."""
    folder = file.with_suffix("")
    assert killed(*order(source, None, "--merge", file, "--jobs", jobs), when=lambda: len(kept(folder)) >= after)
    assert not file.exists()
    assert not (folder / "manifest.jsonl").exists()
    return kept(folder)


def gone_on(source: Path, file: Path) -> None:
    ran = letters(source, None, "--merge", file)
    assert (ran.code, ran.out) == (1, f"{ROWS - 1} letters written to {file}, 1 rejected (see rejected.csv).\n")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, dict[str, bytes]]:
    """What a run makes that nobody stopped."""
    world = tmp_path_factory.mktemp("undisturbed")
    environ = {"HOME": str(world), "LC_ALL": "C.UTF-8"}
    environ |= {f"XDG_{kind}_HOME": str(world / kind.lower()) for kind in ("DATA", "CONFIG", "STATE", "CACHE")}
    assert letters(table(world), None, "--merge", world / "letters.pdf", environ=environ).code == 1
    return (world / "letters.pdf").read_bytes(), files(world / "letters")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_killed_run_ends_in_the_bytes_of_one_that_was_not(
    tmp_path: Path, whole: tuple[bytes, dict[str, bytes]], jobs: str
) -> None:
    source, file = table(tmp_path), tmp_path / "letters.pdf"
    assert len(stopped(source, file, jobs=jobs)) < ROWS // PIECE
    gone_on(source, file)
    assert (file.read_bytes(), files(tmp_path / "letters")) == whole
    assert sorted(each.name for each in tmp_path.iterdir()) == ["letters", "letters.pdf", "t.csv"]


def test_workers_end_with_their_parent_and_the_same_line_goes_on(
    tmp_path: Path, whole: tuple[bytes, dict[str, bytes]]
) -> None:
    source, file = table(tmp_path), tmp_path / "letters.pdf"
    command = order(source, None, "--merge", file, "--jobs", "2")
    workers = killed_alone(*command, when=lambda: len(kept(tmp_path / "letters")) >= 2)
    assert len(workers) >= 2
    assert still_there(workers) == []
    gone_on(source, file)
    assert (file.read_bytes(), files(tmp_path / "letters")) == whole


def test_what_was_cut_off_is_set_again(tmp_path: Path, whole: tuple[bytes, dict[str, bytes]]) -> None:
    source, file = table(tmp_path), tmp_path / "letters.pdf"
    first, second, *_ = stopped(source, file)
    first.write_bytes(first.read_bytes()[:-1])
    second.write_bytes(b"")
    gone_on(source, file)
    assert (file.read_bytes(), files(tmp_path / "letters")) == whole


def test_what_lies_whole_is_not_set_again(tmp_path: Path) -> None:
    """Seen by an exchange: what is bound is what lay there, though it is other letters."""
    source, file = saved(tmp_path / "t.csv", many(ROWS)), tmp_path / "letters.pdf"
    first, second, *_ = stopped(source, file)
    second.write_bytes(first.read_bytes())
    assert letters(source, None, "--merge", file).code == 0
    text = " ".join(page.extract_text() for page in PdfReader(file).pages)
    named = Counter(map(int, re.findall(r"Dear Customer (\d+),", text)))
    twice, never = ([each for each in range(ROWS) if named[each] == times] for times in (2, 0))
    assert [len(twice), len(never)] == [PIECE, PIECE]
    assert [twice[-1] - twice[0], never[-1] - never[0]] == [PIECE - 1, PIECE - 1]


def test_other_rows_are_not_taken_from_what_lies_there(tmp_path: Path) -> None:
    source, file = table(tmp_path), tmp_path / "letters.pdf"
    stopped(source, file)
    saved(source, [(row[0], f"{row[1]} junior", *row[2:]) for row in many(PIECE)])
    ran = letters(source, None, "--merge", file)
    assert (ran.code, ran.out) == (0, f"{PIECE} letters written to {file}.\n")
    assert [f"Dear Customer {at} junior," in page.extract_text() for at, page in enumerate(PdfReader(file).pages)] == [
        True
    ] * PIECE
    assert sorted(files(tmp_path / "letters")) == ["manifest.jsonl"]
