"""Choosing among walks that are not finished."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest

from recovery_cli.ports import IncidentRow
from recovery_cli.ui.unfinished import unfinished


def row(incident: str, hour: int, title: str = "Spill on a guest") -> IncidentRow:
    began = datetime(2026, 11, 21, hour, 12, tzinfo=UTC)
    return IncidentRow(incident, "restaurant", "spill-on-guest", title, began, "paused", "Marco Ruiz", 3, "es")


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("1\n", "INC-7K3M"),
        ("2\n", "INC-7K3J"),
        ("\n", "INC-7K3M"),
        ("0\n", None),
        ("", None),
        ("x\n7\n2\n", "INC-7K3J"),
    ],
)
def test_a_number_chooses(typed: str, chosen: str | None) -> None:
    out = io.StringIO()
    rows = [row("INC-7K3M", 20), row("INC-7K3J", 19)]
    found = unfinished(rows, language="en", timezone="Europe/Madrid", stdin=io.StringIO(typed), stdout=out)
    assert found == chosen
    assert "21:12" in out.getvalue()


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_a_title_with_control_signs_never_reaches_the_terminal(language: str) -> None:
    out = io.StringIO()
    rows = [row("INC-7K3M", 20, "\x1b[31m" + "long " * 40), row("INC-7K3J", 19)]
    unfinished(rows, language=language, timezone="Europe/Madrid", stdin=io.StringIO(""), stdout=out)
    assert "\x1b" not in out.getvalue()
    assert all(len(line) <= 80 for line in out.getvalue().splitlines())
