"""`!`: the manager is wanted. She is here, she is coming, nobody can come, or it was pressed by mistake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import get_args

from recovery_cli.money import Money
from recovery_cli.playbook.model import ROLES, RoleId
from recovery_cli.ports import Scene
from recovery_cli.ui import known, told
from recovery_cli.ui.furniture.grammar import capital
from recovery_cli.ui.here import Here
from recovery_cli.ui.leads import Again, Leads, Then, Turn, View, view_of
from recovery_cli.ui.screen import Option, Screen
from recovery_cli.ui.story import quiet
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.events import Signal
from recovery_cli.walk.requests import Spoken


def bare(here: Here, *, words: Spoken, label: str, ask: str, options: tuple[Option[Leads], ...]) -> View:
    """A screen beside the flow: header, words, keys; the last row is its own."""
    request = here.scene.request
    return Screen(
        header=here.header(),
        label=label,
        tab=here.furnish("other-language") if here.next_language and words else "",
        breaths=here.said(words),
        under=here.meant(words),
        ask=ask,
        options=options,
        quiet=quiet(here),
        rail=here.rail("" if isinstance(request, r.Finished) else request.phase),
        keys=(*_hurt_row(here), ("Ctrl-C", here.furnish("save-leave"))),
        also=(*(_tab(here) if words else ()), *(("9", c.Hurt()) for _ in _hurt_row(here))),
    )


def _hurt_row(here: Here) -> tuple[tuple[str, str], ...]:
    return (("9", here.furnish("someone-is-hurt")),) if here.can_hurt else ()


def _tab(here: Here) -> tuple[tuple[str, Leads], ...]:
    return (("Tab", c.ChooseLanguage(here.next_language)),) if here.next_language else ()


def came(here: Here, role: RoleId, *, escalated: bool, here_code: str, coming: str) -> tuple[Option[Leads], ...]:
    """One line a person who may be here, one for coming, one for nobody."""
    people = here.people(role)
    shown = [told.first_name(name) for name in people] or [capital(here.someone(role))]
    options: list[Option[Leads]] = []
    for number, name in enumerate(shown):
        who = people[number] if people else ""
        remark = here.furnish(here_code, name) if here_code else ""
        fetch = c.Fetch("here", who, role, escalated)
        options.append(Option(str(number + 1), here.furnish("is-here", name), fetch, remark=remark))
    on_the_way: Leads = c.Fetch("coming", people[0] if people else "", role, escalated)
    remark = here.furnish("go-on-meanwhile") if escalated else ""
    if escalated:
        on_the_way = Then(c.Fetch("coming", people[0] if people else "", role, escalated), Turn(signals))
    nobody = Then(c.Fetch("nobody", "", role, escalated), Turn(nobody_came))
    options.append(Option(str(len(shown) + 1), here.furnish(coming, shown[0]), on_the_way, remark=remark))
    options.append(Option("0", here.furnish("nobody-can-come"), nobody))
    return tuple(options)


def fetch(here: Here, back: View) -> View:
    """Who is fetched and by which number; `<` goes back to `back`, and nothing is recorded."""
    fetching = here.scene.fetching
    options = came(here, fetching.role, escalated=True, here_code="takes-the-screen", coming="is-on-the-way")
    mistake: Option[Leads] = Option("<", here.furnish("by-mistake"), view_of(back))
    person = fetching.people[0] if fetching.people else (here.someone(fetching.role), "")
    view = bare(
        here,
        words=fetching.words,
        label=_label(here, fetching.words),
        ask="    ".join(part for part in (here.furnish("fetch", person[0]), person[1]) if part),
        options=(*options, mistake),
    )
    keys = (
        ("<", here.furnish("back-nothing-recorded")),
        ("!", here.furnish("what-you-see")),
        ("Ctrl-C", here.furnish("save-leave")),
    )
    also = (*view.also, ("!", Turn(signals)))
    warning = known.one_more(here)
    return replace(view, keys=keys, also=also, notes=("", *warning) if warning else ())


def signals(scene: Scene, now: datetime) -> View:
    """The words that calm, and one key for what is seen: while somebody comes, or nobody can."""
    here = Here(scene, now)
    seen: list[Option[Leads]] = [
        Option(str(number), here.furnish(f"signal-{signal}"), Then(c.SeeSignal(signal), Turn(_calmed(signal))))
        for number, signal in enumerate(get_args(Signal), start=1)
    ]
    who = told.first_name(here.walk.coming)
    words = _unsaid(scene, scene.fetching.calming, _seen_in_a_row(scene))
    return bare(
        here,
        words=words,
        label=_label(here, words),
        ask=here.furnish("what-do-you-see", who) if who else here.furnish("what-do-you-see-now"),
        options=(*seen, here.enter("none-of-these", Again())),
    )


def _calmed(signal: Signal) -> Callable[[Scene, datetime], View]:
    """What was seen is recorded; now what calms it: words, and what to do."""

    def made(scene: Scene, now: datetime) -> View:
        here = Here(scene, now)
        words = _unsaid(scene, scene.fetching.calms(signal), _seen_in_a_row(scene)[:-1])
        options: list[Option[Leads]] = [here.enter("said" if words else "resume-go-on", Again())]
        if signal == "asked_for_manager" and here.above and not here.walk.coming:
            to = Turn(lambda shown, at: fetch(Here(shown, at), view))
            options.append(Option("1", here.furnish("fetch", here.someone(scene.fetching.role)), to))
        options.append(Option("2", here.furnish("another-sign"), Turn(signals)))
        view = bare(
            here,
            words=words,
            label=_label(here, words),
            ask=here.furnish(f"calm-{signal}"),
            options=tuple(options),
        )
        return view

    return made


def _seen_in_a_row(scene: Scene) -> tuple[Signal, ...]:
    """The signals since anything else happened, the last one last."""
    seen: list[Signal] = []
    for moment in reversed(scene.moments):
        match moment.event:
            case e.SignalSeen(signal):
                seen.insert(0, signal)
            case e.LanguageChosen():
                continue
            case _:
                break
    return tuple(seen)


def _unsaid(scene: Scene, words: Spoken, seen: tuple[Signal, ...]) -> Spoken:
    """Words that calmed a moment ago sound like a tape when they come again: then only what to do is shown."""
    return {} if any(scene.fetching.calms(signal) == words for signal in seen) else words


def _label(here: Here, words: Spoken) -> str:
    return here.labelled(here.furnish("say-now"), words) if words else here.furnish("nothing-to-say")


def nobody_came(scene: Scene, now: datetime) -> View:
    """Nobody to ask: what one may give alone, and the rest is promised."""
    here = Here(scene, now)
    words = scene.fetching.nobody
    role = scene.fetching.role
    options: list[Option[Leads]] = []
    request = scene.request
    if isinstance(request, r.Choose) and (own := own_limit(here, request)) is not None:
        options.append(own)
        options.append(Option("2", here.furnish("another-way"), Again()))
    else:
        options.append(here.enter("said", Again()))
    view = bare(
        here,
        words=words,
        label=_label(here, words),
        ask=here.furnish("careful-alone" if here.walk.careful else "nobody-to-ask", here.someone(role)),
        options=tuple(options),
    )
    above = here.plan.above(role)
    person = here.plan.on_duty(above)
    if person is None or person.phone is None or ROLES.index(above) <= ROLES.index(role):
        return view
    return replace(view, notes=("", "        " + here.furnish("ask-above", person.name, person.phone)))


def own_limit(here: Here, request: r.Choose) -> Option[Leads] | None:
    """`30 EUR now, signed by me`, where the proposal is above one's own limit but some of it may be given."""
    first, limit = request.proposal.first, request.limit
    if first is None or limit is None or first.amount is None or limit.amount <= 0:
        return None
    if first.amount <= limit:
        return None
    reason = here.furnish("raised-later")
    give = c.ChooseRemedy(request.step, first.remedy, Money(limit.amount, limit.currency), reason)
    label = here.furnish("now-signed-by-me", here.money(limit))
    return Option("1", label, give, remark=reason)
