"""Options of the commands that read a table, with one wording."""

from __future__ import annotations

from typing import Annotated

import typer

Source = Annotated[
    str | None,
    typer.Option("--from", metavar="TABLE|-", help="One a row: .csv, .tsv, .jsonl or .xlsx.", show_default=False),
]
Mapping = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="FIELD=COLUMN", help="Which column is for a field; repeatable.", show_default=False),
]
IdColumn = Annotated[
    str | None, typer.Option("--id-column", metavar="COLUMN", help="What names the files.", show_default=False)
]
Ignore = Annotated[bool, typer.Option("--ignore-unknown", help="Leave out columns that no field is for.")]
Encoding = Annotated[str, typer.Option("--encoding", metavar="NAME", help="Such as cp1252.", show_default=False)]
Delimiter = Annotated[
    str,
    typer.Option("--delimiter", metavar="D", help="comma, semicolon, tab, pipe or a character.", show_default=False),
]
Check = Annotated[bool, typer.Option("--check", help="Check every row; write and issue nothing.")]
Whole = Annotated[bool, typer.Option("--all-or-nothing", help="One rejected row, and nothing is written.")]
