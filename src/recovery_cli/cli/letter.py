"""`recover letter`: a letter or a note, on the screen, as a file or on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from recovery_cli.cli import complete
from recovery_cli.cli.endings import leave
from recovery_cli.cli.options import Json, Workspace
from recovery_cli.cli.table import Check, Delimiter, Encoding, IdColumn, Ignore, Mapping, Source, Whole

Template = Annotated[
    str | None,
    typer.Argument(help="Such as guarantee-note.", show_default=False, autocompletion=complete.templates),
]
Incident = Annotated[
    str | None,
    typer.Argument(
        help="Such as INC-7K3M; for a note also its number.", show_default=False, autocompletion=complete.incidents
    ),
]
Given = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="FIELD=VALUE", help="A value of its own; repeatable.", show_default=False),
]
Data = Annotated[
    str | None, typer.Option("--data", metavar="FILE|-", help="YAML or JSON: field to value.", show_default=False)
]
Language = Annotated[
    str | None, typer.Option("--lang", metavar="LANG", help="The letter's language.", show_default=False)
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="text, markdown, html, pdf, receipt, receipt-58, eml or json; else as FILE's name says.",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.", show_default=False)
]
Day = Annotated[
    str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The date on the letter.", show_default=False)
]
Printing = Annotated[bool, typer.Option("--print", help="Print it on paper.")]
Printer = Annotated[
    str | None,
    typer.Option(
        "--printer",
        metavar="NAME",
        help="A printer of the system, or HOST:PORT or the device file of a receipt printer.",
        show_default=False,
    ),
]
Folder = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Where the letters of a table go.", show_default=False)
]
Jobs = Annotated[
    int, typer.Option("--jobs", metavar="N", min=0, help="Processes; 0 for all cores.", show_default=False)
]
Cluster = Annotated[
    str, typer.Option("--cluster", metavar="tcp://HOST:PORT", help="A Dask scheduler.", show_default=False)
]
Merge = Annotated[
    Path | None, typer.Option("--merge", metavar="FILE.pdf", help="All in one PDF, to be printed.", show_default=False)
]

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def letter(
    template: Template = None,
    incident: Incident = None,
    listing: Annotated[bool, typer.Option("--list", help="List the templates.")] = False,
    given: Given = None,
    data: Data = None,
    language: Language = None,
    format: Format = None,
    output: Output = None,
    date: Day = None,
    printing: Printing = False,
    printer: Printer = None,
    source: Source = None,
    out: Folder = None,
    mapping: Mapping = None,
    id_column: IdColumn = None,
    ignore_unknown: Ignore = False,
    encoding: Encoding = "",
    delimiter: Delimiter = "",
    check: Check = False,
    all_or_nothing: Whole = False,
    jobs: Jobs = 0,
    cluster: Cluster = "",
    merge: Merge = None,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """Write a letter, a note, or one letter for each row of a table. It is text on stdout, unless told otherwise."""
    if source is not None:
        from recovery_cli.commands.letter_ordered import ordered

        leave(
            lambda: ordered(
                template,
                incident,
                source,
                out=out,
                given=given or [],
                data=data,
                language=language,
                format=format,
                output=output,
                date=date,
                printing=printing,
                mapping=mapping or [],
                id_column=id_column,
                ignore_unknown=ignore_unknown,
                encoding=encoding,
                delimiter=delimiter,
                check=check,
                all_or_nothing=all_or_nothing,
                jobs=jobs,
                cluster=cluster,
                merge=merge,
                as_json=as_json,
                workspace=workspace,
            )
        )
        return
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
