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
    merge: Path | None,
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
    made_as, folder = format or "text", out
    if merge is not None:
        made_as, folder = _bound(template, source, merge, format=format, out=out)
    order = Order(
        template=template,
        source=source,
        out=folder,
        given=given,
        data=data,
        language=language,
        format=made_as,
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
        merge=merge,
        as_json=as_json,
    )
    return from_table(order, workspace=workspace)


def _bound(template: str, source: str, merge: Path, *, format: str | None, out: Path | None) -> tuple[str, Path]:
    """The format, and the folder of the manifest: that of the file's name, unless another one is named."""
    if format not in (None, "pdf") or merge.suffix.lower() != ".pdf":
        raise UsageError("--merge makes one PDF.", f"recover letter {template} --from {source} --merge FILE.pdf")
    return "pdf", out if out is not None else merge.with_suffix("")
