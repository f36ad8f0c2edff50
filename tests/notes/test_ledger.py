"""The note as a machine of its own: issued, printed, void."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_cli.errors import Refused
from recovery_cli.money import Money
from recovery_cli.notes.events import NoteIssued
from recovery_cli.notes.ledger import Note, dates, evolve, issue, printed, replay, voided
from recovery_cli.playbook.settings import NoteTerms


def issued(cap: str = "120.00") -> NoteIssued:
    return issue(
        number="BAR01-2026-000123-62",
        code="Q2XV-7NTE-N",
        incident="INC-7K3M",
        cap=Money(Decimal(cap), "EUR"),
        signer="Ana Ferrer",
        role="manager",
        language="es",
        until=dates(NoteTerms(), date(2026, 11, 21)),
        content={},
    )


def test_the_dates_are_those_of_the_terms() -> None:
    found = dates(NoteTerms(), date(2026, 11, 21))
    assert (found.clean_by, found.claim_by) == (date(2027, 1, 20), date(2027, 2, 19))
    assert found.keep_until == date(2032, 12, 31)


@given(st.dates(date(2000, 1, 1), date(2900, 1, 1)), st.integers(30, 365), st.integers(0, 365), st.integers(0, 30))
def test_a_note_is_kept_at_least_until_it_can_be_claimed(day: date, clean: int, more: int, years: int) -> None:
    terms = NoteTerms(clean_by_days=clean, claim_by_days=clean + more, keep_years=years)
    found = dates(terms, day)
    assert day < found.clean_by <= found.claim_by <= found.keep_until


def test_the_first_paper_is_the_original_and_the_rest_are_copies() -> None:
    note = replay([issued()])
    first = printed(note, format="pdf", file="note.pdf", digest="aa")
    note = evolve(note, first)
    second = printed(note, format="pdf", file="note-2.pdf", digest="bb")
    note = evolve(note, second)
    assert (first.copy, second.copy, note.copies) == (1, 2, 2)
    assert (note.file, note.digest) == ("note.pdf", "aa")


def test_a_void_note_names_its_successor_and_is_not_voided_twice() -> None:
    note = replay([issued()])
    gone = evolve(note, voided(note, successor="BAR01-2026-000124-59"))
    assert (gone.status, gone.successor) == ("void", "BAR01-2026-000124-59")
    with pytest.raises(Refused, match="does not count"):
        voided(gone, successor="BAR01-2026-000125-56")


@pytest.mark.parametrize("cap", ["0.00", "-1.00"])
def test_a_promise_of_nothing_is_refused(cap: str) -> None:
    with pytest.raises(Refused, match="more than nothing"):
        issued(cap)


def test_what_was_never_issued_is_neither_printed_nor_void() -> None:
    with pytest.raises(Refused):
        printed(Note(), format="pdf")
    with pytest.raises(Refused):
        voided(Note(), successor="")
