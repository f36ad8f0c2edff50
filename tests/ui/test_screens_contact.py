"""Who comes again, whose list it is on, one hand-over too many, and what is seen: as the screens say it."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import get_args

import pytest
from driven import answer, drive
from scenes import BEGAN, Stroll, drawn, lead, shown, turned, with_manager

from recovery_cli.playbook.model import Service, Step
from recovery_cli.playbook.plan import Plan
from recovery_cli.playbook.text import Wording
from recovery_cli.ports import Earlier
from recovery_cli.ui.leads import Again, Then, Turn
from recovery_cli.ui.screens import screen
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from recovery_cli.walk.events import Signal
from shipped import failures, plan

BEFORE = Earlier(
    incident="INC-AAAA",
    playbook="restaurant",
    failure="slow-service",
    title="Long wait",
    began_at=BEGAN - timedelta(days=18),
    contacts=1,
    unresolved=True,
    certain=True,
    name="Elena Prats",
)


def desk(failure: str = "spill-on-guest", *, transfers: int = 1) -> Plan:
    """The restaurant, as if it were on the telephone."""
    made = plan("restaurant", failure)
    service = Service(rings=5, transfers=transfers, call_back="2m")
    return made.model_copy(update={"playbook": made.playbook.model_copy(update={"service": service})})


def owning() -> Plan:
    """A desk whose second screen names the owner."""
    made = desk()
    step = Step(id="own", phase="apologise", kind="say", words="own", owns=True, when="walk.contacts >= 2")
    words = {**made.failure.words, "own": Wording.model_validate([{"es": ["Me quedo con usted."]}])}
    failure = made.failure.model_copy(update={"words": words})
    return made.model_copy(update={"failure": failure, "steps": (made.steps[0], step, *made.steps[1:])})


def whole(found: list[str]) -> str:
    return " ".join(" ".join(found).split())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Elena Prats has been in touch before: 3 Nov, Long wait, INC-AAAA."),
        ("es", "Elena Prats ya contactó antes: 3 nov, Long wait, INC-AAAA."),
        ("it", "Elena Prats ci ha già contattato: 3 nov, Long wait, INC-AAAA."),
    ],
)
def test_who_was_here_is_said_with_where_to_look(language: str, said: str) -> None:
    walk = counted(Stroll(operator_language=language))
    first = drawn(walk.scene(notice=("was-here", "INC-AAAA"), earlier=(BEFORE,)), walk.at)
    assert said not in whole(first)
    walk.does(c.Confirm("first-words", "es"))
    found = drawn(walk.scene(earlier=(BEFORE,)), walk.at)
    assert said in whole(found)
    assert "recover incident show --card INC-AAAA" in whole(found)
    assert len(found) == 24
    walk.does(c.Answer("safety", "hurt", "no"))
    assert said not in whole(drawn(walk.scene(earlier=(BEFORE,)), walk.at))


def counted(walk: Stroll) -> Stroll:
    return walk.does(c.CountContacts(2, ("INC-AAAA",), (), "other", BEFORE.began_at))


def test_who_is_found_later_is_named_at_once() -> None:
    walk = with_manager()
    found = whole(drawn(walk.scene(notice=("was-here", "INC-AAAA"), earlier=(BEFORE,)), walk.at))
    assert "Elena Prats has been in touch before" in found


def test_several_are_named_and_one_without_a_name_is_the_guest() -> None:
    walk = with_manager()
    nameless = [Earlier(**{**fields(BEFORE), "incident": f"INC-000{number}", "name": ""}) for number in range(7)]
    found = whole(drawn(walk.scene(notice=("was-here",), earlier=tuple(nameless)), walk.at))
    assert "The guest has been in touch before: 3 Nov, Long wait, INC-0000." in found
    assert "Also INC-0001, INC-0002, INC-0003, INC-0004." in found


def fields(earlier: Earlier) -> dict[str, object]:
    return {name: getattr(earlier, name) for name in Earlier.__dataclass_fields__}


def test_the_name_alone_accuses_nobody() -> None:
    walk = with_manager()
    perhaps = Earlier(**{**fields(BEFORE), "certain": False})  # type: ignore[arg-type]  # its own fields
    found = whole(drawn(walk.scene(notice=("perhaps-here", "INC-AAAA"), earlier=(perhaps,)), walk.at))
    assert "Perhaps the same person: 3 Nov, Long wait, INC-AAAA. The name alone says little." in found
    assert "in touch before" not in found


def test_the_quiet_line_keeps_which_contact_it_is() -> None:
    walk = Stroll(plan=owning()).does(c.CountContacts(10, ("INC-AAAA",), (), "same", BEFORE.began_at))
    walk.does(c.Confirm("first-words", "es"), seconds=8)
    assert drawn(walk.scene(), walk.at)[21] == "  contact no. 10 since 3 Nov · on Ana's list 0:00 · sorry said 0:08"


def test_what_was_heard_of_earlier_contacts_is_in_it_too() -> None:
    walk = Stroll()
    walk.walk = walk.walk.__class__()
    walk.moments = ()
    walk.does(c.Open("INC-7K3M", "Marco Ruiz", "front_line", "es", "en", facts={"contacts": 2}))
    assert "contact no. 2" in drawn(walk.scene(), walk.at)[21]


def test_whoever_owns_it_reads_so_and_whose_list_it_is_on() -> None:
    walk = Stroll(plan=owning()).does(c.CountContacts(3), c.Confirm("first-words", "es"), seconds=8)
    found = whole(drawn(walk.scene(), walk.at))
    assert "Owner to the end: Marco Ruiz" in found
    assert "On Ana's list: third contact or more. You go on." in found
    walk.does(c.Confirm("own", "es"))
    assert walk.walk.owner == "Marco Ruiz"


def fetch_screen(walk: Stroll) -> str:
    scene = walk.scene()
    return whole(shown(turned(screen(scene, now=walk.at), "!", scene, walk.at), scene, walk.at))


def test_the_second_transfer_is_warned_of_and_the_first_is_not() -> None:
    walk = Stroll(plan=desk())
    assert "transfer" not in fetch_screen(walk)
    walk.does(c.Fetch("here", "Luis Vega", "supervisor", escalated=True))
    assert "This would be the second transfer: stay if you can." in fetch_screen(walk)
    walk.does(c.Fetch("here", "Ana Ferrer", "manager", escalated=True))
    walk.does(c.Pause(), c.Resume("Ana Ferrer", "manager"))
    resumed = whole(drawn(walk.scene(resumed=walk.at), walk.at))
    assert "Transfers so far: 2. Stay to the end if you can." in resumed


def test_the_fix_warns_before_it_hands_over() -> None:
    walk = Stroll(plan=desk(transfers=0)).does(c.Confirm("first-words", "es"), c.Answer("safety", "hurt", "no"))
    assert isinstance(walk.request, r.Act)
    assert "This would be transfer no. 1: stay if you can." in whole(drawn(walk.scene(), walk.at))
    assert "transfer" not in whole(drawn(with_manager().scene(), walk.at))


def test_a_third_transfer_is_counted() -> None:
    walk = Stroll(plan=desk()).does(c.Fetch("here", "Luis Vega", "supervisor"))
    walk.does(c.Pause(), c.Resume("Marco Ruiz", "front_line"))
    assert "This would be transfer no. 3" in fetch_screen(walk)


def test_at_a_table_nobody_counts_transfers() -> None:
    walk = with_manager()
    walk.does(c.Pause(), c.Resume("Marco Ruiz", "front_line"))
    assert walk.walk.transfers == 2
    assert "transfer" not in fetch_screen(walk)


def seen(walk: Stroll, signal: Signal) -> Stroll:
    """By keys: the one above is wanted, what is seen, and its number."""
    scene = walk.scene()
    fetch = turned(screen(scene, now=walk.at), "!", scene, walk.at)
    signals = turned(fetch, "!", scene, walk.at)
    told = lead(signals, str(get_args(Signal).index(signal) + 1))
    assert isinstance(told, Then)
    assert isinstance(told.after, Turn)
    return walk.does(told.first)


@pytest.mark.parametrize(("signal", "language"), [*product(get_args(Signal), ("en", "es", "it"))])
def test_each_signal_is_one_key_and_brings_words_that_calm(signal: Signal, language: str) -> None:
    walk = Stroll(operator_language=language).does(c.Confirm("first-words", "es"))
    seen(walk, signal)
    assert walk.walk.signals == (signal,)
    scene = walk.scene()
    signals = turned(turned(screen(scene, now=walk.at), "!", scene, walk.at), "!", scene, walk.at)
    told = lead(signals, str(get_args(Signal).index(signal) + 1))
    assert isinstance(told, Then)
    assert isinstance(told.after, Turn)
    calmed = told.after.make(scene, walk.at)
    assert calmed.breaths == ("Entiendo que le hemos estropeado la visita.", "Aquí estoy, le escucho.")
    assert calmed.ask
    assert lead(calmed, "Enter") == Again()
    assert len(shown(calmed, scene, walk.at)) == 24


def test_a_signal_is_counted_each_time() -> None:
    walk = Stroll().does(c.Confirm("first-words", "es"))
    assert seen(seen(walk, "leaving"), "leaving").walk.signals == ("leaving", "leaving")


def test_who_asks_for_the_manager_may_have_her_by_one_key() -> None:
    walk = Stroll().does(c.Confirm("first-words", "es"), c.SeeSignal("asked_for_manager"))
    scene = walk.scene()
    signals = turned(turned(screen(scene, now=walk.at), "!", scene, walk.at), "!", scene, walk.at)
    told = lead(signals, "2")
    assert isinstance(told, Then)
    assert isinstance(told.after, Turn)
    calmed = told.after.make(scene, walk.at)
    assert "Fetch Ana Ferrer" in whole(shown(turned(calmed, "1", scene, walk.at), scene, walk.at))
    assert whole(shown(turned(calmed, "2", scene, walk.at), scene, walk.at)).count("Filming") == 1


def test_words_of_its_own_calm_a_signal_better() -> None:
    made = plan()
    own = Wording.model_validate([{"es": ["Ya lo tengo escrito."], "en": ["I have it written down."]}])
    book = made.playbook.model_copy(update={"words": {**made.playbook.words, "calming_repeats_story": own}})
    walk = Stroll(plan=made.model_copy(update={"playbook": book}))
    fetching = walk.scene().fetching
    assert fetching.calms("repeats_story") == {"es": ("Ya lo tengo escrito.",), "en": ("I have it written down.",)}
    assert fetching.calms("leaving") == fetching.calming


def test_while_somebody_may_be_hurt_no_word_names_a_cause() -> None:
    walk = Stroll().does(c.Confirm("first-words", "es"), c.Answer("safety", "hurt", "yes"))
    assert walk.walk.careful
    assert walk.scene().fetching.calming == {}


@pytest.mark.parametrize(("book", "failure"), failures())
def test_every_failure_says_who_was_here_once_the_first_words_are_said(book: str, failure: str) -> None:
    language = ("en", "es", "it")[len(failure) % 3]
    walk = counted(Stroll(plan=plan(book, failure), operator_language=language))
    first = walk.request
    walk.until(lambda request: request != first)
    if isinstance(first, r.Say):
        found = drawn(walk.scene(earlier=(BEFORE, BEFORE)), walk.at)
        assert len(found) == 24
        assert walk.plan.failure.ice_cream or "INC-AAAA" in whole(found)


def test_another_program_hears_how_it_stands(tmp_path: object) -> None:
    from pathlib import Path

    assert isinstance(tmp_path, Path)
    driven = drive(plan(), [answer(signal="filming"), answer(said=True)], tmp_path)
    first, *_, last = driven.of("request")
    assert (first["walk"]["signals"], first["walk"]["earlier"]) == ([], [])
    assert last["walk"]["signals"] == ["filming"]
    assert last["walk"]["severity"] == first["walk"]["severity"] + 1
    assert last["escalation"]["calming_by"] == {}
