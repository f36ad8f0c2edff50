"""What happens to a guarantee note, on its own stream `note:<number>`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from recovery_cli.money import Money
from recovery_cli.private import Private

Content: TypeAlias = "Mapping[str, Content] | tuple[Content, ...] | str | int | bool | Private | Money | date | None"
"""What a paper says, as plain values: mappings, lists, texts, money and dates (datetimes are local to the business)."""

Reason: TypeAlias = Literal[
    "already_paid",
    "after_claim_by",
    "after_clean_by",
    "other_currency",
    "not_this_garment",
    "receipt_used",
    "receipt_before_issue",
    "void",
]
"""Why a receipt is not paid from a note: the whole list, and the letter `note-refusal` has words for each."""


@dataclass(frozen=True, slots=True)
class NoteNumbered:
    """On the stream `register:<site>-<year>`: the stream's version is the sequential number."""

    number: str
    incident: str


@dataclass(frozen=True, slots=True)
class NoteIssued:
    """The promise, whole: every later paper is a rendering of `content`.

    `key` is the fingerprint of the key that signed it, empty where nobody did. `since` is the first day a receipt may
    bear: for a note in another's place the day of the first, else None for its own; `replaces` is that other's number,
    which is void, or was paid: then this one is for the rest.
    """

    number: str
    code: str
    incident: str
    cap: Money
    clean_by: date
    claim_by: date
    signer: str
    role: str
    language: str
    content: Mapping[str, Content]
    key: str = ""
    since: date | None = None
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class NotePrinted:
    """`copy` counts from 1, the original; every later one is marked. `file` and its sha256, where it is a file."""

    copy: int
    format: str
    file: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class NoteVoided:
    reason: Literal["reissued", "withdrawn"]
    successor: str


@dataclass(frozen=True, slots=True)
class NoteClaimed:
    """A receipt came in: `amount` and `on` are what it says, `marks` what it is known by on `receipt:<mark>`.

    `decides` is who decides about what goes over the cap; `like` is another note with a receipt of the same cleaner,
    sum and day, which is often two guests and never a reason by itself.
    """

    amount: Money
    on: date
    cleaner: Private
    marks: tuple[str, ...]
    received_on: date
    pay_by: date
    decides: str
    like: str = ""


@dataclass(frozen=True, slots=True)
class NotePaid:
    """All receipts so far, up to the cap; `over` is what they say above it, which waits for somebody's word."""

    amount: Money
    over: Money
    on: date


@dataclass(frozen=True, slots=True)
class RestSettled:
    """Somebody decided about what the receipts say above the cap."""

    amount: Money
    granted: bool
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class NoteRefused:
    """The note is not paid; another may still be issued in its place."""

    reason: Reason
    on: date


@dataclass(frozen=True, slots=True)
class StainStayed:
    """Looked at together with the guest: what the garment is worth by its age, and why; `decides` settles it."""

    garment: str
    price: Money
    years: int
    value: Money
    because: tuple[str, ...]
    decides: str
    on: date


@dataclass(frozen=True, slots=True)
class StainSettled:
    """Somebody settled with the guest what a garment is worth: `amount` was paid for it, which may be nothing."""

    garment: str
    value: Money
    amount: Money
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class ReceiptSeen:
    """On the stream `receipt:<mark>`: the note it was brought for, the last one counts."""

    number: str


@dataclass(frozen=True, slots=True)
class RowRecorded:
    """On the stream `row:<…>`: the note or the incident that was made of a table's row, so that none is made twice.

    `values` tells another row of the same id from this one: sixteen bits of a digest, by which nobody is known.
    """

    made: str
    values: str = ""


NoteEvent: TypeAlias = (
    NoteNumbered
    | NoteIssued
    | NotePrinted
    | NoteVoided
    | NoteClaimed
    | NotePaid
    | RestSettled
    | NoteRefused
    | StainStayed
    | StainSettled
    | ReceiptSeen
    | RowRecorded
)
