"""`--merge`: one PDF for the print shop, with its letters in the order of their rows and the page of each."""

from __future__ import annotations

import fcntl
import hashlib
from pathlib import Path

import pytest
from pypdf import PdfReader

from cli.forked import recover
from cli.tables import GOOD, HEADER, files, letters, manifest, many, papers, rejected, saved

LONG = "You could not work. " * 250
NOWHERE = "\U000132f4"
"""A hieroglyph that no font has."""


def pages(file: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(file).pages]


def bound(table: Path, file: Path, *more: str | Path, code: int = 0) -> str:
    ran = letters(table, None, "--merge", file, *more)
    assert ran.code == code, ran.err
    return ran.out + ran.err


def test_all_letters_are_in_one_file_and_the_manifest_tells_their_pages(tmp_path: Path) -> None:
    rows = [GOOD[0], (GOOD[1][0], GOOD[1][1], LONG, *GOOD[1][3:]), GOOD[2]]
    table, file = saved(tmp_path / "t.csv", rows), tmp_path / "letters.pdf"
    assert bound(table, file) == f"3 letters written to {file}.\n"
    shown, told = pages(file), manifest(tmp_path / "letters")
    assert [each["id"] for each in told] == [row[0] for row in rows]
    assert [each["page"] for each in told] == [1, 2, 2 + told[1]["pages"]]
    assert told[1]["pages"] > 1
    assert len(shown) == sum(each["pages"] for each in told)
    for each, row in zip(told, rows, strict=True):
        assert f"Dear {row[1]}," in shown[each["page"] - 1]
        assert each["digest"] == f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"
        assert (each["file"], each["status"], each["language"]) == ("letters.pdf", "written", "en")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["letters", "letters.pdf", "t.csv"]
    assert papers(tmp_path / "letters") == {}


def test_chunks_and_processes_make_no_difference(tmp_path: Path) -> None:
    table = saved(tmp_path / "t.csv", many(203))
    for jobs in ("1", "2"):
        bound(table, tmp_path / f"{jobs}.pdf", "--jobs", jobs)
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()
    assert [each["page"] for each in manifest(tmp_path / "1")] == list(range(1, 204))
    assert "Dear Customer 202," in pages(tmp_path / "1.pdf")[202]


def test_a_letter_that_no_font_can_print_is_rejected_and_the_others_are_bound(tmp_path: Path) -> None:
    rows = [GOOD[0], (GOOD[1][0], f"Bob {NOWHERE}", *GOOD[1][2:]), ("bad", "Zoë", "", *GOOD[2][3:]), GOOD[2]]
    file = tmp_path / "letters.pdf"
    assert "2 letters written" in bound(saved(tmp_path / "t.csv", rows), file, code=1)
    assert [(each["id"], each["page"]) for each in manifest(tmp_path / "letters")] == [(GOOD[0][0], 1), (GOOD[2][0], 2)]
    told = {row["row"]: row["reason"] for row in rejected(tmp_path / "letters")}
    assert sorted(told) == ["2", "3"]
    assert "U+132F4" in told["2"]
    assert ["Elena" in pages(file)[0], "Zoë" in pages(file)[1]] == [True, True]


def test_a_second_run_does_nothing_and_other_rows_take_another_name(tmp_path: Path) -> None:
    table, file = saved(tmp_path / "t.csv"), tmp_path / "letters.pdf"
    bound(table, file)
    before = (file.stat().st_mtime_ns, file.read_bytes())
    assert "0 letters written" in bound(table, file)
    saved(table, [*GOOD, ("new", *GOOD[0][1:])])
    assert "was made before, and row 4 is not in it." in bound(table, file, code=3)
    assert (file.stat().st_mtime_ns, file.read_bytes()) == before
    file.unlink()
    assert "4 letters written" in bound(table, file)
    assert len(pages(file)) == len(manifest(tmp_path / "letters")) == 4


def test_rows_that_no_font_can_print_are_the_same_rows_the_next_time(tmp_path: Path) -> None:
    rows = [("bad", "Zoë", "", *GOOD[2][3:]), GOOD[0], (GOOD[1][0], f"Bob {NOWHERE}", *GOOD[1][2:]), GOOD[2]]
    table, file = saved(tmp_path / "t.csv", rows), tmp_path / "letters.pdf"
    first = bound(table, file, code=1)
    before = (file.stat().st_mtime_ns, files(tmp_path / "letters"))
    assert [row["row"] for row in rejected(tmp_path / "letters")] == ["1", "3"]
    again = bound(table, file, code=1)
    assert again == first.replace("2 letters written", "0 letters written").replace(
        ", 2 rej", ", 2 there already, 2 rej"
    )
    assert (file.stat().st_mtime_ns, files(tmp_path / "letters")) == before
    saved(table, [*rows[:2], GOOD[1], rows[3]])
    told = bound(table, file, code=3)
    assert f"{file} was made before, and row 3 is not in it." in told
    assert "as a table of their own" in told
    assert (file.stat().st_mtime_ns, files(tmp_path / "letters")) == before


@pytest.mark.parametrize("more", [(), ("--out", "elsewhere")])
def test_the_same_rows_without_their_folder_are_told_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    table, file = saved(Path("t.csv")), Path("letters.pdf")
    bound(table, file, "--out", "of the shop")
    before = (file.read_bytes(), files(Path("of the shop")))
    told = bound(table, file, *more, code=3)
    folder = tmp_path / (more[1] if more else "letters")
    assert told == (
        f"letters.pdf is there already, and its manifest is not in {folder}.\n"
        "It is in of the shop: type the same with --out 'of the shop'\n"
    )
    assert not folder.exists()
    assert "3 there already" in bound(table, file, "--out", "of the shop")
    assert (file.read_bytes(), files(Path("of the shop"))) == before


def test_a_file_that_nobody_tells_of_is_left_alone(tmp_path: Path) -> None:
    table, file = saved(tmp_path / "t.csv"), tmp_path / "letters.pdf"
    file.write_bytes(b"somebody else's")
    told = bound(table, file, code=3)
    assert f"{file} is there already" in told
    assert "Name the folder that it was made with, --out DIR" in told
    assert file.read_bytes() == b"somebody else's"


def test_the_folder_of_another_file_names_it(tmp_path: Path) -> None:
    table, out = saved(tmp_path / "t.csv"), tmp_path / "out"
    bound(table, tmp_path / "first.pdf", "--out", out)
    told = bound(table, tmp_path / "second.pdf", "--out", out, code=3)
    assert told.startswith(f"{out} holds the manifest of first.pdf.\n--merge first.pdf, as before; or")
    assert not (tmp_path / "second.pdf").exists()


def test_the_same_rows_with_other_values_are_no_other_rows(tmp_path: Path) -> None:
    table, file = saved(tmp_path / "t.csv"), tmp_path / "letters.pdf"
    bound(table, file)
    told = bound(table, file, "--date", "2026-11-22", code=3)
    assert f"{file} was made before, from other values in 3 of 3 rows." in told
    assert "--date" in told
    saved(table, [GOOD[0], (*GOOD[1][:2], "You missed two calls.", *GOOD[1][3:]), GOOD[2]])
    assert "from other values in 1 of 3 rows." in bound(table, file, code=3)
    saved(table, GOOD[::-1])
    assert "from other rows or in another order.\nGive this one a name of its own: --merge FILE.pdf\n" in bound(
        table, file, code=3
    )


def test_a_file_that_was_cut_off_is_not_taken_for_done(tmp_path: Path) -> None:
    table, file = saved(tmp_path / "t.csv"), tmp_path / "letters.pdf"
    bound(table, file)
    whole = file.read_bytes()
    file.write_bytes(whole[:-1])
    assert "it was cut off, or changed.\nMove it away, and type the same again." in bound(table, file, code=3)
    file.unlink()
    bound(table, file)
    assert file.read_bytes() == whole


@pytest.mark.parametrize("held", [".letters.pdf.begun", "letters/.set/.manifest.jsonl.begun"])
def test_two_runs_do_not_write_one_file_or_to_one_folder(tmp_path: Path, held: str) -> None:
    table, file = saved(tmp_path / "t.csv"), tmp_path / "letters.pdf"
    (tmp_path / held).parent.mkdir(parents=True, exist_ok=True)
    with (tmp_path / held).open("wb") as writing:
        writing.write(b"half a let")
        writing.flush()
        fcntl.flock(writing, fcntl.LOCK_EX)
        assert "Another run is writing to " in bound(table, file, code=3)
        assert (tmp_path / held).read_bytes() == b"half a let"
        assert not file.exists()
    bound(table, file)
    assert len(pages(file)) == 3
    assert sorted(each.name for each in tmp_path.iterdir()) == ["letters", "letters.pdf", "t.csv"]


def test_the_folder_of_other_letters_is_left_alone(tmp_path: Path) -> None:
    table, out = saved(tmp_path / "t.csv"), tmp_path / "out"
    assert letters(table, out).code == 0
    before = files(out)
    assert "holds the manifest of other letters" in bound(table, tmp_path / "all.pdf", "--out", out, code=3)
    assert files(out) == before
    assert not (tmp_path / "all.pdf").exists()


def test_nothing_is_made_of_a_check_or_of_no_good_row(tmp_path: Path) -> None:
    good, file = saved(tmp_path / "good.csv"), tmp_path / "letters.pdf"
    bad = saved(tmp_path / "bad.csv", [("1", "Bob", "", *GOOD[0][3:])], header=HEADER)
    bound(good, file, "--check")
    bound(bad, file, "--all-or-nothing", code=1)
    assert not (tmp_path / "letters").exists()
    bound(bad, file, code=1)
    assert not file.exists()
    assert [row["row"] for row in rejected(tmp_path / "letters")] == ["1"]


def test_all_or_nothing_holds_for_what_no_font_can_print(tmp_path: Path) -> None:
    table, file = saved(tmp_path / "t.csv", [GOOD[0], (GOOD[1][0], NOWHERE, *GOOD[1][2:])]), tmp_path / "letters.pdf"
    assert "Nothing is written: 1 of 2 rows are not good." in bound(table, file, "--all-or-nothing", code=1)
    assert [each.name for each in tmp_path.iterdir()] == ["t.csv"]


@pytest.mark.parametrize("more", [("--merge", "letters.txt"), ("--merge", "letters.pdf", "--format", "text")])
def test_a_merged_file_is_a_pdf(tmp_path: Path, more: tuple[str, ...]) -> None:
    ran = letters(saved(tmp_path / "t.csv"), None, *more)
    assert (ran.code, "one PDF" in ran.err) == (2, True)


def test_notes_are_papers_of_their_own(tmp_path: Path) -> None:
    table, file = saved(tmp_path / "t.csv"), tmp_path / "notes.pdf"
    ran = recover("letter", "guarantee-note", "--from", table, "--merge", file, "--jobs", "1")
    assert (ran.code, ran.told[0]) == (2, "Each note is a paper of its own.")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["t.csv"]
