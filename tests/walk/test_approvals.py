"""A sum above one's own limit: what the note says after a yes, a lesser yes and a no, and when nobody need answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walking import AT, begun, does, straight, walked

from recovery_cli.errors import Refused
from recovery_cli.money import Money
from recovery_cli.playbook.plan import Plan
from recovery_cli.playbook.settings import Staff
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.engine import decide
from recovery_cli.walk.flow import awaiting
from recovery_cli.walk.state import Walk, replay
from shipped import plan

LEATHER: Mapping[str, object] = {"hurt": "no", "fix": None, "garment.material": "leather", "circumstances": ()}
"""Marco may sign 30, the note is offered up to 120, and Ana may sign that."""


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def yes(amount: str) -> c.Approve:
    return c.Approve("Ana Ferrer", "manager", euros(amount))


NO = c.RefuseApproval("Ana Ferrer", "manager", "not for that")
TAKES_OVER = c.Fetch("here", "Ana Ferrer")


def at_offer(request: r.Request) -> bool:
    return isinstance(request, r.Choose) and request.group == "main"


def at_garment(request: r.Request) -> bool:
    return isinstance(request, r.Ask) and request.fact.id == "garment.kind"


def at_hand(request: r.Request) -> bool:
    return isinstance(request, r.Hand)


def at_circumstances(request: r.Request) -> bool:
    return isinstance(request, r.Mark)


def never(_: r.Request) -> bool:
    return False


def limited(amount: int) -> Plan:
    """The house in which the front line may sign this much."""
    made = plan()
    staff = Staff(limit=Decimal(amount), people=made.settings.people("front_line"))
    roles = {**made.settings.roles, "front_line": staff}
    return made.model_copy(update={"settings": made.settings.model_copy(update={"roles": roles})})


def come(until: Callable[[r.Request], bool], a_plan: Plan | None = None, **answers: object) -> Walk:
    made = a_plan or plan()
    return walked(made, begun(made), {**LEATHER, **answers}, until=until)[0]


def ended(walk: Walk, a_plan: Plan | None = None, **answers: object) -> Walk:
    return walked(a_plan or plan(), walk, {**LEATHER, **answers})[0]


@pytest.mark.parametrize("moment", [at_garment, at_hand, never])
@pytest.mark.parametrize("taking_over", [True, False])
@pytest.mark.parametrize(
    ("answer", "cap", "signer"),
    [
        (yes("120"), "120", "Ana Ferrer"),
        (yes("200"), "120", "Ana Ferrer"),
        (yes("50"), "50", "Ana Ferrer"),
        (yes("20"), "30", ""),
        (NO, "30", ""),
    ],
)
def test_the_note_says_what_was_answered_and_never_less_than_could_be_signed_without(
    moment: Callable[[r.Request], bool],
    taking_over: bool,
    answer: c.Approve | c.RefuseApproval,
    cap: str,
    signer: str,
) -> None:
    walk, _ = does(plan(), come(moment), answer)
    if taking_over and not walk.finished:
        walk, _ = does(plan(), walk, TAKES_OVER)
        walk, _ = does(plan(), walk, c.Resume("Ana Ferrer", "manager"))
    end = ended(walk)
    assert end.note is not None
    assert end.note.cap == euros(cap)
    assert end.note.signer == (signer or end.note.signer)
    assert end.note.handed


@pytest.mark.parametrize(("answer", "rises"), [(yes("50"), True), (yes("30"), False), (yes("20"), False), (NO, False)])
def test_a_note_is_recalled_only_where_the_next_one_says_more(answer: c.Approve, rises: bool) -> None:
    _, events = does(plan(), come(at_hand), answer)
    assert any(isinstance(each, e.NoteRecalled) for each in events) is rises


def test_whoever_may_sign_and_takes_over_while_it_waits_stands_by_what_was_offered() -> None:
    walk, events = does(plan(), come(at_hand), TAKES_OVER)
    assert e.ApprovalGiven("Ana Ferrer", "manager", euros("120")) in events
    assert not walk.waiting
    note = ended(walk).note
    assert note is not None
    assert (note.cap, note.signer) == (euros("120"), "Ana Ferrer")


@pytest.mark.parametrize("moment", [at_garment, at_hand])
def test_what_was_offered_by_whoever_may_sign_it_is_kept_when_another_goes_on(
    moment: Callable[[r.Request], bool],
) -> None:
    walk, _ = does(plan(), come(at_offer), c.Resume("Ana Ferrer", "manager"))
    walk, _ = walked(plan(), walk, LEATHER, until=moment)
    walk, _ = does(plan(), walk, c.Resume("Marco Ruiz", "front_line"))
    note = ended(walk).note
    assert note is not None
    assert (note.cap, note.signer, note.role) == (euros("120"), "Ana Ferrer", "manager")


def test_another_front_line_goes_on_and_the_sum_still_waits() -> None:
    walk, events = does(plan(), come(at_hand), c.Resume("Luca", "front_line"))
    assert walk.waiting
    assert not any(isinstance(each, e.ApprovalGiven) for each in events)


def test_whoever_said_no_and_offers_it_again_has_signed_it() -> None:
    walk, _ = does(plan(), come(at_garment), NO)
    walk, _ = does(plan(), walk, TAKES_OVER)
    walk, events = does(plan(), walk, c.ChooseRemedy("offer", "guarantee-note"))
    assert e.ApprovalGiven("Ana Ferrer", "manager", euros("120")) in events
    note = ended(walk).note
    assert note is not None
    assert note.cap == euros("120")


def test_a_no_takes_nothing_back_that_was_signed() -> None:
    walk, _ = does(plan(), come(at_garment), yes("120"))
    with pytest.raises(Refused, match="Nobody asked"):
        decide(plan(), walk, NO, AT)


def test_an_owner_may_still_say_yes_after_a_no() -> None:
    walk, _ = does(plan(), come(at_garment), NO)
    walk, _ = does(plan(), walk, c.Approve("Olga", "owner", euros("120")))
    note = ended(walk).note
    assert note is not None
    assert (note.cap, note.signer) == (euros("120"), "Olga")


def test_the_yes_to_another_remedy_raises_no_note() -> None:
    credit = e.ApprovalAsked("manager", "goodwill-credit", euros("150"))
    walk = replay([credit, e.ApprovalGiven("Ana Ferrer", "manager", credit.amount)], come(at_garment))
    request = awaiting(plan(), walked(plan(), walk, LEATHER, until=lambda each: isinstance(each, r.Issue))[0])
    assert isinstance(request, r.Issue)
    assert request.cap == euros("30")


# What is not offered any more needs no answer.


@pytest.mark.parametrize("moment", [at_garment, at_hand, at_circumstances])
@pytest.mark.parametrize("answered", [None, yes("50"), NO])
def test_declining_withdraws_what_was_asked(
    moment: Callable[[r.Request], bool], answered: c.Approve | c.RefuseApproval | None
) -> None:
    walk = come(moment)
    if answered is not None:
        walk, _ = does(plan(), walk, answered)
    walk, events = does(plan(), walk, c.DeclineRemedy("offer"))
    assert e.ApprovalWithdrawn("guarantee-note", euros("120")) in events
    assert walk.asked is None
    assert ended(walk).note is None
    with pytest.raises(Refused, match="Nobody asked"):
        decide(plan(), walk, yes("120"), AT)


def test_a_sum_within_ones_own_limit_withdraws_what_was_asked() -> None:
    walk = come(at_hand)
    walk, events = does(plan(), walk, c.ChooseRemedy("offer", "guarantee-note", euros("25"), "the guest wants no more"))
    assert e.ApprovalWithdrawn("guarantee-note", euros("120")) in events
    end = ended(walk)
    assert not end.waiting
    assert end.note is not None
    assert end.note.cap == euros("25")


def test_who_is_hurt_is_offered_nothing_and_nobody_is_asked_for_it() -> None:
    walk, events = does(plan(), come(at_garment), c.Hurt())
    assert e.ApprovalWithdrawn("guarantee-note", euros("120")) in events
    assert not ended(walk, hurt="yes").waiting


def test_an_offer_that_is_opened_again_and_made_again_keeps_its_yes() -> None:
    walk, _ = does(plan(), come(at_garment), yes("120"))
    walk, events = does(plan(), walk, c.Revise("garment.material", "delicate"))
    assert not any(isinstance(each, e.ApprovalWithdrawn) for each in events)
    assert at_offer(awaiting(plan(), walk))
    walk, _ = does(plan(), walk, c.ChooseRemedy("offer", "guarantee-note", euros("120"), "said already"))
    note = ended(walk).note
    assert note is not None
    assert (note.cap, note.signer) == (euros("120"), "Ana Ferrer")


def test_the_same_offer_made_again_asks_nobody_twice() -> None:
    walk, events = does(plan(), come(at_garment), c.ChooseRemedy("offer", "guarantee-note"))
    assert walk.waiting
    assert not any(isinstance(each, e.ApprovalAsked | e.ApprovalWithdrawn) for each in events)


# Whoever may sign nothing at all.


@pytest.mark.parametrize("moment", [at_garment, at_circumstances, never])
def test_a_note_that_nobody_here_may_sign_waits_for_the_yes_and_holds_nothing_up(
    moment: Callable[[r.Request], bool],
) -> None:
    house = limited(0)
    walk = come(moment, house)
    assert walk.note is None
    assert walk.waiting
    walk, _ = does(house, walk, yes("120"))
    assert not walk.finished
    end = ended(walk, house)
    assert end.finished
    assert end.note is not None
    assert (end.note.cap, end.note.signer, end.note.handed) == (euros("120"), "Ana Ferrer", True)


def test_after_a_no_there_is_no_note_where_nobody_could_sign_one() -> None:
    house = limited(0)
    walk, events = does(house, come(never, house), NO)
    assert walk.finished
    assert not any(isinstance(each, e.WalkReopened) for each in events)
    assert walk.note is None


def test_a_yes_to_what_needs_no_paper_reopens_nothing() -> None:
    call = plan("telecom", "registered-and-transferred")
    marks = ("third_contact", "time_lost", "repeat")
    walk, _ = walked(call, begun(call, contacts=3), {"offer": "goodwill-credit", "circumstances": marks})
    assert walk.waiting
    assert walk.asked is not None
    walk, events = does(call, walk, c.Approve("Ana Ferrer", "manager", walk.asked.amount))
    assert walk.finished
    assert not any(isinstance(each, e.WalkReopened) for each in events)


# Whatever comes in whatever order.

STEPS: tuple[c.Command, ...] = (
    yes("120"),
    yes("50"),
    yes("20"),
    NO,
    TAKES_OVER,
    c.Fetch("nobody"),
    c.Resume("Luca", "front_line"),
    c.Resume("Ana Ferrer", "manager"),
    c.DeclineRemedy("offer"),
    c.ChooseRemedy("offer", "guarantee-note"),
    c.ChooseRemedy("offer", "guarantee-note", euros("25"), "less"),
    c.ChooseRemedy("offer", "guarantee-note", euros("90"), "more"),
    c.Revise("garment.material", "delicate"),
    c.Revise("garment.material", "washable"),
    c.Revise("garment.material", "leather"),
    c.Hurt(),
    c.Revise("hurt", "no"),
)


@settings(max_examples=60)
@given(
    st.sampled_from((0, 30)),
    st.sampled_from((at_offer, at_garment, at_hand, at_circumstances, never)),
    st.lists(st.tuples(st.sampled_from(STEPS), st.booleans()), max_size=6),
)
def test_nobody_signs_more_than_they_may_and_every_walk_ends(
    limit: int, moment: Callable[[r.Request], bool], steps: list[tuple[c.Command, bool]]
) -> None:
    house = limited(limit)
    walk = come(moment, house)
    for command, going_on in steps:
        with suppress(Refused):
            walk, _ = does(house, walk, command)
        if walk.asked is not None:
            held = [*walk.chosen.values(), *walk.heard.values()]
            assert (walk.asked.remedy, walk.asked.amount) in [(each.remedy, each.amount) for each in held]
        request = awaiting(house, walk)
        if isinstance(request, r.Issue):
            assert house.may(request.role, request.cap)
            assert request.cap <= euros("120")
        if going_on and not walk.finished:
            walk, _ = does(house, walk, straight(request, LEATHER))
    end = ended(walk, house)
    assert end.finished
    assert not end.waiting or end.chosen
    if end.note is not None and end.chosen.get("offer") is not None:
        assert end.note.cap.amount > 0
