"""Tables of customers: three twins read alike, nothing guessed in silence, and every fault with its place."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_cli.errors import RecoverError, UsageError
from recovery_cli.rows import Row, Table, Unreadable, match, open_table
from recovery_cli.rows.row import LONGEST

HEADER = ("id", "customer.name", "remedy.amount", "letter.date")
ROWS = (
    ("00071", "Elena Prats", "80.00 EUR", "2026-11-21"),
    ("00072", 'José "Pepe" Núñez, Sr.', "12.50 EUR", "2026-11-22"),
    ("12345678901234567890", "Zoë\nvan Dyk", "0.99 EUR", "2026-11-23"),
)


@contextmanager
def table(path: Path | str, content: bytes | None = None, **options: str) -> Iterator[Table]:
    with open_table(str(path), stdin=io.BytesIO(content or b""), **options) as opened:
        yield opened


def rows(path: Path | str, content: bytes | None = None, **options: str) -> list[Row]:
    with table(path, content, **options) as opened:
        return list(opened.rows())


def cells(path: Path, **options: str) -> list[tuple[str, ...]]:
    return [tuple(row.cells.values()) for row in rows(path, **options)]


def written(delimiter: str = ",", end: str = "\r\n") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows((HEADER, *ROWS))
    return file.getvalue()


def save(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def workbook(folder: Path, lines: list[list[object]], name: str = "t.xlsx") -> Path:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    book.save(folder / name)
    return folder / name


def test_the_twins_of_one_table_read_alike(tmp_path: Path) -> None:
    lines = [json.dumps(dict(zip(HEADER, row, strict=True))) for row in ROWS]
    nested = [
        json.dumps({"id": i, "customer": {"name": n}, "remedy": {"amount": a}, "letter": {"date": d}})
        for i, n, a, d in ROWS
    ]
    twins = [
        save(tmp_path, "t.csv", written()),
        save(tmp_path, "t.tsv", written("\t")),
        save(tmp_path, "t.jsonl", "\n".join(lines)),
        save(tmp_path, "nested.jsonl", "\n".join(nested)),
        workbook(tmp_path, [list(HEADER), *map(list, ROWS)]),
    ]
    for twin in twins:
        with table(twin) as opened:
            assert opened.columns == HEADER
        assert cells(twin) == list(ROWS)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_and_line_end_is_read_and_told(tmp_path: Path, delimiter: str, end: str) -> None:
    path = save(tmp_path, "t.csv", written(delimiter, end))
    assert cells(path) == list(ROWS)
    with table(path) as opened:
        assert bool(opened.notes) == (delimiter != ",")
    with table(path, delimiter=delimiter) as opened:
        assert not opened.notes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_are_found_and_what_is_guessed_is_told(tmp_path: Path, encoding: str) -> None:
    path = save(tmp_path, "t.csv", written().encode(encoding))
    assert cells(path) == list(ROWS)
    with table(path) as opened:
        assert bool(opened.notes) == (encoding in ("utf-16-le", "utf-16-be", "cp1252"))


def test_standard_input_can_be_gone_through_twice() -> None:
    with table("-", written().encode()) as opened:
        assert opened.name == "standard input"
        assert [*opened.rows()] == [*opened.rows()]
        assert [tuple(row.cells.values()) for row in opened.rows()] == list(ROWS)


def test_lines_and_numbers_count_as_the_reader_of_the_file_does(tmp_path: Path) -> None:
    path = save(tmp_path, "t.csv", 'id,name\n\n1,"a\nb"\n  \n2,c\n')
    assert [(row.number, row.line) for row in rows(path)] == [(1, 3), (2, 6)]


def test_empty_columns_are_left_out(tmp_path: Path) -> None:
    assert cells(save(tmp_path, "t.csv", "id,name,,\n1,Ana,,\n2,Eva\n")) == [("1", "Ana"), ("2", "Eva")]


def test_a_workbook_gives_what_one_would_type(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        [["id", "sum", "day", "time", "yes"], [7, 80.5, datetime(2026, 11, 21), datetime(2026, 11, 21, 9, 30), True]],  # noqa: DTZ001 - a workbook has no zones
    )
    assert cells(path) == [("7", "80.5", "2026-11-21", "2026-11-21 09:30", "true")]


def test_numbers_of_json_stay_as_they_are_written(tmp_path: Path) -> None:
    path = save(tmp_path, "t.jsonl", '{"id": 12345678901234567890, "sum": 80.50, "none": null, "yes": true}\n')
    assert cells(path) == [("12345678901234567890", "80.50", "", "true")]


BAD_ROWS = [
    ("t.csv", "id,name\n1\n", "B02", 2, 2),
    ("t.csv", "id,name\n1,Ana,more\n", "B03", 2, 3),
    ("t.csv", "id,name,\n1,Ana,lost\n", "B04", 2, 3),
    ("t.csv", "id,name\n1,A\x07na\n", "B05", 2, 2),
    ("t.csv", f"id,name\n1,{'a' * (LONGEST + 1)}\n", "B06", 2, 2),
    ("t.csv", "id,name\n1,=HYPERLINK(1)\n", "B07", 2, 2),
    ("t.csv", "id,name\n1,@SUM(1)\n", "B07", 2, 2),
    ("t.csv", "id,name\n1,+cmd|' /C calc'!A0\n", "B07", 2, 2),
    ("t.jsonl", '{"id": 1}\n{"id": 1, "id": 2}\n', "B08", 3, 0),
    ("t.jsonl", '{"id": 1}\n{"id" 1}\n', "B09", 3, 7),
    ("t.jsonl", '{"id": 1}\n[1]\n', "B09", 3, 0),
    ("t.jsonl", '{"id": 1}\n{"id": NaN}\n', "B09", 3, 0),
    ("t.jsonl", '{"id": 1}\n{"id": [1]}\n', "B09", 3, 0),
]


@pytest.mark.parametrize(("name", "text", "code", "line", "column"), BAD_ROWS)
def test_a_bad_row_is_named_with_its_place_and_the_others_are_read(
    tmp_path: Path, name: str, text: str, code: str, line: int, column: int
) -> None:
    first = '{"id": "0", "name": "Eva"}\n' if name.endswith("jsonl") else ""
    last = '{"id": "9", "name": "Eva"}\n' if first else "9,Eva\n"
    found = rows(save(tmp_path, name, first + text + last))
    (bad,) = [row for row in found if row.faults]
    assert [(fault.code, fault.line, fault.column) for fault in bad.faults] == [(code, line, column)]
    assert found[-1].cells["id"] == "9"


@pytest.mark.parametrize("cell", ["+34 955 000 000", "-12.50 EUR", "-3", "+39 (06) 123-45", "- 5.00 EUR", "a=b", "x@y"])
def test_telephone_numbers_and_sums_are_no_formulas(tmp_path: Path, cell: str) -> None:
    assert not rows(save(tmp_path, "t.csv", f"id,name\n1,{cell}\n"))[0].faults


BAD_TABLES = [
    ("t.csv", "", 0, "empty"),
    ("t.csv", "  \n\n", 0, "empty"),
    ("t.csv", "%PDF-1.7\n", 0, "PDF"),
    ("t.csv", b"\x1f\x8b\x08", 0, "compressed"),
    ("t.csv", b"\x00\x01\x02\x03abc", 0, "not text"),
    ("t.csv", "id,Name,na-me\n1,a,b\n", 1, "columns 2 and 3"),
    ("t.csv", ",,\n1,2,3\n", 1, "names no column"),
    ("t.csv", 'id,name\n1,ok\n2,"never\nclosed\n', 3, "never closed"),
    ("t.csv", 'id,name\n1,"a"b\n', 2, "followed by more"),
    ("t.csv", ",".join(f"c{n}" for n in range(10_000)) + "\n", 1, "10,000 columns"),
    ("t.csv", "id,name\n1," + '"' + "a" * 200_000 + '"\n', 2, "longer than a letter"),
    ("t.csv", "a,b;c\n1,2;3\n", 1, "comma or semicolon"),
    ("t.jsonl", "[\n1]\n", 1, "not JSON"),
    ("t.xlsx", b"PK\x03\x04 not a workbook", 0, ""),
]


@pytest.mark.parametrize(("name", "content", "line", "says"), BAD_TABLES)
def test_what_is_no_table_is_refused_with_the_reason(
    tmp_path: Path, name: str, content: str | bytes, line: int, says: str
) -> None:
    with pytest.raises(Unreadable) as raised:
        rows(save(tmp_path, name, content))
    (fault,) = raised.value.faults
    assert (fault.line, says in fault.message) == (line, True)


def test_a_wrong_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    path = save(tmp_path, "t.csv", "id,name\n1,Ana\n2,José\n".encode("cp1252"))
    with pytest.raises(Unreadable) as raised:
        rows(path, encoding="utf-8")
    assert raised.value.faults[0].line == 3
    assert "0xE9" in raised.value.faults[0].message


def test_folders_missing_files_and_senseless_options_are_told(tmp_path: Path) -> None:
    with pytest.raises(RecoverError, match="folder"):
        rows(tmp_path)
    with pytest.raises(RecoverError, match="cannot be read"):
        rows(tmp_path / "none.csv")
    with pytest.raises(UsageError, match="encoding"):
        rows(save(tmp_path, "t.csv", "id\n1\n"), encoding="utf-88")
    with pytest.raises(UsageError, match="delimiter"):
        rows(save(tmp_path, "t.csv", "id\n1\n"), delimiter="::")


def test_a_number_that_a_workbook_has_cut_is_named(tmp_path: Path) -> None:
    (row,) = rows(workbook(tmp_path, [["id"], [12345678901234567]]))
    assert [fault.line for fault in row.faults] == [2]


def test_columns_meet_fields_without_regard_to_case_spaces_and_hyphens() -> None:
    names = ("Customer Name", "REMEDY_AMOUNT", "Full-Name", "note", "")
    found = match(names, ("customer.name", "remedy.amount", "other"), mapping={"other": "full name"}, path="t")
    assert found.columns == {"customer.name": "Customer Name", "remedy.amount": "REMEDY_AMOUNT", "other": "Full-Name"}
    assert found.unknown == ("note",)


def test_what_a_mapping_names_and_is_not_there_is_told_all_at_once() -> None:
    with pytest.raises(Unreadable) as raised:
        match(("name",), ("customer.name",), mapping={"customer.nam": "name", "customer.name": "nombre"}, path="t")
    assert [fault.hint for fault in raised.value.faults] == ["Nearest: customer.name", "Nearest: name"]


CELLS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=6).filter(
    lambda text: text.strip() and text[0] not in "=+-@\ufeff"
)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4))
def test_what_a_writer_of_csv_writes_comes_back(
    tmp_path_factory: pytest.TempPathFactory, many: list[tuple[str, str]]
) -> None:
    file = io.StringIO()
    csv.writer(file).writerows([("one", "two"), *many])
    assert cells(save(tmp_path_factory.mktemp("t"), "t.csv", file.getvalue()), delimiter=",") == many
