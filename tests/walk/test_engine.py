"""The walk decides: the barbecue sauce on the leather jacket, and what happens when it goes another way."""

from __future__ import annotations

import pytest
from walking import AT, begun, does, walked

from recovery_cli.errors import Refused
from recovery_cli.money import Money
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.engine import decide
from recovery_cli.walk.flow import awaiting
from recovery_cli.walk.state import replay
from shipped import plan

LEATHER = {"hurt": "no", "fix": "here", "garment.material": "leather", "circumstances": ["regular"]}


def kinds(events: list[e.Event]) -> list[str]:
    return [type(event).__name__ for event in events]


def test_the_spill_is_walked_from_the_apology_to_the_mended_cause() -> None:
    walk, events = walked(plan(), begun(plan()), LEATHER)
    seen = kinds(events)
    order = ["ApologyGiven", "FactGiven", "RemedyChosen", "HandedOver", "Listened", "NoteAttached", "NoteHandedOver"]
    assert [seen.index(each) for each in order] == sorted(seen.index(each) for each in order)
    assert walk.finished
    assert walk.apologies == (("first", "Marco Ruiz"), ("second", "Ana Ferrer"))
    assert walk.note is not None
    assert walk.note.cap == Money.parse("120.00 EUR")
    assert (walk.note.signer, walk.note.role) == ("Ana Ferrer", "manager")
    assert walk.severity == 3
    assert walk.cause
    assert walk.changed


def test_the_choice_is_recorded_with_its_trace() -> None:
    _, events = walked(plan(), begun(plan()), LEATHER)
    chosen = next(each for each in events if isinstance(each, e.RemedyChosen) and each.remedy == "guarantee-note")
    assert chosen.decides == "manager"
    assert any(reason.startswith("cap guarantee-note") for reason in chosen.because)


def test_nothing_is_asked_again_after_a_hand_over() -> None:
    walk, _ = walked(plan(), begun(plan()), {"hurt": "no"}, until=lambda q: getattr(q, "step", "") == "fix")
    walk, _ = does(plan(), walk, c.Fetch("here", "Ana Ferrer"))
    request = awaiting(plan(), walk)
    assert isinstance(request, r.Say)
    assert request.apology == "second"


def test_without_a_manager_the_note_goes_out_at_once_at_the_signers_own_limit() -> None:
    answers = {**LEATHER, "fix": None}
    at_note = lambda q: isinstance(q, r.Issue)  # noqa: E731 - a predicate in one line
    walk, events = walked(plan(), begun(plan()), answers, until=at_note)
    request = awaiting(plan(), walk)
    assert isinstance(request, r.Issue)
    assert (request.cap, request.signer) == (Money.parse("30.00 EUR"), "Marco Ruiz")
    assert e.ApprovalAsked("manager", "guarantee-note", Money.parse("120.00 EUR")) in events


def test_an_approval_in_time_signs_the_whole_sum() -> None:
    walk, _ = walked(plan(), begun(plan()), {**LEATHER, "fix": None}, until=lambda q: isinstance(q, r.Issue))
    walk, _ = does(plan(), walk, c.Approve("Ana Ferrer", "manager", Money.parse("120.00 EUR")))
    request = awaiting(plan(), walk)
    assert isinstance(request, r.Issue)
    assert (request.cap, request.signer) == (Money.parse("120.00 EUR"), "Ana Ferrer")


def test_an_approval_that_comes_late_raises_the_note_by_reissue() -> None:
    handed = lambda q: isinstance(q, r.Mark)  # noqa: E731 - a predicate in one line
    walk, _ = walked(plan(), begun(plan()), {**LEATHER, "fix": None}, until=handed)
    walk, events = does(plan(), walk, c.Approve("Ana Ferrer", "manager", Money.parse("120.00 EUR")))
    assert kinds(list(events)) == ["ApprovalGiven", "NoteRecalled"]
    request = awaiting(plan(), walk)
    assert isinstance(request, r.Issue)
    assert request.replaces == "BAR01-2026-000123-62"
    assert request.cap == Money.parse("120.00 EUR")


def test_nobody_approves_above_their_own_limit() -> None:
    walk, _ = walked(plan(), begun(plan()), {**LEATHER, "fix": None}, until=lambda q: isinstance(q, r.Issue))
    with pytest.raises(Refused, match="above the limit"):
        decide(plan(), walk, c.Approve("Lucía", "supervisor", Money.parse("120.00 EUR")), AT)


def test_a_burn_turns_the_walk_careful_and_takes_the_gifts_away() -> None:
    walk, events = walked(plan(), begun(plan()), {"hurt": "yes"})
    assert walk.careful
    assert walk.severity == 3 or walk.severity == 5
    assert "NoteAttached" not in kinds(events)
    assert "CauseGiven" not in kinds(events)
    assert any(isinstance(each, e.LeftOpen) and each.what == "cause" for each in events)


def test_hurt_from_anywhere() -> None:
    walk, _ = walked(plan(), begun(plan()), LEATHER, until=lambda q: isinstance(q, r.Choose))
    walk, events = does(plan(), walk, c.Hurt())
    assert kinds(list(events)) == ["FactRevised", "CarefulEntered", "SeverityAssessed"]
    request = awaiting(plan(), walk)
    assert isinstance(request, r.Act)
    assert request.step == "care"


def test_a_wrong_answer_is_refused_and_nothing_happened() -> None:
    walk = begun(plan())
    walk, _ = does(plan(), walk, c.Confirm("first-words", "es"))
    with pytest.raises(Refused, match="perhaps") as refused:
        decide(plan(), walk, c.Answer("safety", "hurt", "perhaps"), AT)
    assert "no" in refused.value.hint


def test_a_step_that_is_not_awaited_is_refused() -> None:
    with pytest.raises(Refused, match="not asked now"):
        decide(plan(), begun(plan()), c.NameCause("cause", "protocol"), AT)


def test_another_amount_needs_a_reason_and_is_recorded_as_an_override() -> None:
    walk, _ = walked(plan(), begun(plan()), LEATHER, until=lambda q: isinstance(q, r.Choose))
    command = c.ChooseRemedy("offer", "guarantee-note", Money.parse("80.00 EUR"))
    with pytest.raises(Refused, match="reason"):
        decide(plan(), walk, command, AT)
    given = c.ChooseRemedy("offer", "guarantee-note", Money.parse("80.00 EUR"), reason="the guest asked for less")
    walk, events = does(plan(), walk, given)
    assert kinds(list(events)) == ["RemedyOverridden", "RemedyChosen"]
    assert walk.chosen["offer"].amount == Money.parse("80.00 EUR")


def test_money_of_another_currency_is_refused() -> None:
    walk, _ = walked(plan(), begun(plan()), LEATHER, until=lambda q: isinstance(q, r.Choose))
    with pytest.raises(Refused, match="EUR"):
        decide(plan(), walk, c.ChooseRemedy("offer", "guarantee-note", Money.parse("80.00 USD"), reason="x"), AT)


def test_the_rule_is_bent_with_a_reason_from_any_step() -> None:
    walk = begun(plan())
    _, events = does(plan(), walk, c.BendRule("first-words", "breakfast at five"))
    assert kinds(list(events)) == ["RuleBent"]
    with pytest.raises(Refused, match="reason"):
        decide(plan(), walk, c.BendRule("first-words", " "), AT)


def test_nobody_can_come_is_a_promise_for_tomorrow_noon() -> None:
    walk, _ = walked(plan(), begun(plan()), {"hurt": "no"}, until=lambda q: getattr(q, "step", "") == "fix")
    _, events = does(plan(), walk, c.Fetch("nobody", escalated=True))
    assert kinds(list(events)) == ["Escalated", "NobodyAvailable", "FollowUpPromised"]
    call = events[-1]
    assert isinstance(call, e.FollowUpPromised)
    assert call.due_at.isoformat() == "2026-11-22T11:00:00+00:00"


def test_a_revised_material_reopens_the_offer_and_keeps_the_rest() -> None:
    walk, _ = walked(plan(), begun(plan()), LEATHER, until=lambda q: isinstance(q, r.Mark))
    walk, events = does(plan(), walk, c.Revise("garment.material", "delicate"))
    assert kinds(list(events)) == ["FactRevised", "NoteRecalled"]
    request = awaiting(plan(), walk)
    assert isinstance(request, r.Choose)
    assert request.held == ("guarantee-note", Money.parse("120.00 EUR"))
    assert request.proposal.first is not None
    assert request.proposal.first.amount == Money.parse("60.00 EUR")
    assert walk.facts["hurt"] == "no"


def test_private_words_are_marked_so_that_they_can_be_erased() -> None:
    walk, _ = walked(plan(), begun(plan()), LEATHER)
    assert type(walk.facts["customer.name"]).__name__ == "Private"


def test_the_same_events_give_the_same_walk() -> None:
    start = begun(plan())
    walk, events = walked(plan(), start, LEATHER)
    assert replay(events, start) == walk


def test_hurt_before_the_first_words_goes_to_the_care_at_once() -> None:
    walk, events = does(plan(), begun(plan()), c.Hurt())
    assert kinds(list(events)) == ["FactGiven", "CarefulEntered", "SeverityAssessed"]
    request = awaiting(plan(), walk)
    assert isinstance(request, r.Act)
    assert request.step == "care"
    walk, later = walked(plan(), walk, {})
    assert walk.finished
    assert all(each.voice == "second" for each in later if isinstance(each, e.ApologyGiven))


def test_the_manager_is_not_told_to_fetch_herself() -> None:
    start = begun(plan(), role="manager", operator="Ana Ferrer")
    walk, _ = walked(plan(), start, {"hurt": "no"}, until=lambda q: getattr(q, "step", "") == "fix")
    request = awaiting(plan(), walk)
    assert isinstance(request, r.Act)
    assert not request.words
    assert request.fetch is None
