"""Another program drives the walk: every request and every answer, and everything that is no answer."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from driven import Driven, answer, drive
from hypothesis import given, settings
from hypothesis import strategies as st
from nasty import nasty
from scenes import BEGAN, Stroll, with_manager

from fixed_clock import FixedClock
from recovery_cli.errors import Refused
from recovery_cli.money import Money
from recovery_cli.ports import Back, Keep, Print, Reply, Scene
from recovery_cli.private import Private
from recovery_cli.ui.jsonl import LONGEST, JsonlPrompter
from recovery_cli.ui.jsonl_answers import reply
from recovery_cli.ui.jsonl_forms import FORMS, taken
from recovery_cli.ui.jsonl_requests import payload
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from shipped import failures, plan

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "jsonl.md"
WAY: tuple[str, ...] = (
    answer(said=True),
    answer(value="no"),
    answer(fetch="here", who="Ana Ferrer"),
    answer(said=True),
    answer(value="leather"),
    answer(remedy="guarantee-note"),
    answer(value="jacket"),
    answer(value="black"),
    answer(value="barbecue_sauce"),
    answer(value="left_sleeve"),
    answer(value="Elena Prats"),
    answer(handed=True),
    answer(drivers=[]),
    answer(remedy="dessert"),
    answer(keep=True),
    answer(cause="protocol"),
    answer(change="by-the-wall"),
)


def of(kind: type[object]) -> Callable[[r.Request], bool]:
    return lambda request: isinstance(request, kind)


def at(kind: type[object], *, failure: str = "spill-on-guest") -> Scene:
    stroll = with_manager() if failure == "spill-on-guest" else Stroll(plan("restaurant", failure))
    scene = stroll.until(of(kind)).scene()
    assert isinstance(scene.request, kind)
    return scene


def test_the_session_of_the_page_is_a_real_one(tmp_path: Path) -> None:
    session = PAGE.read_text("utf-8").rpartition("```text\n")[2].partition("\n```")[0].split("\n")
    sent = [line.removeprefix("< ") for line in session if line.startswith("< ")]
    wrote = [line.removeprefix("> ") for line in session if line.startswith("> ")]
    driven = drive(plan(), sent, tmp_path)
    assert len(driven.lines) == len(wrote)
    for line, shown in zip(driven.lines, wrote, strict=True):
        rest = line
        for number, part in enumerate(shown.split("…")):
            place = rest.find(part.strip() if number else part)
            assert place == 0 if number == 0 else place >= 0, (part, line)
            rest = rest[place + len(part.strip()) :]


def test_the_page_names_every_form_and_every_key() -> None:
    page = PAGE.read_text("utf-8")
    assert [head for head in FORMS if f'{{"{head}": ' not in page] == []
    names = set()
    for scene in scenes():
        names |= keys(payload(scene, at=BEGAN, answers=()))
    assert sorted(name for name in names if f"`{name}`" not in page) == []


def scenes() -> list[Scene]:
    """Every request of some walks, and every look back."""
    found = []
    for failure in ("spill-on-guest", "allergen", "overcharged"):
        stroll = Stroll(plan("restaurant", failure))
        while not isinstance(stroll.request, r.Finished):
            before = stroll.request
            if not isinstance(before, r.Issue | r.Write):
                found.append(stroll.scene())
            stroll.until(lambda request, before=before: request != before)
        found += stroll.looks()
    return found


def keys(value: object) -> set[str]:
    """The names in a payload, less the languages that texts are keyed by."""
    if isinstance(value, Mapping):
        own = {key for key in value if key not in ("en", "es", "it", "*")}
        return own.union(*(keys(each) for each in value.values()))
    return set().union(*(keys(each) for each in value)) if isinstance(value, list) else set()


def test_every_request_of_every_failure_is_json_without_floats() -> None:
    kinds = set()
    for book, failure in failures():
        stroll = Stroll(plan(book, failure))
        while not isinstance(stroll.request, r.Finished):
            scene, before = stroll.scene(), stroll.request
            if not isinstance(before, r.Issue | r.Write):
                sent = payload(scene, at=BEGAN, answers=taken(scene))
                assert json.loads(json.dumps(sent), parse_float=pytest.fail) == sent
                assert sent["answers"]
                kinds.add(sent["kind"])
            stroll.until(lambda request, before=before: request != before)
    assert kinds == {"say", "ask", "act", "owe", "choose", "hand", "mark", "follow-up", "cause", "change"}


def test_what_is_no_question_is_never_sent() -> None:
    stroll = with_manager().until(of(r.Issue))
    with pytest.raises(AssertionError, match="Issue"):
        payload(stroll.scene(), at=BEGAN, answers=())


def test_a_straight_walk_ends(tmp_path: Path) -> None:
    driven = drive(plan(), WAY, tmp_path)
    assert driven.walk.finished
    assert not driven.of("error")
    hello, *rest = driven.read
    assert (hello["type"], hello["protocol"], hello["hello"]["incident"]) == ("hello", 1, "INC-7K3M")
    assert [line["type"] for line in rest] == ["request"] * len(WAY) + ["finished"]
    assert driven.of("finished")[0]["facts"]["customer.name"] == "Elena Prats"
    note = next(request["note"] for request in driven.of("request") if request["kind"] == "hand")
    assert note["cap"] == "120.00 EUR"
    assert (tmp_path / "documents" / "2026" / f"{note['number']}.txt").is_file()


SAY, ASK, OFFER = at(r.Say, failure="wrong-order"), at(r.Ask), at(r.Choose)
HAND, MARK, FOLLOW, CAUSE, CHANGE = at(r.Hand), at(r.Mark), at(r.Follow), at(r.Cause), at(r.Plan)
FIX = Stroll().until(of(r.Act)).scene()
CARE = Stroll().until(of(r.Act), {"hurt": "yes"}).scene()
KEPT = Stroll(plan("restaurant", "allergen")).until(of(r.Act), {"hurt": "no"}).scene()


@pytest.mark.parametrize(
    ("scene", "given", "wanted"),
    [
        (SAY, {"said": True}, c.Confirm("first-words", "es")),
        (ASK, {"value": "leather"}, c.Answer("decide", "garment.material", "leather")),
        (ASK, {"value": None}, c.Answer("decide", "garment.material", None)),
        (FIX, {"done": True}, c.Do("fix")),
        (FIX, {"fetch": "here", "who": "Ana Ferrer"}, c.Fetch("here", "Ana Ferrer", "manager")),
        (FIX, {"fetch": "coming"}, c.Fetch("coming", "", "manager")),
        (FIX, {"fetch": "nobody"}, c.Fetch("nobody", "", "manager")),
        (CARE, {"called": True}, c.CallEmergency("care")),
        (CARE, {"called": "somebody_else"}, c.CallEmergency("care", by_other=True)),
        (OFFER, {"remedy": "guarantee-note"}, c.ChooseRemedy("offer", "guarantee-note")),
        (
            OFFER,
            {"remedy": "taxi", "amount": "80.00 EUR", "reason": "late\n", "as_well": True},
            c.ChooseRemedy("offer", "taxi", Money(Decimal("80.00"), "EUR"), "late", as_well=True),
        ),
        (OFFER, {"decline": True}, c.DeclineRemedy("offer")),
        (HAND, {"handed": True}, c.HandOverNote("hand-over")),
        (HAND, {"handed": "by_hand"}, c.HandOverNote("hand-over", "by_hand")),
        (HAND, {"print": True}, Print()),
        (MARK, {"drivers": ["regular"]}, c.Mark("circumstances", ("regular",))),
        (FOLLOW, {"keep": True}, c.Promise("promises")),
        (
            FOLLOW,
            {"keep": True, "who": {"at-the-table": "Ana"}, "after": {"at-the-table": "2h"}},
            c.Promise("promises", {"at-the-table": "Ana"}, {"at-the-table": "2h"}),
        ),
        (FOLLOW, {"none": "they left"}, c.PromiseNothing("promises", "they left")),
        (CAUSE, {"cause": "protocol"}, c.NameCause("cause", "protocol")),
        (CAUSE, {"later": True}, c.LeaveOpen("cause")),
        (CHANGE, {"change": "by-the-wall"}, c.PlanChange("change", change="by-the-wall")),
        (CHANGE, {"what": "lids"}, c.PlanChange("change", what="lids")),
        (CHANGE, {"later": True}, c.LeaveOpen("change")),
        (OFFER, {"back": True}, Back()),
        (OFFER, {"hurt": True}, c.Hurt()),
        (OFFER, {"signal": "leaving"}, c.SeeSignal("leaving")),
        (OFFER, {"language": "it"}, c.ChooseLanguage("it")),
        (OFFER, {"bend": "their anniversary"}, c.BendRule("offer", "their anniversary")),
        (FIX, {"escalate": "coming", "who": "Ana"}, c.Fetch("coming", "Ana", "manager", escalated=True)),
        (ASK, {"revise": {"fact": "hurt", "value": "yes"}}, c.Revise("hurt", "yes")),
        (HAND, {"revise": {"fact": "customer.name", "value": None}}, c.Revise("customer.name", None)),
    ],
)
def test_every_answer_is_its_command(scene: Scene, given: Mapping[str, object], wanted: Reply) -> None:
    assert reply(scene, given) == wanted  # type: ignore[arg-type]  # plain JSON of the tests


def test_things_to_tick_are_ticked_by_their_id() -> None:
    request = KEPT.request
    assert isinstance(request, r.Act)
    assert request.checklist
    ids = [item.id for item in request.checklist]
    assert reply(KEPT, {"done": True, "ticked": [*ids]}) == c.Do(request.step, tuple(ids))
    with pytest.raises(Refused, match="nothing called"):
        reply(KEPT, {"done": True, "ticked": ["dish_kopt"]})


@pytest.mark.parametrize(
    ("scene", "given", "message"),
    [
        (SAY, {}, "one thing"),
        (SAY, {"said": False}, "cannot be false"),
        (SAY, {"said": 1}, "cannot be 1"),
        (SAY, {"said": True, "back": True}, "not said and back"),
        (SAY, {"said": True, "language_": "es"}, "does not go with"),
        (SAY, {"sung": True}, "means nothing"),
        (SAY, {"value": "x"}, "not asked now"),
        (SAY, {"forward": True}, "not asked now"),
        (ASK, {"value": 3}, "cannot be 3"),
        (ASK, {"value": ["leather"]}, "cannot be"),
        (FIX, {"fetch": "soon"}, "cannot be"),
        (FIX, {"fetch": "here", "who": 1}, "is a name"),
        (FIX, {"called": True}, "not asked now"),
        (FIX, {"done": True, "ticked": "all"}, "list of ids"),
        (OFFER, {"remedy": "guarantee-note", "amount": "80"}, "80.00 EUR"),
        (OFFER, {"remedy": "guarantee-note", "amount": 80}, "text with its currency"),
        (OFFER, {"remedy": "guarantee-note", "as_well": "yes"}, "cannot be"),
        (OFFER, {"decline": "yes"}, "cannot be"),
        (HAND, {"handed": "posted"}, "cannot be"),
        (HAND, {"print": "by_hand"}, "cannot be"),
        (MARK, {"drivers": "regular"}, "cannot be"),
        (MARK, {"drivers": [1]}, "list of ids"),
        (FOLLOW, {"keep": True, "after": {"at-the-table": "soon"}}, "no span of time"),
        (FOLLOW, {"keep": True, "who": {"at-the-table": " "}}, "needs a text"),
        (FOLLOW, {"keep": True, "who": ["Ana"]}, "mapping"),
        (FOLLOW, {"keep": False}, "cannot be"),
        (CAUSE, {"later": False}, "cannot be"),
        (CHANGE, {"change": ""}, "cannot be"),
        (SAY, {"signal": "shouting"}, "no signal"),
        (SAY, {"language": "Italian"}, "cannot be"),
        (FIX, {"escalate": "soon"}, "cannot be"),
        (ASK, {"revise": {"fact": "hurt"}}, "cannot be"),
        (ASK, {"revise": {"fact": "hurt", "value": "no", "why": "?"}}, "cannot be"),
        (CARE, {"hurt": True}, "not asked now"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_hint(scene: Scene, given: Mapping[str, object], message: str) -> None:
    with pytest.raises(Refused, match=message) as refused:
        reply(scene, given)  # type: ignore[arg-type]  # plain JSON of the tests
    assert refused.value.hint


def test_looking_back_one_may_go_forward_again() -> None:
    look = next(with_manager().until(of(r.Choose)).looks())
    assert "forward" in taken(look)
    assert reply(look, {"forward": True}) == Keep()


def test_nobody_is_above_the_highest() -> None:
    stroll = Stroll().does(c.Fetch("here", "Rosa Vega", "owner", escalated=True))
    assert "escalate" not in taken(stroll.scene())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "not JSON"),
        ("Ana is here", "not JSON"),
        ("[]", "under"),
        ('{"said": true}', "under"),
        ('{"type": "answer"}', "under"),
        ('{"type": "answer", "answer": []}', "under"),
        ('{"type": "request", "answer": {"said": true}}', "under"),
        ('{"type": "answer", "answer": {"said": true}, "id": 7}', "under"),
        ('{"type": "answer", "answer": {"said": true, "said": true}}', "twice"),
        ('{"type": "answer", "answer": {"value": 0.5}}', "0.5 is a fraction"),
        ('{"type": "answer", "answer": {"value": NaN}}', "NaN is a fraction"),
        ("[" * 100_000, "not JSON"),
        ("9" * 10_000, "not JSON"),
        (b'{"type": "answer", "answer": {"value": "\xff"}}', "not UTF-8"),
        (answer(said=True) + " " * LONGEST, "longer"),
        ("x" * (3 * LONGEST), "longer"),
    ],
)
def test_a_line_that_will_not_do_leaves_the_request_standing(line: str | bytes, message: str, tmp_path: Path) -> None:
    clean = drive(plan(), WAY, tmp_path / "clean")
    driven = drive(plan(), (line, *WAY), tmp_path / "odd")
    [error] = driven.of("error")
    assert message in error["message"]
    assert error["hint"]
    assert [line for line in driven.lines if '"type": "error"' not in line] == list(clean.lines)


def test_the_longest_line_is_read(tmp_path: Path) -> None:
    line = answer(said=True)
    driven = drive(plan(), [line + " " * (LONGEST - len(line))], tmp_path)
    assert not driven.of("error")
    assert len(driven.of("request")) == 2


def test_a_byte_order_mark_and_carriage_returns_are_nothing(tmp_path: Path) -> None:
    driven = drive(plan(), [b"\xef\xbb\xbf" + line.encode() + b"\r" for line in WAY], tmp_path)
    assert driven.walk.finished
    assert not driven.of("error")


def test_a_refusal_comes_before_the_request_comes_again(tmp_path: Path) -> None:
    driven = drive(plan(), (*WAY[:4], answer(value="plastic"), *WAY[4:]), tmp_path)
    types = [line["type"] for line in driven.read]
    assert types[6:8] == ["error", "request"]
    assert "plastic" in driven.of("error")[0]["message"]
    assert driven.of("request")[4] == driven.of("request")[5]
    assert driven.walk.finished


def test_the_end_of_the_input_pauses_the_walk(tmp_path: Path) -> None:
    driven = drive(plan(), WAY[:5], tmp_path)
    assert driven.paused
    assert driven.walk.paused
    assert driven.walk.facts["garment.material"] == "leather"
    assert driven.read[-1]["request"]["kind"] == "choose"


def test_going_back_and_changing_is_told(tmp_path: Path) -> None:
    driven = drive(plan(), (*WAY[:5], answer(back=True), answer(value="delicate"), *WAY[5:]), tmp_path)
    assert driven.of("notice") == [{"code": "changed", "about": ["garment.material"]}]
    assert driven.of("request")[6]["held"] == "leather"
    assert driven.of("request")[6]["looking"] is True
    assert driven.of("request")[7]["options"][0]["amount"] == "60.00 EUR"


def test_the_language_changes_at_once(tmp_path: Path) -> None:
    driven = drive(plan(), (answer(language="it"), *WAY), tmp_path)
    assert [request["walk"]["language"] for request in driven.of("request")[:2]] == ["es", "it"]
    assert driven.walk.finished


class Hangup(io.StringIO):
    def write(self, _text: str) -> int:
        raise BrokenPipeError


def test_nobody_reads_any_more_is_an_end_too() -> None:
    prompter = JsonlPrompter(io.StringIO(answer(said=True) + "\n"), Hangup(), FixedClock())
    with pytest.raises(EOFError):
        prompter.ask(Stroll().scene())


def test_text_streams_will_do(clock: FixedClock) -> None:
    out = io.StringIO()
    prompter = JsonlPrompter(io.StringIO(answer(said=True)), out, clock)
    assert prompter.ask(Stroll().scene()) == c.Confirm("first-words", "es")
    prompter.finished({})
    assert [json.loads(line)["type"] for line in out.getvalue().splitlines()] == ["hello", "request", "finished"]


def test_the_end_holds_no_floats_and_nothing_but_json(clock: FixedClock) -> None:
    out = io.StringIO()
    prompter = JsonlPrompter(io.StringIO(), out, clock)
    prompter.finished(
        {
            "sum": Money(Decimal("80.00"), "EUR"),
            "name": Private("Zoë\u2028"),
            "gone": Private(None),
            "at": datetime(2026, 11, 21, 20, 12, tzinfo=UTC),
            "on": date(2026, 11, 21),
            "steps": frozenset({"b", "a"}),
            "all": ({"yes": True},),
        }
    )
    line = out.getvalue()
    assert "Zoë\\u2028" in line
    assert json.loads(line)["finished"] == {
        "sum": "80.00 EUR",
        "name": "Zoë\u2028",
        "gone": None,
        "at": "2026-11-21T20:12:00+00:00",
        "on": "2026-11-21",
        "steps": ["a", "b"],
        "all": [{"yes": True}],
    }
    with pytest.raises(TypeError, match="float"):
        prompter.finished({"sum": 80.0})


ODD = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | nasty,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(nasty, inner, max_size=2),
    max_leaves=4,
)
VALUES = st.sampled_from(
    [
        True,
        "no",
        "yes",
        "leather",
        "here",
        "nobody",
        "guarantee-note",
        "taxi",
        "dessert",
        [],
        "by_hand",
        "it",
        "filming",
        "protocol",
        "by-the-wall",
        {"fact": "garment.material", "value": "suit"},
        {"fact": "hurt", "value": "yes"},
    ]
)
ANSWERS = st.dictionaries(
    st.sampled_from([*FORMS, "who", "amount", "reason", "as_well", "ticked", "after"]), VALUES | ODD, max_size=2
)


@settings(max_examples=60)
@given(lines=st.lists(st.tuples(ANSWERS, st.integers(0, len(WAY))), max_size=25))
def test_no_answer_breaks_the_walk(
    lines: list[tuple[dict[str, object], int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    sent = [json.dumps({"type": "answer", "answer": odd}) for odd, _ in lines]
    for number, (_, place) in enumerate(lines):
        sent[number:number] = WAY[place : place + 1]
    driven = drive(plan(), sent, tmp_path_factory.mktemp("odd"))
    sound(driven)


def sound(driven: Driven) -> None:
    """One object a line, its payload under its own key; a walk that did not end is paused."""
    for line in driven.lines:
        assert len(line.splitlines()) == 1
        read = json.loads(line, parse_float=pytest.fail)
        assert set(read) - {"protocol"} == {"type", read["type"]}
    assert driven.walk.finished or driven.paused


@settings(max_examples=60)
@given(name=nasty)
def test_a_name_comes_back_as_it_was_kept(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    told = json.dumps({"type": "answer", "answer": {"value": f"A {name}"}})
    sent = [*WAY[:10], told, answer(back=True), answer(back=True), answer(forward=True)]
    driven = drive(plan(), sent, tmp_path_factory.mktemp("named"))
    sound(driven)
    held = driven.of("request")[-1]["held"]
    assert held == str(driven.walk.facts["customer.name"])
    assert held.startswith("A")
