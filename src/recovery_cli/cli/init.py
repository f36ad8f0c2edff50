"""`recover init`: your own business."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from recovery_cli.cli.endings import leave

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def init(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="The folder for it; else this one.", show_default=False)
    ] = None,
    given: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="A setting, as business.name; repeatable.", show_default=False),
    ] = None,
    data: Annotated[
        str | None,
        typer.Option(
            "--data", metavar="FILE|-", help="YAML or JSON with the keys of recovery.yaml.", show_default=False
        ),
    ] = None,
    language: Annotated[
        str | None, typer.Option("--lang", metavar="LANG", help="The operator's language.", show_default=False)
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing; take what would be proposed.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write a recovery.yaml anew that is there.")] = False,
) -> None:
    """Put your business into a folder: what stands on every paper."""
    from recovery_cli.commands.init import init as use

    leave(lambda: use(folder, given=given or [], data=data, language=language, yes=yes, force=force))


command = typer.main.get_command(app)
