"""The guide for whoever stands at the desk is true: its pictures are the program's, its names and keys are there."""

from __future__ import annotations

import html
import importlib.util
import re
import sys
from datetime import timedelta
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from recovery_cli.catalogue import Catalogue, match
from recovery_cli.letters.writer import Writer
from recovery_cli.rehearsal.walked import walked
from recovery_cli.session import Session
from recovery_cli.ui.screens import screen

DOCS = Path(__file__).parents[1] / "docs"
GUIDE = DOCS / "guides" / "during-an-incident.md"
TEXT = re.compile(r'<text[^>]* x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>')


@cache
def walks() -> ModuleType:
    """The script that draws them."""
    spec = importlib.util.spec_from_file_location("walks", DOCS / "walks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["walks"] = module
    spec.loader.exec_module(module)
    return module


@cache
def pictures() -> dict[str, str]:
    return dict(walks().pictures())


def lines(picture: str) -> list[str]:
    """The rows of a picture as they read."""
    rows: dict[float, list[tuple[float, str]]] = {}
    for x, y, text in TEXT.findall(picture):
        rows.setdefault(float(y), []).append((float(x), html.unescape(text).replace("\xa0", " ")))
    return ["".join(text for _, text in sorted(rows[y])) for y in sorted(rows)]


def test_every_picture_is_what_the_program_shows_today() -> None:
    there = {file.name: file.read_text("utf-8") for file in walks().FOLDER.glob("*.svg")}
    assert sorted(there) == sorted(pictures()), "draw them anew with: make gallery"
    changed = [name for name, picture in pictures().items() if there[name] != picture]
    assert changed == [], "draw them anew with: make gallery"


def test_the_guide_shows_every_screen_of_both_walks_in_their_order() -> None:
    shown = [Path(name).name for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", GUIDE.read_text("utf-8"))]
    assert shown == list(pictures())
    assert len([name for name in shown if name.startswith("hotel")]) > 8
    assert len([name for name in shown if name.startswith("telecom")]) > 8


def test_a_picture_is_a_terminal_of_eighty_by_twenty_four_and_brings_nothing_from_outside() -> None:
    for name, picture in pictures().items():
        rows = lines(picture)
        assert 5 < len(rows) <= 24, name
        assert max(len(row) for row in rows) <= 80, name
        assert picture.count("http") == 1, name  # the name of SVG itself


def test_the_tenth_call_asks_nothing_names_an_owner_and_tells_the_manager() -> None:
    told = {name: "\n".join(lines(picture)) for name, picture in pictures().items() if name.startswith("telecom")}
    assert "Se une ahora mi responsable" in told["telecom-03-manager-now.svg"]
    assert "Owner to the end: Marco Ruiz" in told["telecom-04-owner.svg"]
    assert not any("Ask the customer" in text or "> _" in text for text in told.values())


@pytest.mark.parametrize("playbook", ["hotel", "telecom"])
def test_the_lines_to_type_mean_one_failure_each(playbook: str) -> None:
    (name,) = re.findall(rf"^    recover start {playbook} (\S+)", GUIDE.read_text("utf-8"), re.MULTILINE)
    failures = Catalogue.over(None).failures(playbook)
    scenario, language, _ = walks().WALKS[playbook]
    assert match(name, failures, kind="failure") == walks().case_of(playbook, scenario, language).plan.failure.id


def test_every_key_of_the_table_is_a_key_of_the_screens() -> None:
    case = walks().case_of("restaurant", "barbecue-sauce", "it")
    keys: set[str] = set()
    for scene in walked(case, Writer(Session(None).library)).scenes:
        view = screen(scene, now=scene.moments[-1].at + timedelta(seconds=2))
        keys |= {option.key for option in view.options} | {key for key, _ in view.also} | {key for key, _ in view.keys}
    table = re.findall(r"^\| `([^`]+)`(?: to `(\d)`)? \|", GUIDE.read_text("utf-8"), re.MULTILINE)
    named = {key for key, _ in table}
    assert named == {"Enter", "1", "0", "<", "!", "?", "9", "Tab", "Ctrl-C"}
    assert named <= keys
