"""What a bad table gets: a named error with its file, row and column, never a traceback, never a letter with a hole."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from cli.program import RECOVER, Ran
from cli.tables import GOOD, HEADER, files, letters, manifest, many, order, papers, rejected, saved

FIRST = GOOD[0]
GIVEN = dict(zip(HEADER, FIRST, strict=True))


def row(column: str = "", text: str = "") -> tuple[str, ...]:
    """A good row with an id of its own, but for this cell."""
    own = f"row-{zlib.crc32(f'{column} {text}'.encode()):x}"
    return tuple({**GIVEN, "id": own, **({column: text} if column in GIVEN else {})}.values())


BAD_ROWS: dict[str, tuple[Sequence[str], int, str]] = {
    "blank required cell": (row("incident.impact", " "), 3, "incident.impact is missing"),
    "a word that stands for nothing": (row("incident.impact", "N/A"), 3, "incident.impact is missing"),
    "short row": (row("short")[:5], 6, "5 cells, where 6 columns have a name"),
    "long row": ((*row(), "", "more"), 7, "8 cells, where there are 6 columns"),
    "bad amount": (row("remedies[0].amount", "80,00 euros"), 5, "remedies[0].amount"),
    "an amount without its currency": (row("remedies[0].amount", "80.00"), 5, "remedies[0].amount"),
    "bad date": (row("remedies[0].by", "03/04/2026"), 6, "remedies[0].by"),
    "a day that is not": (row("remedies[0].by", "2026-02-30"), 6, "remedies[0].by"),
    "no id": (row("id", ""), 1, "the id is missing"),
    "duplicate id": (row("id", FIRST[0]), 1, 'row 1 has the id "00071" too'),
    "an id that only differs in case": (row("id", "a.3-B C"), 1, 'row 2 has the id "a.3-B C" too'),
    "an id that is a path": (row("id", "../../etc/passwd"), 1, "cannot name a file"),
    "an id that is an absolute path": (row("id", "/etc/passwd"), 1, "cannot name a file"),
    "an id that hides": (row("id", ".bashrc"), 1, "cannot name a file"),
    "a reserved file name": (row("id", "COM1"), 1, "is a reserved name"),
    "the name of the manifest": (row("id", "Manifest"), 1, "is a reserved name"),
    "an id of a thousand signs": (row("id", "x" * 1000), 1, "120 are the most"),
    "formula prefix": (row("customer.name", "=HYPERLINK(A1)"), 2, "begins like a formula"),
    "control bytes": (row("customer.name", "Bob\x1b[2J"), 2, "control character U+001B"),
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """One run over all the bad rows, with good ones before, between and after them."""
    folder = tmp_path_factory.mktemp("bad")
    table = saved(folder / "t.csv", [GOOD[0], GOOD[2], *(bad for bad, _, _ in BAD_ROWS.values()), GOOD[1]])
    environ = {"HOME": str(folder)} | {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("DATA", "CONFIG", "STATE")}
    return folder, letters(table, folder / "out", environ=environ)


def test_no_other_row_suffers_from_a_bad_one(written: tuple[Path, Ran]) -> None:
    folder, ran = written
    assert ran.code == 1, ran.err
    assert sorted(papers(folder / "out")) == ["00071.txt", "00072.txt", "A.3-b c.txt"]
    assert [each["id"] for each in manifest(folder / "out")] == ["00071", "A.3-b c", "00072"]
    assert len(rejected(folder / "out")) == len(BAD_ROWS)


@pytest.mark.parametrize("name", BAD_ROWS)
def test_a_bad_row_is_named_with_its_place(written: tuple[Path, Ran], name: str) -> None:
    bad, column, says = BAD_ROWS[name]
    folder, ran = written
    number = 3 + list(BAD_ROWS).index(name)
    if number <= 20:  # what the screen shows of many
        assert f"{folder / 't.csv'}:{number + 1}:{column}: B" in ran.err
        assert says in ran.err
    (told,) = [each for each in rejected(folder / "out") if each["row"] == str(number)]
    assert says in told["reason"]
    assert told["column"] == (HEADER[column - 1] if column <= len(HEADER) else "")
    assert [told[one] for one in HEADER] == [*bad, *[""] * len(HEADER)][: len(HEADER)]


LINES = "id,customer.name,incident.impact,remedies[0].label\n1,Elena,You waited.,a credit\n"
BAD_TABLES: dict[str, tuple[bytes, tuple[str, ...], str]] = {
    "wrong encoding": (LINES.encode("utf-16"), ("--encoding", "utf-8"), "t.csv:1:0: B01\n    this line is not UTF-8"),
    "duplicate header": (LINES.replace("customer.name", "ID").encode(), (), "t.csv:1:2: B01\n    columns 1 and 2"),
    "unclosed quote": (LINES.replace("Elena", '"Elena').encode(), (), "t.csv:2:2: B01\n    this quote is never"),
    "unknown column": (
        LINES.replace("customer.name", "zebra").encode(),
        (),
        't.csv:1:2: B01\n    no field for column "z',
    ),
    "ten thousand columns": (b",".join(b"c%d" % at for at in range(10_000)), (), "10,000 columns; 1,000 are the most"),
    "a cell of a megabyte": (
        LINES.replace("Elena", "x" * (1 << 20)).encode(),
        (),
        "t.csv:2:2: B01\n    this cell is lon",
    ),
    "an empty file": (b"", (), "t.csv: B01\n    it is empty"),
    "white space alone": (b" \r\n\t\n", (), "t.csv: B01\n    it is empty"),
    "a PDF": (b"%PDF-1.7\n", (), "t.csv: B01\n    it is a PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n", (), "t.csv: B01\n    it is a picture"),
    "a broken workbook": (b"PK\x03\x04 and no more", (), "t.csv: B01\n"),
    "no letters": (bytes(range(256)) * 4, (), "t.csv"),
}


@pytest.mark.parametrize("name", BAD_TABLES)
def test_what_is_no_table_is_refused_whole_with_its_place(tmp_path: Path, name: str) -> None:
    content, more, says = BAD_TABLES[name]
    table = tmp_path / "t.csv"
    table.write_bytes(content)
    ran = letters(table, tmp_path / "out", *more)
    assert ran.code == 3, ran.err
    assert says in ran.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("column", "meant"),
    [
        ("remedies[0].ammount", "remedies[0].amount"),
        ("remedy.amount", "remedies[0].amount"),
        ("Remedies[3].Ammount", "remedies[3].amount"),
        ("remedies[].by", "remedies[0].by"),
        ("remedies[1].lable", "remedies[1].label"),
    ],
)
def test_an_unknown_column_of_a_list_is_answered_with_the_item_it_means(
    tmp_path: Path, column: str, meant: str
) -> None:
    table = tmp_path / "t.csv"
    table.write_text(f"id,customer.name,incident.impact,remedies[0].label,{column}\n1,Elena,You waited.,a credit,x\n")
    ran = letters(table, tmp_path / "out")
    (hint,) = [line.strip() for line in ran.told if line.strip().startswith("Nearest: ")]
    first, *others = hint.removeprefix("Nearest: ").split(", ")
    assert first == meant
    assert len({re.sub(r"[0-9]", "", each) for each in others} - {meant}) == len(others), "no field twice"
    mapped = letters(table, tmp_path / "out", "--map", f"{column}=id")
    assert f"Nearest: {meant}" in mapped.err


def test_a_row_of_ten_thousand_columns_is_rejected_alone(tmp_path: Path) -> None:
    wide = (*row(), *(f"x{at}" for at in range(10_000)))
    ran = letters(saved(tmp_path / "t.csv", [GOOD[0], wide]), tmp_path / "out")
    assert (ran.code, "10006 cells, where there are 6 columns" in ran.err) == (1, True)
    assert sorted(papers(tmp_path / "out")) == ["00071.txt"]


def test_a_folder_or_a_missing_file_is_no_table(tmp_path: Path) -> None:
    ran = letters(tmp_path, tmp_path / "out")
    assert (ran.code != 0, "is a folder" in ran.err) == (True, True)
    ran = letters(tmp_path / "none.csv", tmp_path / "out")
    assert (ran.code != 0, "none.csv cannot be read" in ran.err) == (True, True)


def test_a_quote_that_is_never_closed_leaves_no_letters_of_the_rows_before(tmp_path: Path) -> None:
    table = saved(tmp_path / "t.csv", many(300))
    table.write_text(table.read_text("utf-8") + 'x,"never closed', "utf-8")
    assert letters(table, tmp_path / "out").code == 3
    assert not (tmp_path / "out").exists()


def test_a_mail_without_an_address_is_rejected(tmp_path: Path) -> None:
    header, rows = (
        (*HEADER, "customer.email"),
        [(*GOOD[0], "elena@post.example"), (*GOOD[1], ""), (*GOOD[2], "no mail")],
    )
    table = saved(tmp_path / "t.csv", rows, header=header)
    for more in (("--check",), ()):
        ran = letters(table, tmp_path / "out", "--format", "eml", *more)
        assert (ran.code, "customer.email" in ran.err) == (1, True)
    assert sorted(papers(tmp_path / "out")) == ["00071.eml"]
    assert [each["row"] for each in rejected(tmp_path / "out")] == ["2", "3"]


@pytest.mark.parametrize("place", ["out", "out/manifest.jsonl"])
def test_a_folder_that_cannot_be_used_is_told_with_what_to_type(tmp_path: Path, place: str) -> None:
    table, out = saved(tmp_path / "t.csv"), tmp_path / "out"
    if place == "out":
        out.write_text("not a folder", "utf-8")
    else:
        (tmp_path / place).mkdir(parents=True)
    ran = letters(table, out)
    assert ran.code not in (0, 70), ran.err
    assert f"{out} cannot be written to" in ran.err
    assert "--out DIR" in ran.err


def test_a_full_disk_stops_with_what_is_done_and_a_second_run_goes_on(tmp_path: Path) -> None:
    table, out = saved(tmp_path / "t.csv", many(500)), tmp_path / "out"
    full = 60_000  # no letter is so long, but the manifest comes to be
    ran = subprocess.run(
        [RECOVER, *map(str, order(table, out))],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (full, resource.RLIM_INFINITY)),
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (ran.returncode, "Traceback" in ran.stderr) == (3, False), ran.stderr
    assert "200 of 500 letters are written, then: File too large." in ran.stderr
    assert "type the same again" in ran.stderr
    assert letters(table, out).code == 0
    assert len(papers(out)) == 500
    assert [each["id"] for each in manifest(out)] == [each[0] for each in many(500)]
    assert not [name for name in files(out) if name.startswith(".")]
