"""Rows of a manual that cannot be meant are faults of the playbook's file, at their place."""

from __future__ import annotations

from typing import Any

import pytest

from recovery_cli.playbook.checks import check
from recovery_cli.playbook.manual import Manual
from recovery_cli.playbook.plan import Plan
from shipped import plan

SPILL = plan("restaurant", "spill-on-guest")


def with_row(**row: Any) -> Plan:
    manual = Manual.model_validate({"rows": [{"id": "first", "main": ["inspection"]}, {"id": "this", **row}]})
    return SPILL.model_copy(update={"playbook": SPILL.playbook.model_copy(update={"manual": manual})})


def found(a_plan: Plan) -> list[tuple[str, tuple[str | int, ...], str]]:
    return [(each.file, each.loc, f"{each.code} {each.message}") for each in check(a_plan)]


def test_a_row_that_is_sound_is_no_fault() -> None:
    sound = with_row(
        failure="spill-on-guest", when="garment.material == 'suit'", main=["inspection"], bonus=["dessert"]
    )
    assert found(sound) == []


@pytest.mark.parametrize(
    ("row", "loc", "message"),
    [
        ({"main": ["inspektion"]}, ("main", 0), 'Y07 no remedy "inspektion"'),
        ({"main": [], "bonus": ["dessert", "desert"]}, ("bonus", 1), 'Y07 no remedy "desert"'),
        (
            {"bonus": [{"remedy": "dessert", "cap": 5}]},
            ("bonus", 0),
            'Y07 "dessert" is given by the piece and has no cap',
        ),
        (
            {"failure": "spill-on-guest", "when": "weather == 'rain'", "main": []},
            ("when",),
            'Y08 no fact "weather" is asked here',
        ),
        (
            {"failure": "spill-on-guest", "when": "garment.kind == 'coat'", "main": []},
            ("when",),
            'Y08 "garment.kind" is read before it is asked',
        ),
    ],
)
def test_a_row_that_cannot_be_meant_is_a_fault_at_its_place(
    row: dict[str, Any], loc: tuple[str | int, ...], message: str
) -> None:
    assert found(with_row(**row)) == [("playbook", ("manual", "rows", 1, *loc), message)]


def test_a_row_of_another_failure_is_not_read_here() -> None:
    assert found(with_row(failure="slow-service", when="weather == 'rain'", main=["inspektion"])) == []
