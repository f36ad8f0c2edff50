"""The register of notes: each step is one transaction, and whoever comes second is told what the first one did."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from recovery_cli.errors import Conflict, RecoverError
from recovery_cli.journal.codec import decode, encode
from recovery_cli.notes import ledger
from recovery_cli.notes.events import Content, NoteClaimed, NoteEvent, NoteIssued, NoteNumbered, ReceiptSeen
from recovery_cli.notes.number import new_code, number
from recovery_cli.notes.receipt import Receipt
from recovery_cli.notes.token import packed, proof
from recovery_cli.playbook.settings import Settings
from recovery_cli.ports import Batch, Journal, Signer
from recovery_cli.record import NOTE, REGISTER, note_events

RECEIPT = "receipt:"
TRIES = 40
"""How often a step is decided anew when others keep writing to the same note."""

Decision: TypeAlias = "Callable[[ledger.Note], tuple[Sequence[NoteEvent], Sequence[Batch]]]"
"""From the note as it stands to what happens to it, and to what else in the same transaction; or it raises."""


@dataclass(frozen=True, slots=True)
class Register:
    """`below` draws random numbers for codes; `signer` is None where nothing is signed."""

    journal: Journal
    below: Callable[[int], int]
    signer: Signer | None = None

    def note(self, of_number: str) -> ledger.Note:
        return ledger.replay(note_events(self.journal, of_number))

    def numbered(self, settings: Settings, incident: str, at: datetime) -> tuple[str, str, Batch]:
        """The next number, a new code, and what takes the number; the register's own version is the sequence."""
        year = at.astimezone(ZoneInfo(settings.timezone)).year
        stream = f"{REGISTER}{settings.site}-{year}"
        taken = self.journal.version(stream)
        made = number(settings.site, year, taken + 1)
        return made, new_code(self.below), Batch(stream, taken, (encode(NoteNumbered(made, incident)),))

    def signed(self, issued: NoteIssued, *, specimen: bool) -> NoteIssued:
        """With the token for its QR; a specimen promises nothing, so nobody signs it."""
        note = issued.content.get("note")
        if self.signer is None or specimen or not isinstance(note, Mapping):
            return issued
        bare = replace(issued, content={**issued.content, "note": _without_token(note)})
        claims = proof(bare)
        try:
            signature, key = self.signer.sign(claims.line())
            token = packed(claims, signature)
        except (RecoverError, ValueError):
            # A key that is gone is for `recover doctor`; a guest never waits for it.
            return bare
        content = {**bare.content, "note": {**_without_token(note), "qr": token}}
        return replace(bare, content=content, key=key)

    def step(self, of_number: str, decide: Decision, *, at: datetime, operator: str) -> ledger.Note:
        """The note after one step; raises what `decide` raises, and then nothing was written."""
        stream = NOTE + of_number
        for _ in range(TRIES):
            events = note_events(self.journal, of_number)
            new, also = decide(ledger.replay(events))
            batch = Batch(stream, len(events), tuple(encode(event) for event in new))
            try:
                self.journal.append([batch, *also], at=at, operator=operator)
            except Conflict:
                continue
            return ledger.replay((*events, *new))
        raise Conflict(stream, len(events))

    def standing(self, of_number: str) -> tuple[ledger.Note, int]:
        """The note that counts where this one did, itself or the last in its place, and the version it stands at."""
        events = note_events(self.journal, of_number)
        note = ledger.replay(events)
        return self.standing(note.successor) if note.successor else (note, len(events))

    def line(self, note: ledger.Note) -> Iterator[ledger.Note]:
        """The note, the one whose place it took, and so on to the first."""
        while note.issued is not None:
            yield note
            note = self.note(note.issued.replaces)

    def in_place(self, old: ledger.Note, new: NoteIssued) -> list[Batch]:
        """What records a new note with all that goes along from the one in whose place it is issued."""
        told = ledger.carried(old)
        marks = dict.fromkeys(mark for each in told if isinstance(each, NoteClaimed) for mark in each.marks)
        issued = Batch(NOTE + new.number, 0, tuple(encode(event) for event in (new, *told)))
        return [issued, *(self.brought(mark, new.number) for mark in marks)]

    def seen(self, receipt: Receipt, of_number: str) -> tuple[dict[str, str], list[Batch]]:
        """The notes that still count which brought this receipt before, by its marks; and what records it now."""
        own = {each.issued.number for each in self.line(self.note(of_number)) if each.issued is not None}
        held: dict[str, str] = {}
        batches: list[Batch] = []
        for mark in receipt.marks():
            told = self.journal.read(RECEIPT + mark)
            brought = [event.number for event in map(decode, told) if isinstance(event, ReceiptSeen)]
            living = [each for each in dict.fromkeys(brought) if self.note(each).status in ("claimed", "paid")]
            if living:
                # What a note in the same line has paid is not paid once more.
                held[mark] = of_number if own.intersection(living) else living[-1]
            batches.append(self.brought(mark, of_number))
        return held, batches

    def brought(self, mark: str, of_number: str) -> Batch:
        """What records that a receipt now belongs to a note: another claim of it in this moment is a conflict."""
        stream = RECEIPT + mark
        return Batch(stream, self.journal.version(stream), (encode(ReceiptSeen(of_number)),))


def _without_token(note: Mapping[str, Content]) -> dict[str, Content]:
    return {name: value for name, value in note.items() if name != "qr"}
