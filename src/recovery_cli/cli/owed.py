"""`recover owed`: what the law owes, with its arithmetic and its source."""

from __future__ import annotations

from typing import Annotated

import typer

from recovery_cli.cli import complete
from recovery_cli.cli.endings import leave
from recovery_cli.cli.options import Json, Workspace
from recovery_cli.errors import UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("owed")
def owed(
    regime: Annotated[
        str | None,
        typer.Argument(help="Such as uk-fixed-telecom.", show_default=False, autocompletion=complete.regimes),
    ] = None,
    case: Annotated[
        str | None,
        typer.Argument(help="Such as loss-of-service.", show_default=False, autocompletion=complete.cases),
    ] = None,
    facts: Annotated[
        list[str] | None,
        typer.Option(
            "--fact", metavar="FACT=VALUE", help="Something the sum depends on; repeatable.", show_default=False
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The day whose rule holds; else today.", show_default=False),
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="List the tables, or one of them with its facts.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="With --list: the reference page.")] = False,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """Work out what the law owes, line by line, with its source. Not legal advice."""

    def use() -> int:
        from recovery_cli.commands import owed as commands

        if as_json and markdown:
            raise UsageError("Choose --json or --markdown.", "recover owed --list --markdown")
        if listing:
            if case is not None or facts or on is not None:
                raise UsageError("--list takes a regime and nothing more.", f"recover owed --list {regime}")
            return commands.list_regimes(regime, as_json=as_json, markdown=markdown, workspace=workspace)
        if markdown:
            raise UsageError("--markdown belongs to --list.", "recover owed --list --markdown")
        if regime is None:
            raise UsageError("Name a regime and a case.", "recover owed --list")
        return commands.owed(regime, case, facts=facts or (), on=on, as_json=as_json, workspace=workspace)

    leave(use)


command = typer.main.get_command(app)
