"""`recover note list` and `show`, and which note is meant: by its number, its code, its QR or its incident."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from recovery_cli import i18n
from recovery_cli.commands.shown import print_json
from recovery_cli.diagnostics import did_you_mean
from recovery_cli.errors import DONE, Refused, UsageError
from recovery_cli.money import Money
from recovery_cli.notes.ledger import Note, issued_on, status_on, zero
from recovery_cli.notes.number import read_code, read_number
from recovery_cli.notes.token import proof, unpacked
from recovery_cli.ports import NoteRow
from recovery_cli.record import INCIDENT, Record
from recovery_cli.register import Register
from recovery_cli.session import Session
from recovery_cli.ui import notes as screen
from recovery_cli.ui.furniture import furnish
from recovery_cli.ui.notes import STATES, Signed

_INCIDENT = re.compile(r"INC-[0-9A-Z]+", re.ASCII)


def not_ours(session: Session, *, offline: bool = False) -> Refused:
    """One answer for a wrong digit, an unknown code and an altered token: none of them says which part was right."""
    language = session.operator_language()
    way = ("reg-scan-again", "recover note verify - --key …") if offline else ("reg-look-again", "recover note list")
    return Refused(furnish("reg-not-ours", language), furnish(way[0], language, way[1]))


def register(session: Session) -> Register:
    return session.papers.register


def today(session: Session) -> date:
    """Where the business is."""
    return session.clock.now().astimezone(ZoneInfo(session.settings.timezone)).date()


def found(session: Session, wanted: str) -> tuple[str, Note]:
    """The number and the note that are meant; raises `Refused`, always in the same words, when there is none."""
    number = _meant(session, wanted.strip())
    note = Note() if number is None else register(session).note(number)
    if number is None or note.issued is None:
        raise not_ours(session)
    return number, note


def _meant(session: Session, wanted: str) -> str | None:
    if (token := unpacked(wanted)) is not None:
        number = token[0].number
        issued = register(session).note(number).issued
        held = None if issued is None else issued.content["note"]
        kept = held.get("qr") if isinstance(held, Mapping) else None
        return number if isinstance(kept, str) and hmac.compare_digest(kept, wanted) else None
    number, _, code = wanted.partition(" ")
    if code and (read := read_number(number)):
        # What the QR of a note says that nobody signed: both have to be right.
        issued = register(session).note(read).issued
        return read if issued is not None and issued.code == read_code(code) else None
    if (read := read_number(wanted)) is not None:
        return read
    if (read := read_code(wanted)) is not None:
        return next((row.number for row in reversed(session.journal.notes()) if row.code == read), None)
    incident = wanted.upper()
    if _INCIDENT.fullmatch(incident) is None or not session.journal.version(INCIDENT + incident):
        return None
    held_by = Record(session.journal, incident).walk.note
    return None if held_by is None else held_by.number


def signed(session: Session, note: Note) -> Signed:
    """Whether the signature holds for the note as the ledger has it; `unknown` where its key is not kept here."""
    keys, issued = session.keys, note.issued
    content = None if issued is None else issued.content["note"]
    token = content.get("qr") if isinstance(content, Mapping) else None
    read = unpacked(token) if isinstance(token, str) else None
    if issued is None or read is None or not issued.key:
        return Signed("none")
    key = next((each for each in (keys.publics() if keys else ()) if each.fingerprint == issued.key), None)
    if key is None:
        return Signed("unknown", issued.key)
    holds = read[0] == proof(issued) and key.holds(read[0].line(), read[1])
    return Signed("good" if holds else "bad", issued.key)


def list_notes(*, status: str | None, as_json: bool, workspace: Path | None) -> int:
    """As they were issued; `status` shows only those of one."""
    if status is not None and status not in STATES:
        raise UsageError(f'A note is never "{status}".', did_you_mean(status, STATES))
    session = Session.here(workspace)
    day = today(session)
    rows = [(row, status_on(row.status, row.claim_by, day)) for row in session.journal.notes()]
    kept = [(row, state) for row, state in rows if status in (None, state)]
    over = paid_over(session, [row for row, _ in kept])
    if as_json:
        print_json([row_json(row, state, over[row.number]) for row, state in kept])
    else:
        screen.notes(kept, status, over=over, language=session.operator_language(), timezone=session.settings.timezone)
    return DONE


def paid_over(session: Session, rows: Sequence[NoteRow]) -> dict[str, Money]:
    """What was paid beyond each note; only the few streams that can say so are read."""
    stains = {row.id.removesuffix("-stain") for row in session.journal.follow_ups() if row.kind == "stain"}
    told = {
        row.number: register(session).note(row.number).paid_over
        for row in rows
        if row.number in stains or (row.status == "paid" and row.cap < row.claimed)
    }
    return {row.number: told.get(row.number) or zero(row.cap) for row in rows}


def row_json(row: NoteRow, state: str, over: Money) -> dict[str, object]:
    return {
        "number": row.number,
        "incident": row.incident or None,
        "issued_at": row.issued_at,
        "status": state,
        "cap": row.cap,
        "claimed": row.claimed,
        "paid": row.paid,
        "paid_over": over,
        "claim_by": row.claim_by,
    }


def show_note(wanted: str, *, as_json: bool, workspace: Path | None) -> int:
    """Everything about one note: its dates, receipts, what was paid and what is still to decide."""
    session = Session.here(workspace)
    _, note = found(session, wanted)
    if as_json:
        print_json(note_json(session, note))
    else:
        card(session, note)
    return DONE


def card(session: Session, note: Note) -> None:
    """On the screen, in the operator's language."""
    language, country = session.operator_language(), session.settings.country

    def day(each: date) -> str:
        return i18n.format_date(each, language=language, country=country)

    screen.note(note, signed(session, note), today(session), language=language, day=day)


def note_json(session: Session, note: Note) -> dict[str, object]:
    """For scripts; raises `Refused` where there is no note."""
    issued = note.issued
    if issued is None:
        raise not_ours(session)
    return {
        "number": issued.number,
        "code": issued.code,
        "incident": issued.incident or None,
        "status": note.status_on(today(session)),
        "cap": issued.cap,
        "issued_on": issued_on(issued),
        "clean_by": issued.clean_by,
        "claim_by": issued.claim_by,
        "signer": issued.signer,
        "role": issued.role,
        "language": issued.language,
        "signature": signed(session, note).state,
        "receipts": [
            {"amount": each.amount, "on": each.on, "cleaner": each.cleaner, "pay_by": each.pay_by}
            for each in note.claims
        ],
        "claimed": note.claimed,
        "payable": note.payable,
        "paid": None if note.paid is None else {"amount": note.paid.amount, "on": note.paid.on},
        "paid_over": note.paid_over,
        "over": note.over,
        "stain": None if note.stayed is None else {"garment": note.stayed.garment, "value": note.stayed.value},
        "settled": [
            {"garment": each.garment, "value": each.value, "amount": each.amount, "by": each.by, "on": each.on}
            for each in note.redressed
        ],
        "refused": None if note.refused is None else note.refused.reason,
        "successor": note.successor or None,
        "replaces": issued.replaces or None,
        "papers": note.copies,
    }
