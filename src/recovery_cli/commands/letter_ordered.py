"""The options of `recover letter --from`, and those that do not go with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from recovery_cli.commands.letter import dated
from recovery_cli.commands.letter_batch import from_table
from recovery_cli.commands.letter_job import Order
from recovery_cli.errors import UsageError


def ordered(
    template: str | None,
    incident: str | None,
    source: str,
    *,
    out: Path | None,
    given: Sequence[str],
    data: str | None,
    language: str | None,
    format: str | None,
    output: Path | None,
    date: str | None,
    printing: bool,
    mapping: Sequence[str],
    id_column: str | None,
    ignore_unknown: bool,
    encoding: str,
    delimiter: str,
    check: bool,
    all_or_nothing: bool,
    jobs: int,
    cluster: str,
    as_json: bool,
    workspace: Path | None,
) -> int:
    """One letter a row."""
    if template is None:
        raise UsageError("Which letter?", "recover letter TEMPLATE --from TABLE --out DIR; recover letter --list")
    for option, there in (("INCIDENT", incident is not None), ("-o", output is not None), ("--print", printing)):
        if there:
            raise UsageError(
                f"{option} does not go with --from: the letters of a table go to a folder.",
                f"recover letter {template} --from {source} --out DIR",
            )
    order = Order(
        template=template,
        source=source,
        out=out,
        given=given,
        data=data,
        language=language,
        format=format or "text",
        day=dated(date),
        mapping=mapping,
        id_column=id_column,
        ignore_unknown=ignore_unknown,
        encoding=encoding,
        delimiter=delimiter,
        check=check,
        all_or_nothing=all_or_nothing,
        jobs=jobs,
        cluster=cluster,
        as_json=as_json,
    )
    return from_table(order, workspace=workspace)
