"""The shared suite: whatever holds for one plug of the journal holds for each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from journal_scenes import NOON, answered, began, entry, write

from recovery_cli.errors import Conflict, RecoverError
from recovery_cli.journal import Ledger, verify
from recovery_cli.money import Money
from recovery_cli.ports import Batch, FollowUpRow, IncidentRow, NoteRow
from recovery_cli.private import Private


def test_what_was_appended_is_read_in_order(ledger: Ledger) -> None:
    write(ledger, "INC-1", began("Bob"), answered())
    write(ledger, "INC-1", answered("price", 80), operator="luis", at=NOON + timedelta(seconds=1))
    first, second, third = ledger.read("INC-1")
    assert (first.stream, first.version, first.type) == ("INC-1", 1, "IncidentBegan")
    assert first.data == {"who": Private("Bob"), "guests": 2}
    assert (second.version, third.version) == (2, 3)
    assert (second.operator, third.operator) == ("ana", "luis")
    assert (second.at, third.at) == (NOON, NOON + timedelta(seconds=1))


def test_a_stream_nobody_began_is_empty(ledger: Ledger) -> None:
    assert ledger.read("INC-1") == ()
    assert ledger.version("INC-1") == 0
    assert ledger.streams("") == ()
    assert verify(ledger) == []


def test_words_are_found_where_they_were_said_and_never_after_an_erasure(ledger: Ledger) -> None:
    write(ledger, "INC-1", began("Elena Prats"), entry("Heard", words=Private("Élena\0")))
    write(ledger, "INC-2", entry("Heard", words="Elena Prats"))
    write(ledger, "INC-3", entry("Heard", words=[Private("Bob"), Private("elena prats")]))

    def elena(words: str) -> bool:
        return words.casefold() == "elena prats"

    assert ledger.saying(elena) == ("INC-1", "INC-3")
    assert ledger.saying(lambda words: words.startswith("Él")) == ("INC-1",)
    assert ledger.saying(lambda words: words == "nobody") == ()
    ledger.erase("INC-1")
    assert ledger.saying(elena) == ("INC-3",)


def test_time_is_stored_in_utc(ledger: Ledger) -> None:
    bogota = datetime(2026, 3, 1, 7, 0, 0, 123456, tzinfo=timezone(timedelta(hours=-5)))
    write(ledger, "INC-1", began(), at=bogota)
    (event,) = ledger.read("INC-1")
    assert event.at == bogota
    assert event.at.tzinfo is UTC


def test_an_entry_may_bring_its_own_time_and_operator(ledger: Ledger) -> None:
    before = NOON - timedelta(minutes=3)
    write(ledger, "INC-1", replace(began(), at=before, operator="luis"), answered())
    told = [(event.at, event.operator) for event in ledger.read("INC-1")]
    assert told == [(before, "luis"), (NOON, "ana")]
    assert ledger.incidents()[0].began_at == before
    assert verify(ledger) == []
    with pytest.raises(ValueError, match="zone"):
        write(ledger, "INC-1", replace(answered(), at=NOON.replace(tzinfo=None)))
    assert ledger.version("INC-1") == 2


def test_a_time_without_a_zone_is_refused(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="zone"):
        write(ledger, "INC-1", began(), at=NOON.replace(tzinfo=None))
    assert ledger.version("INC-1") == 0


@pytest.mark.parametrize("expected", [0, 1, 3])
def test_another_version_than_expected_is_a_conflict(ledger: Ledger, expected: int) -> None:
    write(ledger, "INC-1", began(), answered())
    with pytest.raises(Conflict) as caught:
        ledger.append([Batch("INC-1", expected, (answered(),))], at=NOON, operator="ana")
    assert (caught.value.stream, caught.value.expected) == ("INC-1", expected)
    assert ledger.version("INC-1") == len(ledger.read("INC-1")) == 2


@pytest.mark.parametrize("order", [("INC-1", "NOTE-1"), ("NOTE-1", "INC-1")])
def test_several_streams_are_written_together_or_not_at_all(ledger: Ledger, order: tuple[str, str]) -> None:
    write(ledger, "INC-1", began())
    before = ledger.read("INC-1"), ledger.incidents()
    expected = {"INC-1": 1, "NOTE-1": 4}
    with pytest.raises(Conflict):
        ledger.append([Batch(name, expected[name], (answered(),)) for name in order], at=NOON, operator="ana")
    assert (ledger.read("INC-1"), ledger.incidents()) == before
    assert ledger.streams("") == ("INC-1",)

    expected["NOTE-1"] = 0
    ledger.append([Batch(name, expected[name], (answered(),)) for name in order], at=NOON, operator="ana")
    assert (ledger.version("INC-1"), ledger.version("NOTE-1")) == (2, 1)


def test_two_batches_of_one_stream_follow_each_other(ledger: Ledger) -> None:
    batches = [Batch("INC-1", 0, (began(),)), Batch("INC-1", 1, (answered(),))]
    ledger.append(batches, at=NOON, operator="ana")
    assert [event.type for event in ledger.read("INC-1")] == ["IncidentBegan", "FactRecorded"]
    assert verify(ledger) == []


def test_a_batch_without_entries_only_asks_where_the_stream_stands(ledger: Ledger) -> None:
    ledger.append([Batch("INC-1", 0, ())], at=NOON, operator="ana")
    assert ledger.streams("") == ()
    with pytest.raises(Conflict):
        ledger.append([Batch("INC-1", 1, ()), Batch("INC-2", 0, (began(),))], at=NOON, operator="ana")
    assert ledger.streams("") == ()


def test_streams_are_found_by_their_exact_beginning(ledger: Ledger) -> None:
    for stream in ("NOTE-1", "INC-2", "INC-1", "inc-3", "INC_4", "I%"):
        write(ledger, stream, answered())
    assert ledger.streams("INC-") == ("INC-1", "INC-2")
    assert ledger.streams("I%") == ("I%",)
    assert ledger.streams("") == ("I%", "INC-1", "INC-2", "INC_4", "NOTE-1", "inc-3")


def test_a_playbook_is_kept_once(ledger: Ledger) -> None:
    ledger.keep("d1", "spill: wärme\n")
    ledger.keep("d1", "something else")
    assert ledger.kept("d1") == "spill: wärme\n"


def test_a_playbook_that_was_not_kept_is_said_calmly(ledger: Ledger) -> None:
    with pytest.raises(RecoverError) as caught:
        ledger.kept("0123456789abcdef")
    assert "0123456789ab" in caught.value.message
    assert caught.value.hint


def test_rows_follow_the_events(ledger: Ledger) -> None:
    write(ledger, "INC-1", began("Bob"))
    assert ledger.incidents()[0].state == "1 events"
    write(ledger, "INC-1", answered())
    assert ledger.incidents() == (
        IncidentRow("INC-1", "restaurant", "spill", "Sauce on Bob", NOON, "2 events", "ana", 2, "es"),
    )


def test_rows_come_in_their_order(ledger: Ledger) -> None:
    for stream, hours in (("INC-2", 0), ("INC-3", 5), ("INC-1", 0)):
        write(ledger, stream, began(), at=NOON + timedelta(hours=hours))
    write(ledger, "INC-1", entry("Promised", days=7, who=Private("Bob")))
    write(ledger, "INC-2", entry("Promised", days=2, who=Private("Eva")))
    write(ledger, "INC-2", entry("NoteIssued", number="R-2", cap="80.00 EUR"))
    write(ledger, "INC-3", entry("NoteIssued", number="R-1", cap="1.255 KWD"))
    assert [row.id for row in ledger.incidents()] == ["INC-3", "INC-1", "INC-2"]
    assert [row.incident for row in ledger.follow_ups()] == ["INC-2", "INC-1"]
    assert ledger.follow_ups()[0] == FollowUpRow(
        "INC-2-2", "INC-2", "check", "Ring Eva", "Ana", NOON + timedelta(days=2), False
    )
    dinar, euros = Money(Decimal("1.255"), "KWD"), Money(Decimal("80.00"), "EUR")
    assert ledger.notes() == (
        NoteRow("R-1", "INC-3", NOON, dinar, "issued", "", NOON.date(), dinar, dinar),
        NoteRow("R-2", "INC-2", NOON, euros, "issued", "", NOON.date(), euros, euros),
    )


def test_two_streams_may_project_the_same_id(ledger: Ledger) -> None:
    write(ledger, "INC-1", entry("NoteIssued", number="R-1", cap="80 EUR"))
    write(ledger, "INC-2", entry("NoteIssued", number="R-1", cap="90 EUR"))
    assert [row.incident for row in ledger.notes()] == ["INC-1", "INC-2"]


def test_rebuilding_gives_the_same_rows(ledger: Ledger) -> None:
    write(ledger, "INC-1", began(), entry("Promised", days=7, who=Private("Bob")))
    write(ledger, "INC-2", began(), entry("NoteIssued", number="R-2", cap="80.00 EUR"))
    before = ledger.incidents(), ledger.notes(), ledger.follow_ups()
    ledger.rebuild()
    assert (ledger.incidents(), ledger.notes(), ledger.follow_ups()) == before
    assert all(before)


def test_an_erased_person_is_gone_from_events_and_rows(ledger: Ledger) -> None:
    write(ledger, "INC-1", began("Bob"), entry("Promised", days=7, who=Private("Bob")))
    write(ledger, "INC-2", began("Eva"))
    before = ledger.read("INC-1")
    assert ledger.erase("INC-1") == "done"
    after = ledger.read("INC-1")
    assert [event.data["who"] for event in after] == [Private(None), Private(None)]
    assert [event.hash for event in after] == [event.hash for event in before]
    assert [row.title for row in ledger.incidents()] == ["Sauce on ", "Sauce on Eva"]
    assert [row.what for row in ledger.follow_ups()] == ["Ring "]
    assert ledger.read("INC-2")[0].data["who"] == Private("Eva")
    assert verify(ledger) == []


def test_an_erased_stream_goes_on(ledger: Ledger) -> None:
    write(ledger, "INC-1", began("Bob"))
    ledger.erase("INC-1")
    write(ledger, "INC-1", answered("heard.from", Private("Bob's sister")), answered("again", Private(None)))
    values = [event.data.get("value") for event in ledger.read("INC-1")]
    assert values == [None, Private("Bob's sister"), Private(None)]
    assert verify(ledger) == []
    assert ledger.settle() == "done"


def test_erasing_what_nobody_began_is_done(ledger: Ledger) -> None:
    assert ledger.erase("INC-9") == "done"
    assert ledger.streams("") == ()


def test_hashes_tell_apart_whatever_differs(ledger: Ledger) -> None:
    write(ledger, "INC-1", answered())
    write(ledger, "INC-2", answered())
    write(ledger, "INC-3", answered(), operator="luis")
    write(ledger, "INC-4", answered(), at=NOON + timedelta(microseconds=1))
    write(ledger, "INC-5", answered("garment.material", "suede"))
    write(ledger, "INC-1", answered())
    hashes = [event.hash for stream in ledger.streams("") for event in ledger.read(stream)]
    assert len(set(hashes)) == len(hashes) == 6
    assert all(len(bytes.fromhex(text)) == 32 for text in hashes)


def test_the_same_words_twice_have_different_digests(ledger: Ledger) -> None:
    write(ledger, "INC-1", entry("Heard", first=Private("no"), second=Private("no")))
    (trail,) = ledger.trails()
    first, second = trail.persons
    assert first.digest() != second.digest()
    assert '"no"' not in trail.events[0].data
    assert sorted(person.key for person in trail.persons) == ["INC-1#1.1", "INC-1#1.2"]


def test_nothing_read_leads_back_into_the_journal(ledger: Ledger) -> None:
    data: dict[str, list[int]] = {"seats": [1, 2]}
    write(ledger, "INC-1", entry("Seated", **data))
    data["seats"].append(3)
    read = ledger.read("INC-1")[0].data["seats"]
    assert isinstance(read, list)
    read.append(4)
    assert ledger.read("INC-1")[0].data["seats"] == [1, 2]


def test_a_projector_that_fails_leaves_nothing_behind(ledger: Ledger) -> None:
    write(ledger, "INC-1", began())
    with pytest.raises(LookupError):
        write(ledger, "INC-1", answered(), entry("Unshowable"))
    assert ledger.version("INC-1") == 1
    assert ledger.incidents()[0].state == "1 events"
    assert verify(ledger) == []
