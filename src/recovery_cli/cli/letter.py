"""`recover letter`: a letter or a note, on the screen or as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from recovery_cli.cli import complete
from recovery_cli.cli.endings import leave
from recovery_cli.cli.options import Json, Workspace

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def letter(
    template: Annotated[
        str | None,
        typer.Argument(help="Such as guarantee-note.", show_default=False, autocompletion=complete.templates),
    ] = None,
    incident: Annotated[
        str | None,
        typer.Argument(
            help="Such as INC-7K3M; for a note also its number.", show_default=False, autocompletion=complete.incidents
        ),
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="List the templates.")] = False,
    given: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="A value of its own; repeatable.", show_default=False),
    ] = None,
    data: Annotated[
        str | None,
        typer.Option("--data", metavar="FILE|-", help="YAML or JSON: field to value.", show_default=False),
    ] = None,
    language: Annotated[
        str | None, typer.Option("--lang", metavar="LANG", help="The letter's language.", show_default=False)
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="text, markdown, html, pdf, receipt, receipt-58, eml or json; else as FILE's name says.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.", show_default=False)
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The date on the letter.", show_default=False)
    ] = None,
    printing: Annotated[bool, typer.Option("--print", help="Print it on paper.")] = False,
    printer: Annotated[
        str | None,
        typer.Option(
            "--printer",
            metavar="NAME",
            help="A printer of the system, HOST:PORT or a device file of a receipt printer.",
            show_default=False,
        ),
    ] = None,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """Write a letter or the note of an incident; on stdout as text."""
    from recovery_cli.commands.letter import letter as use

    leave(
        lambda: use(
            template,
            incident,
            listing=listing,
            given=given or [],
            data=data,
            language=language,
            format=format,
            output=output,
            date=date,
            printing=printing,
            printer=printer,
            as_json=as_json,
            workspace=workspace,
        )
    )


command = typer.main.get_command(app)
