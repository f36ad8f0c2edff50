"""Notes on the ordinary screen: the list, one note, what is owed; plain columns, a long number never broken."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Literal, TypeAlias, get_args
from zoneinfo import ZoneInfo

from recovery_cli.money import Money
from recovery_cli.notes.ledger import Note, Status, issued_on
from recovery_cli.ports import NoteRow
from recovery_cli.ui.columns import encoding_of, put, shown, table
from recovery_cli.ui.furniture import furnish

STATES: tuple[Status, ...] = get_args(Status)
_LABEL = 12


@dataclass(frozen=True, slots=True)
class Signed:
    """`bad` is a signature that does not hold for the note as the ledger has it."""

    state: Literal["good", "none", "unknown", "bad"]
    key: str = ""


Day: TypeAlias = "Callable[[date], str]"
"""How a date is written here."""


def notes(
    rows: Sequence[tuple[NoteRow, Status]],
    status: str | None,
    *,
    over: Mapping[str, Money],
    language: str,
    timezone: str,
) -> None:
    """One line a note, and what is still owed on them; `over`, by number, has a column where it is anything."""
    if not rows:
        line = furnish("reg-no-notes", language, "recover start")
        told = line if status is None else furnish("reg-none-so", language, furnish(f"reg-{status}", language))
        _out([told])
        return
    zone = ZoneInfo(timezone)
    beyond = any(over[row.number].amount for row, _ in rows)
    names = ("note", "issued", "state", "cap", "paid", *(("over",) if beyond else ()), "incident")
    heads = [furnish(f"reg-head-{each}", language) for each in names]
    lines = [
        [
            row.number,
            row.issued_at.astimezone(zone).date().isoformat(),
            furnish(f"reg-{state}", language),
            str(row.cap),
            _some(row.paid),
            *((_some(over[row.number]),) if beyond else ()),
            row.incident,
        ]
        for row, state in rows
    ]
    owed = _sums([row.cap for row, state in rows if state in ("issued", "claimed")])
    code = "reg-sum-one" if len(rows) == 1 else "reg-sum"
    args = (owed or furnish("reg-nothing", language),)
    summary = furnish(code, language, *(args if len(rows) == 1 else (len(rows), *args)))
    _out([*table([heads, *lines], shrinking=(), encoding=encoding_of(sys.stdout)), summary])


def _some(amount: Money) -> str:
    return str(amount) if amount.amount else ""


def _sums(amounts: Sequence[Money]) -> str:
    """By currency: amounts never mix them."""
    by_currency: dict[str, list[Money]] = {}
    for amount in amounts:
        by_currency.setdefault(amount.currency, []).append(amount)
    return ", ".join(str(reduce(Money.__add__, each)) for each in by_currency.values())


def note(note: Note, signed: Signed, today: date, *, language: str, day: Day) -> None:
    """One note, a label a line."""
    issued = note.issued
    if issued is None:
        return

    def says(code: str, *args: object) -> str:
        return furnish(f"reg-{code}", language, *args)

    lines = [
        (says("code"), issued.code),
        (says("cap"), str(issued.cap)),
        (says("state"), _state(note, today, says, day)),
        (says("head-issued"), day(issued_on(issued))),
        (says("clean-by"), says("until", day(issued.clean_by))),
        (says("claim-by"), says("until", day(issued.claim_by))),
        (says("signed-by"), issued.signer),
        (says("proof"), says(f"proof-{signed.state}", signed.key)),
        *_receipts(note, says, day),
    ]
    if issued.incident:
        lines.append((says("incident"), issued.incident))
    replaces = f"   {says('in-place-of', issued.replaces)}" if issued.replaces else ""
    _out([f"{issued.number}{replaces}", *(f"  {label.ljust(_LABEL)}{text}" for label, text in lines)])


def _state(note: Note, today: date, says: Callable[..., str], day: Day) -> str:
    state = note.status_on(today)
    if note.void and note.successor:
        return says("void-for", note.successor)
    if state == "paid" and note.paid is not None:
        return says("paid-on", note.paid.amount, day(note.paid.on))
    if state == "refused" and note.refused is not None:
        return says("refused-for", says(f"reason-{note.refused.reason}"))
    return says(state)


def _receipts(note: Note, says: Callable[..., str], day: Day) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    for claim in note.claims:
        parts = (str(claim.amount), day(claim.on), str(claim.cleaner))
        lines.append((says("receipts") if not lines else "", ", ".join(part for part in parts if part)))
    if note.over is not None:
        lines.append((says("open"), says("over", note.over, note.claims[-1].decides)))
    if note.settled is not None:
        done = says("over-done" if note.settled.granted else "over-not", note.settled.amount, note.settled.by)
        lines.append(("", done))
    lines.extend(
        (says("stain-label"), says("redressed", each.garment.replace("_", " "), each.amount, each.by))
        for each in note.redressed
    )
    if note.paid_over is not None and note.paid_over.amount:
        lines.append((says("head-over"), str(note.paid_over)))
    if note.stayed is not None:
        stayed = note.stayed
        garment = stayed.garment.replace("_", " ")
        lines.append((says("open"), says("stain", garment, stayed.value, stayed.decides)))
    return lines


def liability(rows: Sequence[Sequence[str]], heads: Sequence[str]) -> None:
    """Sums as they are, a line a group and currency."""
    _out(list(table([list(heads), *rows], shrinking=(), encoding=encoding_of(sys.stdout))))


def told(lines: Sequence[str]) -> None:
    """What happened, line by line."""
    _out(lines)


def _out(lines: Sequence[str]) -> None:
    encoding = encoding_of(sys.stdout)
    put([shown(line, encoding) for line in lines], file=sys.stdout)
