"""The guide to the manual says what the program does: its examples can be read, its codes are those of the proof."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import Any

import pytest
import yaml

from recovery_cli.playbook.manual import Manual, Remedy
from recovery_cli.remedies.flaw import CODES
from shipped import plan

GUIDE = (Path(__file__).parents[2] / "docs/guides/compensation-manual.md").read_text("utf-8")
BLOCKS = re.findall(r"(?:^ {4}.*\n|^\n(?= {4}))+", GUIDE, re.MULTILINE)


def blocks(beginning: str) -> list[Any]:
    texts = [textwrap.dedent(each).strip() for each in BLOCKS]
    return [yaml.safe_load(text) for text in texts if text.startswith(beginning)]


def test_the_example_of_a_remedy_is_one() -> None:
    ((found,),) = blocks("- id:")
    assert Remedy.model_validate(found).gives == "time"


@pytest.mark.parametrize("number", range(len(blocks("manual:"))))
def test_the_examples_of_a_manual_can_be_read(number: int) -> None:
    Manual.model_validate(blocks("manual:")[number]["manual"])


def test_the_rows_are_those_that_are_shipped() -> None:
    told = {each.id: each for each in Manual.model_validate(blocks("manual:")[0]["manual"]).rows}
    shipped = {each.id: each for each in plan("hotel", "noise").playbook.manual.rows}
    assert told
    assert told.items() <= shipped.items()


def test_the_codes_are_those_of_the_proof() -> None:
    assert re.findall(r"^\| (M\d\d) \|", GUIDE, re.MULTILINE) == sorted(CODES.values())
