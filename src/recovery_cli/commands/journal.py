"""`recover journal verify`: the chain, read from its beginning."""

from __future__ import annotations

import sys
from pathlib import Path

from recovery_cli.commands.shown import print_json
from recovery_cli.errors import DONE, FOUND
from recovery_cli.journal import verify
from recovery_cli.session import Session


def verify_journal(*, as_json: bool, workspace: Path | None) -> int:
    """The first broken place of each stream; exit 1 when there is one."""
    session = Session.here(workspace)
    faults = verify(session.journal)
    streams = len(session.journal.streams(""))
    if as_json:
        found = [
            {"stream": each.stream, "version": each.version, "code": each.code, "message": each.message}
            for each in faults
        ]
        print_json({"streams": streams, "faults": found})
    else:
        for fault in faults:
            sys.stdout.write(f"{fault}\n")
        sys.stdout.write(
            f"{len(faults)} faults in {streams} streams.\n" if faults else f"{streams} streams, all whole.\n"
        )
    return FOUND if faults else DONE
