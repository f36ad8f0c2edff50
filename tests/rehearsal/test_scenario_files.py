"""Scenario files are read strictly: every fault with its line and column, and the nearest name beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rehearsing import WRONG, read

VARIANT = """\
variants:
  - id: nothing-on-top
    answers:
      extra: null
    expect:
      steps: [first-words, fix, extra, promises, cause, change]
      remedies: [{remedy: remake}]
"""


def test_a_sound_file_is_one_case_in_each_language(tmp_path: Path) -> None:
    cases, faults = read(tmp_path, WRONG)
    assert faults == []
    assert [(case.name, case.language, case.operator) for case in cases] == [
        ("wrong", language, "Marco Ruiz") for language in ("en", "es", "it")
    ]


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("extra: fav", "extrra: fav", ["wrong.yaml:8:11: Y07", 'no fact or step "extrra"', "Nearest: extra"]),
        ("first-words, fix", "first-words, fixed", ["wrong.yaml:12:24: Y07", 'no step "fixed"', "Nearest: fix"]),
        ("remedy: remake", "remedy: remak", ['no remedy "remak"', "Nearest: remake"]),
        ("documents: []", "documents: [apolgy]", ['no template "apolgy"', "Nearest: apology"]),
        ("id: at-the-table", "id: at-table", ['no follow-up "at-table"', "Nearest: at-the-table"]),
        ("careful: false", "careful: false\n  owed: [refund]", ['no entitlement "refund"']),
        ("failure: wrong-order", "failure: wrong-ordr", ["wrong.yaml:4:10", 'no failure "wrong-ordr"', "wrong-order"]),
        ("scenario: wrong", "scenario: other", ["wrong.yaml:1:11", "this file is that of the scenario wrong"]),
        ("playbook: restaurant", "playbook: general", ["this file is that of the playbook restaurant"]),
        ("careful: false", "carefull: false", ["wrong.yaml", "unknown key `carefull`", "Nearest: careful"]),
        ("severity: 2", "severity: 7", ["wrong.yaml:19:13", "`severity`"]),
        ("answers:", "asides: {offer-it: filming}\nanswers:", ['no step "offer-it"', "Nearest: offer"]),
        ("answers:", "asides: {extra: shouting}\nanswers:", ["wrong.yaml:7:17"]),
        ("answers:", "known: {customer.age: old}\nanswers:", ['no fact "customer.age"']),
        ("  documents: []\n", "", ["`documents` is missing in `expect`"]),
    ],
)
def test_a_fault_has_its_place_and_the_nearest_name(tmp_path: Path, was: str, now: str, told: list[str]) -> None:
    assert was in WRONG
    cases, faults = read(tmp_path, WRONG.replace(was, now, 1))
    assert cases == []
    for words in told:
        assert words in "\n".join(faults)


def test_a_variant_changes_what_it_names_and_keeps_the_rest(tmp_path: Path) -> None:
    cases, faults = read(tmp_path, WRONG + VARIANT)
    assert faults == []
    base, variant = cases[0], cases[3]
    assert variant.name == "wrong nothing-on-top"
    assert variant.line == 22
    assert dict(variant.answers) == {key: value for key, value in base.answers.items() if key != "extra"}
    assert [each.remedy for each in variant.expect.remedies] == ["remake"]
    assert (variant.expect.severity, variant.expect.follow_ups) == (2, base.expect.follow_ups)


def test_two_variants_of_one_name_are_a_fault(tmp_path: Path) -> None:
    twice = VARIANT + VARIANT.removeprefix("variants:\n")
    _, faults = read(tmp_path, WRONG + twice)
    assert "nothing-on-top stands here twice" in "\n".join(faults)


def test_a_fault_in_a_variant_has_its_own_line(tmp_path: Path) -> None:
    _, faults = read(tmp_path, WRONG + VARIANT.replace("extra: null", "extr: null"))
    assert "wrong.yaml:24:" in faults[0]
    assert 'no fact or step "extr"' in faults[0]
