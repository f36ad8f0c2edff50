"""What a card says of a sum that somebody above was asked for, of an exception, and how its lines are typed."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from scenes import Stroll

from recovery_cli.money import Money
from recovery_cli.ui import card
from recovery_cli.ui.hand_over import hand_over
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from shipped import plan

CREDIT = Money.parse("40.00 EUR")
ANA = ("Ana Ferrer", "manager")


def closing(stroll: Stroll, *, tail: str = "") -> list[str]:
    file = io.StringIO()
    card.card(stroll.plan, stroll.walk, stroll.moments, tail=tail, file=file)
    return file.getvalue().splitlines()


def handed(stroll: Stroll, *, tail: str = "") -> list[str]:
    file = io.StringIO()
    hand_over(stroll.plan, stroll.walk, stroll.moments, tail=tail, file=file)
    return file.getvalue().splitlines()


def rows(lines: list[str], label: str) -> str:
    """What stands under one label, on one line."""
    found: list[str] = []
    named = ""
    for line in lines[1:]:
        named = line[2:18].strip() or named
        if named == label:
            found += line[18:].split()
    return " ".join(found)


def credit(operator_language: str = "en") -> Stroll:
    """A call on which a credit was offered that the front line may not give alone, walked to its end."""
    stroll = Stroll(plan("telecom", "registered-and-transferred"), operator_language=operator_language)
    stroll.until(lambda request: isinstance(request, r.Choose) and request.group == "main")
    stroll.does(c.ChooseRemedy("offer", "goodwill-credit", CREDIT, reason="The tenth call."))
    return stroll.until(lambda request: isinstance(request, r.Finished)).does(c.Finish())


@pytest.mark.parametrize("printed", [closing, handed])
def test_a_sum_that_waits_is_not_given(printed: Callable[[Stroll], list[str]]) -> None:
    lines = printed(credit())
    assert "credit" not in rows(lines, "Given")
    assert "credit on the next bill, 40.00 EUR: the supervisor has yet to say yes" in rows(lines, "Stays open")


@pytest.mark.parametrize("printed", [closing, handed])
def test_a_no_stands_there_with_who_said_it_and_why(printed: Callable[[Stroll], list[str]]) -> None:
    lines = printed(credit().does(c.RefuseApproval(*ANA, "not now")))
    assert "credit" not in rows(lines, "Given")
    assert rows(lines, "Refused") == "credit on the next bill, 40.00 EUR by Ana: not now"
    assert "yet to say yes" not in "\n".join(lines)


def test_whoever_says_no_when_the_walk_is_over_has_promised_to_say_so() -> None:
    lines = closing(credit().does(c.RefuseApproval(*ANA, "not now")))
    assert "22 Nov say no to the customer: Ana Ferrer credit on the next bill" in rows(lines, "Promised")


def test_a_yes_to_less_is_given_as_that() -> None:
    lines = closing(credit().does(c.Approve(*ANA, Money.parse("25.00 EUR"))))
    assert "credit on the next bill, 25.00 EUR" in rows(lines, "Given")
    assert rows(lines, "Refused") == ""


@pytest.mark.parametrize(
    ("language", "label", "said"),
    [("es", "Denegado", "por Ana: ahora no"), ("it", "Rifiutato", "da Ana: ahora no")],
)
def test_a_no_is_told_in_the_operators_language(language: str, label: str, said: str) -> None:
    lines = closing(credit(language).does(c.RefuseApproval(*ANA, "ahora no")))
    assert rows(lines, label).endswith(said)


@pytest.mark.parametrize("printed", [closing, handed])
def test_an_exception_is_on_the_card(printed: Callable[[Stroll], list[str]]) -> None:
    stroll = Stroll(plan("hotel", "walked-overbooked"))
    stroll.until(lambda request: isinstance(request, r.Choose)).does(c.BendRule("offer", "Free upgrade all week"))
    assert "an exception: Free upgrade all week" in rows(printed(stroll), "Given")


@pytest.mark.parametrize("printed", [closing, handed])
def test_lines_to_type_end_as_the_first_one_did(printed: Callable[..., list[str]]) -> None:
    tail = " --workspace /a/folder/that/has/a/very/long/name/so/that/it/would/not/fit/on/the/line"
    stroll = Stroll(plan("hotel", "walked-overbooked"))
    assert printed(stroll, tail=tail)[-1].endswith(f"recover resume INC-7K3M{tail}")


def test_what_was_left_out_is_no_name() -> None:
    stroll = Stroll(plan("telecom", "registered-and-transferred"))
    stroll.until(lambda request: isinstance(request, r.Ask) and request.fact.id == "customer.phone")
    stroll.does(c.Answer(stroll.request.step, "customer.phone", None))  # type: ignore[union-attr]  # it is an Ask
    assert "None" not in "\n".join(handed(stroll))
