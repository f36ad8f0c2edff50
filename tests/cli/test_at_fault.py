"""Whose doing it was changes the first words and the record; it is never said and never written."""

from __future__ import annotations

import json
from typing import get_args

from cli.program import events, recover
from recovery_cli.commands.start import FAULTS
from recovery_cli.playbook.model import Fault
from shipped import plan

CALL = ("telecom", "missed-appointment", "--lang", "en")


def first_said(*args: str) -> tuple[str, str]:
    """The first words in English, and all that was written."""
    ran = recover("start", *CALL, *args, "--jsonl", stdin="")
    assert ran.code == 4, ran.err
    requests = [json.loads(line)["request"] for line in ran.out.splitlines() if '"request"' in line]
    return " ".join(requests[0]["words"]["en"]), ran.out


def test_the_customers_own_mishap_gets_the_words_that_save_face() -> None:
    saving = plan("telecom", "missed-appointment").failure.words["face_saving"].root[0]["en"]
    said, written = first_said("--at-fault", "customer")
    assert said == " ".join(saving)
    assert "at_fault" not in written
    assert first_said()[0] != said
    assert first_said("--at-fault", "third_party")[0] != said


def test_it_is_in_the_record_and_in_no_letter() -> None:
    answers = "paid: card\noffer: {remedy: refund-card, amount: 36.00 EUR}\ncustomer.phone: '600 000 000'\n"
    ran = recover(
        "start",
        "hotel",
        "billing-error",
        "--at-fault=customer",
        "--answers=-",
        "--json",
        stdin=f"{answers}promises: keep",
    )
    assert ran.code == 0, ran.err
    assert [event["data"]["at_fault"] for event in events(ran.data, "incident-opened")] == ["customer"]
    letter = recover("letter", "apology", ran.data["incident"], "--format", "json")
    assert letter.code == 0, letter.err
    assert "at_fault" not in letter.out


def test_a_word_that_nobody_could_be_is_told_with_the_nearest() -> None:
    ran = recover("start", *CALL, "--at-fault", "costumer", "--jsonl", stdin="")
    assert ran.code == 2
    assert "customer" in ran.err
    assert not recover("incident", "list", "--json").data


def test_the_command_line_knows_all_that_there_are() -> None:
    assert get_args(Fault) == FAULTS
