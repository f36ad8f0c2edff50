"""The sum that is owed, on the screen under its words, behind `?`, line by line and over JSONL."""

from __future__ import annotations

import io

from scenes import Stroll, drawn, turned
from scenes import shown as written

from fixed_clock import FixedClock
from recovery_cli.catalogue import Catalogue
from recovery_cli.playbook import load
from recovery_cli.ui import card
from recovery_cli.ui.jsonl_forms import taken
from recovery_cli.ui.jsonl_requests import payload
from recovery_cli.ui.plain import PlainPrompter
from recovery_cli.ui.screens import screen
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from shipped import demo


def at_owed(country: str, failure: str, operator_language: str = "en") -> Stroll:
    settings = demo().model_copy(update={"country": country})
    plan = load.plan(Catalogue.over(None), "telecom", failure, settings=settings)
    return Stroll(plan, operator_language=operator_language).until(lambda request: isinstance(request, r.Owe))


def test_the_sum_stands_under_the_words() -> None:
    stroll = at_owed("GB", "missed-appointment")
    shown = "\n".join(drawn(stroll.scene(), stroll.at))
    assert "Compensation for the missed appointment: 32.31 GBP" in shown
    assert "1 × 32.31 = 32.31" in shown
    assert not [word for word in ("gift", "goodwill", "bonus") if word in shown.lower()]


def test_without_the_number_of_days_the_rate_stands_there() -> None:
    stroll = at_owed("IT", "total-outage", "it")
    shown = "\n".join(drawn(stroll.scene(), stroll.at))
    assert "Giorni senza servizio: 6 EUR al giorno" in shown


def test_why_tells_the_arithmetic_the_rule_and_its_source() -> None:
    stroll = at_owed("GB", "missed-appointment")
    why = turned(screen(stroll.scene(), now=stroll.at), "?", stroll.scene(), stroll.at)
    shown = "\n".join(written(why, stroll.scene(), stroll.at))
    for said in (
        "Why this sum",
        "1 × 32.31 = 32.31",
        "Ofcom automatic compensation scheme",
        "Source: Ofcom",
        "Worked out",
    ):
        assert said in shown


def test_line_by_line_it_is_read_out() -> None:
    stroll, out = at_owed("GB", "missed-appointment"), io.StringIO()
    PlainPrompter(io.StringIO("\n"), out, FixedClock(stroll.at)).ask(stroll.scene())
    assert "Compensation for the missed appointment: 32.31 GBP" in out.getvalue()


def test_over_jsonl_it_has_its_amount_lines_and_rules() -> None:
    stroll = at_owed("GB", "missed-appointment")
    owed = payload(stroll.scene(), at=stroll.at, answers=taken(stroll.scene()))["owed"]
    assert isinstance(owed, dict)
    assert (owed["id"], owed["amount"]) == ("missed-visit", "32.31 GBP")
    assert owed["lines"][0]["sum"] == "1 × 32.31 = 32.31"
    assert owed["rules"][0]["source"].startswith("Ofcom")
    unknown = at_owed("IT", "total-outage")
    sent = payload(unknown.scene(), at=unknown.at, answers=taken(unknown.scene()))["owed"]
    assert isinstance(sent, dict)
    assert "amount" not in sent


def test_the_card_has_the_sum() -> None:
    stroll = at_owed("GB", "missed-appointment")
    assert isinstance(stroll.request, r.Owe)
    stroll.does(c.Confirm(stroll.request.step, "en"))
    file = io.StringIO()
    card.card(stroll.plan, stroll.walk, stroll.moments, file=file)
    assert "compensation for the missed appointment: 32.31 GBP" in " ".join(file.getvalue().split())
