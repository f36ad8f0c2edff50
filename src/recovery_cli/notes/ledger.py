"""The guarantee note as a machine of its own: what it is worth now, and what may happen to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce

from recovery_cli.errors import Refused
from recovery_cli.money import Money
from recovery_cli.notes.events import Content, NoteEvent, NoteIssued, NoteNumbered, NotePrinted, NoteVoided
from recovery_cli.playbook.settings import NoteTerms


@dataclass(frozen=True, slots=True)
class Note:
    """A note after its events; `issued` is None before the first one. `copies` are the papers made so far.

    `file` is the original's, with its sha256, where the original was a file.
    """

    issued: NoteIssued | None = None
    copies: int = 0
    file: str = ""
    digest: str = ""
    successor: str = ""
    void: bool = False

    @property
    def status(self) -> str:
        """One of the contract's words; claims and payment come with the register."""
        return "void" if self.void else "issued"


@dataclass(frozen=True, slots=True)
class Dates:
    """What a note's terms make of its day of issue: all local dates."""

    clean_by: date
    claim_by: date
    keep_until: date


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
        case NotePrinted(copy, _, file, digest):
            first = bool(file) and not note.file
            kept = (file, digest) if first else (note.file, note.digest)
            return replace(note, copies=max(note.copies, copy), file=kept[0], digest=kept[1])
        case NoteVoided(_, successor):
            return replace(note, void=True, successor=successor)
        case NoteNumbered():
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
    )


def printed(note: Note, *, format: str, file: str = "", digest: str = "") -> NotePrinted:
    """One more paper: the first is the original."""
    if note.issued is None:
        raise Refused("There is no such note to print.", "recover incident list")
    return NotePrinted(note.copies + 1, format, file, digest)


def voided(note: Note, *, successor: str) -> NoteVoided:
    """The note no longer counts; its successor does."""
    if note.issued is None or note.void:
        raise Refused("This note does not count any more.", f"See {note.successor}." if note.successor else "")
    return NoteVoided("reissued", successor)
