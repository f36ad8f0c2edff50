"""Afterwards: circumstances, the cause and the change. Nobody waits any more; later is always the last line."""

from __future__ import annotations

from datetime import timedelta

from recovery_cli.playbook.model import Change
from recovery_cli.ports import Keep
from recovery_cli.ui import told
from recovery_cli.ui.furniture.grammar import capital
from recovery_cli.ui.here import Here
from recovery_cli.ui.leads import Leads, Turn, View
from recovery_cli.ui.page import page
from recovery_cli.ui.screen import Entry, Option, Wrong
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from recovery_cli.walk.answers import one_line


def mark(here: Here, request: r.Mark, marked: frozenset[str] | None = None) -> View:
    """A number marks and unmarks, Enter goes on; seen, never asked of the guest."""
    now_marked = frozenset(request.marked) if marked is None else marked

    def toggled(driver: str) -> Leads:
        return Turn(lambda scene, now: mark(Here(scene, now), request, now_marked ^ {driver}))

    options: list[Option[Leads]] = [
        Option(str(number), ("* " if each.id in now_marked else "") + each.label[here.language], toggled(each.id))
        for number, each in enumerate(request.drivers[:8], start=1)
    ]
    drivers = tuple(each.id for each in request.drivers if each.id in now_marked)
    unchanged = here.scene.looking and frozenset(request.marked) == now_marked
    done: Leads = Keep() if unchanged else c.Mark(request.step, drivers)
    return page(
        here,
        request.phase,
        label=here.furnish("nothing-to-say"),
        ask=here.furnish("any-of-this"),
        options=(*options, here.enter("nothing-more", done)),
    )


def cause(here: Here, request: r.Cause) -> View:
    """Only the causes that this failure declares, in words."""
    options: list[Option[Leads]] = []
    for number, each in enumerate(request.options[:7], start=1):
        to: Leads = Keep() if here.scene.looking else c.NameCause(request.step, each.cause)
        remark = "" if each.note is None else each.note[here.language]
        held = request.given == each.cause
        options.append(Option(str(number), each.label[here.language], to, remark=remark, marked=held))
    return page(
        here,
        request.phase,
        label=here.furnish("guest-looked-after", capital(here.customer)),
        ask=here.furnish("what-let-it-happen"),
        options=(*options, _later(here, request.step, marked=not request.given)),
    )


def _later(here: Here, step: str, *, marked: bool) -> Option[Leads]:
    later: Leads = Keep() if here.scene.looking else c.LeaveOpen(step)
    return Option("0", here.furnish("later"), later, marked=marked)


def change(here: Here, request: r.Plan) -> View:
    """What we change, who, from when; a proposal or one line of one's own."""
    options: list[Option[Leads]] = []
    for number, each in enumerate(_fitting(here, request), start=1):
        to: Leads = Keep() if here.scene.looking else c.PlanChange(request.step, change=each.id)
        options.append(Option(str(number), each.what[here.language], to))
    own: Leads = Keep() if here.scene.looking else Turn(lambda scene, now: _own_words(Here(scene, now), request))
    options.append(Option(str(len(options) + 1), here.furnish("i-write-it"), own))
    tomorrow = told.day_or_hour(here.scene, here.now + timedelta(days=1), here.now)
    return page(
        here,
        request.phase,
        label=here.furnish("what-we-change"),
        ask=here.furnish("what-who-when"),
        options=(*options, _later(here, request.step, marked=True)),
        notes=("", "    " + here.furnish("who-from", request.who, tomorrow)),
    )


def _fitting(here: Here, request: r.Plan) -> tuple[Change, ...]:
    """Those that mend the named cause first; as many as have a key."""
    return tuple(sorted(request.options, key=lambda each: each.cause != here.walk.cause)[:6])


def _own_words(here: Here, request: r.Plan) -> View:
    def made(text: str) -> Leads | Wrong:
        what = one_line(text)
        return c.PlanChange(request.step, what=what) if what else Wrong(here.furnish("one-line"))

    return page(
        here,
        request.phase,
        label=here.furnish("what-we-change"),
        ask=here.furnish("in-one-line"),
        entry=Entry(made),
        back=change(here, request),
    )
