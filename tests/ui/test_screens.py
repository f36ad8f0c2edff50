"""Every request of real walks as a screen: nothing overflows, in any language; four of them exactly as drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from scenes import BEGAN, Stroll, commands, drawn, lead, plainly, shown, turned, with_manager

import shipped
from recovery_cli.ports import Back, Keep, Paper, Print, Scene
from recovery_cli.ui.frame import Opening, opening
from recovery_cli.ui.grid import rows, text_of
from recovery_cli.ui.leads import Again, Leave, Then, Turn, View
from recovery_cli.ui.screen import Wrong
from recovery_cli.ui.screens import screen
from recovery_cli.ui.signs import cells
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r


def golden(text: str) -> list[str]:
    return text.strip("\n").split("\n")


FIRST = golden("""
  Spill on a guest · Marco decides up to 30 EUR                           0:00

  Say now, in Spanish                                      Tab: other language

      Lo siento muchísimo, ha sido culpa nuestra.

      Le ayudo ahora mismo

      y aviso a mi responsable.

      I'm so sorry, that was our fault. I'll help you right now
      and I'm getting my manager.


  » Enter   Said                              also if it was said before

          Then stop. Look at the guest, not at the screen.





  » Apologise      Listen      Explain      Make good      Mend
  <  back    !  manager    ?  why    9  someone is hurt    Ctrl-C  save, leave
""")
FIX = golden("""
  Spill on a guest · Marco decides up to 30 EUR                           0:14

  Say now, in Spanish                                      Tab: other language

      Permítame, le quito esto con cuidado.

      Vuelvo enseguida con mi responsable.

      Let me lift this off gently. I'll be right back with my manager.




  Do: dry cloth, lift, do not rub, no water on leather. Then fetch Ana.
        1   Ana is here
        2   Ana is coming, I go on
        0   Nobody can come




  sorry said 0:08 · nobody hurt
  » Apologise      Listen      Explain      Make good      Mend
  <  back    !  manager    ?  why    9  someone is hurt    Ctrl-C  save, leave
""")
OFFER = golden("""
  Spill on a guest · Ana decides up to 500 EUR                            0:40

  Say now, in Spanish                                      Tab: other language

      Le pagamos la limpieza en la tintorería que usted elija,

      hasta 120 euros.

      Se lo doy ahora mismo por escrito.

      We pay the cleaning, at any cleaner you choose, up to 120 euros.
      You'll have it in writing in a moment.

  Leather or suede, and it was us: up to 120 EUR.
        1   Offered: cleaning note up to 120 EUR
        2   Another amount                    up to 500 EUR
        3   Something else as well            a clean shirt, taxi home
        0   The guest wants nothing



  Marco said sorry 0:08 · nobody hurt · Ana said sorry 0:38 · leather
  · Apologise    · Listen      Explain    » Make good      Mend
  <  back    !  owner    ?  why    9  someone is hurt    Ctrl-C  save, leave
""")
CIRCUMSTANCES = golden("""
  Spill on a guest · Ana decides up to 500 EUR                            1:31

  Nothing to say.










  Is any of this so?   A number marks it, Enter goes on.
        1   Before an event, a flight, a meeting
        2   A child, an elderly or ill person
        3   It happened to them before
        4   A regular guest
        5   Filming, or speaks of a review
  » Enter   Nothing more

  note BAR01-2026-000123-62 handed over 1:29
  · Apologise    · Listen      Explain    » Make good      Mend
  <  back    !  owner    ?  why    9  someone is hurt    Ctrl-C  save, leave
""")


def test_the_first_words_as_drawn() -> None:
    walk = Stroll()
    assert drawn(walk.scene(), walk.at) == FIRST


def test_the_fix_as_drawn() -> None:
    walk = Stroll().does(c.Confirm("first-words", "es"), seconds=8).does(c.Answer("safety", "hurt", "no"), seconds=6)
    assert drawn(walk.scene(), walk.at) == FIX


def test_the_offer_as_drawn() -> None:
    walk = with_manager().does(c.Answer("decide", "garment.material", "leather"), seconds=2)
    assert drawn(walk.scene(), walk.at) == OFFER


def test_the_circumstances_as_drawn() -> None:
    walk = with_manager().until(lambda request: isinstance(request, r.Hand), seconds=0)
    walk.does(c.HandOverNote("hand-over"), seconds=51)
    walk.at = walk.at.replace(second=walk.at.second + 2)
    assert drawn(walk.scene(), walk.at) == CIRCUMSTANCES


SPILL = (("restaurant", "spill-on-guest"),)
PAIRS = (("en", "es"), ("es", "it"), ("it", "en"), ("it", "it"))
"""The operator's language and the customer's."""


def stops(
    operator_language: str = "en", language: str = "es", failures: Sequence[tuple[str, str]] = SPILL
) -> Iterator[tuple[Scene, Stroll]]:
    """Every request of a failure, straight and with the manager, with somebody hurt, looking back."""
    for book, failure in failures:
        plan = shipped.plan(book, failure)
        for hurt in ("no", "yes"):
            walk = Stroll(plan=plan, language=language, operator_language=operator_language)
            for number in range(60):
                yield walk.scene(), walk
                if isinstance(walk.request, r.Finished):
                    break
                if number == 3 and hurt == "no":
                    walk.does(c.Fetch("here", "Ana Ferrer"))
                walk.does(plainly(walk.request, walk.walk, {"hurt": hurt}), seconds=3)
            yield from ((scene, walk) for scene in walk.looks())


def all_views(view: View, scene: Scene, walk: Stroll, depth: int = 1) -> Iterator[View]:
    """A screen, and the screens that its keys turn to."""
    yield view
    leads = [option.to for option in view.options] + [to for _, to in view.also]
    for to in leads if depth else []:
        if isinstance(to, Turn):
            yield from all_views(to.make(scene, walk.at), scene, walk, depth - 1)


@pytest.mark.parametrize(("operator_language", "language"), PAIRS)
def test_every_request_of_the_spill_fits_the_grid_and_so_do_the_screens_beside_it(
    operator_language: str, language: str
) -> None:
    seen: set[type[object]] = set()
    for scene, walk in stops(operator_language, language):
        seen.add(type(scene.request))
        for view in all_views(screen(scene, now=walk.at), scene, walk):
            found = shown(view, scene, walk.at)
            assert len(found) == 24
            assert all(cells(row) <= 80 for row in found), found
            keys = [row[4:9].strip() for row in found[9:21]]
            assert all(option.key in keys for option in view.options), found
            assert found[-1].strip(), found
            if view.breaths:
                said = [row for row in found[4:10] if row.startswith("      ")]
                assert said, found
    assert {r.Say, r.Ask, r.Act, r.Choose, r.Hand, r.Mark, r.Follow, r.Cause, r.Plan, r.Finished} <= seen


@pytest.mark.parametrize("failure", shipped.failures(), ids="/".join)
@pytest.mark.parametrize(("operator_language", "language"), PAIRS[:3])
def test_every_request_of_every_failure_fits_the_grid(
    operator_language: str, language: str, failure: tuple[str, str]
) -> None:
    for scene, walk in stops(operator_language, language, (failure,)):
        found = drawn(scene, walk.at)
        assert len(found) == 24
        assert all(cells(row) <= 80 for row in found), found


def test_no_screen_has_the_same_key_twice() -> None:
    for scene, walk in stops():
        for view in all_views(screen(scene, now=walk.at), scene, walk):
            keys = [option.key for option in view.options if option.key] + [key for key, _ in view.also]
            assert len(keys) == len(set(keys)), keys


def test_enter_never_answers_a_safety_question_nor_gives_money() -> None:
    for scene, walk in stops():
        view = screen(scene, now=walk.at)
        guarded = isinstance(scene.request, r.Choose) or (
            isinstance(scene.request, r.Ask) and scene.request.fact.group == "safety"
        )
        if guarded and not scene.looking:
            assert view.guard
            assert not [option for option in view.options if option.marked]
            assert "Enter" not in dict(view.also)


def test_the_early_first_words_are_the_same_screen() -> None:
    walk = Stroll()
    scene = walk.scene()
    words = scene.request.words if isinstance(scene.request, r.Say) else {}
    early: View = opening(
        Opening(
            title="Spill on a guest",
            operator="Marco",
            limit="30 EUR",
            language="es",
            operator_language="en",
            breaths=words["es"],
            under=words["en"],
            stop="Then stop. Look at the guest, not at the screen.",
            phases=tuple((phase.id, phase.name["en"]) for phase in walk.plan.phases),
            here="apologise",
            manager="manager",
            why=True,
            hurt=True,
            more_languages=True,
        )
    )
    assert [text_of(row) for row in rows(early, width=80, height=24, clock="0:00", late=False)] == FIRST


def test_here_does_the_fix_and_then_hands_over() -> None:
    walk = Stroll().does(c.Confirm("first-words", "es"), c.Answer("safety", "hurt", "no"))
    view = screen(walk.scene(), now=walk.at)
    assert commands(lead(view, "1")) == [c.Do("fix"), c.Fetch("here", "Ana Ferrer", "manager")]
    assert commands(lead(view, "2")) == [c.Do("fix"), c.Fetch("coming", "Ana Ferrer", "manager")]
    assert commands(lead(view, "0")) == [c.Do("fix"), c.Fetch("nobody", "", "manager")]


def test_somebody_hurt_is_one_key_from_every_screen_before_it_is_said() -> None:
    walk = Stroll()
    assert lead(screen(walk.scene(), now=walk.at), "9") == c.Hurt()
    walk.does(c.Confirm("first-words", "es"), c.Hurt())
    view = screen(walk.scene(), now=walk.at)
    assert "9" not in dict(view.also)
    assert not view.rail
    assert "Call 112" in "\n".join(drawn(walk.scene(), walk.at))
    called = turned(view, "1", walk.scene(), walk.at)
    assert "Calle del Puerto 7" in "\n".join(called.breaths)
    assert lead(called, "Enter") == c.CallEmergency("care")


def test_a_careful_failure_tells_the_time_of_day_and_says_so() -> None:
    walk = Stroll(plan=shipped.plan("restaurant", "allergen"))
    found = drawn(walk.scene(), walk.at)
    assert found[0].endswith("21:12")
    assert "careful" in found[0]
    assert found[22] == ""


def test_the_manager_can_be_fetched_from_anywhere_and_by_mistake() -> None:
    walk = Stroll().does(c.Confirm("first-words", "es"), seconds=8)
    scene = walk.scene()
    view = screen(scene, now=walk.at)
    fetch = turned(view, "!", scene, walk.at)
    assert "Fetch Ana Ferrer    955 000 001" in "\n".join(shown(fetch, scene, walk.at))
    assert lead(fetch, "1") == c.Fetch("here", "Ana Ferrer", "manager", escalated=True)
    assert shown(turned(fetch, "<", scene, walk.at), scene, walk.at) == shown(view, scene, walk.at)
    coming = lead(fetch, "2")
    assert isinstance(coming, Then)
    walk.does(coming.first)
    assert isinstance(coming.after, Turn)
    signals = coming.after.make(walk.scene(), walk.at)
    filming = lead(signals, "4")
    assert isinstance(filming, Then)
    assert filming.first == c.SeeSignal("filming")
    assert lead(signals, "Enter") == Again()


def test_nobody_can_come_is_told_in_the_customers_words() -> None:
    walk = Stroll().does(c.Confirm("first-words", "es"))
    fetch = turned(screen(walk.scene(), now=walk.at), "!", walk.scene(), walk.at)
    nobody = lead(fetch, "0")
    assert isinstance(nobody, Then)
    assert isinstance(nobody.after, Turn)
    walk.does(nobody.first)
    found = "\n".join(shown(nobody.after.make(walk.scene(), walk.at), walk.scene(), walk.at))
    assert "Ana Ferrer se ocupa mañana antes de las doce" in found


def offered(material: str = "leather", *, manager: bool = True) -> Stroll:
    walk = with_manager() if manager else Stroll()
    if not manager:
        walk.does(c.Confirm("first-words", "es"), c.Answer("safety", "hurt", "no"), c.Do("fix"))
    return walk.does(c.Answer("decide", "garment.material", material), seconds=2)


def test_the_offer_is_given_by_a_digit_and_another_amount_has_its_reason() -> None:
    walk = offered()
    scene = walk.scene()
    view = screen(scene, now=walk.at)
    first = lead(view, "1")
    assert isinstance(first, c.ChooseRemedy)
    assert (first.remedy, str(first.amount)) == ("guarantee-note", "120.00 EUR")
    amount = turned(view, "2", scene, walk.at)
    assert amount.entry is not None
    for typed in ("", "x", "0", "600", "1.000", "٣"):
        assert isinstance(amount.entry.make(typed), Wrong), typed
    why = amount.entry.make("80,50")
    assert isinstance(why, Turn)
    given = lead(why.make(scene, walk.at), "2")
    assert isinstance(given, c.ChooseRemedy)
    assert (str(given.amount), given.reason) == ("80.50 EUR", "It fits better")
    walk.does(given)


def test_something_else_as_well_and_an_exception() -> None:
    walk = offered()
    scene = walk.scene()
    others = turned(screen(scene, now=walk.at), "3", scene, walk.at)
    said = turned(others, "1", scene, walk.at)
    assert said.breaths, "what comes on top has words, and they come first"
    as_well = lead(said, "1")
    assert isinstance(as_well, c.ChooseRemedy)
    assert as_well.as_well
    bend = next(option.key for option in others.options if "exception" in option.label)
    entry = turned(others, bend, scene, walk.at).entry
    assert entry is not None
    assert isinstance(entry.make("  "), Wrong)
    assert entry.make("a taxi for the whole family") == c.BendRule("offer", "a taxi for the whole family")
    walk.does(as_well)
    assert isinstance(walk.request, r.Choose)


def test_above_ones_authority_nothing_waits() -> None:
    walk = offered(manager=False)
    view = screen(walk.scene(), now=walk.at)
    found = "\n".join(drawn(walk.scene(), walk.at))
    assert "120 EUR is above your 30: Ana signs." in found
    assert "La firma mi responsable" in found
    own = lead(view, "2")
    assert isinstance(own, c.ChooseRemedy)
    assert str(own.amount) == "30.00 EUR"
    assert own.reason
    assert lead(view, "3") == c.Fetch("here", "Ana Ferrer", "manager")
    walk.does(own)
    assert isinstance(walk.moments[-1].event, e.RemedyChosen)


def test_why_never_shows_what_it_costs_nor_whose_own_fault() -> None:
    walk = offered()
    scene = walk.scene()
    why = turned(screen(scene, now=walk.at), "?", scene, walk.at)
    found = "\n".join(shown(why, scene, walk.at))
    assert "so: up to 120 EUR, the house rule" in found
    assert isinstance(why.anything, Turn)
    own = Stroll(plan=shipped.plan("restaurant", "customer-spill-or-drop"))
    for _ in range(10):
        if isinstance(own.request, r.Finished):
            break
        text = "\n".join(drawn(own.scene(), own.at))
        assert "fault" not in text
        own.does(plainly(own.request, own.walk, {}))


def test_what_was_said_is_kept_when_an_answer_changes() -> None:
    walk = offered().until(lambda request: isinstance(request, r.Ask) and request.fact.group == "print")
    walk.does(c.Revise("garment.material", "delicate"))
    scene = walk.scene(notice=("changed", "garment.material"))
    found = drawn(scene, walk.at)
    assert "  Wool or silk: now up to 60 EUR. 120 EUR was said already." in found
    assert "changed: leather to wool or silk" in found[21]
    keep = lead(screen(scene, now=walk.at), "1")
    assert isinstance(keep, c.ChooseRemedy)
    assert str(keep.amount) == "120.00 EUR"
    walk.does(keep)


def test_looking_back_marks_the_answer_and_enter_keeps_it() -> None:
    walk = offered()
    for scene in walk.looks():
        view = screen(scene, now=walk.at)
        assert "Nothing is lost" in drawn(scene, walk.at)[21]
        if isinstance(scene.request, r.Ask):
            marked = [option for option in view.options if option.marked]
            assert [option.to for option in marked] == [Keep()]
            others = [option.to for option in view.options if not option.marked]
            assert all(isinstance(to, c.Revise) for to in others)
        else:
            assert lead(view, "Enter") == Keep()
        assert lead(view, "<") == Back()


def test_behind_a_note_a_change_says_what_it_does() -> None:
    walk = with_manager().until(lambda request: isinstance(request, r.Mark))
    scene = next(each for each in walk.looks() if isinstance(each.request, r.Ask) and each.request.voids)
    view = screen(scene, now=walk.at)
    found = "\n".join(drawn(scene, walk.at))
    assert "The guest has the note. Changing this makes a new one." in found
    assert "BAR01-2026-000123-62 stops being valid" in found
    assert lead(view, "Enter") == Keep()
    assert turned(view, "1", scene, walk.at).ask.startswith("What is it made of?")


def test_when_no_paper_comes_out_everything_can_be_copied() -> None:
    walk = with_manager().until(lambda request: isinstance(request, r.Hand))
    scene = walk.scene(paper=Paper("", fault="The page was refused."))
    found = "\n".join(drawn(scene, walk.at))
    assert "Note BAR01-2026-000123-62    code Q2XV-7NTE-N    up to 120,00 EUR" in found
    assert "Se lo escribo yo a mano ahora mismo:" in found
    assert lead(screen(scene, now=walk.at), "Enter") == c.HandOverNote("hand-over", "by_hand")
    assert lead(screen(scene, now=walk.at), "2") == Print()


def test_circumstances_are_marked_and_unmarked() -> None:
    walk = with_manager().until(lambda request: isinstance(request, r.Mark))
    scene = walk.scene()
    one = turned(screen(scene, now=walk.at), "1", scene, walk.at)
    two = turned(one, "3", scene, walk.at)
    assert "* Before an event" in "\n".join(shown(two, scene, walk.at))
    assert lead(two, "Enter") == c.Mark("circumstances", ("special_occasion", "repeat"))
    assert lead(turned(two, "1", scene, walk.at), "Enter") == c.Mark("circumstances", ("repeat",))


def test_promises_are_kept_changed_or_none() -> None:
    walk = with_manager().until(lambda request: isinstance(request, r.Follow))
    scene = walk.scene()
    view = screen(scene, now=walk.at)
    assert lead(view, "Enter") == c.Promise("promises")
    who = turned(turned(view, "1", scene, walk.at), "1", scene, walk.at)
    when = turned(who, "1", scene, walk.at)
    assert lead(when, "3") == c.Promise("promises", {"at-the-table": "Marco Ruiz"}, {"at-the-table": "1h"})
    none = turned(view, "0", scene, walk.at).entry
    assert none is not None
    assert none.make("they have left") == c.PromiseNothing("promises", "they have left")


def test_the_cause_may_wait_and_a_change_may_be_ones_own() -> None:
    walk = with_manager().until(lambda request: isinstance(request, r.Cause))
    view = screen(walk.scene(), now=walk.at)
    assert lead(view, "0") == c.LeaveOpen("cause")
    assert next(option for option in view.options if option.marked).key == "0"
    walk.does(c.NameCause("cause", walk.plan.failure.causes[0].cause))
    view = screen(walk.scene(), now=walk.at)
    own = next(option.key for option in view.options if "I write it" in option.label)
    entry = turned(view, own, walk.scene(), walk.at).entry
    assert entry is not None
    assert entry.make("two waiters for a full tray") == c.PlanChange("change", what="two waiters for a full tray")


def test_a_resumed_walk_tells_what_was_and_asks_nothing_again() -> None:
    walk = offered().does(c.Pause(), seconds=5)
    left = walk.at
    walk.does(c.Resume("Ana Ferrer", "manager"), seconds=800)
    scene = walk.scene(resumed=left)
    found = "\n".join(drawn(scene, walk.at))
    assert "You were here. Nothing is asked again." in found
    assert "INC-7K3M, left at 21:12" in found
    assert "left at 21:12 by" not in found, "a terminal that was closed left it just so"
    assert "began 21:12" in found
    view = screen(scene, now=walk.at)
    assert lead(view, "Enter") == Again()
    assert lead(view, "<") == Back()
    assert lead(view, "0") == Leave()


def test_a_typed_name_is_cleaned_and_may_be_left_out() -> None:
    def name(request: r.Request) -> bool:
        return isinstance(request, r.Ask) and request.fact.id == "customer.name"

    walk = with_manager().until(name)
    entry = screen(walk.scene(), now=walk.at).entry
    assert entry is not None
    left_out, given = entry.make(""), entry.make(" Elena\x1b Prats ")
    assert isinstance(left_out, c.Answer)
    assert left_out.value is None
    assert isinstance(given, c.Answer)
    assert str(given.value) == "Elena Prats"


def test_a_notice_is_shown_once_where_it_came() -> None:
    walk = Stroll()
    notice = ("answered-elsewhere", "Ana Ferrer", "2026-11-21T20:13:04+00:00")
    found = " ".join(drawn(walk.scene(notice=notice), walk.at))
    assert "Ana Ferrer answered this at 21:13:04 on the other screen." in found
    refused = " ".join(drawn(walk.scene(notice=("refused", "That was not asked.", "Go on.")), walk.at))
    assert "That was not asked. Go on." in refused


def test_tab_goes_through_the_languages_of_the_house() -> None:
    walk = Stroll()
    assert lead(screen(walk.scene(), now=walk.at), "Tab") == c.ChooseLanguage("it")
    one = walk.plan.model_copy(update={"settings": walk.plan.settings.model_copy(update={"languages": ("es",)})})
    single = Stroll(plan=one)
    assert "Tab" not in dict(screen(single.scene(), now=BEGAN).also)
    assert "Tab" not in "\n".join(drawn(single.scene(), BEGAN))


def test_nobody_above_is_fetched_by_nobody_but_what_is_seen_can_be_told() -> None:
    walk = Stroll()
    walk.does(c.Fetch("here", "Rosa Ferrer", "owner"))
    scene = walk.scene()
    view = screen(scene, now=walk.at)
    assert "!  what you see" in shown(view, scene, walk.at)[23]
    signals = turned(view, "!", scene, walk.at)
    found = "\n".join(shown(signals, scene, walk.at))
    assert "What do you see?" in found
    assert "Fetch" not in found
