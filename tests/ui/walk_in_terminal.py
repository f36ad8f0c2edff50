"""Run in a pseudo-terminal by the tests: a real walk through `TerminalPrompter`, its answers written to a file.

Arguments: file of the clock (seconds since the walk began), file of the answers, and where to begin.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from recovery_cli.cli.endings import settled

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "ui")]


@dataclass
class FileClock:
    """Time moves when the test writes another number of seconds."""

    file: Path
    began: datetime

    def now(self) -> datetime:
        return self.began + timedelta(seconds=float(self.file.read_text() or 0))


def main(clock_file: Path, answers: Path, mode: str) -> None:
    early = None
    if mode == "early":
        from recovery_cli.ui.early import show
        from recovery_cli.ui.frame import Opening

        breaths = ("Lo siento muchísimo, ha sido culpa nuestra.", "Le ayudo ahora mismo", "y aviso a mi responsable.")
        early = show(Opening("Spill on a guest", "Marco", "30 EUR", "es", "en", breaths))
    from scenes import BEGAN, Stroll, plainly, with_manager

    from recovery_cli.ports import Back, Keep, Print
    from recovery_cli.ui.terminal import TerminalPrompter
    from recovery_cli.walk import requests as r

    walk = with_manager() if mode in ("manager", "paper") else Stroll()
    if mode == "paper":
        walk.until(lambda request: isinstance(request, r.Ask) and request.fact.group == "print", seconds=0)
    clock = FileClock(clock_file, BEGAN)
    prompter = TerminalPrompter(clock, early=early)
    with answers.open("w") as told, prompter.stage():
        while not isinstance(walk.request, r.Finished):
            if isinstance(walk.request, r.Issue | r.Write):
                walk.does(plainly(walk.request, walk.walk, {}))
                continue
            reply = prompter.ask(walk.scene())
            told.write(f"{reply}\n")
            told.flush()
            if not isinstance(reply, Back | Keep | Print):
                walk.at = clock.now()
                walk.does(reply)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
    except (KeyboardInterrupt, EOFError) as left:
        with Path(sys.argv[2]).open("a") as told:
            told.write(f"{type(left).__name__}\n")
        sys.exit(settled(130))
