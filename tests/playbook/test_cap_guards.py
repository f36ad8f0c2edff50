"""A cap may read what is asked only where its remedy fits, and nothing that is asked elsewhere."""

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
remedies:
  - id: cleaning
    kind: reimbursement
    label: cleaning
    basis: amount
    cost: 1
    value: 1
    caps: [{when: material == 'leather', cap: 120, because: leather}]
"""
FAILURE = """\
id: stained
name: Stained
severity: 3
words: {first_words: "I am so sorry."}
only: [first-words, decide, offer]
remedies: {main: [cleaning]}
facts:
  - {id: loss, group: decide, ask: What happened?, choices: [{value: stained, label: Stained}]}
  - id: material
    group: decide
    when: loss == 'stained'
    ask: Of what?
    choices: [{value: leather, label: Leather}]
"""


@pytest.mark.parametrize(
    ("fits", "expected"),
    [
        ("    when: loss == 'stained'\n", []),
        ("", ['"material" is not asked on every path']),
        ("    when: loss != 'stained'\n", ['"material" is not asked on every path']),
    ],
    ids=["under-the-same-condition", "everywhere", "under-another-condition"],
)
def test_a_cap_reads_what_is_asked_where_its_remedy_fits(tmp_path: Path, fits: str, expected: list[str]) -> None:
    below = tmp_path / "playbooks/desk/failures"
    below.mkdir(parents=True)
    (below.parent / "playbook.yaml").write_text(BOOK + fits)
    (below / "stained.yaml").write_text(FAILURE)
    _, found = load.resolved(Catalogue.over(tmp_path), "desk", "stained", settings=demo())
    assert [fault.message for fault in found] == expected
