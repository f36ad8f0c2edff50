"""The hand-over card: whoever goes on asks nothing again, and it always fits one screen."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nasty import fits, nasty
from scenes import BEGAN, Stroll, with_manager

from recovery_cli.playbook.plan import Plan
from recovery_cli.private import Private
from recovery_cli.ui.hand_over import hand_over
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from shipped import failures, plan


def of_note(request: r.Request) -> bool:
    return isinstance(request, r.Hand)


def printed(stroll: Stroll, *, encoding: str = "utf-8") -> list[str]:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding, errors="strict", newline="\n")
    hand_over(stroll.plan, stroll.walk, stroll.moments, file=file)
    file.flush()
    return raw.getvalue().decode(encoding).split("\n")[:-1]


def known(stroll: Stroll) -> Stroll:
    """Somebody who comes for the third time, and is seen to be angry twice."""
    angry = c.SeeSignal("voice_raised")
    counted = c.CountContacts(3, ("INC-AAAA", "INC-BBBB"), ("INC-CCCC",), "same", BEGAN)
    return stroll.does(angry, angry, c.SeeSignal("filming"), counted)


def test_the_card_of_a_walk_that_somebody_else_goes_on_with() -> None:
    stroll = known(with_manager()).until(lambda request: isinstance(request, r.Hand), {"customer.name": "Elena Prats"})
    assert printed(stroll) == [
        "INC-7K3M   Spill on a guest                                   21 Nov 2026, 21:12",
        "",
        "  With            Ana Ferrer · transfers: 1",
        "  Contact         no. 3 since 21 Nov: INC-AAAA, INC-BBBB · perhaps also INC-CCCC",
        "  Customer        Elena Prats",
        "  Known           hurt or burnt: no, nobody",
        "                  material: leather or suede",
        "                  garment: jacket",
        "                  colour: black",
        "                  stain: barbecue sauce",
        "                  stained part: front",
        "  Mood            voice raised (2 times), filming",
        "  Sorry said      Marco Ruiz, Ana Ferrer",
        "  Given           cleaning note up to 120.00 EUR    BAR01-2026-000123-62",
        "  Stays open      the walk stopped before the note was handed over",
        "                  the note, still to be handed over",
        "  Next            hand over the note",
        "  To go on        recover resume INC-7K3M",
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("es", ["heridos o quemados: no, nadie", "material: piel o ante", "prenda: chaqueta", "color: negro"]),
        ("it", ["feriti o scottati: no, nessuno", "materiale: pelle o camoscio", "capo: giacca", "colore: nero"]),
    ],
)
def test_what_is_known_is_named_by_a_word_or_two(language: str, expected: list[str]) -> None:
    stroll = with_manager(Stroll(operator_language=language)).until(of_note)
    assert [line[18:] for line in printed(stroll) if line[18:] in expected] == expected


def relabelled(label: object) -> Plan:
    """The spill, its garment called so."""
    spill = json.loads(plan().text())
    fact = next(fact for fact in spill["failure"]["facts"] if fact["id"] == "garment.kind")
    fact["label"] = label
    return Plan.read(json.dumps(spill))


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        (None, "qué prenda es: chaqueta"),
        ({"en": "Garment"}, "qué prenda es: chaqueta"),
        ({"es": "Ropa"}, "ropa: chaqueta"),
        ("SKU", "SKU: chaqueta"),
    ],
)
def test_where_nobody_gave_a_label_the_question_stays(label: object, shown: str) -> None:
    stroll = with_manager(Stroll(relabelled(label), operator_language="es")).until(of_note)
    assert f"                  {shown}" in printed(stroll)


def test_a_plan_that_was_kept_before_there_were_labels_goes_on() -> None:
    kept = json.loads(plan().text())
    for fact in kept["failure"]["facts"]:
        del fact["label"]
    stroll = with_manager(Stroll(Plan.read(json.dumps(kept)))).until(of_note)
    assert "                  which garment is it: jacket" in printed(stroll)


def test_promises_stand_on_it_with_their_hour_and_who_keeps_them() -> None:
    stroll = with_manager().until(lambda request: isinstance(request, r.Cause))
    text = "\n".join(printed(stroll))
    assert "Promised        21:18   at the table: how is it going?       Ana Ferrer" in text
    assert "Next            the cause" in text


def test_the_next_question_is_read_on_it() -> None:
    stroll = Stroll().does(c.Confirm("first-words", "es"))
    lines = printed(stroll)
    assert "  Next            one question: is anyone hurt or burnt?" in lines
    assert "  Mood            nothing seen" in lines
    assert not any(line.startswith("  Contact") for line in lines)


def test_whoever_owns_it_is_named_and_nothing_else_is_after_an_erasure() -> None:
    stroll = with_manager().until(lambda request: isinstance(request, r.Mark))
    stroll.walk = replace(stroll.walk, owner="Ana Ferrer", facts={**stroll.walk.facts, "customer.name": Private(None)})
    lines = printed(stroll)
    assert "  With            Ana Ferrer, to the end · transfers: 1" in lines
    assert not any(line.startswith("  Customer") for line in lines)


def test_what_is_known_of_somebody_s_health_is_not_on_it() -> None:
    stroll = Stroll(plan("restaurant", "allergen"))
    while not isinstance(stroll.request, r.Finished):
        assert not any("health" in line or "soy" in line for line in printed(stroll))
        before = stroll.walk.version
        stroll.until(lambda _, before=before: stroll.walk.version != before, {"health.what": "soy"})
    assert "Careful" in "\n".join(printed(stroll))


@pytest.mark.parametrize(("book", "failure"), failures())
def test_every_failure_fits_one_screen_at_every_step(book: str, failure: str) -> None:
    language = ("en", "es", "it")[len(failure) % 3]
    stroll = known(Stroll(plan(book, failure), operator_language=language))
    while not stroll.walk.finished:
        lines = printed(stroll)
        assert len(lines) <= 23
        assert all(map(fits, lines)), lines
        assert lines[-1].endswith("recover resume INC-7K3M")
        before = stroll.walk.version
        stroll.until(lambda _, before=before: stroll.walk.version != before)
        if isinstance(stroll.request, r.Finished):
            stroll.does(c.Finish())
    assert printed(stroll)[-1].endswith("recover incident show INC-7K3M")


@settings(max_examples=40)
@given(text=nasty, seen=st.lists(st.sampled_from(["voice_raised", "leaving", "filming"]), max_size=4))
def test_nothing_that_people_type_breaks_it(text: str, seen: list[str]) -> None:
    stroll = with_manager().until(lambda request: isinstance(request, r.Mark))
    stroll.walk = replace(
        stroll.walk,
        operator=f"A {text}",
        owner=text,
        signals=tuple(seen),
        facts={**stroll.walk.facts, "customer.name": Private(text), "customer.phone": Private(text * 3)},
    )
    for encoding in ("utf-8", "ascii"):
        lines = printed(stroll, encoding=encoding)
        assert len(lines) <= 23
        assert all(map(fits, lines)), lines


def test_many_facts_give_way_and_what_comes_next_does_not() -> None:
    stroll = with_manager().until(lambda request: isinstance(request, r.Cause))
    facts = {f"fact_{number}": Private(f"answer {number}") for number in range(30)}
    signal = e.SignalSeen("leaving")
    stroll.walk = replace(stroll.walk, facts={**stroll.walk.facts, **facts}, signals=(signal.signal,))
    lines = printed(stroll)
    assert len(lines) <= 23
    assert any("more" in line for line in lines)
    assert lines[-2].startswith("  Next")
