"""Notes and incidents from a table: each row once, whatever happens, by the rules that hold for one."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pypdf
import pytest

from cli.forked import recover
from cli.program import Ran, home

NOTES = """id,customer.name,note.cap,note.garments[0].kind,incident.summary,language
n1,Elena Prats,80.00 EUR,jacket,We spilt sauce on your jacket,en
n2,,40.00 EUR,vestido,Le manchamos el vestido,es
n3,Ugo,40.00 USD,abito,Abbiamo macchiato il suo abito,it
"""
INCIDENTS = """id,hurt,fix,garment.material,garment.kind,customer.name,language,operator,circumstances,promises,outcome
t1,no,here,leather,jacket,Elena Prats,it,Marco Ruiz,"regular, public",keep,resolved_not_happy
t2,no,here,suit,dress,Ana,es,Marco Ruiz,,keep,
t3,no,here,velvet,dress,Eva,es,Marco Ruiz,,keep,
"""


def table(text: str) -> Path:
    path = home() / "table.csv"
    path.write_text(text, "utf-8")
    return path


def notes(*more: str | Path, text: str = NOTES) -> Ran:
    return recover("letter", "guarantee-note", "--from", table(text), "--out", home() / "out", "--jobs", "1", *more)


def incidents(*more: str | Path, text: str = INCIDENTS) -> Ran:
    return recover("start", "restaurant", "spill-on-guest", "--from", table(text), "--out", home() / "out", *more)


def register() -> list[dict[str, Any]]:
    found = recover("note", "list", "--json")
    data: Any = json.loads(found.out)
    listed = data["notes"] if isinstance(data, dict) else data
    return sorted(listed, key=lambda note: str(note["number"]))


def manifest() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (home() / "out/manifest.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("cap", ["0.00 EUR", "-80.00 EUR"])
def test_a_note_of_nothing_is_rejected_before_any_is_issued(cap: str) -> None:
    text = NOTES.replace("40.00 EUR", cap).replace("40.00 USD", "40.00 EUR")
    checked = notes("--check", text=text)
    assert (checked.code, checked.out) == (1, "3 rows checked: 2 good, 1 not.\n")
    ran = notes(text=text)
    assert (ran.code, "A note promises more than nothing." in ran.err) == (1, True)
    assert [entry["id"] for entry in manifest()] == ["n1", "n3"]
    assert [note["number"] for note in register()] == [entry["note"] for entry in manifest()]


def test_each_good_row_gets_a_note_and_the_bad_one_is_told() -> None:
    ran = notes("--format", "pdf")
    assert ran.code == 1
    assert "This house pays in EUR" in ran.err
    numbers = [entry["note"] for entry in manifest()]
    assert numbers == [note["number"] for note in register()]
    assert len(set(numbers)) == 2
    for entry in manifest():
        pages = pypdf.PdfReader(home() / "out" / entry["file"]).pages
        assert entry["note"] in "".join(page.extract_text() for page in pages)


def test_a_second_run_issues_nothing_and_makes_again_what_is_missing_to_the_byte() -> None:
    notes("--format", "pdf")
    first = home() / "out/n1.pdf"
    content = first.read_bytes()
    first.unlink()
    (home() / "out/manifest.jsonl").unlink()
    assert notes("--format", "pdf").out.startswith("2 letters written")
    assert first.read_bytes() == content
    assert len(register()) == 2
    assert notes("--format", "pdf").out.startswith("0 letters written")


def test_the_paper_of_a_batch_is_the_original_and_the_next_one_a_copy() -> None:
    notes("--format", "pdf")
    (one, _) = [note["number"] for note in register()]
    copy = home() / "copy.pdf"
    assert recover("letter", "guarantee-note", one, "-o", copy).code == 0
    assert "COPY" in pypdf.PdfReader(copy).pages[0].extract_text()
    assert "COPY" not in pypdf.PdfReader(home() / "out/n1.pdf").pages[0].extract_text()


def test_check_and_all_or_nothing_issue_nothing() -> None:
    assert notes("--check").code == 1
    assert notes("--all-or-nothing").code == 1
    assert register() == []


def test_nobody_brings_the_number_of_a_note_or_its_day() -> None:
    ran = notes(text="id,note.number\n1,BAR01-2026-000001-40\n")
    assert (ran.code, "note.number" in ran.err) == (3, True)
    assert notes("--date", "2026-01-01").code == 2


def test_each_row_is_walked_and_recorded_once() -> None:
    ran = incidents()
    apart = f"1 rejected (see {home() / 'out/rejected.csv'}).\n"
    assert (ran.code, ran.out) == (1, f"2 incidents recorded, {apart}")
    assert 'table.csv:4:4: B09\n    garment.material cannot be "velvet"' in ran.err
    assert incidents().out == f"0 incidents recorded, 2 there already, {apart}"
    listed = recover("incident", "list", "--json").data
    assert {row["failure"] for row in listed} == {"spill-on-guest"}
    assert len(listed) == len(register()) == 2
    with (home() / "out/rejected.csv").open(newline="", encoding="utf-8") as file:
        (bad,) = csv.DictReader(file)
    assert (bad["id"], bad["row"], "velvet" in bad["reason"]) == ("t3", "3", True)


def test_two_customers_of_one_id_are_not_taken_for_one() -> None:
    text = INCIDENTS.replace("t2,", "t1,").replace("velvet", "suit")
    ran = incidents("--check", text=text)
    assert (ran.code, "row 1 has the id" in ran.err, "B13" in ran.err) == (1, True, True)
    assert incidents(text=text).out.startswith("2 incidents recorded, 1 rejected")


def test_a_column_that_answers_nothing_makes_no_other_row() -> None:
    text = INCIDENTS.replace("velvet", "suit")
    assert incidents(text=text).code == 0
    wider = "".join(f"{line},{'exported' if at == 0 else at}\n" for at, line in enumerate(text.splitlines()))
    ran = incidents("--ignore-unknown", text=wider)
    assert (ran.code, ran.out) == (0, "0 incidents recorded, 3 there already.\n")


def test_a_later_table_with_the_same_ids_loses_nobody() -> None:
    text = INCIDENTS.replace("velvet", "suit")
    assert incidents(text=text).code == 0
    ran = incidents(text=text.replace("Elena Prats", "Zoe Dyk"))
    assert ran.code == 1
    assert ran.out.startswith("0 incidents recorded, 2 there already, 1 rejected")
    assert 'was recorded from a row of the id "t1", with other values' in ran.err


def test_a_row_is_the_walk_of_the_same_answers() -> None:
    incidents("--all-or-nothing", text="\n".join(INCIDENTS.splitlines()[:2]))
    (row,) = recover("incident", "list", "--json").data
    shown = recover("incident", "show", row["id"], "--json").data
    assert (shown["language"], shown["outcome"], shown["severity"]) == ("it", "resolved_not_happy", 4)


def test_one_bad_row_and_nothing_is_recorded_when_that_is_wished() -> None:
    for option in ("--check", "--all-or-nothing"):
        assert incidents(option).code == 1
    assert recover("incident", "list", "--json").data == []


def test_a_column_that_answers_nothing_is_named_and_may_be_left_out() -> None:
    text = INCIDENTS.replace("outcome\n", "outcme\n", 1)
    ran = incidents(text=text)
    assert (ran.code, "outcome" in ran.err) == (3, True)
    assert incidents("--ignore-unknown", text=text).code == 1


def test_rows_without_an_id_are_known_by_what_they_say() -> None:
    text = "\n".join(line.partition(",")[2] for line in INCIDENTS.splitlines()[:3])
    assert incidents(text=text).out.startswith("2 incidents recorded")
    assert incidents(text=text).out.startswith("0 incidents recorded, 2 there")
