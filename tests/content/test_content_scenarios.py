"""The scenarios that an expert wrote: each is walked with its answers and comes to what it expects."""

from __future__ import annotations

from typing import Any, Literal, cast

import pytest
from content_texts import LANGUAGES, OWN, PLAYBOOKS, failures, read
from content_walks import AT, Answers, answer, ended, opened, plainly, plan_of

from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.engine import decide
from recovery_cli.walk.flow import awaiting
from recovery_cli.walk.promises import delay
from recovery_cli.walk.state import Walk, replay

SCENARIOS = [path for book in OWN for path in sorted((PLAYBOOKS / book / "scenarios").glob("*.yaml"))]
OFFERING = sorted(case for case, failure in failures().items() if failure.remedies.main or failure.remedies.bonus)
HURTING = sorted(case for case, failure in failures().items() if failure.careful != "never")
DECIDING = [
    (case, fact.id, choice.value)
    for case, failure in sorted(failures().items())
    for fact in failure.facts
    for choice in fact.choices
    if fact.group == "decide"
]
MOST_WORDS, MOST_KEYS = 60, 8


def walked(scenario: Answers) -> tuple[Walk, list[e.Event], list[str]]:
    """The walk, its events, and the steps that were awaited, in order."""
    plan = plan_of(scenario)
    operator = scenario["operator"]
    command: c.Command = c.Open(
        incident="INC-7K3M",
        operator=operator["name"],
        role=operator["role"],
        language=scenario["language"],
        operator_language="en",
        reported_by=scenario["reported_by"],
        facts={},
    )
    walk = Walk()
    events: list[e.Event] = []
    steps: list[str] = []
    for _ in range(100):
        made = decide(plan, walk, command, AT)
        walk, events = replay(made, walk), [*events, *made]
        if walk.finished:
            break
        request = awaiting(plan, walk)
        if not isinstance(request, r.Finished) and request.step not in steps:
            steps.append(request.step)
        command = answer(request, scenario["answers"])
    assert walk.finished
    if outcome := scenario["answers"].get("outcome"):
        events += (made := decide(plan, walk, c.GiveOutcome(outcome), AT))
        walk = replay(made, walk)
    return walk, events, steps


def given(event: e.RemedyChosen, expected: Answers) -> dict[str, str]:
    """What was given, as far as the scenario says something of it."""
    seen = {"remedy": event.remedy, "amount": str(event.amount), "decides": event.decides}
    return {name: seen[name] for name in expected}


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_scenario_comes_to_what_its_expert_expects(path: Any) -> None:
    scenario = cast("dict[str, Any]", read(path))
    expected = scenario["expect"]
    walk, events, steps = walked(scenario)
    assert scenario["scenario"] == path.stem
    assert steps == expected["steps"]
    remedies = [event for event in events if isinstance(event, e.RemedyChosen)]
    assert len(remedies) == len(expected["remedies"])
    pairs = zip(remedies, expected["remedies"], strict=True)
    assert [given(event, wanted) for event, wanted in pairs] == expected["remedies"]
    papers = ["guarantee-note" for event in events if isinstance(event, e.NoteAttached)]
    papers += [event.template for event in events if isinstance(event, e.LetterWritten)]
    assert papers == expected["documents"]
    promised = {event.id: (event.due_at - AT, event.role) for event in events if isinstance(event, e.FollowUpPromised)}
    assert promised == {each["id"]: (delay(each["after"]), each["who"]) for each in expected["follow_ups"]}
    assert (walk.severity, walk.careful) == (expected["severity"], expected["careful"])
    assert walk.outcome == expected.get("outcome", walk.outcome)


def test_there_are_scenarios_for_a_note_a_bonus_the_ice_cream_rule_and_a_careful_case() -> None:
    wanted = {"barbecue-sauce", "wrong-order", "dropped-ice-cream", "allergen-symptoms"}
    assert {path.stem for path in SCENARIOS} >= wanted


@pytest.mark.parametrize("case", OFFERING, ids="-".join)
@pytest.mark.parametrize("reported_by", ["customer", "staff"])
def test_few_words_and_few_keys_lead_to_the_offer_and_its_words_fit(
    case: tuple[str, str], reported_by: Literal["customer", "staff"]
) -> None:
    """The longer way, with a manager who comes; the offer is said with every remedy that it could be."""
    plan, walk = opened(case, reported_by)
    keys, words, shown = 0, dict.fromkeys(LANGUAGES, 0), [""]
    while not isinstance(request := awaiting(plan, walk), r.Choose):
        assert not isinstance(request, r.Finished)
        seen = isinstance(request, r.Ask) and request.fact.look
        if isinstance(request, r.Say | r.Ask | r.Act) and request.step != shown[-1] and not seen:
            for language, lines in request.words.items():
                words[language] += len(" ".join(lines).split())
        shown.append(request.step)
        keys += 1
        hurt = {"hurt": "no"} if plan.failure.careful != "never" else {}
        walk = replay(decide(plan, walk, answer(request, plainly(request) | hurt), AT), walk)
    assert keys <= MOST_KEYS
    assert max(words.values()) <= MOST_WORDS
    for spoken in request.words_of.values():
        assert set(spoken) == set(LANGUAGES)
        for lines in spoken.values():
            assert max(len(line) for line in lines) <= 66
            assert len(" ".join(lines).split()) <= 25


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
