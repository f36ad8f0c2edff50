"""`recover journal`: the chain read from its beginning, the tables brought up to date."""

from __future__ import annotations

import sys
from pathlib import Path

from recovery_cli.commands.shown import print_json
from recovery_cli.errors import DONE, FOUND
from recovery_cli.journal import verify
from recovery_cli.journal.projection import project
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
        read = _many(streams, "stream")
        sys.stdout.write(f"{_many(len(faults), 'fault')} in {read}.\n" if faults else f"{read}, all whole.\n")
    return FOUND if faults else DONE


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def upgrade_journal(*, as_json: bool, workspace: Path | None) -> int:
    """Brings the tables to this build's shape; a second call changes nothing."""
    from recovery_cli.journal.upgrade import upgrade

    done = upgrade(Session.here(workspace).journal_url, project)
    if as_json:
        print_json({"journal": done.where, "before": done.before, "after": done.after, "streams": done.streams})
    elif done.before is None:
        sys.stdout.write(f"There is no journal at {done.where} yet; it is made when it is first needed.\n")
    elif done.before == done.after:
        sys.stdout.write(f"{done.where} has shape {done.after} already; nothing to do.\n")
    else:
        sys.stdout.write(
            f"{done.where} went from shape {done.before} to {done.after}; {done.streams} streams shown anew.\n"
        )
    return DONE
