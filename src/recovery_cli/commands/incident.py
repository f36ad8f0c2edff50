"""`recover incident list` and `show`: from the events alone."""

from __future__ import annotations

from pathlib import Path

from recovery_cli import catalogue
from recovery_cli.commands.closing import closing_card
from recovery_cli.commands.shown import incident_json, plan_kept, print_json, row_json
from recovery_cli.errors import DONE, RecoverError
from recovery_cli.record import INCIDENT, Record
from recovery_cli.session import Session


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


def show_incident(incident: str, *, as_json: bool, workspace: Path | None) -> int:
    """The closing card, or everything as JSON."""
    session = Session.here(workspace)
    record = opened(session, incident)
    if as_json:
        print_json(incident_json(session, record))
        return DONE
    closing_card(session, plan_kept(session, record), record)
    return DONE


def opened(session: Session, incident: str) -> Record:
    """The record that is meant; raises `RecoverError` when there is none."""
    ids = [stream.removeprefix(INCIDENT) for stream in session.journal.streams(INCIDENT)]
    if not ids:
        raise RecoverError("No incident is recorded yet.", "recover start")
    return Record(session.journal, catalogue.match(incident, ids, kind="incident"))
