"""Sums as people type them: a note says the same of them on paper, in the journal and in its signature."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.forked import recover
from cli.houses import copied, walked
from cli.program import SAUCE, home


@pytest.fixture(scope="session")
def issued(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A world with one walk in it, and its note."""
    world = tmp_path_factory.mktemp("sums")
    return world, walked(world)[1]


@pytest.fixture
def note(issued: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("RECOVER_WORKSPACE", str(copied(issued[0])))
    return issued[1]


@pytest.mark.parametrize(
    ("typed", "written"), [("25.5 EUR", "25.50 EUR"), ("25 EUR", "25 EUR"), ("9.05 EUR", "9.05 EUR")]
)
def test_a_note_for_a_sum_as_it_was_typed_is_ours(note: str, typed: str, written: str) -> None:
    answers = home() / "answers.yaml"
    offer = f"{{remedy: guarantee-note, amount: {typed}, reason: it is a small stain}}"
    told = SAUCE.read_text("utf-8").replace("offer: guarantee-note", f"offer: {offer}")
    answers.write_text(told, "utf-8")
    made = recover("start", "restaurant", "spill", "--answers", answers, "--json").data["note"]
    assert made["cap"] == written
    for found in (made["number"], note):
        shown = recover("note", "show", found, "--json").data
        assert shown["signature"] == "good"
        assert recover("note", "verify", found).code == 0


def test_a_note_that_was_issued_anew_for_one_decimal_is_ours(note: str) -> None:
    anew = recover("note", "reissue", note, "--cap", "30.5 EUR", "--json").data["number"]
    shown = recover("note", "show", anew, "--json").data
    assert (shown["cap"], shown["signature"]) == ("30.50 EUR", "good")
    assert recover("note", "verify", anew).code == 0


@pytest.mark.parametrize("args", [("reissue", "--cap", "30.555 EUR"), ("claim", "--receipt", "1.500 EUR")])
def test_a_sum_that_nobody_can_pay_is_not_rounded_but_refused(note: str, args: tuple[str, ...]) -> None:
    step, *option = args
    ran = recover("note", step, note, *option)
    assert (ran.code, ran.out) == (2, "")
    assert "more decimals than can be paid in EUR" in ran.told[0]
    assert recover("note", "show", note, "--json").data["claimed"] == "0.00 EUR"


def test_a_note_by_hand_is_for_a_sum_that_can_be_paid(note: str) -> None:
    file = home() / "note.yaml"
    file.write_text("note: {garments: [{kind: scarf}]}\nincident: {summary: We spilt wine.}\n", "utf-8")
    letter = ("letter", "guarantee-note", "--data", file, "--lang", "en")
    ran = recover(*letter, "--set", "note.cap=30.555 EUR")
    assert (ran.code, ran.out) == (2, "")
    assert "30.555 EUR has more decimals than can be paid" in ran.told[0]
    made = recover(*letter, "--set", "note.cap=30.5 EUR", "--json").data["note"]
    shown = recover("note", "show", made, "--json").data
    assert (shown["cap"], shown["signature"]) == ("30.50 EUR", "good")


def test_receipts_that_come_to_more_than_was_ever_typed_are_paid_up_to_the_cap(note: str) -> None:
    for number in ("1", "2"):
        claimed = recover("note", "claim", note, "--receipt", "999999999999 EUR", "--receipt-number", number)
        assert claimed.code == 0, claimed.err
    paid = recover("note", "pay", note, "--json").data
    assert (paid["paid"]["amount"], paid["claimed"]) == ("120.00 EUR", "1999999999998.00 EUR")
