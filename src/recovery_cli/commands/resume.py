"""`recover resume`: the same loop on an old stream."""

from __future__ import annotations

import sys
from pathlib import Path

from recovery_cli.commands.incident import opened
from recovery_cli.commands.people import operator_of, role_of
from recovery_cli.commands.shown import plan_kept
from recovery_cli.errors import USAGE, RecoverError
from recovery_cli.playbook.model import RoleId
from recovery_cli.playbook.plan import Plan
from recovery_cli.record import Record
from recovery_cli.session import Session

UNFINISHED = ("open", "paused")


def resume(
    incident: str | None,
    *,
    operator: str | None,
    role: str | None,
    plain: bool,
    as_json: bool,
    out: Path | None,
    workspace: Path | None,
) -> int:
    """Nothing is asked again; an open approval comes first for somebody who may give it."""
    session = Session.here(workspace, out=out)
    record = opened(session, incident) if incident is not None else newest(session)
    plan = plan_kept(session, record)
    name, held = _who(record, plan, operator, role)
    if not (sys.stdin.isatty() and sys.stdout.isatty()) and not plain:
        sys.stderr.write(
            "Nobody is at the keyboard, and recover resume asks questions.\n"
            f"recover resume {record.walk.incident} --plain reads its answers line by line.\n"
        )
        return USAGE
    from recovery_cli.commands.counter import go_on

    return go_on(session, plan, record, by=name, role=held, plain=plain, as_json=as_json)


def newest(session: Session) -> Record:
    """The newest unfinished walk; raises `RecoverError` when all are finished."""
    for row in session.journal.incidents():
        if row.state in UNFINISHED or row.state == "approval_asked":
            return Record(session.journal, row.id)
    raise RecoverError("Every walk is finished.", "recover incident list")


def _who(record: Record, plan: Plan, operator: str | None, role: str | None) -> tuple[str, RoleId]:
    """Whoever held the screen, unless somebody else is named."""
    if operator is None and role is None:
        return record.walk.operator, record.walk.role
    held = role_of(role, plan, operator=operator)
    return operator_of(operator, plan, role=held), held
