"""Notes that follow one another: whatever happened to the first, the walk ends, and no sum is promised twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driving import SPILL, Scripted, memory, opened, papers, types
from fixed_clock import FixedClock
from notes.register_scenes import AT, euros, issue, receipt, register
from recovery_cli.driver import Driver
from recovery_cli.errors import Refused
from recovery_cli.journal import MemoryJournal
from recovery_cli.journal.codec import encode
from recovery_cli.notes import claims, ledger
from recovery_cli.notes.events import NoteEvent
from recovery_cli.notes.ledger import Note
from recovery_cli.notes.receipt import Receipt
from recovery_cli.ports import Back, Batch, Reply, Scene
from recovery_cli.record import NOTE, Record
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from recovery_cli.walk.state import Walk
from shipped import plan

FIRST, SECOND, THIRD = "BAR01-2026-000001-40", "BAR01-2026-000002-37", "BAR01-2026-000003-34"
TODAY = date(2026, 12, 3)
YES = c.Approve("Ana Ferrer", "manager", euros("120.00"))
ALONE = {**SPILL, "fix": "nobody"}


def alone(decide: Callable[[Note], NoteEvent], note: Note) -> tuple[Sequence[NoteEvent], Sequence[Batch]]:
    return [decide(note)], ()


def step(journal: MemoryJournal, number: str, *events: Callable[[Note], NoteEvent]) -> None:
    for decide in events:
        register(journal).step(number, partial(alone, decide), at=AT, operator="ana")


def brought(journal: MemoryJournal, number: str, got: Receipt) -> None:
    book = register(journal)

    def decide(note: Note) -> tuple[Sequence[NoteEvent], Sequence[Batch]]:
        held, also = book.seen(got, number)
        return [claims.claim(note, got, today=TODAY, pay_within=10, decides="Ana", held=held)], also

    book.step(number, decide, at=AT, operator="ana")


def pay(note: Note) -> NoteEvent:
    return claims.pay(note, today=TODAY)


def withdraw(note: Note) -> NoteEvent:
    return ledger.voided(note, successor="")


def stain(note: Note) -> NoteEvent:
    return claims.stain_stays(note, garment="suit", price=euros("100.00"), years=1, decides="Ana", today=TODAY)


def settle(note: Note) -> NoteEvent:
    return claims.settle_stain(note, amount=euros("40.00"), by="Ana", today=TODAY)


def replaced(journal: MemoryJournal, number: str) -> None:
    """As `note reissue` does it elsewhere."""
    other = issue(journal, cap="70.00")
    step(journal, number, lambda note: ledger.voided(note, successor=other))


def notes(journal: MemoryJournal) -> list[tuple[str, str, str]]:
    return [(row.number, row.status, str(row.cap)) for row in journal.notes()]


def walked(clock: FixedClock, folder: Path, journal: MemoryJournal) -> Driver:
    """Nobody may sign more: a note at the waiter's own limit, and the walk is finished."""
    driver = opened(plan(), journal, Scripted(ALONE), clock=clock, folder=folder)
    driver.run()
    return driver


def late_yes(clock: FixedClock, folder: Path, journal: MemoryJournal) -> tuple[Walk, list[Scene]]:
    prompter = Scripted(ALONE)
    record = Record(journal, "INC-7K3M")
    driver = Driver(plan(), record, prompter=prompter, clock=clock, papers=papers(journal, folder))
    driver.step(YES)
    return driver.run(), prompter.scenes


class Changed:
    """Goes back over the note and says another material; `meanwhile` happens right before that."""

    def __init__(self, meanwhile: Callable[[], None], *, then: Reply | None = None) -> None:
        self.meanwhile = meanwhile
        self.then = then
        self.done = False

    def __call__(self, scene: Scene) -> Reply | None:
        request = scene.request
        if self.done:
            return self.then if isinstance(request, r.Choose) and request.group == "main" else None
        if not (scene.looking or getattr(request, "step", "") == "circumstances"):
            return None
        if isinstance(request, r.Ask) and request.fact.id == "garment.material":
            self.done = True
            self.meanwhile()
            return c.Answer("decide", "garment.material", "delicate")
        return Back()


def test_a_note_that_somebody_took_back_meanwhile_is_issued_anew(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    aside = Changed(lambda: step(journal, FIRST, withdraw))
    walk = opened(plan(), journal, Scripted(SPILL, aside), clock=clock, folder=tmp_path).run()
    assert walk.finished
    assert notes(journal) == [(FIRST, "void", "120.00 EUR"), (SECOND, "issued", "60.00 EUR")]


def test_the_one_in_its_place_is_what_the_next_takes_the_place_of(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    got = receipt("10.00")

    def meanwhile() -> None:
        replaced(journal, FIRST)
        brought(journal, SECOND, got)

    walk = opened(plan(), journal, Scripted(SPILL, Changed(meanwhile)), clock=clock, folder=tmp_path).run()
    assert walk.note is not None
    assert walk.note.number == THIRD
    assert [each[1] for each in notes(journal)] == ["void", "void", "claimed"]
    assert register(journal).note(SECOND).successor == THIRD
    assert register(journal).note(THIRD).claimed == euros("10.00")


def test_a_late_yes_after_the_payment_promises_only_the_rest(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    walked(clock, tmp_path, journal)
    got = receipt("25.00", cleaner="Tinte Sol")
    brought(journal, FIRST, got)
    step(journal, FIRST, pay)
    walk, scenes = late_yes(clock, tmp_path, journal)
    assert walk.note is not None
    assert (walk.note.number, walk.note.cap, walk.finished) == (SECOND, euros("95.00"), True)
    assert [each[1:] for each in notes(journal)] == [("paid", "30.00 EUR"), ("issued", "95.00 EUR")]
    assert scenes[0].notice == ("note-the-rest", "25.00 EUR", "95.00 EUR")
    assert "95,00" in (tmp_path / "2026" / f"{SECOND}.txt").read_text("utf-8")
    with pytest.raises(claims.TurnedAway) as told:
        brought(journal, SECOND, got)
    assert told.value.reason == "receipt_used"
    brought(journal, SECOND, receipt("26.00", cleaner="Tinte Sol"))


def test_what_is_put_to_somebody_above_a_paid_note_is_not_promised_again(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    walked(clock, tmp_path, journal)
    brought(journal, FIRST, receipt("150.00"))
    step(journal, FIRST, pay)
    walk, scenes = late_yes(clock, tmp_path, journal)
    assert walk.finished
    assert walk.note is not None
    assert (walk.note.number, walk.note.cap) == (FIRST, euros("30.00"))
    assert notes(journal) == [(FIRST, "paid", "30.00 EUR")]
    assert scenes[0].notice == ("note-stays", FIRST)


def test_a_stain_and_what_was_paid_for_one_go_along_with_a_late_yes(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    walked(clock, tmp_path, journal)
    step(journal, FIRST, stain, settle, stain)
    late_yes(clock, tmp_path, journal)
    first, second = (register(journal).note(each) for each in (FIRST, SECOND))
    assert first.void
    assert (second.paid_over, second.stayed) == (euros("40.00"), first.stayed)
    assert [row.kind for row in journal.follow_ups() if row.id.startswith(SECOND)] == ["stain"]


def test_a_note_whose_stain_is_open_is_not_taken_back() -> None:
    journal = memory()
    number = issue(journal)
    step(journal, number, stain)
    with pytest.raises(Refused, match="stain"):
        step(journal, number, withdraw)
    step(journal, number, settle)
    with pytest.raises(Refused):
        step(journal, number, withdraw)


def test_a_note_that_was_declined_in_the_end_is_void(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    aside = Changed(lambda: None, then=c.DeclineRemedy("offer"))
    walk = opened(plan(), journal, Scripted(SPILL, aside), clock=clock, folder=tmp_path).run()
    assert walk.finished
    assert walk.note is None
    assert notes(journal) == [(FIRST, "void", "120.00 EUR")]
    assert types(journal, f"note:{FIRST}")[-1] == "note-voided"


def test_so_is_the_one_that_somebody_put_in_its_place(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    aside = Changed(lambda: replaced(journal, FIRST), then=c.DeclineRemedy("offer"))
    opened(plan(), journal, Scripted(SPILL, aside), clock=clock, folder=tmp_path).run()
    assert [each[1] for each in notes(journal)] == ["void", "void"]


def test_a_note_that_was_used_is_not_taken_back_by_declining(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    aside = Changed(lambda: brought(journal, FIRST, receipt("10.00")), then=c.DeclineRemedy("offer"))
    walk = opened(plan(), journal, Scripted(SPILL, aside), clock=clock, folder=tmp_path).run()
    assert walk.finished
    assert notes(journal) == [(FIRST, "claimed", "120.00 EUR")]


WAYS: dict[str, tuple[Callable[[MemoryJournal, str], None], ...]] = {
    "nothing": (),
    "withdrawn": (lambda journal, number: step(journal, number, withdraw),),
    "replaced": (replaced,),
    "claimed": (lambda journal, number: brought(journal, number, receipt("25.00")),),
    "paid": (
        lambda journal, number: brought(journal, number, receipt("25.00")),
        lambda journal, number: step(journal, number, pay),
    ),
    "over": (
        lambda journal, number: brought(journal, number, receipt("75.00")),
        lambda journal, number: step(journal, number, pay),
    ),
    "stained": (lambda journal, number: step(journal, number, stain),),
    "settled": (lambda journal, number: step(journal, number, stain, settle),),
}


@pytest.mark.parametrize("way", WAYS)
def test_whatever_happened_to_the_note_a_late_yes_comes_to_its_end(clock: FixedClock, tmp_path: Path, way: str) -> None:
    journal = memory()
    walked(clock, tmp_path, journal)
    for happens in WAYS[way]:
        happens(journal, FIRST)
    walk, _ = late_yes(clock, tmp_path, journal)
    assert walk.finished
    assert walk.note is not None
    standing = [register(journal).note(row.number) for row in journal.notes() if row.status != "void"]
    assert walk.note.number in {each.issued.number for each in standing if each.issued is not None}
    paid = sum(each.spent.amount for each in standing if each.spent is not None)
    owed = sum(each.issued.cap.amount for each in standing if each.issued is not None and each.paid is None)
    assert paid + owed == 120


@given(received=st.integers(0, 60), late=st.integers(0, 40), hour=st.integers(0, 23), east=st.integers(-11, 12))
def test_a_payment_is_due_on_the_day_that_was_promised(received: int, late: int, hour: int, east: int) -> None:
    """Whenever the receipt was typed in, and wherever the business is."""
    zone = timezone(timedelta(hours=east))
    began = datetime(2026, 11, 1, hour, 30, tzinfo=UTC)
    journal = memory()
    number = issue(journal, at=began.astimezone(zone))
    today = began.astimezone(zone).date() + timedelta(days=received)
    got = receipt("30.00", on=began.astimezone(zone).date())
    claimed = claims.claim(register(journal).note(number), got, today=today, pay_within=10, decides="Ana", held={})
    typed = began + timedelta(days=received + late)
    journal.append([Batch(NOTE + number, 1, (encode(claimed),))], at=typed, operator="ana")
    (due,) = journal.follow_ups()
    assert due.due_at.astimezone(zone).date() == claimed.pay_by == today + timedelta(days=10)
