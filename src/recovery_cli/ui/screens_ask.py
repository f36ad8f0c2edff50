"""One fact at a time: seen, asked or typed; looking back, the held answer is marked."""

from __future__ import annotations

from collections.abc import Iterator

from recovery_cli.errors import Refused
from recovery_cli.playbook.model import Choice
from recovery_cli.ports import Keep
from recovery_cli.ui.furniture.grammar import capital
from recovery_cli.ui.here import Here
from recovery_cli.ui.leads import Leads, Turn, View
from recovery_cli.ui.page import page
from recovery_cli.ui.screen import Entry, Option, Wrong
from recovery_cli.ui.story import choice_label, value_label
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from recovery_cli.walk.answers import LONGEST, checked, one_line
from recovery_cli.walk.events import Value

_DIGITS = "1234567"


def ask(here: Here, request: r.Ask) -> View:
    if request.voids and here.scene.looking:
        return void(here, request.phase, request.voids, Turn(lambda scene, now: _question(Here(scene, now), request)))
    return _question(here, request)


def void(here: Here, phase: str, number: str, change: Leads) -> View:
    """Behind something that has left the house: Enter leaves it, a digit changes it."""
    handed = here.walk.note is not None and here.walk.note.handed
    code = "changing-makes-new" if handed else "changing-reissues"
    who = (capital(here.customer),) if handed else ()
    return page(
        here,
        phase,
        label=here.furnish("nothing-to-say-yet"),
        ask=here.furnish(code, *who),
        options=(
            here.enter("leave-as-is", Keep()),
            Option("1", here.furnish("change-it"), change, remark=here.furnish("old-is-void")),
        ),
        notes=("", here.furnish("swap-the-paper", number)),
    )


def _question(here: Here, request: r.Ask) -> View:
    fact = request.fact
    words = {} if not request.words else request.words
    question = fact.ask[here.language]
    if here.scene.looking:
        question = here.furnish("it-says", question, choice_label(here, fact.id, request.held))
    return page(
        here,
        request.phase,
        label=_label(here, request),
        words=words,
        tab=not fact.look,
        ask=question,
        place=here.furnish("place-of", *request.place) if request.place[1] > 1 and fact.group == "print" else "",
        options=_choices(here, request),
        entry=None if fact.type == "choice" else _entry(here, request),
        notes=_so_far(here, request),
        guard=fact.group == "safety" or (here.careful and fact.type == "choice"),
    )


def _label(here: Here, request: r.Ask) -> str:
    fact = request.fact
    if request.words:
        elsewhere = here.said_in(request.words) != here.spoken_in
        ask_only = fact.look and not elsewhere
        return here.furnish("look-or-ask") if ask_only else here.labelled(here.furnish("say-now"), request.words)
    if fact.group == "print":
        return here.furnish("for-the-note" if fact.look else "for-the-note-short")
    return here.furnish("look" if fact.look else "nothing-to-say")


def _choices(here: Here, request: r.Ask) -> tuple[Option[Leads], ...]:
    """A choice has the key it asks for, else the next digit; 0 stands last."""
    free: Iterator[str] = iter(_DIGITS)
    lines: list[tuple[str, Choice]] = [
        (next(free) if each.key is None else str(each.key), each) for each in request.fact.choices
    ]
    lines.sort(key=lambda line: line[0] == "0")
    return tuple(_choice(here, request, key, choice) for key, choice in lines)


def _choice(here: Here, request: r.Ask, key: str, choice: Choice) -> Option[Leads]:
    held = here.scene.looking and request.answered and request.held == choice.value
    to: Leads = c.Answer(request.step, request.fact.id, choice.value)
    if here.scene.looking:
        to = Keep() if held else c.Revise(request.fact.id, choice.value)
    remark = "" if choice.note is None else choice.note[here.language]
    return Option(key, choice.label[here.language], to, remark=remark, marked=held)


def _entry(here: Here, request: r.Ask) -> Entry[Leads]:
    fact = request.fact
    hint = "" if fact.empty is None else fact.empty[here.language]
    if here.scene.looking:
        hint = here.furnish("leave-as-is")

    def made(text: str) -> Leads | Wrong:
        typed = one_line(text)
        if not typed and here.scene.looking:
            return Keep()
        if not typed and not fact.optional:
            return Wrong(here.furnish("needed-here"))
        value: Value = _money(here, typed) if fact.type == "money" else typed
        try:
            given = checked(fact, value)
        except Refused:
            like = "3" if fact.type == "count" else f"80 {here.plan.playbook.currency}"
            return Wrong(here.furnish("amount-like", like))
        if here.scene.looking:
            return c.Revise(fact.id, given)
        return c.Answer(request.step, fact.id, given)

    return Entry(made, hint=hint, most=LONGEST)


def _money(here: Here, typed: str) -> str:
    """`80`, `80,50` or `80.50` with the playbook's currency; whatever else is refused as it stands."""
    figures = typed.replace(",", ".")
    return f"{figures} {here.plan.playbook.currency}" if figures.replace(".", "", 1).isdigit() else typed


def _so_far(here: Here, request: r.Ask) -> tuple[str, ...]:
    """What the paper will say, of the answers before this one."""
    if request.fact.group != "print" or request.place[0] < 2 or here.scene.looking:
        return ()
    facts = [fact for fact in here.plan.failure.facts if fact.group in ("decide", "print") and not fact.private]
    known = [value_label(here, fact.id, here.walk.facts[fact.id]) for fact in facts if here.walk.facts.get(fact.id)]
    return ("", here.furnish("so-far", ", ".join(known))) if known else ()
