"""`recover doctor`: what is where, and whether it works."""

from __future__ import annotations

import typer

from recovery_cli.cli.endings import leave
from recovery_cli.cli.options import Json, Workspace

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def doctor(as_json: Json = False, workspace: Workspace = None) -> None:
    """Look whether all is well, and what to type where not."""
    from recovery_cli.commands.doctor import doctor as use

    leave(lambda: use(as_json=as_json, workspace=workspace))


command = typer.main.get_command(app)
