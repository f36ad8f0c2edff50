"""What may be done about receipts: claimed, paid, refused with a reason, looked at; nothing here blames a guest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, get_args

from recovery_cli.errors import Refused
from recovery_cli.money import Money
from recovery_cli.notes.depreciation import worth
from recovery_cli.notes.events import (
    NoteClaimed,
    NoteIssued,
    NotePaid,
    NoteRefused,
    Reason,
    RestSettled,
    StainSettled,
    StainStayed,
)
from recovery_cli.notes.ledger import Note, issued_on, zero
from recovery_cli.notes.receipt import Receipt
from recovery_cli.private import Private

REASONS: Final[tuple[Reason, ...]] = get_args(Reason)
TOLD: Final[tuple[Reason, ...]] = ("already_paid", "void")
"""What the ledger says by itself: nobody refuses a note for these."""


class TurnedAway(Refused):
    """A receipt or a payment that this note does not allow; `facts` are the dates and numbers that say why."""

    def __init__(self, number: str, reason: Reason, **facts: object) -> None:
        super().__init__(f"{number}: {reason.replace('_', ' ')}.", f"recover note show {number}")
        self.number = number
        self.reason = reason
        self.facts: Mapping[str, object] = MappingProxyType(facts)


def open_note(note: Note) -> NoteIssued:
    """What was issued, as long as it can still be paid; raises `TurnedAway` with the date of what ended it."""
    if note.issued is None:
        raise Refused("There is no such note.", "recover note list")
    if note.void:
        raise TurnedAway(note.issued.number, "void", successor=note.successor)
    if note.paid is not None:
        raise TurnedAway(note.issued.number, "already_paid", day=note.paid.on, amount=note.paid.amount)
    if note.refused is not None:
        raise TurnedAway(note.issued.number, note.refused.reason, **dates_of(note.issued))
    return note.issued


def renewable(note: Note) -> NoteIssued:
    """What another note may stand in the place of: a refused or an expired one too, since somebody may decide so."""
    if note.refused is not None and not note.void and note.issued is not None:
        return note.issued
    return open_note(note)


def dates_of(issued: NoteIssued) -> dict[str, object]:
    return {
        "since": issued.since or issued_on(issued),
        "clean_by": issued.clean_by,
        "claim_by": issued.claim_by,
        "currency": issued.cap.currency,
    }


def claim(
    note: Note, receipt: Receipt, *, today: date, pay_within: int, decides: str, held: Mapping[str, str]
) -> NoteClaimed:
    """One more receipt, up to the cap or over it; raises `TurnedAway` or `Refused`, and nothing happened.

    `today` is the day it reached the business; `held` says for each of its marks which note that still counts has
    brought it before.
    """
    issued = open_note(note)
    _readable(issued, receipt, today)
    if reason := _misfit(issued, receipt, today):
        raise TurnedAway(issued.number, reason, **dates_of(issued))
    alike = held.get(receipt.alike(), "")
    if any(mark in held for mark in receipt.exact()) or (alike == issued.number and not receipt.exact()):
        raise TurnedAway(issued.number, "receipt_used", **dates_of(issued))
    return NoteClaimed(
        amount=receipt.amount + zero(issued.cap),
        on=receipt.on,
        cleaner=Private(receipt.cleaner),
        marks=receipt.marks(),
        received_on=today,
        pay_by=today + timedelta(days=pay_within),
        decides=decides,
        like=alike,
    )


def _readable(issued: NoteIssued, receipt: Receipt, today: date) -> None:
    """What was typed wrongly is no reason to refuse anybody."""
    if receipt.amount.amount <= 0:
        again = f"recover note claim {issued.number} --receipt '80.00 EUR'"
        raise Refused("A receipt is for more than nothing.", again)
    if receipt.on > today:
        raise Refused(f"The receipt would be of {receipt.on}, which is still to come.", f"--on {today}")


def _misfit(issued: NoteIssued, receipt: Receipt, today: date) -> Reason | None:
    if receipt.amount.currency != issued.cap.currency:
        return "other_currency"
    if receipt.on < (issued.since or issued_on(issued)):
        return "receipt_before_issue"
    if receipt.on > issued.clean_by:
        return "after_clean_by"
    return "after_claim_by" if today > issued.claim_by else None


def pay(note: Note, *, today: date) -> NotePaid:
    """All receipts so far, up to the cap, once; raises `TurnedAway` with the date of what came first."""
    issued = open_note(note)
    payable, claimed = note.payable, note.claimed
    if not note.claims or payable is None or claimed is None:
        raise Refused(
            f"No receipt has come for {issued.number} yet.", f"recover note claim {issued.number} --receipt MONEY"
        )
    return NotePaid(payable, claimed - payable, today)


def settle(note: Note, *, granted: bool, by: str, today: date) -> RestSettled:
    """The word about what the receipts say above the cap; raises `Refused` where there is nothing to say it about."""
    if note.issued is None or note.paid is None:
        number = "" if note.issued is None else f" {note.issued.number}"
        raise Refused("First the note is paid, up to its cap.", f"recover note pay{number}")
    if note.settled is not None:
        raise Refused(
            f"{note.settled.by} decided about it on {note.settled.on}.", f"recover note show {note.issued.number}"
        )
    if note.over is None:
        raise Refused("The receipts are within the cap: nothing is left to decide.", "recover note list")
    return RestSettled(note.over, granted, by, today)


def refuse(note: Note, reason: Reason, *, today: date) -> NoteRefused:
    """Refused by somebody's decision; raises `Refused` for what only the ledger can say."""
    issued = open_note(note)
    if reason in TOLD:
        raise Refused(f"{issued.number} is neither paid nor void.", "Give one of the other reasons.")
    return NoteRefused(reason, today)


def stain_stays(note: Note, *, garment: str, price: Money, years: int, decides: str, today: date) -> StainStayed:
    """The garment's value by its age, for whoever settles it with the guest: proposed, never paid by itself."""
    if note.issued is None:
        raise Refused("There is no such note.", "recover note list")
    if note.void:
        raise TurnedAway(note.issued.number, "void", successor=note.successor)
    if price.currency != note.issued.cap.currency:
        raise TurnedAway(note.issued.number, "other_currency", **dates_of(note.issued))
    value, because = worth(garment, price, years=years)
    return StainStayed(garment, price, years, value, because, decides, today)


def settle_stain(note: Note, *, amount: Money, by: str, today: date) -> StainSettled:
    """The end of a stain that stayed; raises `Refused` where none stands open, and for another currency."""
    if note.issued is None or note.stayed is None:
        way = "" if note.issued is None else f"recover note inspect {note.issued.number} --garment …"
        raise Refused("No stain stands open on this note.", way or "recover note list")
    if note.void:
        raise TurnedAway(note.issued.number, "void", successor=note.successor)
    cap, stayed = note.issued.cap, note.stayed
    if amount.currency != cap.currency:
        raise Refused(f"{note.issued.number} is in {cap.currency}.", f"--paid '{stayed.value}'")
    return StainSettled(stayed.garment, stayed.value, amount + zero(cap), by, today)
