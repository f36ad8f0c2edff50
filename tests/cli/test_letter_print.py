"""A note on paper: the first is the original, every later one a copy, and a printer that is not there costs nothing."""

from __future__ import annotations

import io
import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from cli.program import SCENARIOS, Ran, home, recover
from driving import SPILL
from recovery_cli.commands.begin import driver, opening, plan_of
from recovery_cli.notes.number import number
from recovery_cli.ports import Back, Keep, Print
from recovery_cli.session import Session
from recovery_cli.ui.answers import AnswersPrompter
from recovery_cli.walk import requests as r

NOTE = "guarantee-note"
LP = """#!/bin/sh
printf '%s\\n' "$@" >"$HOME/lp.args"
for file; do :; done
cp "$file" "$HOME/lp.got"
{ending}
"""
TOOK, REFUSED = "echo 'request id is counter-12 (1 file(s))'", "echo 'lp: The printer does not exist.' >&2; exit 1"
SECONDS = 20


def papers(incident: str) -> list[int]:
    """The papers of its note so far, as the register counts them."""
    return list(range(1, recover("incident", "show", incident, "--json").data["note"]["papers"] + 1))


def printed(*args: str, ending: str = TOOK) -> Ran:
    """The letter with a system that has a printer, or one that refuses."""
    folder = home() / "bin"
    folder.mkdir(exist_ok=True)
    (folder / "lp").write_text(LP.replace("{ending}", ending))
    (folder / "lp").chmod(0o755)
    return recover("letter", *args, environ={"PATH": f"{folder}:{os.environ['PATH']}"})


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


class Roll:
    """A receipt printer at an address: whatever is sent to it is kept."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.server.settimeout(SECONDS)
        self.name = f"127.0.0.1:{self.server.getsockname()[1]}"
        self.got = b""
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def _read(self) -> None:
        line, _ = self.server.accept()
        with line:
            line.settimeout(SECONDS)
            while piece := line.recv(4096):
                self.got += piece

    def whole(self) -> bytes:
        self._reading.join(SECONDS)
        assert not self._reading.is_alive()
        return self.got


@pytest.fixture
def roll() -> Iterator[Roll]:
    made = Roll()
    yield made
    made.server.close()


def test_text_on_the_screen_is_a_view_and_a_file_is_a_copy(incident: str) -> None:
    assert papers(incident) == [1]
    view = recover("letter", NOTE, incident, "--json").data
    assert (view["copy"], view["format"], view["language"]) == (None, "text", "es")
    assert "COPIA" not in view["text"]
    assert papers(incident) == [1]
    for copy, name in ((2, "note.pdf"), (3, "note.html")):
        made = recover("letter", NOTE, incident, "-o", home() / name, "--json").data
        assert (made["note"], made["copy"], made["path"]) == (view["note"], copy, str(home() / name))
    assert "COPIA" in text_of((home() / "note.pdf").read_bytes())
    assert "COPIA" in (home() / "note.html").read_text("utf-8")
    assert recover("letter", NOTE, view["note"]).out == view["text"]
    assert papers(incident) == [1, 2, 3]


def test_a_note_says_only_what_it_was_issued_with(incident: str) -> None:
    for args in (("--set", "note.cap=900.00 EUR"), ("--data", "values.yaml"), ("--date", "2026-11-22")):
        ran = recover("letter", NOTE, incident, *args)
        assert (ran.code, ran.out) == (2, "")
    assert recover("letter", NOTE, number("BAR01", 2026, 999)).code == 3
    other = recover("letter", NOTE, incident, "--lang", "en")
    assert (other.code, other.out) == (1, "")


def test_the_system_prints_a_pdf_and_then_it_is_recorded(incident: str) -> None:
    ran = printed(NOTE, incident, "--print", "--printer", "counter", "--json")
    assert (ran.data["printer"], ran.data["format"], ran.data["copy"]) == ("counter", "pdf", 2)
    assert ran.told == ["Printed on counter: request id is counter-12 (1 file(s))"]
    words = (home() / "lp.args").read_text().splitlines()
    assert words[:4] == ["-d", "counter", "-t", ran.data["note"]]
    assert not Path(words[4]).exists()
    assert "COPIA" in text_of((home() / "lp.got").read_bytes())
    assert papers(incident) == [1, 2]
    plain = printed("apology", incident, "--print")
    assert (plain.code, plain.out) == (0, "")
    assert (home() / "lp.args").read_text().splitlines()[:2] == ["-t", f"apology {incident}"]


def test_a_printer_that_refuses_is_told_and_nothing_is_recorded(incident: str, tmp_path: Path) -> None:
    ran = printed(NOTE, incident, "--print", "--printer", "nowhere", ending=REFUSED)
    assert (ran.code, ran.out, len(ran.told)) == (3, "", 2)
    assert "lp: The printer does not exist" in ran.told[0]
    assert "lpstat" in ran.told[1]
    shut = socket.create_server(("127.0.0.1", 0))
    address = f"127.0.0.1:{shut.getsockname()[1]}"
    shut.close()
    for name in (address, "/dev/no-such-printer", str(tmp_path)):
        gone = recover("letter", NOTE, incident, "--printer", name)
        assert (gone.code, gone.out, len(gone.told)) == (3, "", 2)
        assert name in gone.told[0]
        assert "-o FILE" in gone.told[1]
    assert papers(incident) == [1]


def test_a_receipt_printer_gets_the_receipt_over_the_network(incident: str, roll: Roll) -> None:
    ran = recover("letter", NOTE, incident, "--print", "--printer", roll.name)
    assert (ran.code, ran.out, ran.told) == (0, "", [f"Printed on {roll.name}."])
    (home() / "lp0").write_bytes(b"")
    again = recover("letter", NOTE, incident, "--print", "--printer", home() / "lp0", "--json").data
    assert (again["format"], again["copy"]) == ("receipt", 3)
    assert (home() / "lp0").read_bytes() == roll.whole()
    assert roll.got.startswith(b"\x1b@")
    assert b"COPIA" in roll.got
    assert papers(incident) == [1, 2, 3]


def due() -> str:
    """An incident in which everything is answered, and whose terminal died before the note was issued."""
    session = Session.here()
    plan = plan_of(session, ("restaurant", "spill-on-guest"))
    command = opening(session, plan, person=("Marco Ruiz", None, "customer", "es", None), facts={})
    prompter = AnswersPrompter(SPILL)  # type: ignore[arg-type]  # plain values
    made = driver(session, plan, command, prompter=prompter)
    while not isinstance(made.scene().request, r.Issue):
        reply = prompter.ask(made.scene())
        assert not isinstance(reply, Back | Keep | Print)
        made.step(reply)
    session.journal.close()
    return made.walk.incident


def test_a_note_that_is_due_is_issued_once_and_its_first_paper_is_the_original() -> None:
    incident = due()
    view = recover("letter", NOTE, incident, "--json").data
    assert (view["note"].split("-")[2], view["copy"]) == ("000001", None)
    assert recover("letter", NOTE, incident).out == view["text"]
    assert papers(incident) == []
    original = recover("letter", NOTE, incident, "-o", home() / "note.pdf", "--json").data
    assert (original["copy"], original["note"]) == (1, view["note"])
    assert "COPIA" not in text_of((home() / "note.pdf").read_bytes())
    assert papers(incident) == [1]


def test_where_no_note_was_promised_none_is_issued() -> None:
    answers = SCENARIOS / "wrong-order.yaml"
    incident = recover("start", "restaurant", "wrong-order", "--answers", answers, "--json").data["incident"]
    ran = recover("letter", NOTE, incident)
    assert (ran.code, ran.out) == (1, "")
    assert ran.told == [f"{incident} has no note.", f"recover resume {incident}"]
