"""`recover start`: the walk of an incident."""

from __future__ import annotations

from typing import Annotated

import typer

from recovery_cli.cli import complete
from recovery_cli.cli.endings import leave
from recovery_cli.cli.options import Json, Operator, Out, Plain, Role, Stay, Workspace
from recovery_cli.cli.table import Check, Delimiter, Encoding, IdColumn, Ignore, Mapping, Source, Whole

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def start(
    playbook: Annotated[
        str | None, typer.Argument(help="Such as restaurant.", show_default=False, autocompletion=complete.playbooks)
    ] = None,
    failure: Annotated[
        str | None, typer.Argument(help="Such as spill-on-guest.", show_default=False, autocompletion=complete.failures)
    ] = None,
    answers: Annotated[
        str | None,
        typer.Option(
            "--answers", metavar="FILE|-", help="YAML or JSON: fact to value. Asks nothing.", show_default=False
        ),
    ] = None,
    given: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FACT=VALUE", help="A fact that is known; repeatable.", show_default=False),
    ] = None,
    language: Annotated[
        str | None, typer.Option("--lang", metavar="LANG", help="The customer's language.", show_default=False)
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Only the first sixty seconds; recover resume asks the rest.")
    ] = False,
    operator: Operator = None,
    role: Role = None,
    reported_by: Annotated[
        str, typer.Option("--reported-by", metavar="WHO", help="customer, or staff who noticed first.")
    ] = "customer",
    at_fault: Annotated[
        str | None,
        typer.Option(
            "--at-fault",
            metavar="WHO",
            help="company, customer, third_party or unknown; never said and never written.",
            show_default=False,
        ),
    ] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Another program drives the walk over stdin and stdout.")
    ] = False,
    source: Source = None,
    mapping: Mapping = None,
    id_column: IdColumn = None,
    ignore_unknown: Ignore = False,
    encoding: Encoding = "",
    delimiter: Delimiter = "",
    check: Check = False,
    all_or_nothing: Whole = False,
    stay: Stay = False,
    plain: Plain = False,
    as_json: Json = False,
    out: Out = None,
    workspace: Workspace = None,
) -> None:
    """Walk through an incident: the words, the remedy, the promises."""
    if source is not None:
        from recovery_cli.commands.start_table import Tabled, from_table

        order = Tabled(
            source,
            mapping or [],
            id_column,
            ignore_unknown=ignore_unknown,
            encoding=encoding,
            delimiter=delimiter,
            check=check,
            all_or_nothing=all_or_nothing,
        )
        person = (operator, role, reported_by, language, at_fault)
        leave(
            lambda: from_table(
                (playbook, failure), order, given or [], person=person, out=out, as_json=as_json, workspace=workspace
            )
        )
        return
    from recovery_cli.commands.start import start as use

    leave(
        lambda: use(
            playbook,
            failure,
            answers=answers,
            given=given or [],
            language=language,
            operator=operator,
            role=role,
            reported_by=reported_by,
            at_fault=at_fault,
            jsonl=jsonl,
            quick=quick,
            stay=stay,
            plain=plain,
            as_json=as_json,
            out=out,
            workspace=workspace,
        )
    )


command = typer.main.get_command(app)
