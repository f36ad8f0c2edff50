"""Printers: what is handed over is handed over whole, and a note is on paper only once a printer took it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from driving import SPILL, Scripted, memory, opened, papers, types
from fixed_clock import FixedClock
from recovery_cli.commands.letter_way import Way, formed, put, way
from recovery_cli.errors import RecoverError, Refused, UsageError
from recovery_cli.journal import MemoryJournal
from recovery_cli.papers import Papers
from recovery_cli.ports import Back, Scene
from recovery_cli.printing import Device, Network, Printer, Queue, printer, send
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from shipped import plan

NUMBER = "BAR01-2026-000001-40"
LONG = bytes(range(256)) * 1024
"""More than any pipe holds at once, so that it goes over in pieces."""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (None, Queue()),
        ("counter", Queue("counter")),
        ("192.0.2.40:9100", Network("192.0.2.40", 9100)),
        ("kitchen.local:9100", Network("kitchen.local", 9100)),
        ("[2001:db8::7]:9100", Network("2001:db8::7", 9100)),
        ("/dev/usb/lp0", Device(Path("/dev/usb/lp0"))),
        ("./roll", Device(Path("roll"))),
    ],
)
def test_a_name_says_what_kind_of_printer_it_is(name: str | None, expected: Printer) -> None:
    assert printer(name) == expected


@pytest.mark.parametrize(
    "name", ["", " ", "-o", "host:", "host:0", "host:65536", "host:lp", ":9100", "a:b:9100", "a\nb"]
)
def test_what_is_no_name_of_a_printer_is_refused(name: str) -> None:
    with pytest.raises(UsageError) as refused:
        printer(name)
    assert "--printer" in refused.value.hint


def test_a_pipe_gets_everything_in_its_order(tmp_path: Path) -> None:
    pipe, got = tmp_path / "lp0", bytearray()
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    writer = os.open(pipe, os.O_WRONLY)  # a pipe that nobody writes to yet reads as ended
    os.set_blocking(reader, True)

    def read() -> None:
        while len(got) < len(LONG) and (piece := os.read(reader, 4096)):
            got.extend(piece)

    reading = threading.Thread(target=read, daemon=True)
    reading.start()
    assert send(Device(pipe), LONG, suffix=".escpos", title="a note") == ""
    os.close(writer)
    reading.join(20)
    os.close(reader)
    assert bytes(got) == LONG


def test_a_file_that_stands_for_a_printer_holds_the_last_paper_and_nothing_else(tmp_path: Path) -> None:
    roll = tmp_path / "roll"
    roll.write_bytes(b"what was there before, and is longer")
    send(Device(roll), b"short", suffix=".escpos", title="a note")
    assert roll.read_bytes() == b"short"


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (lambda _: None, "No such file"),
        (lambda path: path.mkdir(), "it is a folder"),
        (os.mkfifo, "nothing reads from it"),
    ],
)
def test_a_device_that_is_no_printer_is_told_and_never_made(
    tmp_path: Path, made: Callable[[Path], None], told: str
) -> None:
    path = tmp_path / "lp9"
    made(path)
    with pytest.raises(RecoverError) as refused:
        send(Device(path), b"a note", suffix=".escpos", title="a note")
    assert told in refused.value.message
    assert "-o FILE" in refused.value.hint
    assert not path.is_file()


def test_without_lp_the_other_ways_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RecoverError) as refused:
        send(Queue(), b"a note", suffix=".pdf", title="a note")
    assert "lp" in refused.value.message
    assert "--printer HOST:9100" in refused.value.hint


def walked(clock: FixedClock, folder: Path) -> tuple[MemoryJournal, Papers]:
    """A journal with one note whose original was printed in the walk."""
    journal = memory()
    opened(plan(), journal, Scripted(SPILL), clock=clock, folder=folder).run()
    return journal, papers(journal, folder)


def test_a_further_paper_is_a_copy_and_recorded_after_it_is_out(clock: FixedClock, tmp_path: Path) -> None:
    journal, made = walked(clock, tmp_path)
    out: list[bytes] = []

    def put(paper: bytes) -> None:
        assert types(journal, f"note:{NUMBER}") == ["note-issued", "note-printed"]
        out.append(paper)

    copy, content = made.further(NUMBER, put, format="text", marks=(), at=clock.now(), operator="Marco Ruiz")
    assert (copy, out) == (2, [content])
    assert content.decode().startswith("COPIA\n")
    assert content.decode().removeprefix("COPIA\n\n") == made.view(NUMBER, format="text").decode()
    assert types(journal, f"note:{NUMBER}") == ["note-issued", "note-printed", "note-printed"]


def test_a_paper_that_no_printer_took_is_not_recorded(clock: FixedClock, tmp_path: Path) -> None:
    journal, made = walked(clock, tmp_path)

    def jammed(_: bytes) -> None:
        raise RecoverError("The printer is not there.")

    with pytest.raises(RecoverError, match="not there"):
        made.further(NUMBER, jammed, format="text", marks=(), at=clock.now(), operator="Marco Ruiz")
    assert types(journal, f"note:{NUMBER}") == ["note-issued", "note-printed"]


def test_two_who_print_at_once_are_both_recorded(clock: FixedClock, tmp_path: Path) -> None:
    journal, made = walked(clock, tmp_path)

    def meanwhile(_: bytes) -> None:
        made.further(NUMBER, lambda _: None, format="text", marks=(), at=clock.now(), operator="Lucía")

    copy, _ = made.further(NUMBER, meanwhile, format="text", marks=(), at=clock.now(), operator="Marco Ruiz")
    assert copy == 3
    assert [each.data["copy"] for each in journal.read(f"note:{NUMBER}")[1:]] == [1, 2, 3]


def test_a_void_note_says_so_and_is_not_printed(clock: FixedClock, tmp_path: Path) -> None:
    """The guest's jacket turns out to be of another material: a new note takes the place of the first."""
    journal, changed = memory(), False

    def aside(scene: Scene) -> object:
        nonlocal changed
        request = scene.request
        if changed or not (scene.looking or getattr(request, "step", "") == "circumstances"):
            return None
        if isinstance(request, r.Ask) and request.fact.id == "garment.material":
            changed = True
            return c.Answer("decide", "garment.material", "delicate")
        return Back()

    opened(plan(), journal, Scripted(SPILL, aside), clock=clock, folder=tmp_path).run()  # type: ignore[arg-type]  # replies
    made, successor = papers(journal, tmp_path), "BAR01-2026-000002-37"
    assert made.view(NUMBER, format="text").decode().splitlines()[0] == f"ANULADA: la sustituye la nota {successor}"
    assert "ANULADA" not in made.view(successor, format="text").decode()
    before = types(journal, f"note:{NUMBER}")
    out: list[bytes] = []
    with pytest.raises(Refused) as refused:
        made.further(NUMBER, out.append, format="text", marks=(), at=clock.now(), operator="Marco Ruiz")
    assert successor in refused.value.message
    assert refused.value.hint == f"recover letter guarantee-note {successor}"
    assert (out, types(journal, f"note:{NUMBER}")) == ([], before)


def test_a_note_that_the_walk_awaits_is_issued_once_and_nothing_else_is(clock: FixedClock, tmp_path: Path) -> None:
    journal = memory()
    driver = opened(plan(), journal, Scripted({}), clock=clock, folder=tmp_path)
    assert driver.issue() is False

    def last(scene: Scene) -> None:
        if isinstance(scene.request, r.Ask) and scene.request.fact.id == "customer.name":
            driver.step(c.Answer(scene.request.step, "customer.name", "Elena Prats"))
            raise KeyboardInterrupt

    driver.prompter = Scripted(SPILL, last)
    with pytest.raises(KeyboardInterrupt):
        driver.run()
    assert driver.walk.note is None
    assert driver.issue() is True
    assert driver.walk.note is not None
    assert driver.walk.note.number == NUMBER
    assert types(journal, f"note:{NUMBER}") == ["note-issued"]
    assert driver.issue() is False
    assert len(journal.notes()) == 1


def test_a_pipe_that_is_named_as_a_file_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "next"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    put(Way("text", output=pipe), b"a letter", format="text", title="a letter")
    assert os.read(reader, 100) == b"a letter"
    os.close(reader)
    assert pipe.is_fifo()


def refusing(form: str) -> bytes:
    if form == "pdf":
        raise RecoverError("No font has these characters.")
    return b"as text"


def test_a_page_that_no_font_can_set_is_printed_as_text_and_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert formed(Way("pdf", printer=Queue(), simpler="text"), refusing) == (b"as text", "text")
    assert capsys.readouterr().err == "No font has these characters. It is printed as text instead.\n"


def test_a_form_that_was_named_is_not_changed() -> None:
    with pytest.raises(RecoverError, match="No font"):
        formed(way("apology", format="pdf", output=None, printing=True, name=None, as_json=False), refusing)
