"""A condition may guard itself: what stands before an `and` is looked at first."""

from __future__ import annotations

from pathlib import Path

import pytest

from recovery_cli.catalogue import Catalogue
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
"""
FAILURE = """\
id: cold
name: Cold
severity: 3
careful: if_hurt
words: {first_words: "I am so sorry.", stairs: "This way, please."}
only: [first-words, decide, stairs]
facts:
  - {id: hurt, group: safety, ask: Hurt?, choices: [{value: "yes", label: "Yes"}]}
  - {id: item, group: decide, ask: What?, choices: [{value: lift, label: Lift}]}
steps:
  - step: {id: stairs, phase: decide, kind: say, words: stairs, when: WHEN}
    after: decide
"""
UNASKED = ['"item" is not asked on every path']


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("not walk.careful and item == 'lift'", []),
        ("walk.role == 'front_line' and not walk.careful and item == 'lift'", []),
        ("item == 'lift'", UNASKED),
        ("item == 'lift' and not walk.careful", UNASKED),
        ("not walk.careful or item == 'lift'", UNASKED),
        ("not walk.careful and item == 'lift' or item == 'lift'", UNASKED),
        ("not (walk.noticed and not walk.careful and item == 'lift')", UNASKED),
    ],
)
def test_a_fact_is_read_only_behind_what_it_is_asked_under(tmp_path: Path, when: str, expected: list[str]) -> None:
    below = tmp_path / "playbooks/inn/failures"
    below.mkdir(parents=True)
    (below.parent / "playbook.yaml").write_text(BOOK)
    (below / "cold.yaml").write_text(FAILURE.replace("WHEN", f'"{when}"'))
    _, found = load.resolved(Catalogue.over(tmp_path), "inn", "cold", settings=demo())
    assert [fault.message for fault in found] == expected
