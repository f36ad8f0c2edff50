"""`recover playbook`: what there is to walk, and whether it comes to what its experts expect."""

from __future__ import annotations

from typing import Annotated

import typer

from recovery_cli.cli import complete
from recovery_cli.cli.endings import leave
from recovery_cli.cli.options import Json, Workspace

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False, help="Look at the playbooks.")


@app.command("list")
def list_(as_json: Json = False, workspace: Workspace = None) -> None:
    """List the playbooks and their failures. A broken one is listed with its faults."""
    from recovery_cli.commands.playbook import list_playbooks

    leave(lambda: list_playbooks(as_json=as_json, workspace=workspace))


@app.command()
def show(
    playbook: Annotated[str, typer.Argument(help="Such as restaurant.", autocompletion=complete.playbooks)],
    failure: Annotated[
        str | None, typer.Argument(help="Such as spill-on-guest.", show_default=False, autocompletion=complete.failures)
    ] = None,
    language: Annotated[
        str | None, typer.Option("--lang", metavar="LANG", help="The language to show.", show_default=False)
    ] = None,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """Show a playbook, or one failure as it is walked, to read aloud."""
    from recovery_cli.commands.playbook import show_playbook

    leave(lambda: show_playbook(playbook, failure, language=language, as_json=as_json, workspace=workspace))


@app.command()
def test(
    playbooks: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PLAYBOOK]...", help="All of them, if none is named.", autocompletion=complete.playbooks
        ),
    ] = None,
    scenario: Annotated[
        str | None, typer.Option("--scenario", metavar="ID", help="Only this one.", show_default=False)
    ] = None,
    language: Annotated[
        str | None, typer.Option("--lang", metavar="LANG", help="Only in this language.", show_default=False)
    ] = None,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """Walk every scenario in every language and compare. Lists what none of them reaches."""
    from recovery_cli.commands.playbook_test import rehearse

    leave(lambda: rehearse(playbooks or (), scenario=scenario, language=language, as_json=as_json, workspace=workspace))


@app.command()
def check(
    playbooks: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PLAYBOOK]...",
            help="By name or by path; all of them, if none is named.",
            autocompletion=complete.playbooks,
        ),
    ] = None,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json.")] = "text",
    workspace: Workspace = None,
) -> None:
    """Try every case of a compensation manual. Finds gaps, overlaps, and who gets less than in a lesser case."""
    from recovery_cli.commands.playbook_check import check as use

    leave(lambda: use(playbooks or (), format=format, workspace=workspace))


command = typer.main.get_command(app)
