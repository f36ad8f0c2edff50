"""A condition that compares what cannot be compared is a fault of its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from recovery_cli.catalogue import Catalogue
from recovery_cli.diagnostics import Diagnostic
from recovery_cli.playbook import load
from shipped import demo

BOOK = """\
schema: 1
id: inn
name: Inn
method: four-steps
currency: EUR
customer: guest
roles: [{id: front_line, name: desk, fetch: desk}]
remedies:
  - {id: voucher, kind: credit, label: a voucher, cost: 5, value: 5, when: "REMEDY"}
"""
FAILURE = """\
id: cold
name: Cold
severity: 3
careful: never
words: {first_words: "I am so sorry.", stairs: "This way, please."}
only: [first-words, decide, stairs, offer]
facts:
  - {id: item, group: decide, ask: What?, choices: [{value: lift, label: Lift}, {value: bar, label: Bar}]}
  - {id: nights, group: decide, ask: How many?, type: count, optional: true}
  - {id: paid, group: decide, ask: How much?, type: money, when: "item == 'bar'"}
remedies: {fix: [], main: [voucher]}
steps:
  - step: {id: stairs, phase: decide, kind: say, words: stairs, when: "STEP"}
    after: decide
"""


def told(folder: Path, *, step: str = "walk.noticed", remedy: str = "walk.severity > 1") -> list[Diagnostic]:
    below = folder / "playbooks/inn/failures"
    below.mkdir(parents=True)
    (below.parent / "playbook.yaml").write_text(BOOK.replace("REMEDY", remedy))
    (below / "cold.yaml").write_text(FAILURE.replace("STEP", step))
    _, found = load.resolved(Catalogue.over(folder), "inn", "cold", settings=demo())
    return list(found)


@pytest.mark.parametrize(
    "when",
    [
        "walk.severity > 2 and item == 'lift'",
        "nights and nights > 2",
        "item == 'bar' and paid",
        "item == 'lift' or walk.contacts + 1 > 2",
        "item in ['lift', 'bar']",
    ],
)
def test_what_can_be_reckoned_with_every_answer_is_sound(tmp_path: Path, when: str) -> None:
    assert told(tmp_path, step=when) == []


@pytest.mark.parametrize(
    "when",
    [
        "walk.severity > 'high'",
        "item == 'lift' and walk.severity > 'high'",
        "item > 2",
        "nights > 2",
        "item == 'bar' and paid < 20",
        "item == 'bar' and 20 < paid",
        "6 / walk.transfers > 2",
    ],
)
def test_what_cannot_is_a_fault_with_its_line(tmp_path: Path, when: str) -> None:
    (fault,) = told(tmp_path, step=when)
    assert (fault.path, fault.line, fault.code) == ("playbooks/inn/failures/cold.yaml", 13, "Y08")
    assert fault.message.startswith(f"`{when}` cannot be reckoned: ")


def test_what_the_sandbox_itself_refuses_is_told_too(tmp_path: Path) -> None:
    (fault,) = told(tmp_path, step="walk.role + 1")
    assert (fault.line, fault.message[:20]) == (13, "`+` is for numbers u")


def test_a_remedy_is_tried_where_its_step_comes_to_it(tmp_path: Path) -> None:
    (fault,) = told(tmp_path, remedy="walk.severity > 'high'")
    assert (fault.code, fault.message.partition(":")[0]) == ("Y08", "`walk.severity > 'high'` cannot be reckoned")
