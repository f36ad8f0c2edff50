"""Planted faults are found, each with its plainest case; what mends them is proved, and so is what ships."""

from __future__ import annotations

from typing import get_args

import pytest
from planting import PLANTED, case, grown

from recovery_cli.playbook.check_kinds import OF_THE_WALK
from recovery_cli.remedies.cells import Cell, cells, walk_facts
from recovery_cli.remedies.flaw import CODES, Kind
from recovery_cli.remedies.proof import prove
from shipped import failures, plan

CASES = sorted(path.name for path in PLANTED.glob("*.yaml"))


@pytest.mark.parametrize("name", CASES)
def test_a_planted_fault_is_found_alone_where_it_is_and_in_its_plainest_case(name: str) -> None:
    planted = case(name)
    (flaw,) = prove(grown(planted)).flaws
    finding = flaw.finding
    assert (flaw.kind, finding.file, list(finding.loc)) == (planted["finds"], planted["file"], planted["at"])
    assert finding.message == planted["says"]
    assert finding.code == CODES[flaw.kind]


@pytest.mark.parametrize("name", CASES)
def test_what_mends_it_is_proved(name: str) -> None:
    planted = case(name)
    assert prove(grown({**planted, **planted["mended"]})).flaws == ()


def test_there_is_a_planted_fault_of_every_kind() -> None:
    assert {case(name)["finds"] for name in CASES} == set(CODES) == set(get_args(Kind))
    assert len(set(CODES.values())) == len(CODES)


@pytest.mark.parametrize(("playbook", "failure"), failures())
def test_what_is_shipped_is_proved(playbook: str, failure: str) -> None:
    assert [str(flaw.finding) for flaw in prove(plan(playbook, failure)).flaws] == []


def test_every_case_is_tried_once() -> None:
    tried = cells(plan("restaurant", "spill-on-guest"))
    assert len(set(tried)) == len(tried) == 5 * 5 * 4 * 6
    assert cells(plan("restaurant", "allergen")) == ()


def test_a_fact_is_tried_only_where_it_is_asked() -> None:
    tried = {dict(cell.answers).get("garment.material") for cell in cells(plan("hotel", "lost-or-damaged-item"))}
    asked = [dict(cell.answers) for cell in cells(plan("hotel", "lost-or-damaged-item"))]
    assert tried == {"leather", "delicate", "suit", "washable", "special", "unknown", None}
    assert all(("garment.material" in each) == (each["loss"] == "stained") for each in asked)


def test_whatever_a_condition_may_read_of_the_walk_has_a_value_in_every_case() -> None:
    cell = Cell(3, "regular", "company")
    assert {f"walk.{name}" for name in walk_facts(cell, "front_line")} == OF_THE_WALK.keys()
