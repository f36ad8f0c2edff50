"""A signed note: its QR is read from paper and checked with the public key alone; the demo business signs nothing."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from cli.forked import recover
from cli.houses import copied, opened, walked
from cli.program import SAUCE, home, lines_of
from letters.receipt_paper import Paper, bits
from recovery_cli.commands.checkups import Checkup, Finding
from recovery_cli.keys import Keys
from recovery_cli.notes.token import MARK
from recovery_cli.session import Session

OFFLINE = {"RECOVER_JOURNAL": "/nowhere/at/all.sqlite3", "RECOVER_WORKSPACE": ""}
"""A partner cleaner: no journal that can be opened, and no workspace."""


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A world with one walk in it, and its note."""
    world = tmp_path_factory.mktemp("house")
    return world, walked(world)[1]


@pytest.fixture
def note(house: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("RECOVER_WORKSPACE", str(copied(house[0])))
    return house[1]


def read(picture: Image.Image) -> str:
    (found,) = zxingcpp.read_barcodes(picture)
    return found.text


def on_page(file: Path) -> str:
    document = pypdfium2.PdfDocument(file.read_bytes())
    picture = document[0].render(scale=3).to_pil().convert("L")
    document.close()
    return read(picture)


def on_thermal_paper(file: Path) -> str:
    (dots,) = Paper(file.read_bytes()).pictures
    rows = list(bits(dots))
    picture = Image.new("L", (dots.wide, len(rows)), 255)
    picture.putdata([0 if dot else 255 for row in rows for dot in row])
    return read(picture)


def printed(note: str, form: str) -> Path:
    file = home() / f"note.{form}"
    made = recover("letter", "guarantee-note", note, "--format", form, "-o", file)
    assert made.code == 0, made.err
    return file


@pytest.mark.parametrize("form", ["pdf", "receipt", "receipt-58"])
def test_the_qr_is_read_from_paper_and_checked_with_the_public_key_alone(note: str, form: str) -> None:
    file = printed(note, form)
    text = on_page(file) if form == "pdf" else on_thermal_paper(file)
    assert text.startswith(MARK)
    (public,) = (home() / "house/keys").glob("*.pub")
    shutil.copy(public, home() / "partner.pub")
    key = recover("note", "key", "--json").data["key"]
    for given in (str(home() / "partner.pub"), key):
        ran = recover("note", "verify", text, "--key", given, environ=OFFLINE)
        assert (ran.code, ran.err) == (0, "")
        assert lines_of(ran.out, (note, "120.00 EUR", "only the ledger tells"))
    data = recover("note", "verify", text, "--key", key, "--json", environ=OFFLINE).data
    assert (data["number"], data["cap"], data["offline"]) == (note, "120.00 EUR", True)
    assert "Elena" not in json.dumps(data)
    stdin = recover("note", "verify", "-", "--key", key, stdin=f"{text}\n", environ=OFFLINE)
    assert stdin.code == 0
    assert recover("note", "verify", text).code == 0


def test_an_altered_token_and_another_house_get_the_same_calm_answer(note: str) -> None:
    text = on_page(printed(note, "pdf"))
    key = recover("note", "key", "--json").data["key"]
    other = Keys(home() / "other").make(anew=False).text
    unknown = recover("note", "verify", "ZZZZ-ZZZZ-Z")
    offline = recover("note", "verify", "R1.AAAA", "--key", key, environ=OFFLINE)
    assert (offline.told[0], "recover note verify - --key" in offline.told[1]) == (unknown.told[0], True)
    altered = [text[:40] + ("A" if text[40] != "A" else "B") + text[41:], text[:-1], text.lower(), text + "A", "R1."]
    for wrong in altered:
        ran = recover("note", "verify", wrong)
        assert (ran.code, ran.out, ran.told) == (1, "", unknown.told)
        ran = recover("note", "verify", wrong, "--key", key, environ=OFFLINE)
        assert (ran.code, ran.out, ran.told) == (1, "", offline.told)
    strange = recover("note", "verify", text, "--key", other, environ=OFFLINE)
    assert (strange.code, strange.told) == (1, offline.told)


def test_offline_only_a_qr_can_be_checked_and_a_key_has_to_be_one(note: str) -> None:
    key = recover("note", "key", "--json").data["key"]
    assert recover("note", "verify", note, "--key", key, environ=OFFLINE).code == 2
    for wrong in ("nowhere.pub", key[:-1] + ("A" if key[-1] != "A" else "B"), "RK1.AAAA"):
        assert recover("note", "verify", "R1.AAAA", "--key", wrong, environ=OFFLINE).code == 2


def test_a_new_key_signs_what_comes_and_old_notes_stay_good(note: str) -> None:
    text = on_page(printed(note, "pdf"))
    before = recover("note", "key", "--json").data
    after = recover("note", "key", "--new", "--json").data
    assert after["older"] == [{"key": before["key"], "fingerprint": before["fingerprint"]}]
    assert recover("note", "show", note, "--json").data["signature"] == "good"
    assert recover("note", "verify", text, "--key", before["key"], environ=OFFLINE).code == 0
    assert recover("note", "verify", text, "--key", after["key"], environ=OFFLINE).code == 1
    new = recover("note", "reissue", note, "--json").data["number"]
    again = on_page(printed(new, "pdf"))
    assert recover("note", "verify", again, "--key", after["key"], environ=OFFLINE).code == 0
    (home() / "house/keys" / f"{before['fingerprint']}.pub").unlink()
    assert recover("note", "show", note, "--json").data["signature"] == "unknown"


def test_a_paper_printed_twice_says_the_same_in_its_qr(note: str) -> None:
    first, second = on_page(printed(note, "pdf")), on_page(printed(note, "pdf"))
    assert first == second


def test_init_makes_a_key_once_and_keeps_it_when_the_rest_is_written_anew() -> None:
    folder = home() / "shop"
    opened(folder)
    key = folder / "keys/note.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_bytes()
    (folder / "recovery.yaml").unlink()
    opened(folder)
    assert key.read_bytes() == before
    assert not any(b"PRIVATE" in file.read_bytes() for file in (home() / "data").rglob("*") if file.is_file())


def looked(workspace: Path) -> Finding:
    (found,) = Checkup(Session(workspace), "en").key()
    return found


def test_the_doctor_looks_at_the_key() -> None:
    folder = home() / "shop"
    opened(folder)
    told = recover("doctor", "--json", "--workspace", folder).data
    assert [each["state"] for each in told if each["check"] == "key"] == ["ok"]
    key = folder / "keys/note.key"
    key.chmod(0o644)
    assert (looked(folder).state, looked(folder).hint) == ("fault", f"chmod 600 {key}")
    key.chmod(0o600)
    (public,) = key.parent.glob("*.pub")
    public.unlink()
    assert looked(folder).state == "fault"
    key.write_text("nonsense")
    assert (looked(folder).state, looked(folder).hint) == ("fault", "recover note key --new")
    assert recover("note", "key", "--new", "--workspace", folder).code == 0
    assert looked(folder).state == "ok"
    key.unlink()
    assert (looked(folder).state, looked(folder).hint) == ("note", "recover note key --new")
    assert list(Checkup(Session(None), "en").key()) == []


def test_a_key_that_is_gone_never_costs_a_guest_the_note() -> None:
    folder = home() / "shop"
    opened(folder)
    (folder / "keys/note.key").write_text("nonsense")
    args = ("restaurant", "spill", "--answers", SAUCE, "--json", "--workspace", folder)
    data = recover("start", *args).data
    found = recover("note", "show", data["note"]["number"], "--json", "--workspace", folder).data
    assert (found["status"], found["signature"]) == ("issued", "none")
    assert recover("note", "verify", f"{found['number']} {found['code']}", "--workspace", folder).code == 0


def test_the_demo_business_signs_nothing() -> None:
    data = recover("start", "restaurant", "spill", "--answers", SAUCE, "--json").data
    found = recover("note", "show", data["note"]["number"], "--json").data
    assert found["signature"] == "none"
    assert recover("note", "key").code == 1
    assert not list(home().rglob("note.key"))


def test_a_note_without_an_incident_is_issued_at_once_and_says_its_number(note: str) -> None:
    file = home() / "note.yaml"
    file.write_text(
        "note:\n  cap: 45.00 EUR\n  garments: [{kind: scarf, stain: red wine}]\n"
        "incident: {summary: We spilt wine on your scarf.}\ncustomer: {name: Bob Stone}\n",
        "utf-8",
    )
    ran = recover("letter", "guarantee-note", "--data", file, "--lang", "en", "--json")
    made = json.loads(ran.out)
    assert (ran.code, made["note"] > note, made["copy"]) == (0, True, None)
    assert ran.err == f"{made['note']} is issued, up to 45.00 EUR.\n"
    assert lines_of(made["text"], (made["note"], "€45.00", "forty-five euros", "Bob Stone", "Ana Ferrer, manager"))
    assert "SPECIMEN" not in made["text"]
    found = recover("note", "show", made["note"], "--json").data
    assert (found["signer"], found["role"], found["signature"], found["incident"]) == (
        "Ana Ferrer",
        "manager",
        "good",
        None,
    )
    first = recover("letter", "guarantee-note", made["note"], "--format", "pdf", "-o", home() / "1.pdf", "--json").data
    second = recover("letter", "guarantee-note", made["note"], "--format", "pdf", "-o", home() / "2.pdf", "--json").data
    assert (first["copy"], second["copy"]) == (1, 2)
    assert on_page(home() / "1.pdf") == on_page(home() / "2.pdf")
    assert recover("note", "claim", made["note"], "--receipt", "45.00 EUR").code == 0
    assert recover("note", "reissue", made["note"], "--cap", "50.00 EUR", "--json").data["cap"] == "50.00 EUR"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--set", "note.number=BAR01-2026-000001-40"), 2),
        (("--set", "note.signer.name=Bob"), 2),
        (("--date", "2026-11-22"), 2),
        (("--set", "note.cap=45.00 USD"), 2),
        (("--set", "note.cap=9000.00 EUR"), 1),
        (("--set", "note.cap="), 3),
    ],
)
def test_what_a_note_has_from_the_register_is_not_typed(note: str, more: tuple[str, ...], code: int) -> None:
    file = home() / "note.yaml"
    text = "note:\n  cap: 45.00 EUR\n  garments: [{kind: scarf}]\nincident: {summary: We spilt wine.}\n"
    file.write_text(text, "utf-8")
    ran = recover("letter", "guarantee-note", "--data", file, "--lang", "en", *more)
    assert (ran.code, ran.out) == (code, "")
    assert len(recover("note", "list", "--json").data) == 1
