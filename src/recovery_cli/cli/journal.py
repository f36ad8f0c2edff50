"""`recover journal`: is the record whole?"""

from __future__ import annotations

import typer

from recovery_cli.cli.endings import leave
from recovery_cli.cli.options import Json, Workspace

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False, help="Look after the journal.")


@app.callback()
def journal() -> None:
    """Look after the journal."""


@app.command()
def verify(as_json: Json = False, workspace: Workspace = None) -> None:
    """Check every event's hash and every stream's end: proves accident, not malice."""
    from recovery_cli.commands.journal import verify_journal

    leave(lambda: verify_journal(as_json=as_json, workspace=workspace))


command = typer.main.get_command(app)
