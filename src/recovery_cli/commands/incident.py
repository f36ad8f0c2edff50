"""`recover incident list` and `show`: from the events alone."""

from __future__ import annotations

import sys
from pathlib import Path

from recovery_cli import catalogue
from recovery_cli.commands.closing import closing_card
from recovery_cli.commands.shown import incident_json, plan_kept, print_json, row_json
from recovery_cli.errors import DONE, RecoverError
from recovery_cli.record import INCIDENT, Record
from recovery_cli.session import Session

UNFINISHED = ("open", "paused", "approval_asked")


def list_incidents(*, as_json: bool, workspace: Path | None) -> int:
    """Newest first; a table for people, the same rows as JSON."""
    session = Session.here(workspace)
    rows = session.journal.incidents()
    if as_json:
        print_json([row_json(row) for row in rows])
        return DONE
    from recovery_cli.ui.tables import incidents

    incidents(rows, language=session.operator_language(), timezone=session.settings.timezone)
    return DONE


def show_incident(incident: str | None, *, card: bool, as_json: bool, workspace: Path | None) -> int:
    """The closing card, with `card` the one for whoever goes on, or everything as JSON; else of the newest walk."""
    session = Session.here(workspace)
    record = newest(session) if incident is None else opened(session, incident)
    if as_json:
        print_json(incident_json(session, record))
        return DONE
    if card:
        from recovery_cli.ui.hand_over import hand_over

        hand_over(plan_kept(session, record), record.walk, record.moments, tail=session.tail, file=sys.stdout)
        return DONE
    closing_card(session, plan_kept(session, record), record)
    return DONE


def newest(session: Session) -> Record:
    """The newest that is not finished, else the newest; raises `RecoverError` when there is none."""
    rows = session.journal.incidents()
    if not rows:
        raise RecoverError("No incident is recorded yet.", "recover start")
    return Record(session.journal, next((row.id for row in rows if row.state in UNFINISHED), rows[0].id))


def opened(session: Session, incident: str) -> Record:
    """The record that is meant; raises `RecoverError` when there is none."""
    ids = [stream.removeprefix(INCIDENT) for stream in session.journal.streams(INCIDENT)]
    if not ids:
        raise RecoverError("No incident is recorded yet.", "recover start")
    return Record(session.journal, catalogue.match(incident, ids, kind="incident"))
