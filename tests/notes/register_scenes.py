"""Notes in a journal, issued without a walk; and a receipt for them."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from decimal import Decimal

from recovery_cli.errors import Conflict
from recovery_cli.journal.codec import encode
from recovery_cli.money import Money
from recovery_cli.notes import ledger
from recovery_cli.notes.events import NoteIssued
from recovery_cli.notes.receipt import Receipt
from recovery_cli.playbook.settings import NoteTerms
from recovery_cli.ports import Batch, Journal, Signer
from recovery_cli.record import NOTE
from recovery_cli.register import Register
from shipped import demo

ISSUED = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 20, 12, tzinfo=UTC)


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def issued(
    number: str = "BAR01-2026-000123-62", cap: str = "80.00", code: str = "Q2XV-7NTE-N", *, at: datetime = AT
) -> NoteIssued:
    """As a walk issues it, with little on it."""
    money, until = euros(cap), ledger.dates(NoteTerms(), at.date())
    note = {"number": number, "code": code, "cap": money, "issued_at": at, "clean_by": until.clean_by}
    return ledger.issue(
        number=number,
        code=code,
        incident="",
        cap=money,
        signer="Ana Ferrer",
        role="manager",
        language="es",
        until=until,
        content={"note": note},
    )


def register(journal: Journal, signer: Signer | None = None) -> Register:
    return Register(journal, random.SystemRandom().randrange, signer)


def issue(journal: Journal, *, cap: str = "80.00", signer: Signer | None = None, at: datetime = AT) -> str:
    """The next note of the register; tried again as long as others take the number first."""
    book = register(journal, signer)
    while True:
        made, code, numbered = book.numbered(demo(), "", at)
        event = book.signed(issued(made, cap, code, at=at), specimen=False)
        try:
            journal.append([numbered, Batch(NOTE + made, 0, (encode(event),))], at=at, operator="ana")
        except Conflict:
            continue
        return made


def receipt(amount: str = "80.00", on: date = date(2026, 12, 1), **more: str) -> Receipt:
    return Receipt(euros(amount), on, **more)
