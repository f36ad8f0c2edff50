"""The world that `conftest.py` gives to a test is its own."""

from __future__ import annotations

import os
import socket
import time
from datetime import timedelta
from pathlib import Path

import pytest

from fixed_clock import FixedClock


def test_home_and_folder_are_temporary(tmp_path_factory: pytest.TempPathFactory) -> None:
    base = tmp_path_factory.getbasetemp()
    assert Path.home().is_relative_to(base)
    assert Path.cwd().is_relative_to(base)
    assert [name for name in os.environ if name.startswith("RECOVER_")] == []
    assert time.tzname == ("UTC", "UTC")


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_nothing_can_be_reached(family: socket.AddressFamily) -> None:
    with socket.socket(family) as line, pytest.raises(AssertionError, match="tried to reach"):
        line.connect(("127.0.0.1", 9))
    with pytest.raises(AssertionError, match="tried to look up"):
        socket.create_connection(("localhost", 9))


def test_the_clock_moves_when_told_to(clock: FixedClock) -> None:
    before = clock.now()
    assert before.isoformat() == "2026-11-21T20:12:00+00:00"
    clock.advance(61)
    assert clock.now() - before == timedelta(seconds=61)
