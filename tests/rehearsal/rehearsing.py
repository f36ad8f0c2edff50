"""The restaurant with scenarios of the tests' own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from recovery_cli.catalogue import Catalogue, shipped
from recovery_cli.letters.writer import Writer
from recovery_cli.rehearsal.reading import Case, Reader
from recovery_cli.rehearsal.walked import Run, walked
from recovery_cli.session import Session
from shipped import demo

WRONG = """\
scenario: wrong
title: {en: Wrong, es: Equivocado, it: Sbagliato}
playbook: restaurant
failure: wrong-order
language: en
operator: {name: Marco Ruiz}
answers:
  extra: favourite-dessert
  cause: process
  change: read-at-the-pass
expect:
  steps: [first-words, fix, extra, promises, cause, change]
  remedies:
    - {remedy: remake}
    - {remedy: favourite-dessert, decides: front_line}
  documents: []
  follow_ups:
    - {id: at-the-table, after: 5m, who: manager}
  severity: 2
  careful: false
"""
"""A sound scenario, for the tests to change."""


def read(folder: Path, text: str, *, name: str = "wrong") -> tuple[list[Case], list[str]]:
    """The cases of one scenario file, and its faults as they are told."""
    reader = Reader(Catalogue((copied(folder, {name: text}),)), demo())
    cases = list(reader.cases("restaurant"))
    return cases, [str(fault) for fault in reader.faults]


def copied(folder: Path, scenarios: Mapping[str, str]) -> Path:
    """The restaurant with these scenarios and no others."""
    for kind in ("playbooks/methods", "playbooks/restaurant", "templates"):
        for source in (shipped() / kind).rglob("*.yaml"):
            name = source.relative_to(shipped())
            if name.parent.name != "scenarios":
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(source.read_bytes())
    there = folder / "playbooks/restaurant/scenarios"
    there.mkdir(parents=True)
    for name, text in scenarios.items():
        (there / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def manual(folder: Path, rows: str) -> None:
    """The compensation manual of the copied restaurant."""
    book = folder / "playbooks/restaurant/playbook.yaml"
    book.write_text(f"{book.read_text('utf-8')}\nmanual:\n  rows:\n{rows}", "utf-8")


def run(case: Case) -> Run:
    return walked(case, Writer(Session(None).library))
