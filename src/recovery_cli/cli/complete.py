"""Shell completion: names of playbooks, failures, templates and incidents; a fault in content completes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

from recovery_cli.errors import RecoverError

if TYPE_CHECKING:
    from recovery_cli.session import Session


def playbooks(ctx: typer.Context, incomplete: str) -> list[str]:
    session = _session(ctx)
    return [] if session is None else _beginning(incomplete, session.catalogue.playbooks())


def failures(ctx: typer.Context, incomplete: str) -> list[str]:
    """Of the playbook that stands before it."""
    from recovery_cli import catalogue

    session = _session(ctx)
    if session is None:
        return []
    try:
        book = catalogue.match(str(ctx.params.get("playbook")), session.catalogue.playbooks(), kind="playbook")
    except RecoverError:
        return []
    return _beginning(incomplete, session.catalogue.failures(book))


def templates(ctx: typer.Context, incomplete: str) -> list[str]:
    session = _session(ctx)
    return [] if session is None else _beginning(incomplete, session.catalogue.templates())


def regimes(ctx: typer.Context, incomplete: str) -> list[str]:
    session = _session(ctx)
    return [] if session is None else _beginning(incomplete, session.catalogue.regimes())


def cases(ctx: typer.Context, incomplete: str) -> list[str]:
    """Of the regime that stands before it."""
    from recovery_cli import catalogue
    from recovery_cli.playbook import regimes

    session = _session(ctx)
    if session is None:
        return []
    try:
        name = catalogue.match(str(ctx.params.get("regime")), session.catalogue.regimes(), kind="regime")
    except RecoverError:
        return []
    table = regimes.regime(session.catalogue, name).model
    return [] if table is None else _beginning(incomplete, (case.id for case in table.cases))


def incidents(ctx: typer.Context, incomplete: str) -> list[str]:
    session = _session(ctx)
    try:
        return [] if session is None else _beginning(incomplete, (row.id for row in session.journal.incidents()))
    except RecoverError:
        return []


def notes(ctx: typer.Context, incomplete: str) -> list[str]:
    session = _session(ctx)
    try:
        return [] if session is None else _beginning(incomplete, (row.number for row in session.journal.notes()))
    except RecoverError:
        return []


def _session(ctx: typer.Context) -> Session | None:
    from recovery_cli.session import Session

    try:
        return Session.here(ctx.params.get("workspace"))
    except RecoverError:
        return None


def _beginning(incomplete: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.lower().startswith(incomplete.lower())]
