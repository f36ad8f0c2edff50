"""The README's sessions, screens and help, made by the program.

`python tests/readme_blocks.py` writes them into README.md; the tests check that they are there.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from driving import SPILL, Scripted, memory, opened
from fixed_clock import FixedClock
from recovery_cli.ports import Scene
from recovery_cli.ui import told
from recovery_cli.ui.card import card
from recovery_cli.ui.grid import rows, text_of
from recovery_cli.ui.screens import screen
from recovery_cli.walk import requests as r
from shipped import plan

README = Path(__file__).parents[1] / "README.md"
_BLOCK = re.compile(r"(<!-- made: (?P<name>[a-z-]+) -->\n```\w*\n)(?:(?!```).*?\n)?(```)", re.DOTALL)
SAUCE = {**SPILL, "stain.what": "barbecue_sauce", "stain.where": "left_sleeve"}
_SECONDS = {"first-words": 0, "safety": 8, "fix": 14, "second-apology": 28, "decide": 38, "offer": 40}


@cache
def blocks() -> dict[str, str]:
    """Every block by its name."""
    with tempfile.TemporaryDirectory() as folder:
        drawn, closing, note = _walked(Path(folder))
    return {
        "help": _run("--help"),
        "playbook-list": _run("playbook", "list"),
        "first-words": drawn["first-words"],
        "offer": drawn["offer"],
        "hand-over": drawn["hand-over"],
        "card": closing,
        "note": note,
    }


def _run(*arguments: str) -> str:
    """What the program prints in a world of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {"PATH": os.environ["PATH"], "HOME": folder, "COLUMNS": "80", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        program = Path(sys.executable).with_name("recover")
        done = subprocess.run([program, *arguments], env=environ, cwd=folder, capture_output=True, check=True)
    return done.stdout.decode().rstrip()


def _walked(folder: Path) -> tuple[dict[str, str], str, str]:
    """The spill, its screens at 80 by 24, its card and its note."""
    clock, journal = FixedClock(), memory()
    drawn: dict[str, str] = {}

    def look(scene: Scene) -> None:
        step = getattr(scene.request, "step", "")
        clock.at = max(
            clock.at, datetime.fromtimestamp(scene.began.timestamp() + _SECONDS.get(step, 0), tz=clock.at.tzinfo)
        )
        if isinstance(scene.request, r.Hand):
            clock.advance(24)
        drawn.setdefault(step, _drawn(scene, clock.now()))
        clock.advance(2)

    driver = opened(plan(), journal, Scripted(SAUCE, look), clock=clock, folder=folder)
    driver.papers = type(driver.papers)(**{**_fields(driver.papers), "base": folder, "folder": folder / "documents"})
    walk = driver.run()
    paper = io.StringIO()
    path = "" if walk.note is None else driver.papers.where(walk.note.number)
    card(plan(), walk, driver.record.moments, note_path=path, file=paper)
    number = "" if walk.note is None else walk.note.number
    note = driver.papers.view(number, format="text").decode()
    return drawn, paper.getvalue().rstrip(), note.rstrip()


def _fields(papers: object) -> dict[str, object]:
    return {name: getattr(papers, name) for name in ("journal", "writer", "folder", "format", "below", "base")}


def _drawn(scene: Scene, now: datetime) -> str:
    time, late = told.clock(scene, now)
    lines = rows(screen(scene, now=now), width=80, height=24, clock=time, late=late, encoding="utf-8")
    return "\n".join(text_of(line).rstrip() for line in lines)


def written(text: str, made: Callable[[], dict[str, str]] = blocks) -> str:
    """The README with its blocks as they are now."""
    found = made()
    return _BLOCK.sub(lambda match: match[1] + found[match["name"]] + "\n" + match[3], text)


if __name__ == "__main__":
    README.write_text(written(README.read_text("utf-8")), encoding="utf-8")
