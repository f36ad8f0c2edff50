"""The real program line by line, through pipes: for screen readers, and for consoles with few signs."""

from __future__ import annotations

import os
import subprocess

import pytest

from cli.at_the_counter import at_the_counter
from cli.program import RECOVER, events, lines_of, recorded, recover

START = ("start", "restaurant", "spill-on-guest", "--lang", "es")


def typed(keys: tuple[str, ...]) -> bytes:
    return "".join(f"{key}\n" for key in keys).encode()


PLAIN = ("", "1", "1", "", "1", "1", "1", "1", "1", "3", "Elena Prats", "", "4", "", "1", "", "2", "1")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "ascii"])
def test_a_plain_walk_through_pipes(encoding: str) -> None:
    ran = subprocess.run(
        [RECOVER, *START, "--plain"],
        input=typed(PLAIN),
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        timeout=60,
    )
    out = ran.stdout.decode(encoding)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "\x1b" not in out
    plainly = {"ascii": "Lo siento muchisimo, ha sido culpa nuestra."}
    assert plainly.get(encoding, "Lo siento muchísimo, ha sido culpa nuestra.") in " ".join(out.split())
    assert "?" not in out.partition("Say now")[0]
    assert max(len(line.removeprefix("> ")) for line in out.splitlines()) <= 80
    assert recorded()["note"]["cap"] == "120.00 EUR"
    assert lines_of(out, ("Elena Prats.", "Note BAR01-", "Sorry said", "Given"))


def test_a_plain_walk_that_ends_early_is_saved() -> None:
    ran = recover(*START, "--plain", stdin="\n1\n")
    assert ran.code == 130
    assert "Nobody hurt." in ran.out
    assert len(ran.told) >= 2
    assert ran.told[1].endswith(f"recover resume {recorded()['incident']}")


def test_a_window_that_is_closed_keeps_what_was_answered() -> None:
    with at_the_counter("start", "restaurant", "spill-on-guest", "--lang", "es") as counter:
        counter.walks(until="What is it made of?")
        assert counter.terminal.hung_up() == 130
    incident = recorded()
    assert [each["data"]["voice"] for each in events(incident, "apology-given")] == ["first", "second"]
    assert len(events(incident, "walk-paused")) == 1
