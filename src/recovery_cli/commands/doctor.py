"""`recover doctor`: what is where, whether it works, and what to type where it does not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from recovery_cli.commands import surroundings
from recovery_cli.commands.checkups import Checkup, Finding
from recovery_cli.commands.shown import print_json
from recovery_cli.errors import DONE, FOUND
from recovery_cli.session import Session, spoken_here
from recovery_cli.ui import checkup as screen


def doctor(*, as_json: bool, workspace: Path | None) -> int:
    """Exit 1 when something is to be mended; notes alone are none."""
    session = Session.here(workspace)
    checkup = Checkup(session, spoken_here(os.environ))
    checkup.language = checkup.settings.operator_language or checkup.language
    found = list(_looked(checkup))
    if as_json:
        print_json(
            [
                {
                    "check": each.check,
                    "state": each.state,
                    "text": each.text,
                    "hint": each.hint,
                    "details": each.details,
                }
                for each in found
            ]
        )
    else:
        lines = [(each.check, each.state, each.text, each.hint, each.details) for each in found]
        screen.findings(lines, language=checkup.language)
    return FOUND if any(each.state == "fault" for each in found) else DONE


def _looked(checkup: Checkup) -> Iterator[Finding]:
    yield from checkup.content()
    yield from checkup.signatory()
    yield from checkup.key()
    yield from surroundings.journal(checkup)
    yield surroundings.documents(checkup)
    yield surroundings.fonts(checkup)
    yield surroundings.printers(checkup)
    yield surroundings.terminal(checkup)
