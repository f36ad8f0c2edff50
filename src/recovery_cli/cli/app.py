"""The door: which command is where. A command's file is imported when it is called, and nothing heavy before."""

from __future__ import annotations

import importlib
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from recovery_cli import __version__
from recovery_cli.cli.endings import ended, settled, standing
from recovery_cli.diagnostics import did_you_mean

COMMANDS = {
    "start": "recovery_cli.cli.start",
    "resume": "recovery_cli.cli.resume",
    "decide": "recovery_cli.cli.decide",
    "owed": "recovery_cli.cli.owed",
    "letter": "recovery_cli.cli.letter",
    "note": "recovery_cli.cli.note",
    "incident": "recovery_cli.cli.incident",
    "playbook": "recovery_cli.cli.playbook",
    "journal": "recovery_cli.cli.journal",
    "template": "recovery_cli.cli.template",
    "init": "recovery_cli.cli.init",
    "doctor": "recovery_cli.cli.doctor",
}


class Commands(TyperGroup):
    """The table above as a group: all names are known, only the called one is imported."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the group's interface
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the group's interface
        module = COMMANDS.get(cmd_name)
        return None if module is None else importlib.import_module(module).command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in COMMANDS and not ctx.resilient_parsing:
            ctx.fail(f'There is no command "{args[0]}". {did_you_mean(args[0], COMMANDS)}'.rstrip())
        return super().resolve_command(ctx, args)


app = typer.Typer(
    name="recover",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"recover {__version__}")
        raise typer.Exit


@app.callback()
def recover(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Service recovery at the counter: the right words, the right remedy, the signed note."""


def run() -> int:
    """The whole program; returns the exit code that the contract promises."""
    standing()
    return settled(ended(lambda: app(prog_name="recover")))
