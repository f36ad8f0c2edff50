"""A walk driven over JSONL: the real driver with a journal in memory and papers in a folder of the test."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fixed_clock import FixedClock
from recovery_cli import catalogue
from recovery_cli.driver import Driver
from recovery_cli.journal import MemoryJournal
from recovery_cli.journal.projection import project
from recovery_cli.letters.library import Library
from recovery_cli.letters.writer import Writer
from recovery_cli.papers import Papers
from recovery_cli.playbook.plan import Plan
from recovery_cli.record import Record
from recovery_cli.ui.jsonl import JsonlPrompter
from recovery_cli.walk import commands as c
from recovery_cli.walk.state import Walk


@dataclass(frozen=True, slots=True)
class Driven:
    """What the program wrote, line by line, and the walk it came to."""

    lines: tuple[str, ...]
    walk: Walk
    paused: bool

    @property
    def read(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines]

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [line[kind] for line in self.read if line["type"] == kind]


def answer(**keys: object) -> str:
    return json.dumps({"type": "answer", "answer": keys}, ensure_ascii=False)


def library() -> Library:
    folder = catalogue.shipped() / "templates"
    names = tuple(sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()))
    return Library(lambda name: folder / name, lambda: names)


def drive(plan: Plan, lines: Iterable[str | bytes], folder: Path, *, operator_language: str = "en") -> Driven:
    """All of `lines` is the other program's side; the walk is paused when it ends before the walk does."""
    raw = b"".join((line.encode() if isinstance(line, str) else line) + b"\n" for line in lines)
    out = io.BytesIO()
    clock = FixedClock()
    journal = MemoryJournal(project)
    prompter = JsonlPrompter(io.TextIOWrapper(io.BytesIO(raw), "ascii"), io.TextIOWrapper(out, "ascii"), clock)
    papers = Papers(
        journal=journal,
        writer=Writer(library()),
        folder=folder / "documents",
        format="text",
        below=lambda number: 7 % number,
        base=folder,
    )
    driver = Driver(plan, Record(journal, "INC-7K3M"), prompter=prompter, clock=clock, papers=papers)
    driver.open(c.Open("INC-7K3M", "Marco Ruiz", "front_line", "es", operator_language))
    paused = False
    try:
        driver.run()
        prompter.finished(shown(driver.walk))
    except EOFError:
        paused = True
    text = out.getvalue().decode("utf-8")
    assert text.endswith("\n") or not text
    return Driven(tuple(text.split("\n")[:-1]), driver.walk, paused)


def shown(walk: Walk) -> Mapping[str, object]:
    """Some of what the program says of a finished incident, in the values it has them in."""
    return {"incident": walk.incident, "facts": walk.facts, "outcome": walk.outcome or None}
