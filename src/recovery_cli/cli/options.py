"""Options that several commands share, with one wording."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Workspace = Annotated[
    Path | None,
    typer.Option("--workspace", metavar="DIR", help="The folder with recovery.yaml.", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Where documents go.", show_default=False)]
Plain = Annotated[bool, typer.Option("--plain", help="Line by line, for screen readers.")]
Stay = Annotated[bool, typer.Option("--stay", help="Back to the ready screen after each walk.")]
Operator = Annotated[str | None, typer.Option("--operator", metavar="NAME", help="Who walks it.", show_default=False)]
Role = Annotated[
    str | None,
    typer.Option("--role", metavar="ROLE", help="front_line, supervisor, manager or owner.", show_default=False),
]
