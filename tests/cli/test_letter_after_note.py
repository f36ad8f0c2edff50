"""What a letter says of a note that was claimed, paid or refused, and what its own paper says then."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.forked import recover
from cli.houses import copied, walked

OPEN = "you can send us the receipt"


@pytest.fixture(scope="session")
def letters_world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A world with one walk in it, its incident, its note."""
    world = tmp_path_factory.mktemp("letters-after")
    return (world, *walked(world))


@pytest.fixture
def incident(letters_world: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("RECOVER_WORKSPACE", str(copied(letters_world[0])))
    return letters_world[1]


@pytest.fixture
def note(letters_world: tuple[Path, str, str]) -> str:
    return letters_world[2]


def letter(template: str, incident: str) -> str:
    return " ".join(recover("letter", template, incident, "--lang", "en").out.split())


def test_an_open_note_is_open(incident: str, note: str) -> None:
    assert f"Your note {note} is still open: {OPEN}" in letter("check-back", incident)
    assert "of sending us the receipt" in letter("apology", incident)


def test_a_claimed_note_waits_for_no_receipt(incident: str, note: str) -> None:
    assert recover("note", "claim", note, "--receipt", "25.00 EUR").code == 0
    back = letter("check-back", incident)
    assert f"We have your receipt for note {note}" in back
    assert OPEN not in back
    apology = letter("apology", incident)
    assert "within 10 days of its reaching us" in apology
    assert "of sending us the receipt" not in apology


def test_a_paid_note_is_paid(incident: str, note: str) -> None:
    assert recover("note", "claim", note, "--receipt", "25.00 EUR").code == 0
    assert recover("note", "pay", note).code == 0
    assert f"We have paid your note {note}" in letter("check-back", incident)
    apology = letter("apology", incident)
    assert f"We have paid for the cleaning, with note {note}" in apology
    assert "You will have the money" not in apology
    assert "PAGADA: esta nota ya se ha pagado" in recover("letter", "guarantee-note", incident).out


def test_a_refused_note_is_promised_by_no_letter(incident: str, note: str) -> None:
    assert recover("note", "refuse", note, "--reason", "not_this_garment").code == 0
    for template in ("check-back", "apology"):
        text = letter(template, incident)
        assert note not in text
        assert "leaning" not in text
    assert "RECHAZADA: el recibo de esta nota no se ha pagado" in recover("letter", "guarantee-note", incident).out
    assert note in letter("note-refusal", incident), "this letter is about it"
