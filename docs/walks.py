"""Draws the screens of `docs/guides/during-an-incident.md` as the program shows them: `make gallery`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.text import Text

from recovery_cli.catalogue import Catalogue, shipped
from recovery_cli.letters.writer import Writer
from recovery_cli.playbook import load
from recovery_cli.ports import Scene
from recovery_cli.rehearsal.reading import Case, Reader
from recovery_cli.rehearsal.walked import walked
from recovery_cli.session import DEMO, Session
from recovery_cli.ui.grid import HEIGHT, WIDTH, rows
from recovery_cli.ui.screens import screen
from recovery_cli.ui.told import clock

FOLDER = Path(__file__).parent / "guides" / "during-an-incident"
WALKS = {
    "hotel": ("twenty-to-midnight", "it", datetime(2026, 11, 21, 22, 40, tzinfo=UTC)),
    "telecom": ("the-tenth-call", "es", datetime(2026, 11, 20, 8, 20, tzinfo=UTC)),
}
"""Of a playbook the scenario, what the customer speaks, and when; whoever holds the screen reads English."""
STYLES = {"bold": "bold", "late": "bold yellow"}
SVG = """<svg viewBox="0 0 994 612" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; \
font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs>
{lines}
</defs>
<rect width="994" height="612" rx="8" fill="#0c0c0c" />
<g transform="translate(9, 12)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""The inside of a terminal, 80×24, in letters of whoever looks: nothing comes from outside."""


@dataclass
class Ticking:
    """Time that passes while somebody speaks: three seconds whenever anybody looks."""

    at: datetime

    def now(self) -> datetime:
        self.at += timedelta(seconds=3)
        return self.at


def case_of(playbook: str, scenario: str, language: str) -> Case:
    """The scenario itself, at a desk that reads English."""
    settings = load.settings(shipped() / DEMO, name=Path(DEMO).name)
    cases = Reader(Catalogue.over(None), settings).cases(playbook)
    found = next(case for case in cases if (case.scenario, case.variant, case.language) == (scenario, "", language))
    return replace(found, here="en")


def drawn(scene: Scene) -> str:
    """One screen as SVG; the same screen gives the same bytes."""
    now = scene.moments[-1].at + timedelta(seconds=2)
    time, late = clock(scene, now)
    console = Console(
        record=True, file=io.StringIO(), width=WIDTH, height=HEIGHT, force_terminal=True, color_system="truecolor"
    )
    for row in rows(screen(scene, now=now), width=WIDTH, height=HEIGHT, clock=time, late=late):
        console.print(Text.assemble(*((words, STYLES.get(style, "")) for style, words in row)), no_wrap=True)
    return console.export_svg(title="", code_format=SVG)


def pictures() -> Iterator[tuple[str, str]]:
    """Each screen of each walk, with the name of its file: the walk, its number, the step."""
    writer = Writer(Session(None).library)
    for book, (scenario, language, began) in WALKS.items():
        run = walked(case_of(book, scenario, language), writer, clock=Ticking(began))
        shown: dict[str, Scene] = {}
        for scene in run.scenes:
            step = getattr(scene.request, "step", "")
            fact = scene.request.fact.id.replace(".", "-") if hasattr(scene.request, "fact") else ""
            shown.setdefault(fact.replace("_", "-") or step, scene)
        for number, (name, scene) in enumerate(shown.items(), start=1):
            yield f"{book}-{number:02}-{name}.svg", drawn(scene)


def main() -> None:
    """Write the folder anew; a picture of a step that went goes with it."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.svg"):
        old.unlink()
    for name, picture in pictures():
        (FOLDER / name).write_text(picture, "utf-8")


if __name__ == "__main__":
    main()
