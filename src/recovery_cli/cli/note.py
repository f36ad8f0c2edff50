"""`recover note`: the register of guarantee notes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from recovery_cli.cli import complete
from recovery_cli.cli.endings import leave
from recovery_cli.cli.options import Json, Operator, Role, Workspace

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False, help="The register of notes.")

Note = Annotated[
    str,
    typer.Argument(help="Its number, its code, the text of its QR, or its incident.", autocompletion=complete.notes),
]
Reason = Annotated[
    str | None,
    typer.Option(
        "--reason",
        metavar="REASON",
        help="after_claim_by, after_clean_by, other_currency, not_this_garment, receipt_used or receipt_before_issue.",
        show_default=False,
    ),
]
Format = Annotated[str, typer.Option("--format", metavar="FORMAT", help="table, json or csv.")]


@app.command("list")
def list_(
    status: Annotated[
        str | None, typer.Option("--status", metavar="STATUS", help="issued, claimed, paid, refused, expired or void.")
    ] = None,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """List the notes as they were issued."""
    from recovery_cli.commands.note import list_notes

    leave(lambda: list_notes(status=status, as_json=as_json, workspace=workspace))


@app.command()
def show(note: Note, as_json: Json = False, workspace: Workspace = None) -> None:
    """Show one note: its dates, its receipts, what was paid."""
    from recovery_cli.commands.note import show_note

    leave(lambda: show_note(note, as_json=as_json, workspace=workspace))


@app.command()
def verify(
    note: Annotated[str, typer.Argument(metavar="CODE|NUMBER|QR-TEXT", help="`-` reads it from standard input.")],
    key: Annotated[
        str | None,
        typer.Option(
            "--key", metavar="PUBLIC-KEY", help="The key or its file: checks a QR offline.", show_default=False
        ),
    ] = None,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """Check that it is a note of ours, as it stands. Exit 1 if not, and if nothing is paid on it any more."""
    from recovery_cli.commands.note_verify import verify as use

    leave(lambda: use(note, key=key, as_json=as_json, workspace=workspace))


@app.command()
def claim(
    note: Note,
    receipt: Annotated[str, typer.Option("--receipt", metavar="MONEY", help="What the receipt says, as '80.00 EUR'.")],
    cleaner: Annotated[str, typer.Option("--cleaner", metavar="NAME", help="Whose receipt it is.")] = "",
    receipt_number: Annotated[str, typer.Option("--receipt-number", metavar="TEXT", help="The cleaner's own.")] = "",
    file: Annotated[
        Path | None, typer.Option("--file", metavar="PHOTO", help="Its photo or scan.", show_default=False)
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The date on the receipt; else that of today.", show_default=False),
    ] = None,
    received: Annotated[
        str | None,
        typer.Option("--received", metavar="DATE", help="When it reached you, if not today.", show_default=False),
    ] = None,
    operator: Operator = None,
    role: Role = None,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """Note a receipt that has come. Several may, up to the cap or over it."""
    from recovery_cli.commands.note_steps import claim as use

    leave(
        lambda: use(
            note,
            receipt=receipt,
            cleaner=cleaner,
            receipt_number=receipt_number,
            file=file,
            on=on,
            received=received,
            operator=operator,
            role=role,
            as_json=as_json,
            workspace=workspace,
        )
    )


@app.command()
def pay(
    note: Note,
    rest: Annotated[
        str | None,
        typer.Option("--rest", metavar="yes|no", help="Decide about what is above the cap.", show_default=False),
    ] = None,
    operator: Operator = None,
    role: Role = None,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """Pay what the receipts say, up to the cap, once."""
    if rest is None:
        from recovery_cli.commands.note_steps import pay as use

        leave(lambda: use(note, operator=operator, role=role, as_json=as_json, workspace=workspace))
    from recovery_cli.commands.note_settle import rest as settle

    leave(lambda: settle(note, word=rest, operator=operator, role=role, as_json=as_json, workspace=workspace))


@app.command()
def refuse(
    note: Note,
    reason: Reason = None,
    operator: Operator = None,
    role: Role = None,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """Refuse a note for a reason on the list. Names the letter that tells the guest."""
    from recovery_cli.commands.note_steps import refuse as use

    leave(lambda: use(note, reason=reason, operator=operator, role=role, as_json=as_json, workspace=workspace))


@app.command()
def void(
    note: Note, operator: Operator = None, role: Role = None, as_json: Json = False, workspace: Workspace = None
) -> None:
    """Take back a note that no receipt has come for."""
    from recovery_cli.commands.note_steps import void as use

    leave(lambda: use(note, operator=operator, role=role, as_json=as_json, workspace=workspace))


@app.command()
def reissue(
    note: Note,
    cap: Annotated[
        str | None, typer.Option("--cap", metavar="MONEY", help="Another amount; else the same.", show_default=False)
    ] = None,
    operator: Operator = None,
    role: Role = None,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """Issue another in its place, dated today; the old one is void."""
    from recovery_cli.commands.note_reissue import reissue as use

    leave(lambda: use(note, cap=cap, operator=operator, role=role, as_json=as_json, workspace=workspace))


@app.command()
def inspect(
    note: Note,
    garment: Annotated[str, typer.Option("--garment", metavar="KIND", help="leather-jacket; a wrong one names all.")],
    price: Annotated[str, typer.Option("--price", metavar="MONEY", help="What a new one costs.")],
    years: Annotated[int, typer.Option("--years", metavar="N", help="Its age in whole years.")],
    operator: Operator = None,
    role: Role = None,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """The stain stays: the garment's value by its age. It is put to whoever settles it."""
    from recovery_cli.commands.note_inspect import inspect as use

    leave(
        lambda: use(
            note,
            garment=garment,
            price=price,
            years=years,
            operator=operator,
            role=role,
            as_json=as_json,
            workspace=workspace,
        )
    )


@app.command()
def settle(
    note: Note,
    paid: Annotated[
        str, typer.Option("--paid", metavar="MONEY", help="What the guest got for it; '0 EUR' for nothing.")
    ],
    operator: Operator = None,
    role: Role = None,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """The stain that stayed is settled with the guest. Records what was paid for it, once."""
    from recovery_cli.commands.note_settle import stain as use

    leave(lambda: use(note, paid=paid, operator=operator, role=role, as_json=as_json, workspace=workspace))


@app.command()
def liability(
    by: Annotated[str, typer.Option("--by", metavar="month|site|currency", help="How it is summed.")] = "month",
    form: Format = "table",
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """Add up what was promised, claimed, paid, expired and is open."""
    from recovery_cli.commands.note_liability import liability as use

    leave(lambda: use(by=by, form="json" if as_json else form, workspace=workspace))


@app.command()
def key(
    anew: Annotated[bool, typer.Option("--new", help="Make another; old public keys stay good.")] = False,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """Show the public key. It is for whoever checks notes without the journal."""
    from recovery_cli.commands.note_key import key as use

    leave(lambda: use(anew=anew, as_json=as_json, workspace=workspace))


command = typer.main.get_command(app)
