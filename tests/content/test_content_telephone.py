"""What a telephone asks of its playbook: the number early, one owner, the manager in the call, nothing for the eye."""

from __future__ import annotations

import re

import pytest
from content_texts import LANGUAGES, failures, playbook, said
from content_walks import AT, Answers, answer, ended, plan_of

from recovery_cli.playbook.model import RoleId
from recovery_cli.private import Private
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.engine import decide
from recovery_cli.walk.events import Value
from recovery_cli.walk.flow import awaiting
from recovery_cli.walk.state import Walk, replay

CALLS = sorted(each for book, each in failures() if book == "telecom")
ORDINARY = [each for each in CALLS if failures()["telecom", each].careful != "always"]
ALWAYS_OWNED = "registered-and-transferred"
TO_BE_SEEN = {
    "en": r"\bhere (?:you are|it is|is the)\b|\bplease sign\b|\blook at (?:this|the screen)\b|\bin your hand\b",
    "es": r"\baquí (?:lo|la|los|las) tiene\b|\bfirme\b|\bmire (?:aquí|esto)\b",
    "it": r"\becco (?:a lei|la|il)\b|\bfirmi\b|\bguardi\b|\btenga\b",
}
DAY_AND_NIGHT = r"24\s*/\s*7|\b24 (?:hours|horas|ore)\b|day and night|día y noche|giorno e notte"


def called(
    failure: str, answers: Answers, *, role: RoleId = "front_line", **known: Value
) -> tuple[Walk, list[e.Event]]:
    """A call about this failure, walked to its end; `known` are facts that are there before the first word."""
    plan = plan_of({"playbook": "telecom", "failure": failure})
    facts = {name.replace("__", "."): value for name, value in known.items()}
    command = c.Open("INC-7K3M", "Marco Ruiz", role, "es", "en", "customer", facts=facts)
    opening = decide(plan, Walk(), command, AT)
    walk, events, steps = ended(plan, replay(opening), {"hurt": "no", **answers})
    assert walk.finished
    assert ("call-back" in steps) == ("customer__phone" not in known)
    return walk, [*opening, *events]


def place(events: list[e.Event], *kinds: type[e.Event]) -> int:
    return next((number for number, event in enumerate(events) if isinstance(event, kinds)), len(events))


@pytest.mark.parametrize("failure", ORDINARY)
def test_an_ordinary_call_fetches_nobody(failure: str) -> None:
    walk, events = called(failure, {}, contacts=1)
    assert not [event for event in events if isinstance(event, e.HandedOver | e.ManagerComing | e.Escalated)]
    assert bool(walk.owner) == (failure == ALWAYS_OWNED)


@pytest.mark.parametrize("failure", ORDINARY)
def test_the_second_contact_has_an_owner_before_anything_is_offered(failure: str) -> None:
    walk, events = called(failure, {}, contacts=2)
    assert walk.owner == "Marco Ruiz"
    assert place(events, e.OwnerNamed) < place(events, e.EntitlementNamed, e.FollowUpPromised)
    assert not [event for event in events if isinstance(event, e.HandedOver | e.ManagerComing)]


@pytest.mark.parametrize("failure", ORDINARY)
def test_at_the_third_contact_the_manager_comes_into_the_call_and_keeps_it(failure: str) -> None:
    walk, events = called(failure, {"manager-now": "here"}, contacts=3)
    assert walk.owner == walk.operator != "Marco Ruiz"
    assert place(events, e.HandedOver) < place(events, e.OwnerNamed)
    voices = [(event.voice, event.by) for event in events if isinstance(event, e.ApologyGiven)]
    assert voices == [("first", "Marco Ruiz"), ("second", walk.operator)]


@pytest.mark.parametrize("failure", ORDINARY)
def test_a_manager_who_answers_brings_in_nobody(failure: str) -> None:
    walk, events = called(failure, {}, role="manager", contacts=3)
    assert walk.owner == "Marco Ruiz"
    assert not [event for event in events if isinstance(event, e.HandedOver | e.ManagerComing)]


@pytest.mark.parametrize("failure", CALLS)
def test_the_number_is_taken_early_and_never_where_it_is_known(failure: str) -> None:
    _, events = called(failure, {"care": "here"})
    facts = [event.fact for event in events if isinstance(event, e.FactGiven) and event.fact != "hurt"]
    assert facts[0] == ("contacts" if failure == ALWAYS_OWNED else "customer.phone")
    called(failure, {"care": "here"}, customer__phone=Private("600 000 000"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_is_said_needs_to_be_seen(language: str) -> None:
    words = [each for each in said() if each.place.startswith("telecom")]
    assert len(words) > 150
    found = [each.place for each in words if re.search(TO_BE_SEEN[language], each.text(language), re.IGNORECASE)]
    assert found == []


def test_five_rings_one_transfer_a_call_back_in_two_minutes_and_no_promise_of_day_and_night() -> None:
    book = playbook("telecom")
    assert book.service is not None
    assert (book.service.rings, book.service.transfers, book.service.call_back) == (5, 1, "2m")
    promised = [text for promise in book.promises for text in promise.text.root.values()]
    assert any("five rings" in text for text in promised)
    assert [text for text in promised if re.search(DAY_AND_NIGHT, text, re.IGNORECASE)] == []


def test_the_tenth_call_reaches_its_offer_within_sixty_words_and_eight_keys() -> None:
    plan = plan_of({"playbook": "telecom", "failure": ALWAYS_OWNED})
    known: dict[str, Value] = {"contacts": 10, "customer.phone": Private("600 000 000")}
    walk = replay(decide(plan, Walk(), c.Open("INC-7K3M", "Marco Ruiz", "front_line", "es", "en", facts=known), AT))
    keys, words = 0, dict.fromkeys(LANGUAGES, 0)
    while not isinstance(request := awaiting(plan, walk), r.Choose):
        keys += 1
        for language, lines in getattr(request, "words", {}).items():
            words[language] += len(" ".join(lines).split())
        given = {"manager-now": "coming", "circumstances": []}
        walk = replay(decide(plan, walk, answer(request, given), AT), walk)
    assert keys <= 8
    assert 0 < max(words.values()) <= 60
