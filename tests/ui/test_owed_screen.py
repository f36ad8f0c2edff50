"""What is owed, on the screen, line by line, over JSONL, in the quiet line and on the card: one key, nothing asked."""

from __future__ import annotations

import io
import json
from pathlib import Path

from driven import answer, drive
from scenes import BEGAN, Stroll, drawn, lead, with_manager

from fixed_clock import FixedClock
from recovery_cli.playbook.model import Entitlement
from recovery_cli.playbook.plan import Plan
from recovery_cli.ui import card
from recovery_cli.ui.jsonl_forms import taken
from recovery_cli.ui.jsonl_requests import payload
from recovery_cli.ui.plain import PlainPrompter
from recovery_cli.ui.screens import screen
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from shipped import plan

OWED = {
    "id": "by-the-law",
    "regimes": {"ES": "es-table"},
    "case": "loss",
    "label": {"en": "the price of the meal", "es": "el precio de la comida", "it": "il prezzo del pasto"},
    "words": {"en": ["The meal is yours by law."], "es": ["La comida le corresponde por ley."], "it": ["Le spetta."]},
}


def owing() -> Plan:
    base = plan()
    remedies = base.failure.remedies.model_copy(update={"owed": ("by-the-law",)})
    return base.model_copy(
        update={
            "playbook": base.playbook.model_copy(update={"entitlements": (Entitlement.model_validate(OWED),)}),
            "failure": base.failure.model_copy(update={"remedies": remedies}),
        }
    )


def at_owed(**how: str) -> Stroll:
    return with_manager(Stroll(owing(), **how)).until(lambda request: isinstance(request, r.Owe))


def test_the_words_come_with_what_they_are_and_one_key() -> None:
    stroll = at_owed()
    rows = drawn(stroll.scene(), stroll.at)
    assert "Say now, in Spanish" in rows[2]
    assert any("La comida le corresponde por ley." in row for row in rows)
    assert any("Owed by law: the price of the meal." in row for row in rows)
    view = screen(stroll.scene(), now=stroll.at)
    assert [option.key for option in view.options] == ["Enter"]
    assert lead(view, "Enter") == c.Confirm("owed", "es")


def test_the_operator_reads_it_in_their_own_language() -> None:
    stroll = at_owed(operator_language="it")
    assert any("Spetta per legge: il prezzo del pasto." in row for row in drawn(stroll.scene(), stroll.at))


def test_it_stands_in_the_quiet_line_and_on_the_card() -> None:
    stroll = at_owed().does(c.Confirm("owed", "es"), seconds=2)
    assert "owed: the price of the meal" in drawn(stroll.scene(), stroll.at)[21]
    file = io.StringIO()
    card.card(stroll.plan, stroll.walk, stroll.moments, file=file)
    assert "  Owed            the price of the meal" in file.getvalue().splitlines()


def test_line_by_line() -> None:
    stroll, out = at_owed(), io.StringIO()
    reply = PlainPrompter(io.StringIO("\n"), out, FixedClock(stroll.at)).ask(stroll.scene())
    assert reply == c.Confirm("owed", "es")
    assert "La comida le corresponde por ley.\n" in out.getvalue()
    assert "Owed by law: the price of the meal.\n" in out.getvalue()


def test_over_jsonl(tmp_path: Path) -> None:
    scene = at_owed().scene()
    sent = payload(scene, at=BEGAN, answers=taken(scene))
    assert json.loads(json.dumps(sent)) == sent
    assert (sent["kind"], sent["step"], sent["answers"][0]) == ("owe", "owed", "said")
    assert sent["owed"] == {"id": "by-the-law", "basis": "law", "label": OWED["label"], "case": "loss"}
    way = (answer(said=True), answer(value="no"), answer(fetch="here"), answer(said=True), answer(value="leather"))
    driven = drive(owing(), (*way, answer(said=True)), tmp_path)
    assert driven.walk.owed == {"owed": "by-the-law"}
    assert driven.of("request")[-1]["step"] == "offer"
