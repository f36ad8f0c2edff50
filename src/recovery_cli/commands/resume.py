"""`recover resume`: the same loop on an old stream."""

from __future__ import annotations

import sys
from pathlib import Path

from recovery_cli.commands.incident import UNFINISHED, opened
from recovery_cli.commands.people import operator_of, role_of
from recovery_cli.commands.shown import plan_kept
from recovery_cli.errors import DONE, USAGE, RecoverError
from recovery_cli.playbook.model import RoleId
from recovery_cli.playbook.plan import Plan
from recovery_cli.record import Record
from recovery_cli.session import Session


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
    there = sys.stdin.isatty() and sys.stdout.isatty()
    record = opened(session, incident) if incident is not None else newest(session, ask=there and not plain)
    if record is None:
        return DONE
    plan = plan_kept(session, record)
    name, held = _who(record, plan, operator, role)
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


def newest(session: Session, *, ask: bool) -> Record | None:
    """The newest unfinished walk; with several of them and somebody to ask, the one that is chosen (None: none).

    Raises `RecoverError` when all are finished.
    """
    recorded = session.journal.incidents()
    rows = [row for row in recorded if row.state in UNFINISHED]
    if not recorded:
        raise RecoverError("No incident is recorded yet.", "recover start")
    if not rows:
        raise RecoverError("Every walk is finished.", "recover incident list")
    if not ask or len(rows) == 1:
        return Record(session.journal, rows[0].id)
    from recovery_cli.ui.unfinished import unfinished

    chosen = unfinished(rows, language=session.operator_language(), timezone=session.settings.timezone)
    return None if chosen is None else Record(session.journal, chosen)


def _who(record: Record, plan: Plan, operator: str | None, role: str | None) -> tuple[str, RoleId]:
    """Whoever held the screen, unless somebody else is named."""
    if operator is None and role is None:
        return record.walk.operator, record.walk.role
    held = role_of(role, plan, operator=operator)
    return operator_of(operator, plan, role=held), held
