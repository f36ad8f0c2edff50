"""Receipts: up to the cap and never above it, once, with a reason for every refusal and nothing lost in between."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes.register_scenes import ISSUED, euros, issued, receipt
from recovery_cli.errors import Refused
from recovery_cli.money import Money
from recovery_cli.notes import claims
from recovery_cli.notes.claims import REASONS, TurnedAway
from recovery_cli.notes.events import NoteClaimed, NoteVoided
from recovery_cli.notes.ledger import Note, evolve, replay, voided
from recovery_cli.notes.receipt import Receipt
from recovery_cli.session import Session

TODAY = date(2026, 12, 3)


def claim(note: Note, got: Receipt, *, today: date = TODAY, held: dict[str, str] | None = None) -> NoteClaimed:
    return claims.claim(note, got, today=today, pay_within=10, decides="Ana Ferrer", held=held or {})


def claimed(*amounts: str, cap: str = "80.00") -> Note:
    note = replay([issued(cap=cap)])
    for amount in amounts:
        note = evolve(note, claim(note, receipt(amount)))
    return note


def away(note: Note, got: Receipt, *, today: date = TODAY, held: dict[str, str] | None = None) -> str:
    with pytest.raises(TurnedAway) as refused:
        claim(note, got, today=today, held=held)
    return refused.value.reason


def test_several_receipts_add_up_to_the_cap_and_are_paid_once() -> None:
    note = claimed("30.00", "25.50")
    assert (note.status, note.payable, note.over) == ("claimed", euros("55.50"), None)
    note = evolve(note, claims.pay(note, today=TODAY))
    assert note.status == "paid"
    assert note.paid is not None
    assert (note.paid.amount, note.paid.over) == (euros("55.50"), euros("0.00"))
    with pytest.raises(TurnedAway) as again:
        claims.pay(note, today=TODAY + timedelta(days=1))
    assert (again.value.reason, again.value.facts["day"]) == ("already_paid", TODAY)
    assert away(note, receipt("5.00")) == "already_paid"


def test_what_is_over_the_cap_is_put_to_somebody_and_the_cap_is_paid() -> None:
    note = claimed("95.00")
    assert (note.payable, note.over) == (euros("80.00"), euros("15.00"))
    with pytest.raises(Refused, match="First the note is paid"):
        claims.settle(note, granted=True, by="Ana Ferrer", today=TODAY)
    note = evolve(note, claims.pay(note, today=TODAY))
    assert note.over == euros("15.00")
    settled = claims.settle(note, granted=True, by="Ana Ferrer", today=TODAY)
    assert (settled.amount, settled.granted) == (euros("15.00"), True)
    note = evolve(note, settled)
    assert note.over is None
    with pytest.raises(Refused, match="Ana Ferrer decided"):
        claims.settle(note, granted=False, by="Marco", today=TODAY)


@pytest.mark.parametrize(
    ("got", "today", "reason"),
    [
        (receipt(on=ISSUED - timedelta(days=1)), TODAY, "receipt_before_issue"),
        (receipt(on=date(2027, 1, 21)), date(2027, 1, 25), "after_clean_by"),
        (receipt(on=date(2027, 1, 20)), date(2027, 2, 20), "after_claim_by"),
        (Receipt(Money(Decimal("80.00"), "USD"), TODAY), TODAY, "other_currency"),
    ],
)
def test_a_receipt_that_does_not_fit_has_its_reason(got: Receipt, today: date, reason: str) -> None:
    assert away(replay([issued()]), got, today=today) == reason


@pytest.mark.parametrize(("on", "today"), [(ISSUED, ISSUED), (date(2027, 1, 20), date(2027, 2, 19))])
def test_the_first_and_the_last_day_count(on: date, today: date) -> None:
    claim(replay([issued()]), receipt(on=on), today=today)


@pytest.mark.parametrize("got", [receipt("0.00"), receipt("-5.00"), receipt(on=TODAY + timedelta(days=1))])
def test_what_was_typed_wrongly_is_no_reason_against_a_guest(got: Receipt) -> None:
    with pytest.raises(Refused) as refused:
        claim(replay([issued()]), got)
    assert not isinstance(refused.value, TurnedAway)
    assert refused.value.hint


def test_the_same_receipt_twice_is_seen_on_its_note_and_on_another() -> None:
    note, numbered = claimed("30.00"), receipt("30.00", number="A 17")
    own = {receipt("30.00").alike(): "BAR01-2026-000123-62"}
    assert away(note, receipt("30.00"), held=own) == "receipt_used"
    assert claim(note, numbered, held=own).like == "BAR01-2026-000123-62"
    for other in (numbered, receipt("30.00", number=" a  17 ")):
        assert away(note, other, held={numbered.exact()[0]: "BAR01-2026-000009-16"}) == "receipt_used"
    photo = receipt("30.00", file="ab" * 32)
    assert (
        away(note, receipt("31.00", file="ab" * 32), held={photo.exact()[0]: "BAR01-2026-000009-16"}) == "receipt_used"
    )


def test_two_guests_of_one_cleaner_are_told_and_never_refused() -> None:
    alike = receipt("15.00", cleaner="Tinte Sol")
    event = claim(replay([issued()]), alike, held={alike.alike(): "BAR01-2026-000009-16"})
    assert event.like == "BAR01-2026-000009-16"


def test_a_receipt_is_known_again_however_it_was_typed() -> None:
    first = receipt("80.00", cleaner="Tintorería  SOL", number="17/b")
    again = receipt("80.0", cleaner=" tintorería sol", number="17/B ")
    assert first.marks() == again.marks()
    for other in (
        receipt("80.01", cleaner="Tintorería Sol", number="17/b"),
        receipt("80.00", cleaner="Tintorería Sol", number="18/b"),
        receipt("80.00", date(2026, 12, 2), cleaner="Tintorería Sol", number="17/b"),
    ):
        assert other.exact() != first.exact()


def test_a_refused_note_says_why_again_and_only_for_reasons_a_person_may_give() -> None:
    note = claimed("30.00")
    with pytest.raises(Refused, match="neither paid nor void"):
        claims.refuse(note, "already_paid", today=TODAY)
    note = evolve(note, claims.refuse(note, "not_this_garment", today=TODAY))
    assert (note.status, away(note, receipt("5.00"))) == ("refused", "not_this_garment")


def test_a_void_note_names_its_successor() -> None:
    note = evolve(replay([issued()]), NoteVoided("reissued", "BAR01-2026-000124-59"))
    with pytest.raises(TurnedAway) as refused:
        claim(note, receipt())
    assert (refused.value.reason, refused.value.facts["successor"]) == ("void", "BAR01-2026-000124-59")


def test_what_a_guest_relied_on_is_not_taken_back() -> None:
    with pytest.raises(Refused, match="receipt has come"):
        voided(claimed("30.00"), successor="")
    assert voided(claimed("30.00"), successor="BAR01-2026-000124-59").reason == "reissued"
    paid = evolve(claimed("30.00"), claims.pay(claimed("30.00"), today=TODAY))
    for successor in ("", "BAR01-2026-000124-59"):
        with pytest.raises(Refused, match="was paid on 2026-12-03"):
            voided(paid, successor=successor)
    assert voided(replay([issued()]), successor="").reason == "withdrawn"


def test_it_expires_by_the_calendar_alone_and_not_once_a_receipt_has_come() -> None:
    note, last = replay([issued()]), date(2027, 2, 19)
    assert [note.status_on(last), note.status_on(last + timedelta(days=1))] == ["issued", "expired"]
    assert claimed("30.00").status_on(last + timedelta(days=400)) == "claimed"


def test_the_letter_has_words_for_every_reason() -> None:
    assert set(Session(None).library.template("note-refusal").fields["refusal.reason"].choices) == set(REASONS)


amounts = st.decimals(Decimal("0.01"), Decimal(200), places=2)


@given(amounts, st.lists(st.tuples(st.sampled_from(["claim", "pay", "refuse", "void", "settle"]), amounts), max_size=6))
def test_whatever_is_tried_no_more_than_the_cap_is_paid_and_only_once(
    cap: Decimal, steps: list[tuple[str, Decimal]]
) -> None:
    note, paid = replay([issued(cap=str(cap))]), []
    for kind, amount in steps:
        before = note
        try:
            match kind:
                case "claim":
                    note = evolve(note, claim(note, receipt(str(amount))))
                case "pay":
                    event = claims.pay(note, today=TODAY)
                    paid.append(event)
                    note = evolve(note, event)
                case "refuse":
                    note = evolve(note, claims.refuse(note, "not_this_garment", today=TODAY))
                case "void":
                    note = evolve(note, voided(note, successor=""))
                case _:
                    note = evolve(note, claims.settle(note, granted=True, by="Ana", today=TODAY))
        except Refused:
            assert note == before
    assert len(paid) <= 1
    told = sum((each.amount.amount for each in note.claims), Decimal(0))
    for event in paid:
        assert event.amount.amount == min(told, cap)
        assert event.amount.amount + event.over.amount == told
    if note.settled is not None:
        assert note.settled.amount.amount == told - cap > 0


def test_what_somebody_pays_beyond_a_note_adds_up_by_itself() -> None:
    note = claimed("95.00")
    note = evolve(note, claims.pay(note, today=TODAY))
    note = evolve(note, claims.settle(note, granted=True, by="Ana Ferrer", today=TODAY))
    for paid in ("20", "7.50"):
        stays = claims.stain_stays(note, garment="suit", price=euros("50.00"), years=1, decides="Ana", today=TODAY)
        note = evolve(note, stays)
        note = evolve(note, claims.settle_stain(note, amount=euros(paid), by="Ana Ferrer", today=TODAY))
    assert str(note.paid_over) == "42.50 EUR"
    assert note.stayed is None
    with pytest.raises(Refused, match="No stain stands open"):
        claims.settle_stain(note, amount=euros("1.00"), by="Ana Ferrer", today=TODAY)


def test_a_rest_that_is_not_paid_counts_nowhere() -> None:
    note = claimed("95.00")
    note = evolve(note, claims.pay(note, today=TODAY))
    note = evolve(note, claims.settle(note, granted=False, by="Ana Ferrer", today=TODAY))
    assert note.paid_over == euros("0.00")
