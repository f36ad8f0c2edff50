"""`recover note` as it is typed: claimed, paid once, refused with a reason, found by what stands on the note."""

from __future__ import annotations

import json
import shlex
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cli.forked import recover
from cli.houses import copied, walked
from cli.program import Ran, home, journal, lines_of
from notes.register_scenes import issue
from recovery_cli.journal import open_journal
from recovery_cli.journal.projection import project
from recovery_cli.notes.number import new_code, read_number

NOT_OURS = [
    "This is not a note of ours as it stands.",
    "Look at the whole of it once more, or see what was issued:   recover note list",
]


@pytest.fixture(scope="session")
def signed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A world with one walk in it, its incident, its note."""
    world = tmp_path_factory.mktemp("signed")
    return (world, *walked(world))


@pytest.fixture
def note(signed: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """That note, up to 120 EUR, in a journal and a workspace of this test's own."""
    monkeypatch.setenv("RECOVER_WORKSPACE", str(copied(signed[0])))
    return signed[2]


def shown(note: str) -> dict[str, Any]:
    found: dict[str, Any] = recover("note", "show", note, "--json").data
    return found


def told(ran: Ran) -> dict[str, Any]:
    """What `--json` says of a refusal."""
    assert (ran.code, ran.err) == (1, "")
    found: dict[str, Any] = json.loads(ran.out)
    return found


def long_ago(days: int, *, cap: str = "80.00") -> str:
    """A note that was issued days ago, straight into this test's journal."""
    journal().parent.mkdir(parents=True, exist_ok=True)
    ledger = open_journal(f"sqlite:///{journal()}", project)
    made = issue(ledger, cap=cap, at=datetime.now(UTC) - timedelta(days=days))
    ledger.close()
    return made


def ago(days: int) -> str:
    return (datetime.now(UTC).date() - timedelta(days=days)).isoformat()


def test_a_receipt_above_the_cap_pays_the_cap_and_puts_the_rest_to_the_manager() -> None:
    """Scenario S10: receipt 95.00, cap 80.00."""
    note = long_ago(10)
    claimed = recover("note", "claim", note, "--receipt", "95.00 EUR", "--cleaner", "Tinte Sol", "--on", ago(2))
    assert claimed.code == 0, claimed.err
    assert lines_of(claimed.out, ("95.00 EUR", "up to 80.00 EUR", "15.00 EUR above the cap: Ana Ferrer decides"))
    paid = recover("note", "pay", note)
    assert paid.code == 0, paid.err
    assert lines_of(paid.out, (f"{note}: 80.00 EUR paid.", "Say, in Spanish", "15.00 EUR is above", "--rest yes|no"))
    found = shown(note)
    assert (found["status"], found["paid"]["amount"], found["over"]) == ("paid", "80.00 EUR", "15.00 EUR")
    again = recover("note", "claim", note, "--receipt", "20.00 EUR")
    assert (again.code, again.out) == (1, "")
    assert "paid already, on" in again.told[0]
    assert lines_of(again.told[1], ("Say, in Spanish", "Esta nota se pagó el"))
    assert told(recover("note", "pay", note, "--json"))["refused"] == "already_paid"
    rest = recover("note", "pay", note, "--rest", "yes", "--operator", "Ana Ferrer")
    assert (rest.code, rest.out) == (0, f"{note}: 15.00 EUR above the cap paid too.\n")
    assert recover("note", "pay", note, "--rest", "no").code == 1
    assert shown(note)["paid_over"] == "15.00 EUR"
    (row,) = recover("note", "list", "--json").data
    assert (row["paid"], row["paid_over"]) == ("80.00 EUR", "15.00 EUR")
    (sums,) = recover("note", "liability", "--json").data
    assert (sums["paid"], sums["paid_over"], sums["open"]) == ("80.00 EUR", "15.00 EUR", "0.00 EUR")
    assert lines_of(recover("note", "list").out, ("Above", "15.00 EUR"))
    assert lines_of(recover("note", "show", note).out, ("Above", "15.00 EUR"))
    wrong = note[:-1] + ("1" if note[-1] != "1" else "2")
    assert recover("note", "verify", wrong).told == NOT_OURS


def test_several_receipts_are_paid_together_and_the_ledger_adds_up(note: str) -> None:
    for amount in ("30.00 EUR", "41.50 EUR"):
        assert recover("note", "claim", note, "--receipt", amount).code == 0
    assert (shown(note)["claimed"], shown(note)["status"]) == ("71.50 EUR", "claimed")
    (row,) = recover("note", "liability", "--json").data
    assert (row["issued"], row["claimed"], row["paid"], row["open"]) == (
        "120.00 EUR",
        "71.50 EUR",
        "0.00 EUR",
        "120.00 EUR",
    )
    assert recover("note", "pay", note, "--json").data["paid"]["amount"] == "71.50 EUR"
    (row,) = recover("note", "liability", "--by", "currency", "--format", "json").data
    assert (row["claimed"], row["paid"], row["open"]) == ("0.00 EUR", "71.50 EUR", "0.00 EUR")
    assert recover("journal", "verify").code == 0


def test_whatever_is_wrong_with_a_note_gets_one_and_the_same_answer(note: str) -> None:
    kept = recover("letter", "guarantee-note", note, "--format", "json", "-o", home() / "note.json")
    assert kept.code == 0
    code, unknown = shown(note)["code"], new_code(lambda _: 7)
    other = recover("note", "show", note)
    assert other.code == 0
    wrong_number = note[:-1] + str((int(note[-1]) + 1) % 10)
    unissued = next(n for n in (f"SEV01-2026-000777-{c:02d}" for c in range(2, 99)) if read_number(n))
    wrongs = [wrong_number, unissued, unknown, code[:-1] + ("A" if code[-1] != "A" else "B"), "R1." + "A" * 208]
    wrongs += ["", "nonsense", "\udcff", "INC-\u0130", f"{note} {unknown}", "INC-0000"]
    for wrong in wrongs:
        ran = recover("note", "verify", wrong)
        assert (ran.code, ran.out, ran.told) == (1, "", NOT_OURS), wrong
    for step in (("show",), ("pay",), ("claim", "--receipt", "5.00 EUR"), ("void",)):
        assert recover("note", step[0], wrong_number, *step[1:]).told == NOT_OURS
    assert json.loads(recover("note", "verify", wrongs[1], "--json").out) == {"ours": False}
    for right in (note, note.replace("-", "").lower(), code, code.lower().replace("-", " "), f"{note} {code}"):
        assert recover("note", "verify", right).code == 0, right


def test_a_note_is_found_by_its_incident_too(note: str, signed: tuple[Path, str, str]) -> None:
    assert shown(signed[1])["number"] == note


@pytest.mark.parametrize(
    ("days", "args", "reason"),
    [
        (10, ("--on", ago(11)), "receipt_before_issue"),
        (80, ("--on", ago(3)), "after_clean_by"),
        (80, ("--on", ago(30), "--receipt", "50.00 USD"), "other_currency"),
        (95, ("--on", ago(50)), "after_claim_by"),
    ],
)
def test_a_receipt_that_does_not_fit_has_a_reason_and_a_way_on(days: int, args: tuple[str, ...], reason: str) -> None:
    note = long_ago(days)
    ran = recover("note", "claim", note, "--receipt", "50.00 EUR", *args)
    assert (ran.code, ran.out, len(ran.told)) == (1, "", 3)
    ways = {
        "receipt_before_issue": f"claim {note} --receipt … --on …",
        "other_currency": f"claim {note} --receipt '… EUR'",
    }
    assert ran.told[2] == f"Next:   recover note {ways.get(reason, f'reissue {note}')}"
    assert "Diga" not in ran.err
    assert told(recover("note", "claim", note, "--receipt", "50.00 EUR", *args, "--json"))["refused"] == reason
    assert shown(note)["receipts"] == []


@pytest.mark.parametrize("amount", ["-5.00 EUR", "0 EUR"])
def test_an_amount_that_is_none_is_refused_with_a_way_on(note: str, amount: str) -> None:
    ran = recover("note", "claim", note, f"--receipt={amount}")
    assert (ran.code, len(ran.told)) == (1, 2)
    assert f"recover note claim {note} --receipt" in ran.told[1]


@pytest.mark.parametrize(
    "args",
    [
        ("--receipt", "eighty"),
        ("--receipt", "5 EUR", "--on", "1/2/2026"),
        ("--receipt", "5 EUR", "--received", ago(-3)),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(note: str, args: tuple[str, ...]) -> None:
    assert recover("note", "claim", note, *args).code == 2


def test_a_receipt_with_a_number_is_paid_from_one_note_only() -> None:
    first, second = long_ago(9), long_ago(8)
    args = ("--receipt", "30.00 EUR", "--cleaner", "Tinte Sol", "--on", ago(1))
    assert recover("note", "claim", first, *args, "--receipt-number", "17").code == 0
    same = recover("note", "claim", second, *args, "--receipt-number", " 17", "--json")
    assert told(same)["refused"] == "receipt_used"
    alike = recover("note", "claim", second, *args)
    assert alike.code == 0
    assert f"{first} has a receipt of the same cleaner" in alike.out


def test_a_photo_is_known_again_by_its_bytes() -> None:
    first, second = long_ago(9), long_ago(8)
    photo = home() / "receipt.jpg"
    photo.write_bytes(b"a photo")
    assert recover("note", "claim", first, "--receipt", "30.00 EUR", "--file", photo).code == 0
    ran = recover("note", "claim", second, "--receipt", "31.00 EUR", "--file", photo)
    assert (ran.code, ran.told[2]) == (1, f"Next:   recover note claim {second} --receipt … --receipt-number …")
    assert recover("note", "claim", second, "--receipt", "31.00 EUR", "--file", home() / "none.jpg").code == 3


def test_a_refused_note_has_a_letter_that_says_why(note: str, signed: tuple[Path, str, str]) -> None:
    wrong = recover("note", "refuse", note, "--reason", "already-paid")
    assert (wrong.code, "not_this_garment" in wrong.told[1]) == (2, True)
    ran = recover("note", "refuse", note, "--reason", "not-this-garment")
    assert ran.code == 0, ran.err
    line = ran.out.splitlines()[1].partition("recover ")[2].split()
    letter = recover(*line)
    assert letter.code == 0, letter.err
    assert lines_of(letter.out, (note, "prenda distinta", "Ana Ferrer", "955 000 001"))
    assert recover("note", "list", "--status", "refused", "--json").data[0]["number"] == note
    again = recover("note", "claim", note, "--receipt", "5.00 EUR")
    assert "another piece" in again.told[0]


def test_a_reissued_note_takes_the_place_of_the_old_one_with_its_receipts(
    note: str, signed: tuple[Path, str, str]
) -> None:
    incident = signed[1]
    assert recover("note", "claim", note, "--receipt", "150.00 EUR", "--receipt-number", "9").code == 0
    new = recover("note", "reissue", note, "--cap", "150.00 EUR", "--json").data
    assert (new["cap"], new["status"], new["claimed"], new["replaces"]) == ("150.00 EUR", "claimed", "150.00 EUR", note)
    assert (new["over"], new["signature"], new["signer"]) == (None, "good", "Ana Ferrer")
    assert (shown(note)["status"], shown(note)["successor"]) == ("void", new["number"])
    gone = recover("note", "pay", note)
    assert (gone.code, new["number"] in gone.told[0], gone.told[2]) == (
        1,
        True,
        f"Next:   recover note show {new['number']}",
    )
    told_of = recover("incident", "show", incident, "--json").data
    assert told_of["note"]["number"] == new["number"]
    used = recover("note", "claim", new["number"], "--receipt", "150.00 EUR", "--receipt-number", "9", "--json")
    assert told(used)["refused"] == "receipt_used"
    assert recover("note", "pay", new["number"], "--json").data["paid"]["amount"] == "150.00 EUR"
    text = recover("letter", "guarantee-note", incident).out
    assert lines_of(text, (new["number"], "150,00 €", "ciento cincuenta euros"))
    assert recover("note", "reissue", new["number"]).code == 1


def test_who_may_sign_less_reissues_for_less_and_says_so(note: str) -> None:
    ran = recover("note", "reissue", note, "--cap", "400.00 EUR", "--operator", "Marco Ruiz")
    assert ran.code == 0, ran.err
    assert "Marco Ruiz signs up to 120.00 EUR; a manager raises it." in ran.out


def test_a_receipt_from_between_two_notes_is_good() -> None:
    old = long_ago(40)
    new = recover("note", "reissue", old, "--json").data["number"]
    assert recover("note", "claim", new, "--receipt", "20.00 EUR", "--on", ago(30)).code == 0
    before = recover("note", "claim", new, "--receipt", "20.00 EUR", "--on", ago(41), "--json")
    assert told(before)["refused"] == "receipt_before_issue"


def test_a_note_expires_by_itself_and_may_be_reissued() -> None:
    note = long_ago(91)
    assert shown(note)["status"] == "expired"
    assert recover("note", "verify", note).code == 1
    (row,) = recover("note", "liability", "--by", "site", "--json").data
    assert (row["site"], row["expired"], row["open"]) == ("BAR01", "80.00 EUR", "0.00 EUR")
    assert recover("note", "reissue", note, "--json").data["status"] == "issued"
    assert [row["status"] for row in recover("note", "list", "--json").data] == ["void", "issued"]


def test_a_note_is_withdrawn_only_before_anybody_used_it(note: str) -> None:
    other = long_ago(2)
    assert recover("note", "void", other).out == f"{other} is void.\n"
    assert recover("note", "verify", other).code == 1
    assert recover("note", "claim", note, "--receipt", "20.00 EUR").code == 0
    ran = recover("note", "void", note)
    assert (ran.code, ran.told[1]) == (1, f"recover note pay {note}")
    assert recover("note", "refuse", note, "--reason", "not_this_garment").code == 0
    refused = recover("note", "void", note)
    assert (refused.code, refused.told[1]) == (1, f"recover note show {note}")
    assert recover("note", "show", note).code == 0


def test_the_line_to_type_after_an_empty_receipt_can_be_typed(note: str) -> None:
    ran = recover("note", "claim", note, "--receipt", "0.00 EUR")
    assert ran.told[1] == f"recover note claim {note} --receipt '80.00 EUR'"
    assert recover(*shlex.split(ran.told[1])[1:]).code == 0


def test_a_stain_that_stays_is_valued_by_age_and_put_to_the_manager(note: str) -> None:
    ran = recover("note", "inspect", note, "--garment", "leather-jacket", "--price", "500.00 EUR", "--years", "4")
    assert ran.code == 0, ran.err
    assert lines_of(ran.out, ("worth 300.00 EUR", "Ana Ferrer settles", "500.00 EUR x 6 / 10 = 300.00 EUR"))
    assert "stain stays" in recover("note", "show", note).out
    unknown = recover("note", "inspect", note, "--garment", "hat", "--price", "500.00 EUR", "--years", "4")
    assert (unknown.code, "overcoat" in unknown.told[1]) == (2, True)


def test_what_waits_for_the_manager_stands_among_the_promises(note: str, signed: tuple[Path, str, str]) -> None:
    def waiting() -> dict[str, dict[str, str]]:
        rows = recover("incident", "show", signed[1], "--json").data["follow_ups"]
        return {row["kind"]: row for row in rows}

    assert "was-it-cleaned" in waiting()
    recover("note", "claim", note, "--receipt", "130.00 EUR")
    assert waiting()["approval"]["what"] == f"{note}: 10.00 EUR"
    due = date.fromisoformat(waiting()["payment"]["due_at"][:10])
    assert timedelta(9) <= due - datetime.now(UTC).date() <= timedelta(11)
    recover("note", "pay", note)
    assert "payment" not in waiting()
    assert waiting()["approval"]["who"] == "Ana Ferrer"
    recover("note", "pay", note, "--rest", "no")
    assert "approval" not in waiting()


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_lists_and_cards_speak_the_operators_language_and_fit(note: str, language: str) -> None:
    environ = {"LC_ALL": f"{language}_XX.UTF-8"}
    file = home() / "house/recovery.yaml"
    file.write_text(file.read_text("utf-8").replace("operator_language:", "# operator_language:"), "utf-8")
    for args in (("list",), ("show", note), ("liability",), ("liability", "--by", "site"), ("key",)):
        ran = recover("note", *args, environ=environ)
        assert ran.code == 0, ran.err
        assert all(len(line) <= 80 for line in ran.out.splitlines())
    words = {"en": "still owed", "es": "pendiente de pago", "it": "ancora da pagare"}
    assert words[language] in recover("note", "list", environ=environ).out


def test_liability_is_a_table_for_a_spreadsheet_too(note: str) -> None:
    ran = recover("note", "liability", "--by", "month", "--format", "csv")
    heads, line = ran.out.splitlines()
    assert heads == "month,currency,notes,issued,claimed,paid,expired,refused,open,paid_over"
    assert line.split(",")[1:] == ["EUR", "1", "120.00", "0.00", "0.00", "0.00", "0.00", "120.00", "0.00"]
    assert recover("note", "liability", "--by", "week").code == 2
    assert recover("note", "liability", "--format", "xml").code == 2


def test_an_empty_register_says_how_it_begins() -> None:
    for args in (("list",), ("liability",)):
        assert recover("note", *args).out == "No note is issued yet:   recover start\n"
    assert recover("note", "list", "--json").data == []
    assert recover("note", "list", "--status", "lost").code == 2
