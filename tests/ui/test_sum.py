"""A refund is as much as was taken: the operator types it, says it, and gives it with a digit."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from driven import answer, drive
from scenes import Stroll, drawn, lead, shown, turned

from fixed_clock import FixedClock
from recovery_cli.money import Money
from recovery_cli.ui import aloud
from recovery_cli.ui.leads import Again, Then, View
from recovery_cli.ui.plain import PlainPrompter
from recovery_cli.ui.screen import Wrong
from recovery_cli.ui.screens import screen
from recovery_cli.ui.screens_sum import figures
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from shipped import plan

REFUNDS = (
    ("restaurant", "overcharged", "refund-card"),
    ("hotel", "billing-error", "refund-card"),
    ("telecom", "billing-error", "refund-account"),
)


def at_the_offer(playbook: str, failure: str, remedy: str) -> Stroll:
    paid = "account" if remedy == "refund-account" else "card"
    walk = Stroll(plan(playbook, failure)).until(lambda request: isinstance(request, r.Choose), {"paid": paid})
    request = walk.request
    assert isinstance(request, r.Choose)
    assert request.proposal.first is not None
    assert request.proposal.first.remedy == remedy
    return walk


def overcharged() -> Stroll:
    return at_the_offer(*REFUNDS[0])


def entered(view: View, text: str, walk: Stroll) -> View:
    """The screen after a line of text."""
    assert view.entry is not None
    made = view.entry.make(text)
    assert not isinstance(made, Wrong), made
    return made.make(walk.scene(), walk.at)  # type: ignore[union-attr]  # a turn


@pytest.mark.parametrize(("playbook", "failure", "remedy"), REFUNDS)
def test_the_sum_is_typed_then_said_then_given(playbook: str, failure: str, remedy: str) -> None:
    walk = at_the_offer(playbook, failure, remedy)
    scene = walk.scene()
    typing = turned(screen(scene, now=walk.at), "1", scene, walk.at)
    assert typing.entry is not None
    saying = entered(typing, "14,50", walk)
    assert any("catorce euros con cincuenta" in line or "14,50" in line for line in saying.breaths), saying.breaths
    assert any(", 14.50 EUR" in row for row in shown(saying, scene, walk.at))
    give = lead(saying, "1")
    assert give == c.ChooseRemedy(walk.request.step, remedy, Money.parse("14.50 EUR"))  # type: ignore[union-attr]  # an offer
    assert "Enter" not in {option.key for option in saying.options}
    walk.does(give)  # type: ignore[arg-type]  # the command that the key gives
    assert str(walk.walk.chosen["offer"].amount) == "14.50 EUR"
    assert not any(" up to 14.50 EUR" in row for row in drawn(walk.scene(), walk.at))


@pytest.mark.parametrize("text", ["0", "-3", "a lot", "1.250.00", "3.999"])
def test_what_is_no_sum_is_told_and_gives_nothing(text: str) -> None:
    walk = overcharged()
    scene = walk.scene()
    typing = turned(screen(scene, now=walk.at), "1", scene, walk.at)
    assert typing.entry is not None
    assert isinstance(typing.entry.make(text), Wrong)


def test_a_sum_that_nobody_knows_yet_is_left_out() -> None:
    walk = overcharged()
    scene = walk.scene()
    saying = entered(turned(screen(scene, now=walk.at), "1", scene, walk.at), "", walk)
    assert lead(saying, "1") == c.ChooseRemedy("offer", "refund-card")
    assert not any("14" in line for line in saying.breaths)


def test_back_goes_one_step_and_another_language_keeps_the_sum() -> None:
    walk = overcharged()
    scene = walk.scene()
    typing = turned(screen(scene, now=walk.at), "1", scene, walk.at)
    saying = entered(typing, "14.50", walk)
    assert turned(saying, "<", scene, walk.at).entry is not None
    assert turned(typing, "<", scene, walk.at).label == screen(scene, now=walk.at).label
    assert isinstance(lead(saying, "0"), Again)
    tab = lead(saying, "Tab")
    assert isinstance(tab, Then)
    walk.does(tab.first)  # type: ignore[arg-type]  # the command that the key gives
    again = tab.after.make(walk.scene(), walk.at)  # type: ignore[union-attr]  # a turn
    assert again.breaths != saying.breaths
    assert lead(again, "1") == lead(saying, "1")


def test_another_way_of_paying_it_back_asks_for_the_sum_too() -> None:
    walk = at_the_offer("telecom", "billing-error", "refund-account")
    scene = walk.scene()
    as_well = turned(screen(scene, now=walk.at), "2", scene, walk.at)
    key = next(option.key for option in as_well.options if option.label.startswith("Money off the next bill"))
    typing = turned(as_well, key, scene, walk.at)
    given = lead(entered(typing, "9.90", walk), "1")
    assert given == c.ChooseRemedy("offer", "refund-bill", Money.parse("9.90 EUR"), "", True)


def test_plain_lines_take_it() -> None:
    walk = overcharged()
    out = io.StringIO()
    prompter = PlainPrompter(io.StringIO("1\nmuch\n14,50\n1\n"), out, FixedClock(walk.at))
    assert prompter.ask(walk.scene()) == c.ChooseRemedy("offer", "refund-card", Money.parse("14.50 EUR"))
    told = out.getvalue()
    assert "1. Offered: the difference to the card, the sum comes next." in told
    assert "1. Offered: the difference to the card, 14.50 EUR." in told


def test_a_program_gives_it_with_the_remedy(tmp_path: Path) -> None:
    lines = [
        answer(said=True),
        answer(done=True),
        answer(value="card"),
        answer(remedy="refund-card", amount="14.50 EUR"),
    ]
    driven = drive(plan("restaurant", "overcharged"), lines, tmp_path)
    offer = next(each for each in driven.of("request") if each["step"] == "offer")
    refund = next(each for each in offer["options"] if each["remedy"] == "refund-card")
    assert (refund["own_amount"], refund["up_to"], refund["amount"]) == (True, False, None)
    assert str(driven.walk.chosen["offer"].amount) == "14.50 EUR"


def test_a_credit_is_a_sum_and_what_a_receipt_shows_is_at_most_one() -> None:
    credit = plan("telecom", "registered-and-transferred").remedy("goodwill-credit")
    assert not credit.up_to
    ticket = plan("hotel", "wake-up-or-promise-missed").remedy("new-ticket")
    assert ticket.up_to
    told = list(aloud.failure(plan("telecom", "registered-and-transferred"), language="en", encoding="utf-8"))
    row = next(line for line in told if "Nothing weighs more" in line)
    assert "40 EUR" in row
    assert "up to" not in row


@pytest.mark.parametrize(
    ("typed", "currency", "written"),
    [
        ("80", "EUR", "80 EUR"),
        ("80,5", "EUR", "80.50 EUR"),
        ("80.", "EUR", None),
        ("80,500", "EUR", None),
        ("1.255", "KWD", "1.255 KWD"),
        ("8000", "JPY", "8000 JPY"),
        ("80,5", "JPY", None),
        ("1.500", "JPY", None),
        (".", "EUR", None),
    ],
)
def test_a_sum_has_the_decimals_of_its_currency(typed: str, currency: str, written: str | None) -> None:
    made = figures(typed, currency)
    assert (None if made is None else str(made)) == written
