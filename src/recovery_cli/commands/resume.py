"""`recover resume`: the same loop on an old stream."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TypeAlias

from recovery_cli.commands.incident import UNFINISHED, opened
from recovery_cli.commands.people import operator_of, role_of
from recovery_cli.commands.shown import plan_kept
from recovery_cli.errors import DONE, USAGE, RecoverError, UsageError
from recovery_cli.playbook.model import RoleId
from recovery_cli.playbook.plan import Plan
from recovery_cli.ports import IncidentRow
from recovery_cli.record import Record
from recovery_cli.session import Session

Named: TypeAlias = tuple[str | None, str | None]
"""Operator and role, as the command line names them."""


def resume(
    incident: str | None,
    *,
    operator: str | None,
    role: str | None,
    stay: bool,
    plain: bool,
    as_json: bool,
    out: Path | None,
    workspace: Path | None,
) -> int:
    """Nothing is asked again; an open approval comes first for somebody who may give it."""
    session = Session.here(workspace, out=out)
    there, who = sys.stdin.isatty() and sys.stdout.isatty(), (operator, role)
    record = opened(session, incident) if incident is not None else newest(session, who, ask=there and not plain)
    if record is None:
        return DONE
    plan = plan_kept(session, record)
    name, held = _held(record, plan, who)
    if not there and not plain:
        sys.stderr.write(
            "Nobody is at the keyboard, and recover resume asks questions.\n"
            f"recover resume {record.walk.incident} --plain reads its answers line by line.\n"
        )
        return USAGE
    from recovery_cli.commands.counter import at_the_counter, go_on

    code = go_on(session, plan, record, by=name, role=held, plain=plain, as_json=as_json)
    if not stay or code != DONE:
        return code
    person = (operator, role, "customer", None, None)
    return at_the_counter(session, None, None, (), person=person, stay=True, plain=plain, as_json=as_json)


def newest(session: Session, who: Named, *, ask: bool) -> Record | None:
    """The newest walk that `who` may go on with; with several and somebody to ask, the chosen one (None: none).

    Raises `RecoverError` when all are finished.
    """
    recorded = session.journal.incidents()
    rows = [row for row in recorded if _goes_on(session, row, who)]
    if not recorded:
        raise RecoverError("No incident is recorded yet.", "recover start")
    if not rows:
        raise RecoverError("Every walk is finished.", "recover incident list")
    if not ask or len(rows) == 1:
        return Record(session.journal, rows[0].id)
    from recovery_cli.ui.unfinished import unfinished

    chosen = unfinished(rows, language=session.operator_language(), timezone=session.settings.timezone)
    return None if chosen is None else Record(session.journal, chosen)


def _goes_on(session: Session, row: IncidentRow, who: Named) -> bool:
    """Whether the walk is not over, or waits only for a yes that this person may say."""
    if row.state not in UNFINISHED:
        return False
    record = Record(session.journal, row.id)
    if not record.walk.finished:
        return True
    from recovery_cli.commands.counter import asks

    plan = plan_kept(session, record)
    try:
        return asks(plan, record.walk, *_held(record, plan, who))
    except UsageError:
        # A role that this playbook has not: its yes is not wanted.
        return False


def _held(record: Record, plan: Plan, who: Named) -> tuple[str, RoleId]:
    """Whoever held the screen, unless somebody else is named."""
    operator, role = who
    if operator is None and role is None:
        return record.walk.operator, record.walk.role
    held = role_of(role, plan, operator=operator)
    return operator_of(operator, plan, role=held, language=record.walk.operator_language), held
