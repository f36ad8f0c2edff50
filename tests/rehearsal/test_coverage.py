"""What no walk comes to is told, and what no walk can come to is not asked for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pytest

from recovery_cli.catalogue import Catalogue
from recovery_cli.letters.writer import Writer
from recovery_cli.rehearsal.branches import ways
from recovery_cli.rehearsal.coverage import covered
from recovery_cli.rehearsal.declared import declared
from recovery_cli.rehearsal.reading import Reader
from recovery_cli.rehearsal.walked import Run, walked
from recovery_cli.session import Session
from shipped import demo, plan

SPILL = plan("restaurant", "spill-on-guest")
ALLERGEN = plan("restaurant", "allergen")
SLOW = plan("restaurant", "slow-service")


@cache
def spills() -> tuple[Run, ...]:
    """The walks of the barbecue sauce, in one language."""
    writer = Writer(Session(None).library)
    cases = Reader(Catalogue.over(None), demo()).cases("restaurant")
    return tuple(walked(each, writer) for each in cases if each.scenario == "barbecue-sauce" and each.language == "en")


def missing(runs: Iterable[Run]) -> set[str]:
    return {item.what for item in covered([SPILL], tuple(runs)).missing if SPILL.failure.id in item.file}


def without(variant: str) -> set[str]:
    """What is missing when this variant is not walked."""
    return missing(run for run in spills() if run.case.variant != variant)


def test_one_language_is_not_every_language() -> None:
    assert missing(spills()) == {"language es", "language it"}


@pytest.mark.parametrize(
    ("variant", "found"),
    [
        ("nobody-knows-what-it-is", {"main inspection"}),
        ("burnt", {"follow-up how-is-the-burn: never true (walk.careful and walk.reachable)"}),
        ("seen-by-us", {"words noticed"}),
        ("their-own-hand", {"words face_saving"}),
    ],
)
def test_what_one_variant_alone_reaches_is_missed_without_it(variant: str, found: set[str]) -> None:
    assert without(variant) >= found


def test_a_row_of_a_table_that_no_case_takes_is_told() -> None:
    runs = tuple(run for run in spills() if run.case.variant != "silk")
    told = {item.what for item in covered([SPILL], runs).missing}
    assert "remedy guarantee-note: cap 2 never true (garment.material == 'delicate')" in told


def test_a_failure_that_nothing_walks_is_one_line() -> None:
    found = covered([SPILL, SLOW], spills())
    assert [item.what for item in found.unreached if SLOW.failure.id in item.file] == ["no scenario walks it"]
    assert found.counts()["steps"]["declared"] > found.counts()["steps"]["reached"] > 0


def test_a_walk_that_stopped_reaches_nothing() -> None:
    (run,) = (run for run in spills() if run.case.variant == "seen-by-us")
    stopped = Run(run.case, run.scenes, run.moments, run.walk, ("it stopped",))
    assert covered([SPILL], (stopped,)).missing == declared([SPILL])


@pytest.mark.parametrize(
    ("failure", "when", "can"),
    [
        (SLOW, "walk.careful", {False}),
        (ALLERGEN, "walk.careful", {True}),
        (SPILL, "walk.careful", {True, False}),
        (SPILL, "walk.careful and hurt == 'no'", {False}),
        (SPILL, "walk.emergency", {False}),
        (ALLERGEN, "walk.emergency", {True, False}),
        (ALLERGEN, "walk.emergency and hurt == 'no'", {False}),
        (SPILL, "walk.document == 'guarantee-note'", {True, False}),
        (SPILL, "walk.document == 'apology'", {False}),
        (SPILL, "walk.severity >= 3", {True}),
        (SPILL, "walk.severity >= 5", {True, False}),
        (SPILL, "walk.owned", {False}),
        (SPILL, "garment.material == 'leather'", {True, False}),
        (SPILL, "garment.material == 'paper'", {False}),
        (SPILL, "walk.second_said and not walk.second_voice", {False}),
        (SPILL, "walk.contacts >= 2", {True, False}),
        (SPILL, "walk.at_fault == 'customer'", {True, False}),
        (ALLERGEN, "walk.at_fault == 'customer'", {False}),
    ],
)
def test_a_condition_can_go_as_far_as_its_answers_let_it(failure: object, when: str, can: set[bool]) -> None:
    assert ways(failure, when) == can  # type: ignore[arg-type]  # parametrised plans


def test_a_condition_below_another_goes_only_as_that_one_lets_it() -> None:
    assert ways(SPILL, "walk.careful", under=("hurt == 'no'",)) == {False}
    assert ways(SPILL, None, under=("walk.emergency",)) == frozenset()


def test_too_many_answers_are_taken_to_lead_anywhere() -> None:
    reads = " and ".join(f"{fact.id} != 'x'" for fact in SPILL.failure.facts if fact.choices)
    assert ways(SPILL, f"{reads} and walk.contacts > 1 and walk.role == 'owner'") == {True, False}
