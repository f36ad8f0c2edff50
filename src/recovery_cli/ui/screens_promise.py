"""Promises: kept with one key, changed in who or when, or none with a reason."""

from __future__ import annotations

from recovery_cli.playbook.model import FollowUp
from recovery_cli.ports import Keep
from recovery_cli.ui import told
from recovery_cli.ui.furniture.grammar import capital
from recovery_cli.ui.here import Here
from recovery_cli.ui.leads import Leads, Turn, View
from recovery_cli.ui.page import page
from recovery_cli.ui.screen import Entry, Option, Wrong
from recovery_cli.ui.signs import cells, shortened
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from recovery_cli.walk.answers import one_line
from recovery_cli.walk.promises import NEXT, due_at

_UNITS = {"m": ("in-minutes", "a-minute"), "h": ("in-hours", "an-hour"), "d": ("in-days", "a-day")}
_SPANS = ("5m", "15m", "1h", "1d", "7d", "14d")
_WHAT, _WHO = 38, 24


def follow(here: Here, request: r.Follow) -> View:
    number = len(request.promises)
    if request.kept or here.scene.looking:
        options: tuple[Option[Leads], ...] = (here.enter("go-forward", Keep()),)
    else:
        options = (
            here.enter(("yes-keep", "yes-both", "yes-all")[min(number, 3) - 1], c.Promise(request.step)),
            Option("1", here.furnish("change-who-when"), Turn(lambda scene, now: _which(Here(scene, now), request))),
            Option("0", here.furnish("none-with-reason"), Turn(lambda scene, now: _none(Here(scene, now), request))),
        )
    return page(
        here,
        request.phase,
        label=here.labelled(_when_said(here, request.promises[0][0].after), request.words),
        words=request.words,
        ask=_question(here, number),
        options=options,
        notes=("", *(_line(here, promise, who) for promise, who in request.promises)),
    )


def _question(here: Here, number: int) -> str:
    match number:
        case 1:
            return here.furnish("keep-one")
        case 2:
            return here.furnish("keep-two")
        case _:
            return here.furnish("keep-many", number)


def _when_said(here: Here, after: str) -> str:
    if after.startswith(NEXT):
        return here.furnish("at-hour", after.removeprefix(NEXT))
    several, one = _UNITS[after[-1]]
    number = int(after[:-1])
    return here.furnish(one) if number == 1 else here.furnish(several, number)


def _line(here: Here, promise: FollowUp, who: str) -> str:
    when = told.day_or_hour(here.scene, due_at(here.plan, promise.after, here.now), here.now)
    what = shortened(promise.what[here.language], _WHAT)
    return f"    {when:<7} {what}{' ' * (_WHAT - cells(what))}  {shortened(who, _WHO)}"


def _which(here: Here, request: r.Follow) -> View:
    """Only where there are several."""
    if len(request.promises) == 1:
        return _who(here, request, request.promises[0][0])
    options: list[Option[Leads]] = [
        Option(str(number), capital(promise.what[here.language]), _to_who(request, promise), remark=who)
        for number, (promise, who) in enumerate(request.promises[:7], start=1)
    ]
    return _beside(here, request, here.furnish("which-promise"), tuple(options))


def _to_who(request: r.Follow, promise: FollowUp) -> Leads:
    return Turn(lambda scene, now: _who(Here(scene, now), request, promise))


def _who(here: Here, request: r.Follow, promise: FollowUp) -> View:
    keeper = next(who for each, who in request.promises if each.id == promise.id)
    staff = [person.name for role in here.plan.settings.roles for person in here.plan.settings.people(role)]
    names = list(dict.fromkeys(name for name in (here.walk.operator, *staff) if name and name != keeper))[:6]
    options: list[Option[Leads]] = [
        Option(str(number), name, _to_when(request, promise, name)) for number, name in enumerate(names, start=1)
    ]
    options.append(Option("0", here.furnish("as-it-is"), _to_when(request, promise, ""), remark=keeper))
    return _beside(here, request, here.furnish("who-keeps"), tuple(options))


def _to_when(request: r.Follow, promise: FollowUp, who: str) -> Leads:
    return Turn(lambda scene, now: _when(Here(scene, now), request, promise, who))


def _when(here: Here, request: r.Follow, promise: FollowUp, who: str) -> View:
    keepers = {promise.id: who} if who else {}
    options: list[Option[Leads]] = [
        Option(
            str(number),
            capital(here.furnish(f"after-{span}")),
            c.Promise(request.step, keepers, {promise.id: span}),
            remark=told.day_or_hour(here.scene, due_at(here.plan, span, here.now), here.now),
        )
        for number, span in enumerate(_SPANS, start=1)
    ]
    as_it_is = told.day_or_hour(here.scene, due_at(here.plan, promise.after, here.now), here.now)
    options.append(Option("0", here.furnish("as-it-is"), c.Promise(request.step, keepers), remark=as_it_is))
    return _beside(here, request, here.furnish("when-kept"), tuple(options))


def _beside(here: Here, request: r.Follow, ask: str, options: tuple[Option[Leads], ...]) -> View:
    return page(
        here,
        request.phase,
        label=here.furnish("nothing-to-say"),
        ask=ask,
        options=options,
        back=follow(here, request),
    )


def _none(here: Here, request: r.Follow) -> View:
    def made(text: str) -> Leads | Wrong:
        reason = one_line(text)
        return c.PromiseNothing(request.step, reason) if reason else Wrong(here.furnish("one-line"))

    return page(
        here,
        request.phase,
        label=here.furnish("nothing-to-say"),
        ask=here.furnish("why-none"),
        entry=Entry(made),
        back=follow(here, request),
    )
