"""`recover decide`: what is offered for a case, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from recovery_cli.cli import complete
from recovery_cli.cli.endings import leave
from recovery_cli.cli.options import Json, Role, Workspace

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def decide(
    playbook: Annotated[str, typer.Argument(help="Such as restaurant.", autocompletion=complete.playbooks)],
    failure: Annotated[str, typer.Argument(help="Such as spill-on-guest.", autocompletion=complete.failures)],
    severity: Annotated[
        int | None,
        typer.Option("--severity", metavar="1..5", help="1 trifling to 5 critical.", show_default=False),
    ] = None,
    customer: Annotated[
        str | None,
        typer.Option(
            "--customer",
            metavar="TYPE",
            help="first_time, regular, vip, vulnerable or business.",
            show_default=False,
        ),
    ] = None,
    role: Role = None,
    price: Annotated[
        str | None,
        typer.Option("--price", metavar="MONEY", help="What was paid, like '80.00 EUR'.", show_default=False),
    ] = None,
    at_fault: Annotated[
        str | None,
        typer.Option(
            "--at-fault", metavar="WHO", help="company, customer, third_party or unknown.", show_default=False
        ),
    ] = None,
    facts: Annotated[
        list[str] | None,
        typer.Option("--fact", metavar="FACT=VALUE", help="An answer that is known; repeatable.", show_default=False),
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="Why this, and why nothing else.")] = False,
    language: Annotated[
        str | None, typer.Option("--lang", metavar="LANG", help="The language to say it in.", show_default=False)
    ] = None,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """Say what is offered in a case, as the walk would. With --why also the reasons, to repeat aloud."""
    from recovery_cli.commands.decide import decide as use

    leave(
        lambda: use(
            playbook,
            failure,
            severity=severity,
            customer=customer,
            role=role,
            price=price,
            at_fault=at_fault,
            facts=facts or [],
            why=why,
            language=language,
            as_json=as_json,
            workspace=workspace,
        )
    )


command = typer.main.get_command(app)
