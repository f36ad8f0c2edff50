"""What goes beyond a note is somebody's to decide, is counted once it is paid, and stands open no longer."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cli.forked import recover
from cli.houses import copied, walked
from cli.program import SAUCE, home, journal, lines_of
from notes.register_scenes import issue
from recovery_cli.journal import open_journal
from recovery_cli.journal.projection import project
from recovery_cli.notes.claims import REASONS, TOLD

STAIN = ("--garment", "leather-jacket", "--price", "500.00 EUR", "--years", "4")


@pytest.fixture(scope="session")
def settled_world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A world with one walk in it, its incident, its note."""
    world = tmp_path_factory.mktemp("settled")
    return (world, *walked(world))


@pytest.fixture
def note(settled_world: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """That note, up to 120 EUR, in a journal and a workspace of this test's own."""
    monkeypatch.setenv("RECOVER_WORKSPACE", str(copied(settled_world[0])))
    return settled_world[2]


def fresh(cap: str = "80.00") -> str:
    """A note of three days ago, straight into this test's journal."""
    journal().parent.mkdir(parents=True, exist_ok=True)
    ledger = open_journal(f"sqlite:///{journal()}", project)
    made = issue(ledger, cap=cap, at=datetime.now(UTC) - timedelta(days=3))
    ledger.close()
    return made


def follow_up(incident: str) -> dict[str, Any]:
    rows = recover("incident", "show", incident, "--json").data["follow_ups"]
    return {row["kind"]: row for row in rows}["stain"]


def test_a_stain_is_settled_once_counted_and_open_no_longer(note: str, settled_world: tuple[Path, str, str]) -> None:
    looked = recover("note", "inspect", note, *STAIN)
    assert f"recover note settle {note} --paid MONEY" in looked.out
    assert follow_up(settled_world[1])["done"] is False
    ran = recover("note", "settle", note, "--paid", "280 EUR")
    assert (ran.code, ran.out) == (
        0,
        f"{note}: the stain on the leather jacket is settled, 280.00 EUR paid by Ana Ferrer.\n",
    )
    found = recover("note", "show", note, "--json").data
    assert (found["stain"], found["paid_over"], found["settled"][0]["value"]) == (None, "280.00 EUR", "300.00 EUR")
    assert lines_of(recover("note", "show", note).out, ("280.00 EUR paid by Ana Ferrer",))
    assert follow_up(settled_world[1])["done"] is True
    assert recover("note", "list", "--json").data[0]["paid_over"] == "280.00 EUR"
    assert recover("note", "liability", "--format", "csv").out.splitlines()[1].endswith(",280.00")
    again = recover("note", "settle", note, "--paid", "1.00 EUR")
    assert (again.code, again.told[0]) == (1, "No stain stands open on this note.")
    assert recover("journal", "verify").code == 0


def test_a_stain_goes_with_the_note_to_the_one_in_its_place(note: str) -> None:
    assert recover("note", "inspect", note, *STAIN).code == 0
    assert recover("note", "settle", note, "--paid", "200.00 EUR").code == 0
    assert recover("note", "void", note).told[1] == f"recover note reissue {note}"
    assert recover("note", "inspect", note, "--garment", "suit", "--price", "90.00 EUR", "--years", "0").code == 0
    new = recover("note", "reissue", note, "--json").data
    assert (new["paid_over"], new["stain"]["garment"]) == ("200.00 EUR", "suit")
    (sums,) = recover("note", "liability", "--json").data
    assert sums["paid_over"] == "200.00 EUR"


@pytest.mark.parametrize(("paid", "code"), [("-5.00 EUR", 2), ("much", 2), ("5.00 USD", 1)])
def test_what_cannot_have_been_paid_settles_nothing(note: str, paid: str, code: int) -> None:
    assert recover("note", "inspect", note, *STAIN).code == 0
    assert recover("note", "settle", note, f"--paid={paid}").code == code
    assert recover("note", "show", note, "--json").data["stain"]["garment"] == "leather_jacket"


def test_nothing_may_have_been_paid_for_a_stain(note: str) -> None:
    assert recover("note", "inspect", note, *STAIN).code == 0
    found = recover("note", "settle", note, "--paid", "0 EUR", "--json").data
    assert (found["stain"], found["paid_over"]) == (None, "0.00 EUR")


def test_the_lowest_role_that_may_is_named(note: str) -> None:
    assert recover("note", "claim", note, "--receipt", "310.00 EUR").code == 0
    assert recover("note", "pay", note).code == 0
    ran = recover("note", "pay", note, "--rest", "yes", "--role", "front_line")
    assert (ran.code, ran.told[1]) == (1, f"recover note pay {note} --rest yes --role manager")
    assert recover("note", "pay", note, "--rest", "yes", "--role", "manager").code == 0


def test_a_receipt_of_tomorrow_is_answered_with_the_date_of_today() -> None:
    today = datetime.now(UTC).date()
    ran = recover("note", "claim", fresh(), "--receipt", "5.00 EUR", "--on", str(today + timedelta(days=2)))
    assert ran.code == 1
    assert ran.told[1] in {f"--on {today + timedelta(days=each)}" for each in (0, 1)}


def test_an_amount_is_told_in_one_form() -> None:
    note = fresh()
    assert (
        f"{note}: 45.00 EUR noted; in all 45.00 EUR, up to 80.00 EUR."
        in recover("note", "claim", note, "--receipt", "45 EUR").out
    )
    assert recover("note", "show", note, "--json").data["receipts"][0]["amount"] == "45.00 EUR"


def test_refusing_without_a_reason_names_all_of_them() -> None:
    ran = recover("note", "refuse", fresh())
    assert ran.code == 2
    page = " ".join(recover("note", "refuse", "--help").out.split())
    for reason in (each for each in REASONS if each not in TOLD):
        assert reason in ran.told[1]
        assert reason in page


def test_a_refused_note_is_helped_by_another_note_only() -> None:
    note = fresh()
    assert recover("note", "refuse", note, "--reason", "other-currency").code == 0
    ran = recover("note", "claim", note, "--receipt", "5.00 EUR")
    assert ran.told[2] == f"Next:   recover note reissue {note}"


def test_a_role_without_a_person_is_printed_once_and_doctor_says_so() -> None:
    house = home() / "unnamed"
    sets = ("business.name=Poniente", "business.address=Larga 1", "business.city=Sevilla", "country=ES")
    sets += ("business.phone=+34 955 000 000", "business.email=hola@poniente.example")
    assert recover("init", house, *(part for each in sets for part in ("--set", each))).code == 0
    where = ("--workspace", house)
    data = home() / "typed.json"
    told = {"cap": "80.00 EUR", "garments": [{"kind": "jacket"}]}
    data.write_text(json.dumps({"note": told, "incident": {"summary": "sauce"}}), "utf-8")
    for language, we in (("en", "You will hear from us,"), ("es", "Le respondemos"), ("it", "Le rispondiamo")):
        ran = recover("letter", "guarantee-note", "--data", data, "--lang", language, *where)
        assert ran.code == 0, ran.err
        number = ran.err.split()[0]
        found = recover("note", "show", number, "--json", *where).data
        signatures = [line.strip().split("  ")[0] for line in ran.out.splitlines() if found["signer"] in line]
        assert signatures == [found["signer"]]
        assert we in " ".join(ran.out.split())
    walked_in = ("restaurant", "spill", "--answers", SAUCE, "--lang", "es", "--json", *where)
    incident = recover("start", *walked_in).data["incident"]
    paper = recover("letter", "guarantee-note", incident, "--format", "json", *where)
    assert paper.code == 0, paper.err
    assert ("team lead" in paper.out, "front line" in paper.out) == (False, False)
    found = {each["check"]: each for each in json.loads(recover("doctor", "--json", *where).out)}
    assert (found["signatory"]["state"], "signed by a role" in found["signatory"]["text"]) == ("note", True)
