"""Words to say: the first ones, the second apology, and others; looking back, when they were said."""

from __future__ import annotations

from dataclasses import replace

from recovery_cli.ports import Keep
from recovery_cli.ui import known, owing, told
from recovery_cli.ui.frame import Opening, opening
from recovery_cli.ui.here import Here
from recovery_cli.ui.leads import View
from recovery_cli.ui.page import framed, page
from recovery_cli.ui.signs import wrapped
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.flow import named

_INDENT = " " * 8
_NOTES = 76


def say(here: Here, request: r.Say) -> View:
    if request.said or here.scene.looking:
        return _said(here, request)
    stop = "" if request.do is None else request.do[here.language]
    confirm = c.Confirm(request.step, here.walk.language)
    if request.apology == "first":
        return _first(here, request, stop, confirm)
    speaker = here.furnish("says", here.operator) if request.apology == "second" else here.furnish("say-now")
    heard = request.apology == "second"
    option = here.enter("said-and-heard", confirm, here.customer) if heard else here.enter("said", confirm)
    return page(
        here,
        request.phase,
        label=here.labelled(speaker, request.words) if request.words else here.furnish("nothing-to-say"),
        words=request.words,
        ask=here.furnish("owner-to-the-end", named(here.plan, here.walk)) if request.owns else "",
        options=(option,),
        notes=(*(("", _INDENT + stop) if stop else ()), *(_alerted(here) if request.owns else ())),
    )


def _alerted(here: Here) -> tuple[str, ...]:
    """Whoever stays to the end is told that somebody else knows: nothing waits for it."""
    words = known.alerted(here)
    return ("", _INDENT + words) if words else ()


def owe(here: Here, request: r.Owe) -> View:
    """What is owed comes before anything that is offered, and is never called a gift."""
    label = request.entitlement.label[here.language]
    looking = request.said or here.scene.looking
    done = here.enter("go-forward", Keep()) if looking else here.enter("said", c.Confirm(request.step, here.spoken_in))
    return page(
        here,
        request.phase,
        label=here.labelled(here.furnish("said" if looking else "say-now"), request.words),
        words=request.words,
        ask=here.furnish(f"owed-by-{request.entitlement.basis}", label),
        options=(done,),
        notes=owing.sums(here, request),
    )


def _first(here: Here, request: r.Say, stop: str, confirm: c.Confirm) -> View:
    """The very screen that was drawn before anything was loaded."""
    limit = None if here.plan.failure.ice_cream else "" if here.limit is None else here.money(here.limit)
    of = Opening(
        title=here.plan.failure.name[here.language],
        operator=here.operator,
        limit=limit,
        language=here.said_in(request.words),
        wanted=here.spoken_in,
        operator_language=here.language,
        breaths=here.said(request.words),
        under=here.meant(request.words),
        stop=stop,
        careful=here.careful,
    )
    view: View = opening(of, to=confirm)
    whole = page(here, request.phase, words=request.words)
    view = replace(
        view, tab=whole.tab, rail=whole.rail, quiet=whole.quiet, notes=(*view.notes, *_standing_in(here), *whole.notes)
    )
    return framed(here, view)


def _standing_in(here: Here) -> tuple[str, ...]:
    """Why other words than those that were wanted are shown."""
    opened = here.scene.moments[0].event
    if not isinstance(opened, e.IncidentOpened) or not opened.fault:
        return ()
    return ("", *wrapped(here.furnish("words-for-any-case", opened.wanted.rpartition("/")[2]), _NOTES))


def _said(here: Here, request: r.Say) -> View:
    """Words once said stay said: shown again with their time; Enter does not stamp them anew."""
    return page(
        here,
        request.phase,
        label=here.labelled(here.furnish("said"), request.words),
        words=request.words,
        options=(here.enter("go-forward", Keep(), remark=_when_said(here, request)),),
    )


def _when_said(here: Here, request: r.Say) -> str:
    for moment in here.scene.moments:
        match moment.event:
            case e.ApologyGiven(step, _, by) | e.WordsSaid(step, by) if step == request.step:
                return here.furnish("said-at", told.stamp(here.scene, moment.at), told.first_name(by))
            case _:
                continue
    return ""
