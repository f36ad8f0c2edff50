"""`recover note claim`, `pay`, `refuse`, `void`: one transaction a step, and the second of two is told politely."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from recovery_cli import i18n
from recovery_cli.commands.note import register
from recovery_cli.commands.note_people import deciding
from recovery_cli.commands.note_terms import day_of, money_of, reason_of
from recovery_cli.commands.note_told import letter_of
from recovery_cli.commands.note_turn import turn
from recovery_cli.errors import RecoverError, UsageError
from recovery_cli.notes import claims, ledger
from recovery_cli.notes.events import NoteEvent
from recovery_cli.notes.ledger import Note
from recovery_cli.notes.receipt import Receipt
from recovery_cli.ports import Batch
from recovery_cli.session import Session
from recovery_cli.ui.furniture import furnish, language_name


def claim(
    wanted: str,
    *,
    receipt: str,
    cleaner: str,
    receipt_number: str,
    file: Path | None,
    on: str | None,
    received: str | None,
    operator: str | None,
    role: str | None,
    as_json: bool,
    workspace: Path | None,
) -> int:
    """A receipt has come: noted, up to the cap or over it; nothing is paid yet."""
    amount, dated, photo = money_of(receipt, "--receipt"), day_of(on, "--on"), _digest(file)
    arrived = day_of(received, "--received")
    at = turn(wanted, operator=operator, role=role, workspace=workspace)
    came = arrived or at.today
    if came > at.today:
        raise UsageError(f"{came} is still to come.", "--received, the day on which the receipt came")
    bought = Receipt(amount, dated or came, cleaner, receipt_number, photo)
    decides = deciding(at.session)

    def decide(note: Note) -> tuple[Sequence[NoteEvent], Sequence[Batch]]:
        held, also = register(at.session).seen(bought, at.number)
        within = _pay_within(at.session, note)
        event = claims.claim(note, bought, today=came, pay_within=within, decides=decides, held=held)
        return [event], also

    return at.take(decide, tell=lambda note: _claimed(at.session, note), as_json=as_json)


def _claimed(session: Session, note: Note) -> list[str]:
    language, last = session.operator_language(), note.claims[-1]
    number = note.issued.number if note.issued is not None else ""
    cap = note.issued.cap if note.issued is not None else ""
    by = i18n.format_date(note.claims[0].pay_by, language=language, country=session.settings.country)
    lines = [furnish("reg-was-claimed", language, number, last.amount, note.claimed, cap, by)]
    if last.like:
        lines.append(furnish("reg-like", language, last.like))
    if note.over is not None:
        lines.append(furnish("reg-over", language, note.over, last.decides))
    return [*lines, furnish("reg-next", language, f"recover note pay {number}")]


def pay(wanted: str, *, operator: str | None, role: str | None, as_json: bool, workspace: Path | None) -> int:
    """Pay what the receipts say, up to the cap, once."""
    at = turn(wanted, operator=operator, role=role, workspace=workspace)
    return at.take(
        lambda note: ([claims.pay(note, today=at.today)], ()),
        tell=lambda note: _paid(at.session, note),
        as_json=as_json,
    )


def _paid(session: Session, note: Note) -> list[str]:
    language = session.operator_language()
    if note.issued is None or note.paid is None:
        return []
    number = note.issued.number
    lines = [furnish("reg-was-paid", language, number, note.paid.amount)]
    if note.over is not None:
        guest = note.issued.language
        said = (i18n.spoken_amount(each, guest) for each in (note.paid.amount, note.over))
        lines.append(furnish("reg-say", language, language_name(guest, language), furnish("say-rest", guest, *said)))
        way = f"recover note pay {number} --rest yes|no"
        lines.append(furnish("reg-rest", language, note.over, note.claims[-1].decides, way))
    return lines


def refuse(
    wanted: str, *, reason: str | None, operator: str | None, role: str | None, as_json: bool, workspace: Path | None
) -> int:
    """Refuse a note for one of the reasons on the list; another may still be issued in its place."""
    why = reason_of(reason)
    at = turn(wanted, operator=operator, role=role, workspace=workspace)

    def tell(note: Note) -> list[str]:
        return [
            furnish("reg-was-refused", at.language, at.number, furnish(f"reg-reason-{why}", at.language)),
            furnish("reg-letter", at.language, letter_of(note, why)),
        ]

    return at.take(lambda note: ([claims.refuse(note, why, today=at.today)], ()), tell=tell, as_json=as_json)


def void(wanted: str, *, operator: str | None, role: str | None, as_json: bool, workspace: Path | None) -> int:
    """Take back a note that nobody has used, as one that was printed by mistake."""
    at = turn(wanted, operator=operator, role=role, workspace=workspace)
    return at.take(
        lambda note: ([ledger.voided(note, successor="")], ()),
        tell=lambda _: [furnish("reg-was-voided", at.language, at.number)],
        as_json=as_json,
    )


def _digest(file: Path | None) -> str:
    try:
        return "" if file is None else hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as fault:
        raise RecoverError(f"{file} cannot be read: {fault.strerror}.", "--file PHOTO") from fault


def _pay_within(session: Session, note: Note) -> int:
    """As the note itself promises."""
    own = None if note.issued is None else note.issued.content.get("note")
    days = own.get("pay_within_days") if isinstance(own, Mapping) else None
    return days if isinstance(days, int) else session.settings.note.pay_within_days
