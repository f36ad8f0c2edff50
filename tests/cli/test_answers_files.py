"""Answers from a file are held to what answers at a counter are held to, in whatever form they come."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.forked import recover
from cli.program import Ran

ANSWERS = {
    "hurt": "no",
    "fix": "here",
    "garment.material": "leather",
    "offer": "guarantee-note",
    "garment.kind": "jacket",
    "garment.colour": "black",
    "stain.what": "barbecue_sauce",
    "stain.where": "left_sleeve",
    "customer.name": "Elena Prats",
    "circumstances": ["regular"],
    "extra": "dessert",
    "promises": "keep",
    "cause": "protocol",
    "change": "by-the-wall",
}


def started(*more: str, text: str = "", **answers: Any) -> Ran:
    given = text or json.dumps(ANSWERS | answers)
    return recover("start", "restaurant", "spill", "--answers", "-", "--json", *more, stdin=given)


def test_nothing_given_makes_nobody_known_and_no_two_guests_the_same() -> None:
    for name in ("Elena Prats", "Somebody Else"):
        nothing = {"customer.email": None, "customer.favourite": None, "customer.name": name}
        data = started(**nothing).data
        assert not {"customer.email", "customer.favourite"} & set(data["facts"])
        assert (data["contacts"], data["earlier"], data["perhaps"]) == (1, [], [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"hurt": "yes",\n"hurt": "no"}', ("standard input:2:1: Y02", "`hurt` is here twice, first on line 1")),
        ('{"change": {"what": "a", "what": "b"}}', ("standard input:1:26: Y02", "`what` is here twice")),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, ("Y05", "nests more than 40 levels deep")),
        ('{"a":' + "[" * 500 + "]" * 500 + "}", ("Y05", "nests more than 40 levels deep")),
    ],
)
def test_what_yaml_is_not_allowed_json_is_not_either(text: str, told: tuple[str, ...]) -> None:
    ran = started(text=text)
    assert (ran.code, ran.out) == (3, "")
    for part in told:
        assert part in ran.err


def test_json_keeps_what_yaml_would_not_take() -> None:
    slashed = json.dumps(ANSWERS).replace("Elena Prats", r"Elena \/ Prats")
    assert started(text=slashed).data["facts"]["customer.name"] == "Elena / Prats"


def test_own_words_are_one_line_of_a_length_that_a_card_can_show() -> None:
    long = "Bowls go\nround \ud800 by the wall, and so on, " * 10_000
    data = started(
        change={"what": long},
        offer={"remedy": "guarantee-note", "amount": "20.00 EUR", "reason": "small " * 1000},
    ).data
    (planned,) = [event["data"]["what"] for event in data["events"] if event["type"] == "corrective-action-planned"]
    assert planned.startswith("Bowls go round by the wall, and so on, Bowls")
    assert len(planned) <= 200
    (why,) = [event["data"]["reason"] for event in data["events"] if event["type"] == "remedy-overridden"]
    assert len(why) <= 200


@pytest.mark.parametrize("words", ["\ud800", "   ", "\x07", None])
def test_words_of_which_nothing_is_left_are_none(words: str | None) -> None:
    for answers in ({"change": {"what": words}}, {"promises": {"none": words}}):
        ran = started(**answers)
        assert (ran.code, ran.told[-1]) == (3, "Nothing was recorded.")


@pytest.mark.parametrize("price", ["-80.00 EUR", "80.00 USD", "80.555 EUR", "80"])
def test_a_price_is_one_that_was_paid_here(price: str) -> None:
    for ran in (
        started("--set", f"price={price}"),
        recover("decide", "restaurant", "spill", f"--price={price}"),
        recover("decide", "restaurant", "spill", "--fact", f"price={price}"),
    ):
        assert (ran.code, ran.out, len(ran.told)) == (2, "", 2)
        assert "price=80.00 EUR" in ran.told[1] or "--price '80.00 EUR'" in ran.told[1]


def test_a_name_that_is_not_utf8_is_told_and_nothing_is_kept(tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(ANSWERS), "utf-8")
    ran = recover("start", "restaurant", "spill", "--answers", answers, "--operator", "Ana \udcff")
    assert (ran.code, ran.out, len(ran.told)) == (3, "", 2)
    assert "not UTF-8" in ran.told[0]
    assert recover("incident", "list", "--json").data == []
