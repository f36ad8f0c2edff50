"""In the list of notes and of what is owed nothing is cut that tells one row from another."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from recovery_cli.money import Money
from recovery_cli.ports import NoteRow
from recovery_cli.ui.notes import liability, notes

NUMBER, INCIDENT = "MAD01-2026-000123-62", "INC-7K3M"


@pytest.mark.parametrize(("language", "state"), [("en", "refused"), ("es", "rechazada"), ("it", "rifiutata")])
def test_a_note_keeps_its_state_and_its_incident(language: str, state: str, capsys: pytest.CaptureFixture[str]) -> None:
    row = NoteRow(
        number=NUMBER,
        incident=INCIDENT,
        status="refused",
        cap=Money.parse("123456.00 COP"),
        claimed=Money.parse("123456.00 COP"),
        paid=Money.parse("123450.00 COP"),
        code="Q2XV-7NTE-N",
        claim_by=date(2027, 2, 19),
        issued_at=datetime(2026, 11, 21, 20, 12, tzinfo=UTC),
    )
    over = {NUMBER: Money.parse("123456.00 COP")}
    notes([(row, "refused")], None, over=over, language=language, timezone="Europe/Madrid")
    line = capsys.readouterr().out.splitlines()[1].split("  ")
    assert {NUMBER, INCIDENT, state} <= {part.strip() for part in line}


def test_the_month_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    heads = ["Mes", "Notas", "Emitido", "Recibos", "Pagado", "Caducado", "Rechazo", "Abierto", "Además"]
    liability([["2026-11 EUR", "120", *["12345.00"] * 7]], heads)
    assert "2026-11 EUR" in capsys.readouterr().out
