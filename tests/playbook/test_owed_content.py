"""What an author may get wrong about entitlements, owners and the service block: told with its line and a hint."""

from __future__ import annotations

from pathlib import Path

import pytest

from recovery_cli.catalogue import Catalogue
from recovery_cli.playbook import load
from shipped import demo

BOOK = """\
schema: 1
id: desk
name: Desk
method: four-steps
currency: EUR
customer: caller
roles: [{id: front_line, name: agent, fetch: agent}]
"""
FAILURE = """\
id: line-down
name: Line down
severity: 3
words: {first_words: "I am so sorry."}
only: [first-words, decide, owed]
"""
OWED = """\
entitlements:
  - id: outage
    regimes: {ES: es-telecom}
    case: loss-of-service
    label: compensation
    words: That is yours by law.
"""


def faults(folder: Path, *, book: str = "", failure: str = "") -> list[str]:
    below = folder / "playbooks/desk/failures"
    below.mkdir(parents=True)
    (below.parent / "playbook.yaml").write_text(BOOK + book)
    (below / "line-down.yaml").write_text(FAILURE + failure)
    _, found = load.resolved(Catalogue.over(folder), "desk", "line-down", settings=demo())
    return [f"{fault.path.rpartition('/')[2]}:{fault.line}: {fault.message}. {fault.hint}".strip() for fault in found]


def test_a_service_block_and_entitlements_are_sound(tmp_path: Path) -> None:
    service = "service: {rings: 5, transfers: 1, call_back: 2m}\n"
    assert faults(tmp_path, book=service + OWED, failure="remedies: {owed: [outage]}\n") == []


@pytest.mark.parametrize(
    ("book", "failure", "expected"),
    [
        (OWED, "remedies: {owed: [outages]}\n", ['line-down.yaml:6: no entitlement "outages". Nearest: outage']),
        (
            OWED.replace("    case: loss-of-service\n", ""),
            "",
            ["playbook.yaml:9: item 1 of `entitlements`: what the law owes needs its regimes and its case."],
        ),
        (
            OWED.replace("ES:", "Spain:"),
            "",
            ["playbook.yaml:10: "],
        ),
        (
            OWED.replace("by law.", "and {{ remedy.amount }}."),
            "remedies: {owed: [outage]}\n",
            ["playbook.yaml:13: what is owed is no remedy: no remedy.… here."],
        ),
        (
            OWED + "    when: line.hours >= 24\n",
            "remedies: {owed: [outage]}\n",
            ['line-down.yaml:6: no fact "line.hours" is asked here.'],
        ),
        (
            OWED + OWED.partition("\n")[2],
            "",
            ['playbook.yaml:9: "outage" stands here twice.', 'playbook.yaml:14: "outage" stands here twice.'],
        ),
        ("service: {rings: 0, transfers: 1, call_back: soon}\n", "", ["playbook.yaml:8: ", "playbook.yaml:8: "]),
        (
            "",
            "steps: [{after: owed, step: {id: mine, phase: own, kind: act, owns: true}}]\n",
            ["line-down.yaml:6: `step`: only words to say make somebody the owner: kind: say."],
        ),
    ],
)
def test_a_fault_has_its_line(tmp_path: Path, book: str, failure: str, expected: list[str]) -> None:
    found = faults(tmp_path, book=book, failure=failure)
    assert len(found) == len(expected), found
    assert all(each.startswith(wanted) for each, wanted in zip(found, expected, strict=True)), found
