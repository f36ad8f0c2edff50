"""A case that is walked: it comes to what was expected, or every way in which it does not is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from rehearsing import WRONG, read, run

from recovery_cli.rehearsal.compared import differences, span
from recovery_cli.rehearsal.walked import Run

THEIRS = """\
variants:
  - id: theirs
    at_fault: customer
    expect:
      steps: [first-words, fix, promises, cause, change]
      remedies: [{remedy: remake}]
"""


def first(folder: Path, text: str) -> Run:
    """The first case of the last variant, walked."""
    cases, faults = read(folder, text)
    assert faults == []
    return run(cases[-3])


def test_what_is_expected_comes_without_a_difference(tmp_path: Path) -> None:
    assert differences(first(tmp_path, WRONG)) == ()


@pytest.mark.parametrize(
    ("was", "now", "what", "expected", "got"),
    [
        (
            "fix, extra, promises",
            "extra, fix, promises",
            "steps",
            "[first-words, extra, fix",
            "[first-words, fix, extra",
        ),
        (
            "favourite-dessert, decides: front_line",
            "favourite-dessert, decides: owner",
            "remedies",
            "owner",
            "front_line",
        ),
        ("    - {remedy: remake}\n", "", "remedies", "[{remedy: favourite", "[{remedy: remake}"),
        ("documents: []", "documents: [apology]", "documents", "[apology]", "[]"),
        ("after: 5m", "after: 2h", "follow_ups", "after: 2h", "after: 5m"),
        ("who: manager", "who: owner", "follow_ups", "who: owner", "who: manager"),
        ("severity: 2", "severity: 3", "severity", "3", "2"),
        ("careful: false", "careful: true", "careful", "true", "false"),
        ("careful: false", "careful: false\n  outcome: lost", "outcome", "lost", ""),
        ("careful: false", "careful: false\n  owner: Ana Ferrer", "owner", "Ana Ferrer", ""),
        ("careful: false", "careful: false\n  contacts: 3", "contacts", "3", "1"),
        ("careful: false", "careful: false\n  unsaid: {en: [SORRY]}", "unsaid", "never: SORRY", "said"),
    ],
)
def test_every_difference_is_told_as_the_file_would_write_it(
    tmp_path: Path, was: str, now: str, what: str, expected: str, got: str
) -> None:
    assert was in WRONG
    (found,) = differences(first(tmp_path, WRONG.replace(was, now, 1)))
    assert found.what == what
    assert expected in found.expected
    assert got in found.got


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("  cause: process", "  cause: sunshine", 'cause cannot be "sunshine"'),
        ("  extra: favourite-dessert", "  extra: a-yacht", 'extra cannot be "a-yacht"'),
        ("  cause: process", "  offer: dessert\n  cause: process", "nothing asks for offer"),
        ("answers:", "asides: {offer: filming}\nanswers:", "the step offer is not come to"),
        ("answers:", "asides: {extra: hurt}\nanswers:", "asks nothing about injuries"),
        ("answers:", "known: {price: a lot}\nanswers:", "price:"),
    ],
)
def test_a_walk_that_the_answers_do_not_fit_is_no_walk(tmp_path: Path, was: str, now: str, told: str) -> None:
    found = differences(first(tmp_path, WRONG.replace(was, now, 1)))
    assert {each.what for each in found} == {"walk"}
    assert told in " ".join(each.got for each in found)


def test_an_answer_that_a_variant_only_inherits_may_go_unasked(tmp_path: Path) -> None:
    assert differences(first(tmp_path, WRONG + THEIRS)) == ()


def test_what_happens_aside_happens_and_the_question_comes_again(tmp_path: Path) -> None:
    text = WRONG.replace("answers:", "asides: {extra: here}\nanswers:").replace(
        "extra, promises", "extra, second-apology, promises"
    )
    found = first(tmp_path, text.replace("front_line}", "manager}"))
    assert differences(found) == ()
    assert found.walk.operator == "Ana Ferrer"


def test_known_facts_are_there_before_the_first_words(tmp_path: Path) -> None:
    found = first(
        tmp_path,
        WRONG.replace("answers:", "known: {customer.favourite: lemon tart, contacts: 4, price: 9.50 EUR}\nanswers:"),
    )
    assert found.walk.facts["contacts"] == 4
    words = [scene.request for scene in found.scenes if getattr(scene.request, "step", "") == "extra"]
    assert "lemon tart" in str(words)


def test_a_house_of_another_country_that_names_nobody(tmp_path: Path) -> None:
    found = first(tmp_path, WRONG.replace("answers:", "house: {country: CO, people: false}\nanswers:"))
    assert found.case.plan.settings.country == "CO"
    assert found.case.plan.settings.people("manager") == ()
    assert found.case.plan.may("front_line", found.case.plan.limit("front_line") or pytest.fail("no limit"))


def test_nothing_of_a_rehearsal_reaches_the_disk(tmp_path: Path) -> None:
    before = sorted(Path.cwd().rglob("*"))
    first(tmp_path, WRONG)
    assert sorted(Path.cwd().rglob("*")) == before


@pytest.mark.parametrize(("seconds", "told"), [(300, "5m"), (7200, "2h"), (86400, "1d"), (90000, "25h"), (61, "61s")])
def test_a_delay_is_told_in_its_greatest_whole_unit(seconds: int, told: str) -> None:
    assert span(seconds) == told
