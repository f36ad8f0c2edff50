"""`recover resume`: go on where a walk was left."""

from __future__ import annotations

from typing import Annotated

import typer

from recovery_cli.cli import complete
from recovery_cli.cli.endings import leave
from recovery_cli.cli.options import Json, Operator, Out, Plain, Role, Stay, Workspace

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def resume(
    incident: Annotated[
        str | None,
        typer.Argument(
            help="Such as INC-7K3M; else the newest unfinished one.",
            show_default=False,
            autocompletion=complete.incidents,
        ),
    ] = None,
    operator: Operator = None,
    role: Role = None,
    stay: Stay = False,
    plain: Plain = False,
    as_json: Json = False,
    out: Out = None,
    workspace: Workspace = None,
) -> None:
    """Go on where a walk was left. Nothing is asked again."""
    from recovery_cli.commands.resume import resume as use

    leave(
        lambda: use(
            incident,
            operator=operator,
            role=role,
            stay=stay,
            plain=plain,
            as_json=as_json,
            out=out,
            workspace=workspace,
        )
    )


command = typer.main.get_command(app)
