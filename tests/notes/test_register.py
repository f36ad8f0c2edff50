"""The register on a journal: signed as it is issued, still proven when a person is forgotten, receipts go along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from driving import SPILL, Scripted, memory, opened, types
from fixed_clock import FixedClock
from notes.register_scenes import AT, euros, issue, issued, receipt, register
from recovery_cli.driver import Driver
from recovery_cli.errors import RecoverError, Refused
from recovery_cli.journal import Ledger, MemoryJournal
from recovery_cli.journal.codec import decode, encode
from recovery_cli.keys import Keys
from recovery_cli.notes import claims
from recovery_cli.notes.events import (
    NoteClaimed,
    NoteEvent,
    NotePaid,
    NoteRefused,
    ReceiptSeen,
    RestSettled,
    StainStayed,
)
from recovery_cli.notes.ledger import Note
from recovery_cli.notes.receipt import Receipt
from recovery_cli.notes.token import proof, unpacked
from recovery_cli.ports import Back, Batch, Scene
from recovery_cli.private import Private
from recovery_cli.record import Record
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from shipped import plan

TODAY = date(2026, 12, 3)
FIRST, SECOND = "BAR01-2026-000001-40", "BAR01-2026-000002-37"


def brought(journal: MemoryJournal, number: str, got: Receipt) -> Note:
    book = register(journal)

    def decide(note: Note) -> tuple[Sequence[NoteEvent], Sequence[Batch]]:
        held, also = book.seen(got, number)
        return [claims.claim(note, got, today=TODAY, pay_within=10, decides="Ana", held=held)], also

    return book.step(number, decide, at=AT, operator="ana")


def paid(journal: MemoryJournal, number: str) -> Note:
    return register(journal).step(number, lambda note: ([claims.pay(note, today=TODAY)], ()), at=AT, operator="ana")


def walked_back(clock: FixedClock, folder: Path, journal: MemoryJournal, between: Receipt, *, pays: bool) -> None:
    """A walk that goes back over its note and changes the material, after a receipt has come for it."""
    changed = False

    def aside(scene: Scene) -> object:
        nonlocal changed
        request = scene.request
        if changed or not (scene.looking or getattr(request, "step", "") == "circumstances"):
            return None
        if isinstance(request, r.Ask) and request.fact.id == "garment.material":
            changed = True
            brought(journal, FIRST, between)
            if pays:
                paid(journal, FIRST)
            return c.Answer("decide", "garment.material", "delicate")
        return Back()

    opened(plan(), journal, Scripted(SPILL, aside), clock=clock, folder=folder).run()  # type: ignore[arg-type]  # replies


def test_a_receipt_goes_with_the_note_that_takes_the_place_of_the_first(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    got = receipt("30.00", number="17")
    walked_back(clock, tmp_path, journal, got, pays=False)
    assert [(row.number, row.status) for row in journal.notes()] == [(FIRST, "void"), (SECOND, "claimed")]
    assert Record(journal, "INC-7K3M").walk.note is not None
    with pytest.raises(Refused):
        brought(journal, SECOND, got)
    before = receipt("5.00", date(2026, 11, 21), number="18")
    assert str(brought(journal, SECOND, before).claimed) == "35.00 EUR"


def test_a_note_that_was_paid_meanwhile_stays_paid(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    walked_back(clock, tmp_path, journal, receipt("30.00"), pays=True)
    assert [(row.number, row.status) for row in journal.notes()] == [(FIRST, "paid"), (SECOND, "issued")]


def test_a_void_notes_receipts_are_free_again() -> None:
    journal = memory()
    first, second = issue(journal), issue(journal)
    got = receipt("30.00", number="17")
    brought(journal, first, got)
    with pytest.raises(Refused):
        brought(journal, second, got)
    register(journal).step(
        first, lambda note: ([claims.refuse(note, "not_this_garment", today=TODAY)], ()), at=AT, operator="ana"
    )
    assert brought(journal, second, got).status == "claimed"


def test_a_step_that_is_refused_leaves_nothing() -> None:
    journal = memory()
    number = issue(journal)
    streams = journal.streams("")
    with pytest.raises(Refused):
        brought(journal, number, receipt("30.00", date(2026, 11, 20)))
    with pytest.raises(Refused):
        paid(journal, number)
    assert (journal.streams(""), types(journal, f"note:{number}")) == (streams, ["note-issued"])


class Meanwhile:
    """A journal in which somebody else pays right before the first append."""

    def __init__(self, journal: MemoryJournal, number: str) -> None:
        self.journal = journal
        self.number = number

    def __getattr__(self, name: str) -> object:
        return getattr(self.journal, name)

    def append(self, batches: Sequence[Batch], **more: object) -> None:
        number, self.number = self.number, ""
        if number:
            paid(self.journal, number)
        self.journal.append(batches, **more)  # type: ignore[arg-type]  # handed on


def test_whoever_comes_second_is_told_what_the_first_one_did() -> None:
    journal = memory()
    number = issue(journal)
    brought(journal, number, receipt("30.00"))
    with pytest.raises(claims.TurnedAway) as told:
        paid(Meanwhile(journal, number), number)  # type: ignore[arg-type]  # a journal
    assert (told.value.reason, told.value.facts["day"]) == ("already_paid", TODAY)
    assert types(journal, f"note:{number}") == ["note-issued", "note-claimed", "note-paid"]


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    made = Keys(tmp_path_factory.mktemp("house") / "keys")
    made.make(anew=False)
    return made


def holds(journal: Ledger, number: str, keys: Keys) -> bool:
    event = register(journal).note(number).issued
    assert event is not None
    note = event.content["note"]
    read = unpacked(str(note["qr"]))  # type: ignore[index,call-overload]  # a mapping
    assert read is not None
    return read[0] == proof(event) and keys.current().holds(read[0].line(), read[1])


def test_the_signature_holds_for_what_the_journal_gives_back_and_after_an_erasure(
    keys: Keys, clock: FixedClock, tmp_path: Path
) -> None:
    journal = memory()
    driver = opened(plan(), journal, Scripted(SPILL), clock=clock, folder=tmp_path)
    settings = driver.plan.settings.model_copy(update={"specimen": False})
    ours = driver.plan.model_copy(update={"settings": settings})
    signing = replace(driver.papers, signer=keys)
    Driver(ours, driver.record, prompter=Scripted(SPILL), clock=clock, papers=signing).run()
    assert holds(journal, FIRST, keys)
    assert journal.erase(f"note:{FIRST}") == "done"
    event = register(journal).note(FIRST).issued
    assert event is not None
    assert event.content["customer"]["name"] == Private(None)  # type: ignore[index,call-overload]  # a mapping
    assert holds(journal, FIRST, keys)


def test_a_specimen_and_a_house_without_a_key_sign_nothing(keys: Keys, tmp_path: Path) -> None:
    bare = issued()
    journal = memory()
    assert register(journal, keys).signed(bare, specimen=True) == bare
    assert register(journal, Keys(tmp_path / "none")).signed(bare, specimen=False) == bare
    assert register(journal).signed(bare, specimen=False) == bare
    signed = register(journal, keys).signed(bare, specimen=False)
    assert (signed.key, signed.number) == (keys.current().fingerprint, bare.number)
    with pytest.raises(RecoverError):
        Keys(tmp_path / "none").sign(b"")


@pytest.mark.parametrize(
    "event",
    [
        replace(issued(), since=date(2026, 11, 1), replaces=SECOND, key="OHTAQTR6"),
        NoteClaimed(euros("95.00"), TODAY, Private("Tinte Sol"), ("aa", "bb"), TODAY, TODAY, "Ana Ferrer", FIRST),
        NotePaid(euros("80.00"), euros("15.00"), TODAY),
        RestSettled(euros("15.00"), True, "Ana Ferrer", TODAY),
        NoteRefused("not_this_garment", TODAY),
        StainStayed("suit", euros("300"), 2, euros("180.00"), ("why",), "Ana Ferrer", TODAY),
        ReceiptSeen(FIRST),
    ],
    ids=lambda event: type(event).__name__,
)
def test_every_step_reads_back_from_the_journal_as_it_was(event: NoteEvent) -> None:
    journal = memory()
    journal.append([Batch("note:X", 0, (encode(event),))], at=AT, operator="ana")
    (told,) = journal.read("note:X")
    assert decode(told) == event


def test_an_older_note_without_the_new_fields_is_still_read() -> None:
    entry = encode(issued())
    data = {name: value for name, value in entry.data.items() if name not in ("key", "since", "replaces")}
    assert decode(replace(entry, data=data)) == issued()
