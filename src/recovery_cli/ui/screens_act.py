"""Things to do: the fix and who is fetched, care where somebody is hurt, the emergency call, a checklist."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from recovery_cli import i18n
from recovery_cli.playbook.model import RoleId
from recovery_cli.ports import Keep, Scene
from recovery_cli.ui import known
from recovery_cli.ui.fetching import came, nobody_came
from recovery_cli.ui.furniture import SPOKEN, furnish
from recovery_cli.ui.furniture.grammar import small
from recovery_cli.ui.here import Here
from recovery_cli.ui.keyboard import TAB
from recovery_cli.ui.leads import Leads, Then, Turn, View
from recovery_cli.ui.page import page
from recovery_cli.ui.screen import Option
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from recovery_cli.walk.requests import Spoken
from recovery_cli.walk.speech import said_as

_ITEMS = 8
"""Keys for a checklist; 9 says that someone is hurt."""


def act(here: Here, request: r.Act) -> View:
    if request.done or here.scene.looking:
        return _done(here, request)
    if request.call == "first" and not here.walk.called:
        return emergency(here, request)
    if request.checklist:
        return _checklist(here, request, frozenset())
    if request.call is not None:
        return _care(here, request)
    return _fix(here, request)


def _label(here: Here, request: r.Act) -> str:
    return here.labelled(here.furnish("say-now"), request.words) if request.words else here.furnish("nothing-to-say")


def _do(here: Here, request: r.Act) -> str:
    return "" if request.do is None else here.furnish("do", small(request.do[here.language]))


def _done(here: Here, request: r.Act) -> View:
    return page(
        here,
        request.phase,
        label=_label(here, request),
        words=request.words,
        ask=_do(here, request),
        options=(here.enter("go-forward", Keep()),),
        urgent=request.call is not None,
    )


def _fix(here: Here, request: r.Act) -> View:
    """The fix never waits; who is fetched is chosen by a digit, never slipped into by Enter."""
    do = _do(here, request)
    fetching = request.fetch is not None and not here.walk.nobody
    options: tuple[Option[Leads], ...] = (here.enter("done", c.Do(request.step)),)
    if fetching and request.fetch is not None:
        do = (
            here.furnish("then-fetch", do, here.someone(request.fetch))
            if do
            else here.furnish("fetch", here.someone(request.fetch))
        )
        options = _fetched(here, request, request.fetch)
    return page(
        here,
        request.phase,
        label=_label(here, request),
        words=request.words,
        ask=do,
        options=options,
        notes=("", *warning) if (warning := known.one_more(here) if fetching else ()) else (),
        guard=fetching,
    )


def _fetched(here: Here, request: r.Act, role: RoleId) -> tuple[Option[Leads], ...]:
    """The thing is done, then somebody is here, coming, or nobody: two commands for one key."""
    options = came(here, role, escalated=False, here_code="", coming="is-coming-go-on")
    return tuple(_after(request, option) for option in options)


def _after(request: r.Act, option: Option[Leads]) -> Option[Leads]:
    done = c.Do(request.step)
    if option.key == "0":
        role: RoleId = request.fetch or "manager"
        return replace(option, to=Then(done, Then(c.Fetch("nobody", "", role), Turn(nobody_came))))
    return option if option.to is None else replace(option, to=Then(done, option.to))


def _care(here: Here, request: r.Act) -> View:
    """Somebody is hurt: everything else waits; the call is one key away."""
    done: Leads = c.Do(request.step)
    if request.fetch is not None and not here.walk.nobody:
        done = Turn(lambda scene, now: _hand_over(Here(scene, now), request))
    options = [here.enter("done-looked-after", done, here.customer)]
    if not here.walk.called:
        call = Turn(lambda scene, now: emergency(Here(scene, now), request, back=_care(Here(scene, now), request)))
        options.append(_call(here, "1", call))
    who = here.someone(request.fetch or "manager")
    return page(
        here,
        request.phase,
        label=_label(here, request),
        words=request.words,
        ask=_do(here, request),
        options=tuple(options),
        notes=("", here.furnish("careful-alone" if here.walk.nobody else "everything-waits", who)),
        guard=True,
        urgent=True,
    )


def _hand_over(here: Here, request: r.Act) -> View:
    """Cared for: now the one who takes over."""
    role: RoleId = request.fetch or "manager"
    person = here.plan.on_duty(role)
    phone = "" if person is None or person.phone is None else f"    {person.phone}"
    words = here.scene.fetching.words
    return page(
        here,
        request.phase,
        label=here.labelled(here.furnish("say-now"), words) if words else here.furnish("nothing-to-say"),
        words=words,
        ask=here.furnish("fetch", here.someone(role)) + phone,
        options=_fetched(here, request, role),
        notes=("", *warning) if (warning := known.one_more(here)) else (),
        guard=True,
        urgent=True,
        back=_care(here, request),
    )


def _call(here: Here, key: str, to: Leads) -> Option[Leads]:
    label = here.furnish("call", here.plan.settings.emergency_number)
    return Option(key, label, to, remark=here.furnish("call-when-worse"))


def _telephoned(here: Here, request: r.Act) -> Spoken:
    """What is said into the telephone: what happened to a person, and where; the failure's name tells neither."""
    told = (request.words if request.call == "first" else {}) or said_as(here.plan, here.walk, "emergency")
    business = here.plan.settings.business
    where, city = business.address, business.city
    address = (f"{business.name},", where if city in where else f"{where}, {city}")
    return told or {language: (furnish("ambulance", language), *address) for language in SPOKEN}


def emergency(here: Here, request: r.Act, *, back: View | None = None, after: Leads | None = None) -> View:
    """The whole screen is read aloud into the telephone, in the language of the place, not in the guest's.

    `back` is where it was offered, `after` what comes once the call is recorded, if not the request's own screen.
    """
    words = _telephoned(here, request)
    settings = here.plan.settings
    local = i18n.local_language(settings.country, words) or here.spoken_in
    here = Here(replace(here.scene, walk=replace(here.walk, language=local)), here.now)
    number = settings.emergency_number
    called, other = (c.CallEmergency(request.step, by_other=by_other) for by_other in (False, True))
    options: list[Option[Leads]] = [
        here.enter("is-called", called if after is None else Then(called, after), number),
        Option("2", here.furnish("somebody-else-calls"), other if after is None else Then(other, after)),
    ]
    role = here.scene.fetching.role
    if here.above:
        who = here.someone(role)
        people = here.people(role)
        fetched = c.Fetch("here", people[0] if people else "", role)
        options.append(Option("3", here.furnish("is-here", who), fetched if after is None else Then(fetched, after)))
    view = page(
        here,
        request.phase,
        label=here.labelled(here.furnish("call-now", number), words) + ":",
        words=words,
        tab=False,
        ask=_do(here, request),
        options=tuple(options),
        notes=("", here.furnish("somebody-to-the-door")),
        guard=True,
        urgent=True,
        back=back,
    )
    # Offered, it stands beside the flow: another language would lead away from the call.
    return view if back is None else replace(view, also=tuple(each for each in view.also if each[0] != TAB))


def _checklist(here: Here, request: r.Act, ticked: frozenset[str]) -> View:
    """A number marks a thing done, the one after them calls for help, Enter goes on."""

    def listed(ticked: frozenset[str]) -> Turn:
        return Turn(lambda scene, now: _checklist(Here(scene, now), _still(scene, request), ticked))

    def called(scene: Scene, now: datetime) -> View:
        # What was ticked before the call is still done after it.
        here = Here(scene, now)
        return emergency(here, request, back=_checklist(here, request, ticked), after=listed(ticked))

    items: list[Option[Leads]] = [
        Option(str(number), ("* " if item.id in ticked else "") + item.label[here.language], listed(ticked ^ {item.id}))
        for number, item in enumerate(request.checklist[: _ITEMS - 1 if request.call else _ITEMS], start=1)
    ]
    if request.call is not None and not here.walk.called:
        items.append(_call(here, str(len(items) + 1), Turn(called)))
    done = c.Do(request.step, tuple(item.id for item in request.checklist if item.id in ticked))
    leads: Leads = done
    if request.fetch is not None and not here.walk.nobody:
        leads = Turn(lambda scene, now: _ask_for(Here(scene, now), request, done))
    return page(
        here,
        request.phase,
        label=_label(here, request),
        words=request.words,
        ask=here.furnish("one-by-one"),
        options=(*items, here.enter("resume-go-on", leads)),
        notes=("", *_beside(here, request)),
        guard=not ticked,
        urgent=True,
    )


def _still(scene: Scene, request: r.Act) -> r.Act:
    """The same thing to do, as it stands now: whoever was fetched meanwhile need not be fetched again."""
    now = scene.request
    return now if isinstance(now, r.Act) and now.step == request.step else request


def _beside(here: Here, request: r.Act) -> tuple[str, ...]:
    """What to do besides the list, and what not to say."""
    do = (_do(here, request),) if request.do is not None else ()
    silence = here.furnish("say-no-cause")
    told_already = request.do is not None and request.do[here.language] == silence
    return (*do, silence) if here.walk.careful and not told_already else do


def _ask_for(here: Here, request: r.Act, done: c.Do) -> View:
    view = _hand_over(here, request)
    options = tuple(_with(option, done) for option in view.options)
    return replace(view, options=options)


def _with(option: Option[Leads], done: c.Do) -> Option[Leads]:
    return replace(option, to=Then(done, option.to.after)) if isinstance(option.to, Then) else option
