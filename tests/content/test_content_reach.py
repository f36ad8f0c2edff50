"""What holds when somebody is hurt, has no number or no name: no call is promised in vain, no word is missing."""

from __future__ import annotations

import re

import pytest
from content_texts import BOOKS, LANGUAGES, METHODS, PLACEHOLDER, Said, failures, method, playbook, said
from content_walks import AT, answer, ended, opened, plainly

from recovery_cli.playbook.condition import compiled
from recovery_cli.playbook.text import Wording
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk.engine import decide
from recovery_cli.walk.flow import awaiting
from recovery_cli.walk.state import Walk, replay

CASES = sorted(failures())
HURTING = sorted(case for case, failure in failures().items() if failure.careful != "never")
CALL = {"en": r"\bcall(?:ing|s)?\b", "es": r"\bllam(?:ar|o|amos|a)\b", "it": r"\bchiam(?:are|o|iamo|a)\b"}
CALL_YOU = {"en": r"\bcalls? you\b", "es": r"\ble llam", "it": r"\bla chiam"}
SPILL = ("restaurant", "spill-on-guest")


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_a_call_is_promised_only_to_whom_we_can_reach(case: tuple[str, str]) -> None:
    for promise in failures()[case].follow_up:
        spoken = [] if promise.words is None else [Said(promise.id, one) for one in promise.words.root]
        for language in LANGUAGES:
            text = " ".join((promise.what[language], *(one.text(language) for one in spoken)))
            if re.search(CALL[language], text, re.IGNORECASE):
                assert "walk.reachable" in (promise.when or "").replace("not walk.reachable", ""), promise.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_call_is_promised_before_the_number_is_known(language: str) -> None:
    early = [words for words in said() if ".facts." not in words.place and ".follow_up." not in words.place]
    found = [words.place for words in early if re.search(CALL_YOU[language], words.text(language), re.IGNORECASE)]
    assert len(early) > 100
    assert found == []


def test_what_would_promise_a_call_is_caught() -> None:
    for language, text in (("en", "Ana calls you tomorrow."), ("es", "Le llamo hoy."), ("it", "La chiamo oggi.")):
        assert re.search(CALL_YOU[language], text, re.IGNORECASE)


@pytest.mark.parametrize("phone", [None, "600 000 000"], ids=["no-number", "number"])
@pytest.mark.parametrize("case", HURTING, ids="-".join)
def test_whoever_is_hurt_is_looked_after_again_with_or_without_a_number(
    case: tuple[str, str], phone: str | None
) -> None:
    plan, walk = opened(case)
    walk = replay(decide(plan, walk, c.Hurt(), AT), walk)
    _, events, _ = ended(plan, walk, {"hurt": "yes", "customer.phone": phone})
    promised = [event.id for event in events if isinstance(event, e.FollowUpPromised)]
    asked = any(fact.id == "customer.phone" for fact in plan.failure.facts)
    calls = [each.id for each in plan.failure.follow_up if re.search(CALL["en"], each.what["en"])]
    assert set(promised) - {"insurer"}
    assert bool(set(promised) & set(calls)) == (asked and phone is not None)


def bare(wording: Wording) -> bool:
    """Whether it can be said by somebody whose name nobody knows."""
    return any(not PLACEHOLDER.findall(" ".join(sum(breaths.root.values(), ()))) for breaths in wording.root)


@pytest.mark.parametrize("book", BOOKS)
def test_a_second_voice_without_a_known_name_has_words(book: str) -> None:
    shared = playbook(book).words
    assert all(bare(shared[name]) for name in ("second_apology", "careful_apology", "nobody_careful"))
    for (where, each), failure in failures().items():
        if where == book and failure.careful == "always":
            assert bare(failure.words["second_apology"]), each


def upto(step: str) -> Walk:
    """A spill with nobody hurt so far, walked until this step is done."""
    plan, walk = opened(SPILL)
    done = False
    while not done:
        request = awaiting(plan, walk)
        done = getattr(request, "step", "") == step
        walk = replay(decide(plan, walk, answer(request, {**plainly(request), "hurt": "no"}), AT), walk)
    return walk


def hurt_after(step: str) -> list[str]:
    """The steps that are still awaited when somebody turns out to be hurt after this one."""
    plan, _ = opened(SPILL)
    walk = upto(step)
    walk = replay(decide(plan, walk, c.Hurt(), AT), walk)
    return ended(plan, walk, {})[2]


def test_nobody_apologises_twice_in_the_same_voice_when_somebody_turns_out_to_be_hurt() -> None:
    assert "with-you" in hurt_after("fix")
    assert "with-you" not in hurt_after("second-apology")


def test_no_paper_is_made_for_whoever_turns_out_to_be_hurt() -> None:
    assert upto("offer").chosen["offer"].remedy == "guarantee-note"
    assert not {"paper", "note", "hand-over"} & set(hurt_after("offer"))


@pytest.mark.parametrize("name", METHODS)
def test_a_note_is_a_step_only_where_nobody_is_hurt(name: str) -> None:
    steps = {step.id: compiled(step.when or "true") for step in method(name).steps}
    for each in ("paper", "note", "hand-over"):
        held = [steps[each].holds({"walk": {"document": "guarantee-note", "careful": hurt}}) for hurt in (False, True)]
        assert held == [True, False], each


@pytest.mark.parametrize(("role", "promised"), [("front_line", "look-in-again"), ("manager", "manager-looks-in")])
def test_whoever_says_your_case_is_mine_keeps_it(role: str, promised: str) -> None:
    plan, walk = opened(("general", "something-else"))
    if role == "manager":
        walk = replay(decide(plan, walk, c.Fetch("here", "Ana Ferrer", "manager"), AT), walk)
    walk, events, _ = ended(plan, walk, {"hurt": "no"})
    kept = {event.id: event.who for event in events if isinstance(event, e.FollowUpPromised)}
    assert kept == {promised: walk.operator}
