"""Every failure walked by the plainest answers: few words and few keys come before the remedy, and all ends well."""

from __future__ import annotations

from typing import Literal

import pytest
from content_texts import LANGUAGES, failures
from content_walks import AT, answer, ended, opened, plainly

from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.engine import decide
from recovery_cli.walk.flow import awaiting
from recovery_cli.walk.state import replay

CASES = sorted(failures())
HURTING = sorted(case for case, failure in failures().items() if failure.careful != "never")
DECIDING = [
    (case, fact.id, choice.value)
    for case, failure in sorted(failures().items())
    for fact in failure.facts
    for choice in fact.choices
    if fact.group == "decide"
]
MOST_WORDS, MOST_KEYS = 60, 8
REMEDY = (r.Owe, r.Choose, r.Follow, r.Finished)
"""Where the part before the remedy ends: what is owed or offered, else what is promised."""


def keys(request: r.Request) -> int:
    """One key for each question, and for what has to be typed as many as a number has, and Enter."""
    typed = isinstance(request, r.Ask) and not request.fact.choices and not request.fact.optional
    return 10 if typed else 1


@pytest.mark.parametrize("case", CASES, ids="-".join)
@pytest.mark.parametrize("reported_by", ["customer", "staff"])
def test_few_words_and_few_keys_lead_to_the_remedy(
    case: tuple[str, str], reported_by: Literal["customer", "staff"]
) -> None:
    """The longer way, with a manager who comes; what is looked at is not said."""
    plan, walk = opened(case, reported_by)
    pressed, words, shown = 0, dict.fromkeys(LANGUAGES, 0), ""
    hurt = {"hurt": "no"} if plan.fact("hurt") is not None else {}
    while not isinstance(request := awaiting(plan, walk), REMEDY):
        seen = isinstance(request, r.Ask) and request.fact.look
        if isinstance(request, r.Say | r.Ask | r.Act) and request.step != shown and not seen:
            for language, lines in request.words.items():
                words[language] += len(" ".join(lines).split())
        shown = getattr(request, "step", "")
        pressed += keys(request)
        walk = replay(decide(plan, walk, answer(request, plainly(request) | hurt), AT), walk)
    assert 1 <= pressed <= MOST_KEYS
    assert min(words.values()) >= 1
    assert max(words.values()) <= MOST_WORDS


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_whatever_is_offered_is_said_in_every_language_and_fits_its_line(case: tuple[str, str]) -> None:
    plan, walk = opened(case)
    hurt = {"hurt": "no"} if plan.fact("hurt") is not None else {}
    offered = 0
    while not isinstance(request := awaiting(plan, walk), r.Finished):
        for spoken in request.words_of.values() if isinstance(request, r.Choose) else ():
            offered += 1
            assert set(spoken) == set(LANGUAGES)
            for lines in spoken.values():
                assert max(len(line) for line in lines) <= 66
                assert len(" ".join(lines).split()) <= 25
        walk = replay(decide(plan, walk, answer(request, plainly(request) | hurt), AT), walk)
    listed = plan.failure.remedies
    assert offered or plan.failure.at_fault != "company" or not (listed.main or listed.bonus)


@pytest.mark.parametrize(("case", "fact", "value"), DECIDING)
def test_every_answer_leads_to_an_end(case: tuple[str, str], fact: str, value: str) -> None:
    plan, walk = opened(case)
    walk, _, _ = ended(plan, walk, {"hurt": "no", fact: value})
    assert walk.facts[fact] == value
    assert not walk.careful


@pytest.mark.parametrize("case", HURTING, ids="-".join)
def test_whoever_is_hurt_is_looked_after_and_offered_nothing(case: tuple[str, str]) -> None:
    plan, walk = opened(case)
    walk = replay(decide(plan, walk, c.Hurt(), AT), walk)
    walk, events, steps = ended(plan, walk, {"hurt": "yes"})
    assert walk.careful
    assert "care" in steps
    assert {event.remedy for event in events if isinstance(event, e.RemedyChosen)} <= set(plan.failure.remedies.fix)
    assert not {"offer", "extra", "cause"} & set(steps)
    assert [event for event in events if isinstance(event, e.FollowUpPromised)]
