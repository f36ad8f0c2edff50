"""The closing card, the lines after Ctrl-C, and the shortest card of all."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nasty import fits, nasty
from scenes import Stroll, with_manager

from recovery_cli.private import Private
from recovery_cli.ui import card
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from shipped import failures, plan

NOTE = "documents/2026/BAR01-2026-000123-62.pdf"


def of(kind: type[object]) -> Callable[[r.Request], bool]:
    return lambda request: isinstance(request, kind)


def finished(stroll: Stroll) -> Stroll:
    return stroll.until(of(r.Finished)).does(c.Finish())


def printed(stroll: Stroll, *, path: str = NOTE, encoding: str = "utf-8") -> list[str]:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding, errors="strict", newline="\n")
    card.card(stroll.plan, stroll.walk, stroll.moments, note_path=path, file=file)
    file.flush()
    return raw.getvalue().decode(encoding).split("\n")[:-1]


def stopped(stroll: Stroll, encoding: str = "utf-8") -> list[str]:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding, errors="strict", newline="\n")
    card.left(stroll.plan, stroll.walk, stroll.request, file=file)
    file.flush()
    return raw.getvalue().decode(encoding).split("\n")[:-1]


def test_the_card_of_the_storyboard() -> None:
    assert printed(finished(with_manager())) == [
        "INC-7K3M   Spill on a guest                          21 Nov 2026, 21:12 to 21:13",
        "",
        "  Sorry said      0:08 Marco Ruiz, 0:38 Ana Ferrer",
        "  Given           cleaning note up to 120.00 EUR    BAR01-2026-000123-62",
        "                  dessert for the table",
        "  Promised        21:18   at the table: how is it going?       Ana Ferrer",
        "                   5 Dec  is it clean? is the note back?       Ana Ferrer",
        "  Changes         22 Nov  Bowls go round by the wall,          Ana Ferrer",
        "                          not between chairs.",
        "  Stays open      outcome, until we hear how it went",
        "",
        f"  The note        {NOTE}",
        "  Look again      recover incident show INC-7K3M",
    ]


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("es", ("Disculpa", "Dado", "Prometido", "Cambios", "Pendiente", "La nota", "Ver de nuevo")),
        ("it", ("Scuse", "Dato", "Promesso", "Cambia", "Resta aperto", "La nota", "Rivedere")),
    ],
)
def test_the_card_speaks_the_operators_language(language: str, labels: tuple[str, ...]) -> None:
    lines = printed(finished(with_manager(Stroll(operator_language=language))))
    assert [line[2:18].strip() for line in lines[1:] if line[2:18].strip()] == list(labels)
    assert "120,00 EUR" in lines[3]


def test_a_note_below_the_offer_says_what_it_says_and_what_waits() -> None:
    stroll = Stroll().until(of(r.Cause))
    lines = printed(finished(stroll.does(c.LeaveOpen("cause"))))
    assert "  Given           cleaning note up to 30.00 EUR     BAR01-2026-000123-62" in lines
    assert "  Stays open      Ana has yet to say yes to 120.00 EUR" in lines
    assert "                  22 Nov  the cause                            Ana Ferrer" in lines


def test_what_was_not_wanted_is_not_given() -> None:
    stroll = with_manager().until(of(r.Choose))
    stroll.does(c.DeclineRemedy("offer")).until(of(r.Choose))
    text = "\n".join(printed(finished(stroll.does(c.DeclineRemedy("extra")))))
    assert "cleaned at once" in text
    assert "nothing more was wanted" in text
    assert "cleaning note" not in text


def test_an_outcome_is_told_and_stays_open_no_more() -> None:
    text = "\n".join(printed(finished(with_manager()).does(c.GiveOutcome("impressed"))))
    assert "In the end      impressed" in text
    assert "until we hear" not in text


def test_an_unfinished_walk_says_where_it_stopped_and_how_to_go_on() -> None:
    lines = printed(with_manager().until(of(r.Hand)), path="")
    assert "  Stays open      the walk stopped before the note was handed over" in lines
    assert lines[-1] == "  To go on        recover resume INC-7K3M"
    assert not any("The note" in line for line in lines)


def test_a_walk_over_midnight_names_both_days() -> None:
    stroll = with_manager().does(c.Pause()).does(c.Resume("Ana Ferrer", "manager"), seconds=12 * 3600)
    assert "21 Nov 2026, 21:12 to 22 Nov 09:1" in printed(finished(stroll))[0]


def test_an_erased_change_leaves_a_word_and_no_gap() -> None:
    stroll = finished(with_manager())
    stroll.moments = tuple(
        replace(moment, event=replace(moment.event, what=Private(None)))
        if isinstance(moment.event, e.CorrectiveActionPlanned)
        else moment
        for moment in stroll.moments
    )
    assert "  Changes         22 Nov  (erased)                             Ana Ferrer" in printed(stroll)


def test_nobody_could_come_so_somebody_calls_back() -> None:
    stroll = Stroll().does(c.Confirm("first-words", "es"), c.Answer("safety", "hurt", "no"))
    stroll.does(c.Fetch("nobody", role="manager"))
    assert any("manager to pick it up" in line and "Ana Ferrer" in line for line in printed(finished(stroll)))


@pytest.mark.parametrize(("book", "failure"), failures())
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "ascii"])
def test_every_failure_has_a_card_that_fits(book: str, failure: str, encoding: str) -> None:
    for language in ("en", "es", "it"):
        stroll = finished(Stroll(plan(book, failure), operator_language=language))
        lines = printed(stroll, encoding=encoding)
        assert all(map(fits, lines)), lines
        assert lines[0].startswith("INC-7K3M   ")
        assert lines[-1].endswith("recover incident show INC-7K3M")


@given(name=nasty, change=nasty, path=nasty, encoding=st.sampled_from(["utf-8", "latin-1", "ascii"]))
def test_nothing_that_people_type_breaks_the_card(name: str, change: str, path: str, encoding: str) -> None:
    stroll = with_manager().until(of(r.Plan))
    stroll.does(c.Fetch("here", f"A {name}", role="owner"))
    stroll.does(c.PlanChange("change", what=f"B {change}"), c.Finish())
    lines = printed(stroll, path=path, encoding=encoding)
    assert all(map(fits, lines)), lines
    assert any(line.startswith("  Changes         22 Nov  B") for line in lines)
    assert lines[-1].endswith("recover incident show INC-7K3M")


def test_markup_in_a_name_is_text() -> None:
    stroll = with_manager().until(of(r.Plan))
    text = "\n".join(printed(finished(stroll.does(c.PlanChange("change", what="[bold]a[/] :smile: {0}")))))
    assert "[bold]a[/] :smile: {0}" in text


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_only_a_terminal_is_sent_bold_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("FORCE_COLOR", "1")
    stroll = finished(with_manager())
    drawn, plain = Terminal(), io.StringIO()
    for file in (drawn, plain):
        card.card(stroll.plan, stroll.walk, stroll.moments, note_path=NOTE, file=file)
    assert drawn.getvalue().startswith("\x1b[1mINC-7K3M   Spill on a guest\x1b[0m  ")
    assert drawn.getvalue().count("\x1b") == 2
    assert plain.getvalue() == drawn.getvalue().replace("\x1b[1m", "").replace("\x1b[0m", "")


def test_after_ctrl_c_nothing_is_lost() -> None:
    stroll = with_manager().until(of(r.Hand))
    assert stopped(stroll) == [
        "Saved, nothing is lost. INC-7K3M stopped before the note was handed over.",
        "To go on:   recover resume INC-7K3M",
        "Offered so far: cleaning note up to 120 EUR.",
    ]


def test_before_the_offer_there_is_nothing_to_promise() -> None:
    assert stopped(with_manager()) == [
        "Saved, nothing is lost. INC-7K3M stopped before a question.",
        "To go on:   recover resume INC-7K3M",
    ]


def test_what_was_promised_has_somebody_who_keeps_it() -> None:
    stroll = with_manager().until(of(r.Cause))
    assert stopped(stroll)[2:] == [
        "Promised so far: cleaning note up to 120 EUR, dessert for the table.",
        "Ana Ferrer keeps it.",
    ]


def test_an_offer_that_an_answer_reopened_was_heard() -> None:
    stroll = with_manager().until(of(r.Hand))
    stroll.does(c.Revise("garment.material", "delicate"))
    assert "cleaning note up to 120 EUR" in stopped(stroll)[2]


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_stopping_anywhere_fits_anywhere(language: str) -> None:
    stroll = Stroll(operator_language=language)
    while not stroll.walk.finished:
        for encoding in ("utf-8", "ascii"):
            assert all(map(fits, stopped(stroll, encoding)))
        before = stroll.request
        stroll.until(lambda request, before=before: request != before)
        if isinstance(stroll.request, r.Finished):
            stroll.does(c.Finish())


def test_an_ice_cream_is_one_line() -> None:
    stroll = finished(Stroll(plan("restaurant", "customer-spill-or-drop")))
    file = io.StringIO()
    card.replaced(stroll.plan, stroll.walk, file=file)
    assert file.getvalue() == "Replaced. Nothing else to do.\n"
