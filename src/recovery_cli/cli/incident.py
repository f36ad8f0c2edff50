"""`recover incident`: look at what was recorded."""

from __future__ import annotations

from typing import Annotated

import typer

from recovery_cli.cli import complete
from recovery_cli.cli.endings import leave
from recovery_cli.cli.options import Json, Workspace

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False, help="Look at recorded incidents.")


@app.command("list")
def list_(as_json: Json = False, workspace: Workspace = None) -> None:
    """List the incidents, newest first."""
    from recovery_cli.commands.incident import list_incidents

    leave(lambda: list_incidents(as_json=as_json, workspace=workspace))


@app.command()
def show(
    incident: Annotated[
        str | None,
        typer.Argument(
            help="Such as INC-7K3M, or a unique part of it; else the newest unfinished one.",
            show_default=False,
            autocompletion=complete.incidents,
        ),
    ] = None,
    card: Annotated[bool, typer.Option("--card", help="What whoever goes on has to know, on one screen.")] = False,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """Show one incident: what was said, given, promised and left open."""
    from recovery_cli.commands.incident import show_incident

    leave(lambda: show_incident(incident, card=card, as_json=as_json, workspace=workspace))


command = typer.main.get_command(app)
