"""From a scene to its screen: one place that knows every kind of request."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from recovery_cli.ports import Back, Keep, Scene
from recovery_cli.ui import known, told
from recovery_cli.ui.here import Here, request_name
from recovery_cli.ui.leads import Again, Leads, Leave, View
from recovery_cli.ui.page import page
from recovery_cli.ui.screen import Option
from recovery_cli.ui.screens_act import act
from recovery_cli.ui.screens_after import cause, change, mark
from recovery_cli.ui.screens_ask import ask
from recovery_cli.ui.screens_note import hand
from recovery_cli.ui.screens_offer import choose
from recovery_cli.ui.screens_promise import follow
from recovery_cli.ui.screens_say import owe, say
from recovery_cli.ui.signs import wrapped
from recovery_cli.ui.story import pieces
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.requests import Spoken
from recovery_cli.walk.speech import said_as

_STORY, _LINES = 68, 4


def screen(scene: Scene, *, now: datetime) -> View:
    """The screen of a scene at `now` (UTC); each key on it leads to an answer, another screen, or a text."""
    here = Here(scene, now)
    return _resumed(here, scene.resumed) if scene.resumed is not None else asked(scene, now)


def asked(scene: Scene, now: datetime) -> View:
    """The request's own screen."""
    here, request = Here(scene, now), scene.request
    match request:
        case r.Say():
            return say(here, request)
        case r.Ask():
            return ask(here, request)
        case r.Act():
            return act(here, request)
        case r.Owe():
            return owe(here, request)
        case r.Choose():
            return choose(here, request)
        case r.Hand():
            return hand(here, request)
        case r.Mark():
            return mark(here, request)
        case r.Follow():
            return follow(here, request)
        case r.Cause():
            return cause(here, request)
        case r.Plan():
            return change(here, request)
        case r.Issue() | r.Write():
            return _moment(here, request.phase, Keep())
        case r.Finished():
            return _moment(here, "", c.Finish())
        case _:
            assert_never(request)


def _moment(here: Here, phase: str, to: Leads) -> View:
    """Nothing is asked: the loop does it. Shown only where somebody looks on."""
    next_one = here.furnish("next", here.furnish(f"next-{request_name(here.scene.request)}"))
    label = here.furnish("one-moment")
    return page(here, phase, label=label, ask=next_one, options=(here.enter("resume-go-on", to),))


def _resumed(here: Here, left: datetime) -> View:
    """You were here: what was said, offered and promised, and what comes next. No question is repeated."""
    request = here.scene.request
    phase = "" if isinstance(request, r.Finished) else request.phase
    next_one = here.furnish(f"next-{request_name(request)}")
    options: tuple[Option[Leads], ...] = (
        here.enter("resume-go-on", Again()),
        Option("<", here.furnish("look-earlier"), Back()),
        Option("0", here.furnish("leave-for-later"), Leave()),
    )
    pauses = [each.event for each in here.scene.moments if isinstance(each.event, e.WalkPaused) and each.at == left]
    put_off = any(isinstance(each, e.WalkPaused) and each.quick for each in pauses)
    code = "put-off-at" if put_off else "left-at"
    view = page(
        here,
        phase,
        label=here.furnish("you-were-here"),
        words=_waiting(here, phase),
        ask=here.furnish("next", next_one),
        options=options,
        notes=("", *("    " + line for line in _story(here)), *(f"    {line}" for line in known.often(here))),
    )
    return replace(view, quiet=here.furnish(code, here.walk.incident, told.hour(here.scene, left)))


def _waiting(here: Here, phase: str) -> Spoken:
    """What is said to somebody who has waited; nobody waits any more in the last phase."""
    afterwards = not phase or phase == here.plan.phases[-1].id
    return {} if afterwards or here.walk.careful else said_as(here.plan, here.walk, "resume")


def _story(here: Here) -> tuple[str, ...]:
    lines = wrapped("; ".join(piece.words for piece in pieces(here)), _STORY)
    return lines[-_LINES + 1 :]
