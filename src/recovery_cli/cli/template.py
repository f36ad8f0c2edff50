"""`recover template`: what letters there are, and whether they can be written."""

from __future__ import annotations

from typing import Annotated

import typer

from recovery_cli.cli import complete
from recovery_cli.cli.endings import leave
from recovery_cli.cli.options import Json, Workspace

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, add_completion=False, help="Look at the templates of letters."
)
Language = Annotated[
    str | None, typer.Option("--lang", metavar="LANG", help="The language to look at.", show_default=False)
]


@app.command("list")
def list_(as_json: Json = False, workspace: Workspace = None) -> None:
    """List the templates. When to use them, in which languages, shipped or yours."""
    from recovery_cli.commands.template import list_templates

    leave(lambda: list_templates(as_json=as_json, workspace=workspace))


@app.command()
def show(
    template: Annotated[str, typer.Argument(help="Such as apology.", autocompletion=complete.templates)],
    language: Language = None,
    source: Annotated[bool, typer.Option("--source", help="Print the body as it is written.")] = False,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """Show the fields of a template, or the source of its body."""
    from recovery_cli.commands.template import show_template

    leave(lambda: show_template(template, language=language, source=source, as_json=as_json, workspace=workspace))


@app.command()
def check(
    templates: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TEMPLATE]...",
            help="Such as apology; else all.",
            show_default=False,
            autocompletion=complete.templates,
        ),
    ] = None,
    language: Language = None,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """Check templates, every fault with its file and line. Exit 3 when there is one."""
    from recovery_cli.commands.template import check_templates

    leave(lambda: check_templates(templates or [], language=language, as_json=as_json, workspace=workspace))


command = typer.main.get_command(app)
