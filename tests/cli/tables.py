"""Tables of customers for letters in batch, and the program that is given them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from cli.forked import recover
from cli.program import Ran

HEADER = ("id", "customer.name", "incident.impact", "remedies[0].label", "remedies[0].amount", "remedies[0].by")
GOOD = (
    ("00071", "Elena Prats", "You could not work from home.", "a credit on your bill", "18.50 EUR", "2026-12-08"),
    ("00072", "**Bob** {{7*7}} <script>", "You missed a call.", "a credit on your bill", "5.00 EUR", "2026-12-09"),
    ("A.3-b c", "Zoë van Dyk", "You waited all day.", "a technician on Monday", "", ""),
)
SHARED = {
    "incident.summary": "We left you without internet on 20 November.",
    "contact.name": "Ana Ferrer",
    "contact.phone": "955 000 001",
}
DAY = "2026-11-21"


def letters(table: Path | str, out: Path | None, *more: str | Path, **options: Any) -> Ran:
    """`recover letter apology --from`, in this process, in English."""
    return recover(*order(table, out, *more), **options)


def order(table: Path | str, out: Path | None, *more: str | Path) -> tuple[str | Path, ...]:
    shared = [part for field, value in SHARED.items() for part in ("--set", f"{field}={value}")]
    where = ("--out", out) if out is not None else ()
    jobs = () if "--jobs" in more else ("--jobs", "1")
    return ("letter", "apology", "--from", table, "--lang", "en", "--date", DAY, *shared, *where, *jobs, *more)


def saved(file: Path, rows: Iterable[Sequence[str]] = GOOD, *, header: Sequence[str] = HEADER) -> Path:
    """These rows, in the form that the file's name says."""
    lines = [list(header), *map(list, rows)]
    if file.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for line in lines:
            book.active.append([cell or None for cell in line])
        book.save(file)
    elif file.suffix == ".jsonl":
        objects = (dict(zip(header, line, strict=True)) for line in lines[1:])
        file.write_text("".join(json.dumps(each) + "\n" for each in objects), "utf-8")
    else:
        text = io.StringIO()
        csv.writer(text, delimiter="\t" if file.suffix == ".tsv" else ",").writerows(lines)
        file.write_text(text.getvalue(), "utf-8")
    return file


def many(number: int) -> list[tuple[str, ...]]:
    return [(f"C{at:05}", f"Customer {at}", *GOOD[at % 3][2:]) for at in range(number)]


def files(folder: Path) -> dict[str, bytes]:
    """Everything in a folder of letters, what begins with a dot too."""
    return {file.name: file.read_bytes() for file in folder.iterdir()} if folder.exists() else {}


def papers(folder: Path) -> dict[str, bytes]:
    return {name: held for name, held in files(folder).items() if name not in ("manifest.jsonl", "rejected.csv")}


def manifest(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines()]


def rejected(folder: Path) -> list[Mapping[str, str]]:
    with (folder / "rejected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
