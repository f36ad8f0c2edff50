"""`recover letter --from`: one letter a good row, the others with the reason, and what is there is not done again."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from cli.forked import recover
from cli.tables import DAY, GOOD, HEADER, SHARED, files, letters, manifest, papers, rejected, saved

BAD = [*GOOD[:1], ("00072", "Bob", "", "a credit on your bill", "5.00 EUR", ""), *GOOD[2:]]
"""The second row does not say what it did to the customer."""


@pytest.mark.parametrize("format", ["text", "html", "pdf"])
def test_twins_of_one_table_give_the_same_bytes_as_one_letter_alone(tmp_path: Path, format: str) -> None:
    for kind in ("csv", "jsonl", "xlsx"):
        assert letters(saved(tmp_path / f"t.{kind}"), tmp_path / kind, "--format", format).code == 0
    first = papers(tmp_path / "csv")
    assert len(first) == len(GOOD)
    assert first == papers(tmp_path / "jsonl") == papers(tmp_path / "xlsx")

    remedy = dict(zip(("label", "amount", "by"), GOOD[0][3:], strict=True))
    file, alone = tmp_path / "one.json", tmp_path / "alone"
    cells = {"customer.name": GOOD[0][1], "incident.impact": GOOD[0][2], "remedies": [remedy]}
    file.write_text(json.dumps({**SHARED, **cells}), "utf-8")
    args = ("apology", "--data", file, "--lang", "en", "--date", DAY, "--format", format, "-o", alone)
    assert recover("letter", *args).code == 0
    name = next(name for name in first if name.startswith("00071"))
    assert alone.read_bytes() == first[name]


def test_a_customers_words_are_never_markup_and_names_come_from_the_id(tmp_path: Path) -> None:
    ran = letters(saved(tmp_path / "t.csv"), tmp_path / "out")
    assert (ran.code, ran.out) == (0, f"3 letters written to {tmp_path / 'out'}.\n")
    found = papers(tmp_path / "out")
    assert sorted(found) == ["00071.txt", "00072.txt", "A.3-b c.txt"]
    assert "**Bob** {{7*7}} <script>" in found["00072.txt"].decode()
    assert "rejected.csv" not in files(tmp_path / "out")


def test_the_manifest_tells_what_a_mail_room_needs(tmp_path: Path) -> None:
    header, rows = (*HEADER, "language"), [(*row, tongue) for row, tongue in zip(GOOD, ("en", "es", ""), strict=True)]
    assert letters(saved(tmp_path / "t.csv", rows, header=header), tmp_path / "out", "--format", "pdf").code == 0
    told = manifest(tmp_path / "out")
    assert [(each["id"], each["row"], each["file"], each["language"]) for each in told] == [
        ("00071", 1, "00071.pdf", "en"),
        ("00072", 2, "00072.pdf", "es"),
        ("A.3-b c", 3, "A.3-b c.pdf", "en"),
    ]
    for each in told:
        content = (tmp_path / "out" / each["file"]).read_bytes()
        assert each["digest"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert (each["pages"], each["note"], each["status"]) == (1, None, "written")


def test_a_bad_row_goes_to_rejected_as_it_came_and_the_others_are_written(tmp_path: Path) -> None:
    ran = letters(saved(tmp_path / "t.csv", BAD), tmp_path / "out")
    assert ran.code == 1
    assert f"{tmp_path / 't.csv'}:3" in ran.err
    assert sorted(papers(tmp_path / "out")) == ["00071.txt", "A.3-b c.txt"]
    (row,) = rejected(tmp_path / "out")
    assert {name: row[name] for name in HEADER} == dict(zip(HEADER, BAD[1], strict=True))
    assert (row["row"], "incident.impact" in row["reason"]) == ("2", True)


def test_mended_rows_come_with_a_second_run_and_nothing_is_done_twice(tmp_path: Path) -> None:
    table = saved(tmp_path / "t.csv", BAD)
    out = tmp_path / "out"
    letters(table, out)
    before = {name: (out / name).stat().st_mtime_ns for name in papers(out)}
    saved(table)
    ran = letters(table, out, "--json")
    assert ran.data == {**ran.data, "rows": 3, "written": 1, "there": 2, "rejected": 0}
    assert {name: (out / name).stat().st_mtime_ns for name in before} == before
    assert sorted(each["id"] for each in manifest(out)) == sorted(row[0] for row in GOOD)
    assert "rejected.csv" not in files(out)


def test_a_letter_that_was_lost_is_written_again_and_the_same(tmp_path: Path) -> None:
    table, out = saved(tmp_path / "t.csv"), tmp_path / "out"
    letters(table, out)
    before = papers(out)
    (out / "00072.txt").unlink()
    assert letters(table, out, "--json").data["written"] == 1
    assert papers(out) == before


def test_a_row_that_changed_after_its_letter_was_written_is_refused(tmp_path: Path) -> None:
    table, out = saved(tmp_path / "t.csv"), tmp_path / "out"
    letters(table, out)
    before = papers(out)
    saved(table, [(*GOOD[0][:4], "99.00 EUR", GOOD[0][5]), *GOOD[1:]])
    ran = letters(table, out)
    assert ran.code == 1
    assert "B12" in ran.err
    assert papers(out) == before
    assert [row["id"] for row in rejected(out)] == ["00071"]


def test_a_column_that_is_meant_for_another_field_makes_other_letters(tmp_path: Path) -> None:
    header = (*HEADER, "Full name", "Nickname")
    table = saved(tmp_path / "t.csv", [(*row[:1], "", *row[2:], "Elena Prats", "Leni") for row in GOOD], header=header)
    options = ("--ignore-unknown", "--map", "customer.name=Nickname")
    assert letters(table, tmp_path / "out", *options).code == 0
    ran = letters(table, tmp_path / "out", "--ignore-unknown", "--map", "customer.name=Full name")
    assert ran.code == 1
    assert "was written before, from other values" in ran.err


def test_all_or_nothing_writes_nothing_for_one_bad_row(tmp_path: Path) -> None:
    ran = letters(saved(tmp_path / "t.csv", BAD), tmp_path / "out", "--all-or-nothing")
    assert (ran.code, ran.out) == (1, "Nothing is written: 1 of 3 rows are not good.\n")
    assert papers(tmp_path / "out") == {}
    assert letters(saved(tmp_path / "t.csv"), tmp_path / "out", "--all-or-nothing").code == 0
    assert len(papers(tmp_path / "out")) == len(GOOD)


@pytest.mark.parametrize(("rows", "code"), [(GOOD, 0), (BAD, 1)])
def test_a_check_tells_the_same_and_writes_nothing(tmp_path: Path, rows: list[tuple[str, ...]], code: int) -> None:
    table = saved(tmp_path / "t.csv", rows)
    ran = letters(table, tmp_path / "out", "--check")
    assert ran.code == code
    assert ran.out == f"3 rows checked: {3 - code} good, {code} not.\n"
    assert not (tmp_path / "out").exists()
    assert letters(table, None, "--check").out == ran.out


def test_columns_are_mapped_named_and_left_out(tmp_path: Path) -> None:
    header = ("Kundennr", "Full name", "Incident_Impact", "REMEDIES[0].LABEL", "remedies[0].amount", "Segment")
    table = saved(tmp_path / "t.csv", [(*row[:5], "gold") for row in GOOD], header=header)
    refused = letters(table, tmp_path / "out")
    assert refused.code == 3
    assert ["Segment" in refused.err, "Full name" in refused.err, "--map" in refused.err] == [True] * 3
    options = ("--map", "customer.name=full NAME", "--id-column", "kundennr", "--ignore-unknown")
    assert letters(table, tmp_path / "out", *options).code == 0
    assert "Dear Elena Prats" in (tmp_path / "out/00071.txt").read_text("utf-8")


def test_rows_without_an_id_are_named_by_their_number(tmp_path: Path) -> None:
    table = saved(tmp_path / "t.csv", [row[1:] for row in GOOD], header=HEADER[1:])
    assert letters(table, tmp_path / "out").code == 0
    assert sorted(papers(tmp_path / "out")) == ["000001.txt", "000002.txt", "000003.txt"]


def test_standard_input_and_two_processes_give_the_same(tmp_path: Path) -> None:
    table = saved(tmp_path / "t.csv")
    letters(table, tmp_path / "one", "--format", "pdf")
    ran = letters("-", tmp_path / "two", "--jobs", "2", "--format", "pdf", stdin=table.read_text("utf-8"))
    assert ran.code == 0, ran.err
    assert papers(tmp_path / "one") == papers(tmp_path / "two")


@pytest.mark.parametrize("more", [("--check",), ("--all-or-nothing",)])
def test_a_character_that_no_font_has_is_found_before_anything_is_written(tmp_path: Path, more: tuple[str]) -> None:
    rows = [*GOOD, ("9", "Emo \U0001f9ff", *GOOD[0][2:])]
    ran = letters(saved(tmp_path / "t.csv", rows), tmp_path / "out", "--format", "pdf", *more)
    assert ran.code == 1
    assert "U+1F9FF" in ran.err
    assert not papers(tmp_path / "out")
    assert letters(tmp_path / "t.csv", tmp_path / "out", *more).code == 0


def test_what_does_not_go_with_a_table_is_wrong_usage(tmp_path: Path) -> None:
    table = saved(tmp_path / "t.csv")
    for more in (("INC-7K3M",), ("-o", "x.pdf"), ("--print",)):
        ran = recover("letter", "apology", *more, "--from", table, "--out", tmp_path / "out")
        assert (ran.code, "--from" in ran.err) == (2, True)
    ran = letters(table, None)
    assert (ran.code, "--out" in ran.err) == (2, True)
    assert letters(table, tmp_path / "out", "--format", "docx").code == 2
    assert not (tmp_path / "out").exists()
