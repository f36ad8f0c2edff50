"""From the walk to the letter: what was named as owed is printed with its lines, its rule and its source."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.program import SCENARIOS, events, lines_of, recorded, recover, workspace

NOBODY_CAME = SCENARIOS.parents[1] / "telecom/scenarios/nobody-came.yaml"
PAY = ("--set", "payment.by=2026-12-18", "--set", "contact.phone=+44 20 7946 0000")


@pytest.fixture
def britain(tmp_path: Path) -> Path:
    own = workspace(tmp_path / "britain", {})
    file = own / "recovery.yaml"
    file.write_text(file.read_text("utf-8").replace("\ncountry: ES\n", "\ncountry: GB\n"), "utf-8")
    return own


def test_the_letter_prints_what_was_named(britain: Path) -> None:
    told = recover("start", "telecom", "missed-appointment", "--answers", NOBODY_CAME, "--workspace", britain)
    assert told.code == 0, told.err
    incident = recorded()
    (named,) = events(incident, "entitlement-named")
    assert named["data"]["amount"] == "32.31 GBP"
    ran = recover("letter", "entitlement", incident["incident"], "--lang", "en", *PAY, "--workspace", britain)
    assert ran.code == 0, ran.err
    parts = (
        *(
            "Compensation for the missed appointment",
            "£32.31",
            "Ofcom automatic compensation scheme, missed appointment",
        ),
        *("Ofcom, automatic compensation", "You will have the £32.31 by 18 December 2026", "as a credit on the bill"),
    )
    assert lines_of(ran.out, parts)
    assert "not a gift" in " ".join(ran.out.split())
    spanish = recover("letter", "entitlement", incident["incident"], "--lang", "es", *PAY, "--workspace", britain)
    assert lines_of(spanish.out, ("La compensación por la cita fallida", "32,31", "como abono en la factura"))


def test_where_no_sum_is_known_the_letter_asks_for_it() -> None:
    told = recover("start", "telecom", "missed-appointment", "--answers", NOBODY_CAME)
    assert told.code == 0, told.err
    ran = recover("letter", "entitlement", recorded()["incident"], *PAY)
    assert ran.code == 3
    assert "entitlements" in ran.err
