"""`recover journal`: is the record whole, and in the shape that this build knows?"""

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
    """Check every event's hash and every stream's end. Proves accident, not malice."""
    from recovery_cli.commands.journal import verify_journal

    leave(lambda: verify_journal(as_json=as_json, workspace=workspace))


@app.command()
def upgrade(as_json: Json = False, workspace: Workspace = None) -> None:
    """Bring an older journal to the shape this recover needs. All or nothing, and safe to type twice."""
    from recovery_cli.commands.journal import upgrade_journal

    leave(lambda: upgrade_journal(as_json=as_json, workspace=workspace))


command = typer.main.get_command(app)
