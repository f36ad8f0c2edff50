"""The scenarios of every playbook, rehearsed: each comes to what its expert expects, and nothing is left out."""

from __future__ import annotations

from functools import cache

import pytest
from content_patterns import matches, patterns
from content_texts import BOOKS, LANGUAGES, demo, failures

from recovery_cli.catalogue import Catalogue
from recovery_cli.letters.writer import Writer
from recovery_cli.rehearsal.compared import differences
from recovery_cli.rehearsal.coverage import Covered, covered
from recovery_cli.rehearsal.reached import said
from recovery_cli.rehearsal.reading import Reader
from recovery_cli.rehearsal.walked import Run, walked
from recovery_cli.session import Session

OF_THE_SOURCES = {
    "restaurant": {"barbecue-sauce", "wrong-order", "dropped-ice-cream", "allergen-symptoms"},
    "telecom": {"the-tenth-call"},
    "hotel": {"upgrade-for-a-regular"},
}
"""What the house set out to solve; these scenarios stay."""


@cache
def rehearsed(book: str) -> tuple[list[str], tuple[Run, ...], Covered]:
    """The faults of its files, all its walks, and what they come to."""
    reader = Reader(Catalogue.over(None), demo())
    plans = reader.plans(book)
    writer = Writer(Session(None).library)
    runs = tuple(walked(case, writer) for case in reader.cases(book))
    return [str(fault) for fault in reader.faults], runs, covered(plans, runs)


@pytest.mark.parametrize("book", BOOKS)
def test_every_scenario_comes_to_what_its_expert_expects(book: str) -> None:
    faults, runs, _ = rehearsed(book)
    assert faults == []
    assert [(run.case.name, run.case.language, found) for run in runs if (found := differences(run))] == []


@pytest.mark.parametrize("book", BOOKS)
def test_some_scenario_reaches_everything_that_is_declared(book: str) -> None:
    assert [(item.file, item.what) for item in rehearsed(book)[2].unreached] == []


@pytest.mark.parametrize("book", BOOKS)
def test_every_failure_is_rehearsed_in_every_language(book: str) -> None:
    walks = {(run.case.plan.failure.id, run.case.language) for run in rehearsed(book)[1]}
    assert walks == {(each, language) for where, each in failures() if where == book for language in LANGUAGES}


@pytest.mark.parametrize("book", sorted(OF_THE_SOURCES))
def test_the_cases_that_it_was_made_for_are_there(book: str) -> None:
    assert {run.case.scenario for run in rehearsed(book)[1]} >= OF_THE_SOURCES[book]


@pytest.mark.parametrize("name", sorted(patterns("forbidden")))
@pytest.mark.parametrize("book", BOOKS)
def test_nothing_that_is_said_in_a_walk_makes_excuses(book: str, name: str) -> None:
    heard = {each for run in rehearsed(book)[1] for each in said(run) if each[0] in LANGUAGES}
    assert len(heard) > 30
    assert [(language, text) for language, text in heard if matches(patterns("forbidden")[name][language], text)] == []
