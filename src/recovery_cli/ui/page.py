"""A screen of the flow: what a request shows, and around it the keys that mean the same everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from recovery_cli.ports import Back, Keep
from recovery_cli.ui import known, told
from recovery_cli.ui.fetching import fetch, signals
from recovery_cli.ui.frame import last_row
from recovery_cli.ui.furniture.grammar import small
from recovery_cli.ui.here import Here
from recovery_cli.ui.leads import Leads, Turn, View
from recovery_cli.ui.screen import Entry, Option, Screen
from recovery_cli.ui.signs import cells, wrapped
from recovery_cli.ui.story import quiet, value_label
from recovery_cli.ui.why import why
from recovery_cli.walk import commands as c
from recovery_cli.walk import events as e
from recovery_cli.walk.requests import Spoken

_NOTES = 76


def page(
    here: Here,
    phase: str,
    *,
    label: str = "",
    words: Spoken | None = None,
    tab: bool = True,
    ask: str = "",
    place: str = "",
    options: tuple[Option[Leads], ...] = (),
    entry: Entry[Leads] | None = None,
    notes: tuple[str, ...] = (),
    guard: bool = False,
    urgent: bool = False,
    back: View | None = None,
) -> View:
    """One screen with its frame; `urgent` leaves out why, hurt and steps; `back` is where `<` goes beside the flow."""
    spoken = words or {}
    view: View = Screen(
        header=here.header(),
        label=label,
        tab=here.furnish("other-language") if here.next_language and spoken and tab else "",
        breaths=here.said(spoken),
        under=here.meant(spoken),
        ask=ask,
        place=place,
        options=options,
        entry=entry,
        notes=(*notes, *_notice(here)),
        quiet=_quiet(here),
        rail=() if urgent else here.rail(phase),
        guard=guard,
    )
    return framed(here, view, urgent=urgent, back=back)


def framed(here: Here, view: View, *, urgent: bool = False, back: View | None = None) -> View:
    """`view` with the keys that are always there."""
    taken = {option.key for option in view.options}
    reasons = not urgent and not here.walk.careful
    also: list[tuple[str, Leads]] = [("<", Back() if back is None else Turn(lambda _scene, _now: back))]
    fetching = Turn(lambda scene, now: fetch(Here(scene, now), view_with))
    also.append(("!", fetching if here.above else Turn(signals)))
    if reasons:
        also.append(("?", Turn(lambda scene, now: why(Here(scene, now), view_with))))
    hurt = here.can_hurt and not urgent
    if hurt and "9" not in taken:
        also.append(("9", c.Hurt()))
    if here.next_language and view.breaths:
        also.append(("Tab", c.ChooseLanguage(here.next_language)))
    if here.scene.looking and back is None and "Enter" not in taken:
        also.append(("Enter", Keep()))
    if view.entry is not None:
        keys = _entry_row(here)
    else:
        keys = last_row(here.language, manager=here.above or here.furnish("what-you-see"), why=reasons, hurt=hurt)
    listed = {key for key, _ in view.also} | taken
    view_with = replace(view, keys=keys, also=(*view.also, *(each for each in also if each[0] not in listed)))
    return view_with


def _entry_row(here: Here) -> tuple[tuple[str, str], ...]:
    """While a line is typed, `<` and `!` are keys only as long as it is empty."""
    back, above = here.furnish("back"), here.above
    first = (here.furnish("empty-line"), f"{back}, {above}") if above else (here.furnish("empty-line-back"), back)
    return (first, ("Ctrl-U", here.furnish("clear")), ("Ctrl-C", here.furnish("save-leave")))


def _quiet(here: Here) -> str:
    """What was answered; while looking back, that nothing is lost; after a change, what it was and is."""
    if here.scene.looking:
        return here.furnish("went-back")
    last = here.scene.moments[-1].event
    if here.scene.notice[:1] == ("changed",):
        last = next(
            (each.event for each in reversed(here.scene.moments) if isinstance(each.event, e.FactRevised)), last
        )
        if isinstance(last, e.FactRevised):
            was, now = (value_label(here, last.fact, value) for value in (last.was, last.now))
            return f"{here.furnish('changed-to', was, small(now))} · {here.furnish('rest-kept')}"
    return quiet(here)


def _notice(here: Here) -> tuple[str, ...]:
    """Something was refused, happened on another screen, or the customer was here before."""
    notice = here.scene.notice
    match notice:
        case ("was-here" | "perhaps-here", *_):
            said = () if known.first_words(here) else known.before(here)
            return ("", *said) if said else ()
        case () | ("changed", *_):
            said = known.before(here) if known.just_begun(here) else ()
            return ("", *said) if said else ()
        case ("answered-elsewhere", who, at):
            words = here.furnish("answered-elsewhere", who, _time(here, at))
        case (code, *args):
            words = here.furnish(code, *args)
    return ("", *wrapped(words, _NOTES)) if cells(words) else ()


def _time(here: Here, at: str) -> str:
    try:
        return f"{told.local(here.scene, datetime.fromisoformat(at)):%H:%M:%S}"
    except ValueError:
        return at
