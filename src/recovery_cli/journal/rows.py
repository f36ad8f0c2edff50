"""The projected rows: their order, and the columns of each kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, assert_never

from recovery_cli.errors import RecoverError
from recovery_cli.journal.canonical import instant, moment, sound
from recovery_cli.money import Money
from recovery_cli.ports import FollowUpRow, IncidentRow, NoteRow, Row


def newest_first(rows: Iterable[IncidentRow]) -> tuple[IncidentRow, ...]:
    return tuple(sorted(sorted(rows, key=lambda row: row.id), key=lambda row: row.began_at, reverse=True))


def as_issued(rows: Iterable[NoteRow]) -> tuple[NoteRow, ...]:
    return tuple(sorted(rows, key=lambda row: (row.issued_at, row.number)))


def soonest_first(rows: Iterable[FollowUpRow]) -> tuple[FollowUpRow, ...]:
    return tuple(sorted(rows, key=lambda row: (row.due_at, row.id)))


def not_kept(digest: str) -> RecoverError:
    """The fault of a playbook that was never kept here."""
    return RecoverError(
        f"The journal does not hold the playbook {digest[:12]} that this walk began with.",
        "See what else is missing: recover journal verify",
    )


def columns(row: Row) -> dict[str, object]:
    """As a database holds it: times and amounts as text without NUL; raises ValueError on half characters."""
    held: dict[str, object] = {}
    for field in fields(row):
        match getattr(row, field.name):
            case datetime() as at:
                held[field.name] = instant(at)
            case Money() as money:
                held |= {field.name: str(money.amount), "currency": money.currency}
            case date() as day:
                held[field.name] = day.isoformat()
            case str() as text:
                held[field.name] = sound(text.replace("\0", ""))
            case value:
                held[field.name] = value
    return held


def as_held(row: Row) -> Row:
    """The row as it would come back from a database."""
    match row:
        case IncidentRow():
            return incident(columns(row))
        case NoteRow():
            return note(columns(row))
        case FollowUpRow():
            return follow_up(columns(row))
        case _:
            assert_never(row)


def incident(held: Mapping[str, Any]) -> IncidentRow:
    return IncidentRow(**{**held, "began_at": moment(held["began_at"])})


def note(held: Mapping[str, Any]) -> NoteRow:
    return NoteRow(
        held["number"],
        held["incident"],
        moment(held["issued_at"]),
        Money(Decimal(held["cap"]), held["currency"]),
        held["status"],
        held["code"],
        date.fromisoformat(held["claim_by"]),
        Money(Decimal(held["claimed"]), held["currency"]),
        Money(Decimal(held["paid"]), held["currency"]),
    )


def follow_up(held: Mapping[str, Any]) -> FollowUpRow:
    return FollowUpRow(**{**held, "due_at": moment(held["due_at"])})
