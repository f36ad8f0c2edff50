"""The guarantee note as a machine of its own: what it is worth now, and what may happen to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import reduce
from typing import Literal, TypeAlias

from recovery_cli.errors import Refused
from recovery_cli.money import Money
from recovery_cli.notes import events as n
from recovery_cli.notes.events import Content, NoteEvent, NoteIssued
from recovery_cli.playbook.settings import NoteTerms

Status: TypeAlias = Literal["issued", "claimed", "paid", "refused", "expired", "void"]


@dataclass(frozen=True, slots=True)
class Note:
    """A note after its events; `issued` is None before the first one. `copies` are the papers made so far.

    `file` is the original's, with its sha256, where the original was a file. `stayed` is a stain that nobody has
    settled yet, `redressed` are those that somebody has.
    """

    issued: NoteIssued | None = None
    copies: int = 0
    file: str = ""
    digest: str = ""
    successor: str = ""
    void: bool = False
    claims: tuple[n.NoteClaimed, ...] = ()
    paid: n.NotePaid | None = None
    settled: n.RestSettled | None = None
    refused: n.NoteRefused | None = None
    stayed: n.StainStayed | None = None
    redressed: tuple[n.StainSettled, ...] = ()

    @property
    def status(self) -> Status:
        """Without a look at the calendar: a note that nobody claimed in time is still `issued` here."""
        if self.void:
            return "void"
        if self.paid is not None:
            return "paid"
        if self.refused is not None:
            return "refused"
        return "claimed" if self.claims else "issued"

    def status_on(self, today: date) -> Status:
        """One of the contract's words; `today` is local to the business."""
        return status_on(self.status, None if self.issued is None else self.issued.claim_by, today)

    @property
    def claimed(self) -> Money | None:
        """What all receipts say together."""
        if self.issued is None:
            return None
        return reduce(Money.__add__, (claim.amount for claim in self.claims), zero(self.issued.cap))

    @property
    def payable(self) -> Money | None:
        """What the receipts say, up to the cap."""
        if self.issued is None or self.claimed is None:
            return None
        return min(self.claimed, self.issued.cap)

    @property
    def over(self) -> Money | None:
        """What the receipts say above the cap, until somebody has decided about it."""
        if self.issued is None or self.claimed is None or self.settled is not None:
            return None
        over = self.claimed - self.issued.cap
        return over if over.amount > 0 and self.status in ("claimed", "paid") else None

    @property
    def paid_over(self) -> Money | None:
        """What somebody decided to pay beyond the note: above its cap, and for garments whose stain stayed."""
        if self.issued is None:
            return None
        rest = (self.settled.amount,) if self.settled is not None and self.settled.granted else ()
        return reduce(Money.__add__, (*rest, *(each.amount for each in self.redressed)), zero(self.issued.cap))

    @property
    def spent(self) -> Money | None:
        """What was paid, and what is still put to somebody above the cap: no other note promises it once more."""
        if self.paid is None:
            return None if self.issued is None else zero(self.issued.cap)
        return self.paid.amount if self.settled is not None and not self.settled.granted else self.claimed


@dataclass(frozen=True, slots=True)
class Dates:
    """What a note's terms make of its day of issue: all local dates."""

    clean_by: date
    claim_by: date
    keep_until: date


def zero(like: Money) -> Money:
    return replace(like, amount=like.amount * 0)


def status_on(status: Status, claim_by: date | None, today: date) -> Status:
    """Expiry needs no job to run: a note expires when its last day has passed and no receipt has come."""
    return "expired" if status == "issued" and claim_by is not None and today > claim_by else status


def dates(terms: NoteTerms, issued_on: date) -> Dates:
    """Days count from the issue; books are kept to the end of a year, `keep_years` later."""
    claim_by = issued_on + timedelta(days=terms.claim_by_days)
    return Dates(
        clean_by=issued_on + timedelta(days=terms.clean_by_days),
        claim_by=claim_by,
        keep_until=max(claim_by, date(issued_on.year + terms.keep_years, 12, 31)),
    )


def evolve(note: Note, event: NoteEvent) -> Note:
    """The note after one more event; cannot fail."""
    match event:
        case NoteIssued():
            return replace(note, issued=event)
        case n.NotePrinted(copy, _, file, digest):
            first = bool(file) and not note.file
            kept = (file, digest) if first else (note.file, note.digest)
            return replace(note, copies=max(note.copies, copy), file=kept[0], digest=kept[1])
        case n.NoteVoided(_, successor):
            return replace(note, void=True, successor=successor)
        case n.NoteClaimed():
            return replace(note, claims=(*note.claims, event))
        case n.NotePaid():
            return replace(note, paid=event)
        case n.RestSettled():
            return replace(note, settled=event)
        case n.NoteRefused():
            return replace(note, refused=event)
        case n.StainStayed():
            return replace(note, stayed=event)
        case n.StainSettled():
            return replace(note, stayed=None, redressed=(*note.redressed, event))
        case n.NoteNumbered() | n.ReceiptSeen() | n.RowRecorded():
            return note


def replay(events: Iterable[NoteEvent]) -> Note:
    return reduce(evolve, events, Note())


def issue(
    *,
    number: str,
    code: str,
    incident: str,
    cap: Money,
    signer: str,
    role: str,
    language: str,
    until: Dates,
    content: Mapping[str, Content],
    key: str = "",
    since: date | None = None,
    replaces: str = "",
) -> NoteIssued:
    """The first event; raises `Refused` for a promise that is none."""
    if cap.amount <= 0:
        raise Refused("A note promises more than nothing.", "Give an amount above zero.")
    return NoteIssued(
        number=number,
        code=code,
        incident=incident,
        cap=cap,
        clean_by=until.clean_by,
        claim_by=until.claim_by,
        signer=signer,
        role=role,
        language=language,
        content=content,
        key=key,
        since=since,
        replaces=replaces,
    )


def issued_on(issued: NoteIssued) -> date:
    """The local day on which it was issued."""
    own = issued.content.get("note")
    at = own.get("issued_at") if isinstance(own, Mapping) else None
    if isinstance(at, datetime):
        return at.date()
    return at if isinstance(at, date) else issued.clean_by


def printed(note: Note, *, format: str, file: str = "", digest: str = "") -> n.NotePrinted:
    """One more paper: the first is the original."""
    if note.issued is None:
        raise Refused("There is no such note to print.", "recover incident list")
    return n.NotePrinted(note.copies + 1, format, file, digest)


def carried(note: Note) -> tuple[NoteEvent, ...]:
    """What goes with a note to the one in its place: receipts that wait, what garments were paid for, an open stain.

    A note that was paid keeps what is its own.
    """
    if note.void or note.paid is not None:
        return ()
    claims = note.claims if note.status == "claimed" else ()
    return (*claims, *note.redressed, *(() if note.stayed is None else (note.stayed,)))


def voided(note: Note, *, successor: str) -> n.NoteVoided:
    """The note no longer counts; its successor does, or nothing does where there is none.

    Raises `Refused` for one that is void or paid, and for one withdrawn though a receipt or a stain has come: what a
    guest relied on is paid, refused with a reason, settled, or reissued.
    """
    if note.issued is None or note.void:
        raise Refused("This note does not count any more.", f"See {note.successor}." if note.successor else "")
    if note.paid is not None:
        raise Refused(f"This note was paid on {note.paid.on}.", f"recover note show {note.issued.number}")
    if note.refused is not None and note.claims and not successor:
        raise Refused("The receipt of this note was refused: it stays so.", f"recover note show {note.issued.number}")
    if note.claims and not successor:
        raise Refused(
            "A receipt has come for this note: it is paid, or refused with a reason.",
            f"recover note pay {note.issued.number}",
        )
    if note.stayed is not None and not successor:
        raise Refused(
            f"A stain that stayed is still open: {note.stayed.decides} settles it with the guest.",
            f"recover note settle {note.issued.number} --paid '{note.stayed.value}'",
        )
    if note.redressed and not successor:
        raise Refused(
            "Money was paid for a garment of this note: it is reissued, never taken back.",
            f"recover note reissue {note.issued.number}",
        )
    return n.NoteVoided("reissued" if successor else "withdrawn", successor)
