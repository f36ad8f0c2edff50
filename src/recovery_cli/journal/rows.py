"""The projected rows: their order, and the columns of each kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, assert_never

from recovery_cli.errors import RecoverError
from recovery_cli.journal.canonical import bare, instant, moment
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
    """A row as a database holds it: times and amounts as text; raises ValueError on text it cannot hold."""
    match row:
        case IncidentRow():
            held: dict[str, object] = {
                "id": row.id,
                "playbook": row.playbook,
                "failure": row.failure,
                "title": row.title,
                "began_at": instant(row.began_at),
                "state": row.state,
                "owner": row.owner,
                "severity": row.severity,
                "language": row.language,
            }
        case NoteRow():
            held = {
                "number": row.number,
                "incident": row.incident,
                "issued_at": instant(row.issued_at),
                "cap": str(row.cap.amount),
                "currency": row.cap.currency,
                "status": row.status,
            }
        case FollowUpRow():
            held = {
                "id": row.id,
                "incident": row.incident,
                "kind": row.kind,
                "what": row.what,
                "who": row.who,
                "due_at": instant(row.due_at),
                "done": row.done,
            }
        case _:
            assert_never(row)
    return {name: bare(value) if isinstance(value, str) else value for name, value in held.items()}


def incident(held: Mapping[str, Any]) -> IncidentRow:
    return IncidentRow(**{**held, "began_at": moment(held["began_at"])})


def note(held: Mapping[str, Any]) -> NoteRow:
    return NoteRow(
        held["number"],
        held["incident"],
        moment(held["issued_at"]),
        Money(Decimal(held["cap"]), held["currency"]),
        held["status"],
    )


def follow_up(held: Mapping[str, Any]) -> FollowUpRow:
    return FollowUpRow(**{**held, "due_at": moment(held["due_at"])})
