"""`recover note claim`, `pay`, `refuse`, `void`: one transaction a step, and the second of two is told politely."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from recovery_cli import i18n
from recovery_cli.commands.note import found, today
from recovery_cli.commands.note_people import acting, deciding, limit
from recovery_cli.commands.note_told import letter_of, stepped
from recovery_cli.errors import RecoverError, Refused, UsageError
from recovery_cli.money import Money
from recovery_cli.notes import claims, ledger
from recovery_cli.notes.claims import REASONS, TOLD
from recovery_cli.notes.events import NoteEvent, Reason
from recovery_cli.notes.ledger import Note
from recovery_cli.notes.receipt import Receipt
from recovery_cli.ports import Batch
from recovery_cli.register import Register
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
    session = Session.here(workspace)
    came = day_of(received, "--received") or today(session)
    if came > today(session):
        raise UsageError(f"{came} is still to come.", "--received, the day on which the receipt came")
    bought = Receipt(money_of(receipt, "--receipt"), day_of(on, "--on") or came, cleaner, receipt_number, _digest(file))
    number, _ = found(session, wanted)
    name, _ = acting(session, operator, role)
    decides = deciding(session)

    def step(register: Register) -> Note:
        def decide(note: Note) -> tuple[Sequence[NoteEvent], Sequence[Batch]]:
            held, also = register.seen(bought, number)
            within = _pay_within(session, note)
            event = claims.claim(note, bought, today=came, pay_within=within, decides=decides, held=held)
            return [event], also

        return register.step(number, decide, at=session.clock.now(), operator=name)

    return stepped(session, number, as_json=as_json, step=step, tell=lambda note: _claimed(session, note))


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


def pay(
    wanted: str, *, rest: str | None, operator: str | None, role: str | None, as_json: bool, workspace: Path | None
) -> int:
    """Pay what the receipts say, up to the cap, once; with `rest`, decide about what they say above it."""
    session = Session.here(workspace)
    if rest is not None and rest not in ("yes", "no"):
        raise UsageError(f'"{rest}" is neither yes nor no.', "--rest yes|no")
    number, _ = found(session, wanted)
    name, held = acting(session, operator, role)

    def decide(note: Note) -> tuple[Sequence[NoteEvent], Sequence[Batch]]:
        if rest is None:
            return [claims.pay(note, today=today(session))], ()
        settled = claims.settle(note, granted=rest == "yes", by=name, today=today(session))
        incident = "" if note.issued is None else note.issued.incident
        most = limit(session, incident, held)
        if settled.granted and most is not None and not settled.amount <= most:
            raise Refused(
                f"{name} signs up to {most}; this is {settled.amount}.",
                f"recover note pay {number} --rest yes --role owner",
            )
        return [settled], ()

    def step(register: Register) -> Note:
        return register.step(number, decide, at=session.clock.now(), operator=name)

    return stepped(session, number, as_json=as_json, step=step, tell=lambda note: _paid(session, note))


def _paid(session: Session, note: Note) -> list[str]:
    language = session.operator_language()
    if note.issued is None or note.paid is None:
        return []
    number = note.issued.number
    if note.settled is not None:
        code = "reg-was-settled" if note.settled.granted else "reg-was-kept"
        return [furnish(code, language, number, note.settled.amount)]
    lines = [furnish("reg-was-paid", language, number, note.paid.amount)]
    if note.over is not None:
        guest = note.issued.language
        said = (i18n.spoken_amount(each, guest) for each in (note.paid.amount, note.over))
        lines.append(furnish("reg-say", language, language_name(guest, language), furnish("say-rest", guest, *said)))
        way = f"recover note pay {number} --rest yes|no"
        lines.append(furnish("reg-rest", language, note.over, note.claims[-1].decides, way))
    return lines


def refuse(
    wanted: str, *, reason: str, operator: str | None, role: str | None, as_json: bool, workspace: Path | None
) -> int:
    """Refuse a note for one of the reasons on the list; another may still be issued in its place."""
    session = Session.here(workspace)
    why = reason_of(reason)
    number, _ = found(session, wanted)
    name, _ = acting(session, operator, role)
    language = session.operator_language()

    def step(register: Register) -> Note:
        return register.step(
            number,
            lambda note: ([claims.refuse(note, why, today=today(session))], ()),
            at=session.clock.now(),
            operator=name,
        )

    def tell(note: Note) -> list[str]:
        return [
            furnish("reg-was-refused", language, number, furnish(f"reg-reason-{why}", language)),
            furnish("reg-letter", language, letter_of(note, why)),
        ]

    return stepped(session, number, as_json=as_json, step=step, tell=tell)


def void(wanted: str, *, operator: str | None, role: str | None, as_json: bool, workspace: Path | None) -> int:
    """Take back a note that nobody has used, as one that was printed by mistake."""
    session = Session.here(workspace)
    number, _ = found(session, wanted)
    name, _ = acting(session, operator, role)

    def step(register: Register) -> Note:
        return register.step(
            number,
            lambda note: ([ledger.voided(note, successor="")], ()),
            at=session.clock.now(),
            operator=name,
        )

    told = furnish("reg-was-voided", session.operator_language(), number)
    return stepped(session, number, as_json=as_json, step=step, tell=lambda _: [told])


def reason_of(text: str) -> Reason:
    """One of the list that somebody may refuse for; raises `UsageError`, which names them."""
    wanted = text.strip().replace("-", "_")
    found_ = next((each for each in REASONS if each == wanted and each not in TOLD), None)
    if found_ is None:
        raise UsageError(
            f'"{text}" is not one of the reasons.', f"One of: {', '.join(each for each in REASONS if each not in TOLD)}"
        )
    return found_


def money_of(text: str, option: str) -> Money:
    try:
        return Money.parse(text)
    except ValueError as fault:
        raise UsageError(f"{fault}.", f"{option} '80.00 EUR'") from fault


def day_of(text: str | None, option: str) -> date | None:
    try:
        if text is None:
            return None
        day = date.fromisoformat(text)
        if day.isoformat() != text:
            raise ValueError
    except ValueError as fault:
        raise UsageError(f'"{text}" is not a date.', f"{option} 2026-11-21") from fault
    return day


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
