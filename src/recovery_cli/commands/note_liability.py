"""`recover note liability`: what was promised, what was paid, and what may still have to be."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal, TypeAlias, get_args
from zoneinfo import ZoneInfo

from recovery_cli.commands.note import paid_over, today
from recovery_cli.commands.shown import print_json
from recovery_cli.diagnostics import did_you_mean
from recovery_cli.errors import DONE, UsageError
from recovery_cli.money import Money
from recovery_cli.notes.ledger import Status, status_on, zero
from recovery_cli.ports import NoteRow
from recovery_cli.session import Session
from recovery_cli.ui import notes as screen
from recovery_cli.ui.furniture import furnish

By: TypeAlias = Literal["month", "site", "currency"]
FORMATS = ("table", "json", "csv")
SUMS = ("issued", "claimed", "paid", "expired", "refused", "open", "paid_over")


@dataclass(frozen=True, slots=True)
class Owed:
    """One group in one currency; a void note promises nothing and counts nowhere.

    `issued` are the caps of all notes: those still open, expired and refused, and the caps of those paid. `claimed` is
    what may be paid on receipts that wait, `paid` what was paid on notes, `open` what may still have to be paid,
    `paid_over` what somebody decided to pay beyond a note: above its cap, or for a garment whose stain stayed.
    """

    group: str
    currency: str
    notes: int
    issued: Decimal
    claimed: Decimal
    paid: Decimal
    expired: Decimal
    refused: Decimal
    open: Decimal
    paid_over: Decimal


def liability(*, by: str, form: str, workspace: Path | None) -> int:
    """Sorted by group, then by currency; amounts of two currencies are never added."""
    if by not in get_args(By):
        raise UsageError(f'Notes are not summed by "{by}".', did_you_mean(by, get_args(By)))
    if form not in FORMATS:
        raise UsageError(f'There is no format "{form}".', did_you_mean(form, FORMATS))
    session = Session.here(workspace)
    day, zone = today(session), ZoneInfo(session.settings.timezone)
    rows = session.journal.notes()
    found = ((_group(row, by, zone), row, status_on(row.status, row.claim_by, day)) for row in rows)
    owed = summed(found, over=paid_over(session, rows))
    if form == "json":
        print_json([_json(each, by) for each in owed])
    elif form == "csv":
        sys.stdout.write(_csv(owed, by))
    else:
        _table(owed, by, language=session.operator_language())
    return DONE


def _group(row: NoteRow, by: str, zone: ZoneInfo) -> str:
    match by:
        case "month":
            return f"{row.issued_at.astimezone(zone):%Y-%m}"
        case "site":
            return row.number.partition("-")[0]
        case _:
            return row.cap.currency


def summed(rows: Iterable[tuple[str, NoteRow, Status]], *, over: Mapping[str, Money]) -> list[Owed]:
    """What each group comes to, by its name and currency."""
    groups: dict[tuple[str, str], list[tuple[NoteRow, Status]]] = {}
    for group, row, status in rows:
        if status != "void":
            groups.setdefault((group, row.cap.currency), []).append((row, status))
    return [
        _owed(groups[group, currency], group=group, currency=currency, over=over) for group, currency in sorted(groups)
    ]


def _owed(rows: list[tuple[NoteRow, Status]], *, group: str, currency: str, over: Mapping[str, Money]) -> Owed:
    none = zero(rows[0][0].cap).amount

    def caps(*wanted: Status) -> Decimal:
        return sum((row.cap.amount for row, status in rows if not wanted or status in wanted), none)

    return Owed(
        group=group,
        currency=currency,
        notes=len(rows),
        issued=caps(),
        claimed=sum((min(row.claimed, row.cap).amount for row, status in rows if status == "claimed"), none),
        paid=sum((row.paid.amount for row, _ in rows), none),
        expired=caps("expired"),
        refused=caps("refused"),
        open=caps("issued", "claimed"),
        paid_over=sum((over[row.number].amount for row, _ in rows), none),
    )


def _json(owed: Owed, by: str) -> dict[str, object]:
    sums = {name: str(Money(getattr(owed, name), owed.currency)) for name in SUMS}
    return {by: owed.group, "currency": owed.currency, "notes": owed.notes, **sums}


def _csv(owed: list[Owed], by: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    heads = [by, "notes", *SUMS] if by == "currency" else [by, "currency", "notes", *SUMS]
    writer.writerow(heads)
    for each in owed:
        groups = [each.group] if by == "currency" else [each.group, each.currency]
        writer.writerow([*groups, each.notes, *(f"{getattr(each, name):f}" for name in SUMS)])
    return out.getvalue()


def _table(owed: list[Owed], by: str, *, language: str) -> None:
    if not owed:
        screen.told([furnish("reg-no-notes", language, "recover start")])
        return
    heads = [
        furnish(f"reg-by-{by}", language),
        furnish("reg-count", language),
        *(furnish(f"reg-sums-{name}", language) for name in SUMS),
    ]
    rows = [
        [
            each.group if by == "currency" else f"{each.group} {each.currency}",
            str(each.notes),
            *(str(getattr(each, name)) for name in SUMS),
        ]
        for each in owed
    ]
    screen.liability(rows, heads)
