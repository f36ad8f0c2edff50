"""`recover owed`: what the law owes in one case, or the tables there are."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from recovery_cli import catalogue
from recovery_cli.commands.owed_json import answer_json, regime_json
from recovery_cli.commands.shown import print_json
from recovery_cli.diagnostics import Diagnostic
from recovery_cli.errors import DONE, Broken, UsageError
from recovery_cli.playbook import regimes
from recovery_cli.playbook.entitlements import Regime
from recovery_cli.remedies.owed import owed as worked_out
from recovery_cli.session import Session
from recovery_cli.ui import owed as shown
from recovery_cli.ui.owed_page import page


def owed(
    regime: str, case: str | None, *, facts: Sequence[str], on: str | None, as_json: bool, workspace: Path | None
) -> int:
    """Raises `UsageError` for a name that is unknown or not there, `NotComputed`, and `Broken` for a table."""
    session = Session.here(workspace)
    table = _table(session, regime)
    if case is None:
        raise UsageError("Name a regime and a case.", f"recover owed --list {table.id}")
    found = table.case(
        _matched(
            case, [each.id for each in table.cases], kind=f"case of {table.id}", more=f"recover owed --list {table.id}"
        )
    )
    if found is None:
        raise AssertionError("a case that was matched is there")
    today = session.clock.now().astimezone(ZoneInfo(session.settings.timezone)).date()
    answer = worked_out(table, found, pairs(facts), on=_day(on) if on is not None else today, today=today)
    if as_json:
        print_json(answer_json(answer, language=session.operator_language()))
    else:
        shown.answer(answer, table, found, language=session.operator_language())
    return DONE


def list_regimes(regime: str | None, *, as_json: bool, markdown: bool, workspace: Path | None) -> int:
    """All tables, or one; raises `Broken` with every fault of every table that is looked at."""
    session = Session.here(workspace)
    language = session.operator_language()
    tables = _tables(session) if regime is None else (_table(session, regime),)
    if as_json:
        print_json([regime_json(each, language=language) for each in tables])
    elif markdown:
        sys.stdout.write(page(tables))
    elif regime is None:
        shown.regimes(tables, language=language)
    else:
        shown.regime(tables[0], language=language)
    return DONE


def pairs(given: Sequence[str]) -> dict[str, str]:
    """`fact=value` each, none twice; raises `UsageError`."""
    found: dict[str, str] = {}
    for each in given:
        fact, mark, value = each.partition("=")
        if not mark or not fact.strip() or not value.strip():
            raise UsageError(f'"{each}" is not fact=value.', "--fact reported=2026-10-02")
        if fact.strip() in found:
            raise UsageError(f'"{fact.strip()}" was given twice.', "Give it once.")
        found[fact.strip()] = value
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise UsageError(f'"{text}" is not a date.', "--on 2026-10-02") from fault


def _table(session: Session, regime: str) -> Regime:
    name = _matched(regime, session.catalogue.regimes(), kind="regime", more="recover owed --list")
    found = regimes.regime(session.catalogue, name)
    if found.model is None:
        raise Broken(f"{name} cannot be used.", found.faults, f"Mend {found.name}.")
    return found.model


def _matched(name: str, known: Sequence[str], *, kind: str, more: str) -> str:
    """The one that is meant; where nothing is near, the hint says how to see them all."""
    try:
        return catalogue.match(name, known, kind=kind)
    except UsageError as fault:
        raise UsageError(fault.message, fault.hint or more) from fault


def _tables(session: Session) -> tuple[Regime, ...]:
    read = [regimes.regime(session.catalogue, each) for each in session.catalogue.regimes()]
    faults: list[Diagnostic] = [fault for each in read for fault in each.faults]
    if faults:
        names = ", ".join(each.name for each in read if each.faults)
        raise Broken(
            f"Not all tables can be used: {names}.", faults, "Mend them, or name another: recover owed --list REGIME"
        )
    return tuple(each.model for each in read if each.model is not None)
