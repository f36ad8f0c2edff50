"""The offer: within authority, above it, after an answer changed, and the small extra."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from recovery_cli.money import Money
from recovery_cli.ports import Keep
from recovery_cli.remedies.choice import Option as Remedy
from recovery_cli.ui import told
from recovery_cli.ui.fetching import nobody_came, own_limit
from recovery_cli.ui.furniture.grammar import capital
from recovery_cli.ui.here import Here
from recovery_cli.ui.leads import Leads, Then, Turn, View
from recovery_cli.ui.page import page
from recovery_cli.ui.screen import Option
from recovery_cli.ui.screens_ask import void
from recovery_cli.ui.screens_other import amount, others
from recovery_cli.ui.screens_sum import awaits_sum, giving
from recovery_cli.ui.story import offer_label
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r

_DIGITS = "1234567"


def choose(here: Here, request: r.Choose) -> View:
    """What can be offered; the words are on the screen before any key."""
    first = request.proposal.first
    if request.voids and here.scene.looking:
        change = Turn(lambda scene, now: _offer(Here(scene, now), request))
        return void(here, request.phase, request.voids, change)
    if request.group == "bonus":
        return _bonus(here, request)
    if here.scene.looking or first is None:
        return _looked(here, request)
    return _offer(here, request)


def _offer(here: Here, request: r.Choose) -> View:
    first = request.proposal.first
    if first is None:
        return _looked(here, request)
    if request.held is not None and request.held != (first.remedy, first.amount):
        return _heard(here, request, first, request.held)
    if first.decides != here.walk.role:
        return _above(here, request, first)
    return _within(here, request, first)


def _within(here: Here, request: r.Choose, first: Remedy) -> View:
    return page(
        here,
        request.phase,
        label=here.labelled(here.furnish("say-now"), request.words),
        words=request.words,
        ask=_because(here, first),
        options=(_offered(here, request, first), *_other_ways(here, request, first, "2")),
        guard=True,
    )


def _offered(here: Here, request: r.Choose, first: Remedy, *, key: str = "1") -> Option[Leads]:
    label = here.furnish("offered", offer_label(here, first.remedy, first.amount))
    remark = here.furnish("sum-comes-next") if awaits_sum(here, first) else ""
    return Option(key, label, giving(here, request, first, back=partial(_offer, request=request)), remark=remark)


def _other_ways(here: Here, request: r.Choose, first: Remedy, key: str) -> tuple[Option[Leads], ...]:
    """Another amount, something else as well, nothing."""
    number = int(key)
    options: list[Option[Leads]] = []
    if first.amount is not None and here.plan.remedy(first.remedy).ask_amount:
        limit = "" if here.limit is None else here.furnish("up-to-limit", here.money(here.limit))
        turn = Turn(lambda scene, now: amount(Here(scene, now), request, first, back=_offer(Here(scene, now), request)))
        options.append(Option(str(number), here.furnish("another-amount"), turn, remark=limit))
        number += 1
    also = [here.plan.remedy(each.remedy).label[here.language] for each in request.proposal.options[1:]]
    turn = Turn(lambda scene, now: _rest(Here(scene, now), request, as_well=True))
    options.append(Option(str(number), here.furnish("something-as-well"), turn, remark=", ".join(also)))
    return (*options, _nothing(here, request))


def _rest(here: Here, request: r.Choose, *, as_well: bool) -> View:
    return others(here, request, as_well=as_well, back=_offer(here, request))


def _nothing(here: Here, request: r.Choose) -> Option[Leads]:
    return Option("0", here.furnish("wants-nothing", capital(here.customer)), c.DeclineRemedy(request.step))


def _because(here: Here, first: Remedy) -> str:
    """The reason for the offer in one line; never that it was the guest's own doing."""
    ours = here.walk.at_fault == "company"
    cap = first.cap.text if first.cap is not None else None
    if cap is not None and first.amount is not None:
        code = "it-was-us-up-to" if ours else "reason-up-to"
        most = told.at_most(here.plan.remedy(first.remedy), first.amount, here.language)
        return here.furnish(code, cap[here.language], most)
    return here.furnish("it-was-us" if ours else "whoever-it-was")


def _above(here: Here, request: r.Choose, first: Remedy) -> View:
    """Authority is a limit, never a gate: whoever may is asked, and nothing waits."""
    who, limit = here.someone(first.decides), request.limit
    if first.amount is not None and limit is not None and limit < first.amount:
        ask = here.furnish("above-your-limit", here.money(first.amount), _figure(limit, here.language), who)
    else:
        ask = here.furnish("needs-role", who)
    go_on: Option[Leads] = Option(
        "1",
        here.furnish("go-on-with", offer_label(here, first.remedy, first.amount)),
        giving(here, request, first, back=partial(_offer, request=request)),
        remark=here.furnish("signs-later", who),
    )
    options = [go_on]
    if (own := own_limit(here, request)) is not None:
        alone = here.walk.nobody
        options = [own, replace(go_on, key="2")] if alone else [go_on, replace(own, key="2")]
    if not here.walk.nobody:
        people = here.people(first.decides)
        fetch = c.Fetch("here", people[0] if people else "", first.decides)
        remark = here.furnish("hand-over-screen")
        options.append(Option("3", here.furnish("is-here", capital(who)), fetch, remark=remark))
    other = Turn(lambda scene, now: _rest(Here(scene, now), request, as_well=False))
    options.append(Option("3" if here.walk.nobody else "4", here.furnish("another-way"), other))
    if here.walk.nobody:
        options.append(_nothing(here, request))
    else:
        nobody = Then(c.Fetch("nobody", "", first.decides), Turn(nobody_came))
        options.append(Option("0", here.furnish("nobody-can-come"), nobody))
    words = request.approval if request.approval and not here.walk.nobody else request.words
    return page(
        here,
        request.phase,
        label=here.labelled(here.furnish("say-now"), words),
        words=words,
        ask=ask,
        options=tuple(options),
        guard=True,
    )


def _figure(limit: Money, language: str) -> str:
    return told.money(limit, language).partition(" ")[0]


def _heard(here: Here, request: r.Choose, first: Remedy, held: tuple[str, Money | None]) -> View:
    """The guest has heard a sum; another answer makes it another one: what was said is kept if anybody may."""
    remedy, heard = held
    view = _within(here, request, first) if first.decides == here.walk.role else _above(here, request, first)
    there = next((each for each in request.proposal.options if each.remedy == remedy), None)
    if there is None or heard is None or first.amount is None:
        return view
    reason = here.furnish("reason-said-already")
    said = here.money(heard)
    keep: Option[Leads] = Option(
        "1", here.furnish("was-said-keep", said, said), c.ChooseRemedy(request.step, remedy, heard, reason)
    )
    because = first.cap.text[here.language] if first.cap is not None and first.cap.text is not None else ""
    most = told.at_most(here.plan.remedy(first.remedy), first.amount, here.language)
    ask = here.furnish("was-it-said", because, most, said) if because else view.ask
    as_well = Turn(lambda scene, now: _rest(Here(scene, now), request, as_well=True))
    other: Option[Leads] = Option("3", here.furnish("something-as-well"), as_well)
    offered = _offered(here, request, first, key="2")
    return replace(view, ask=ask, options=(keep, offered, other, _nothing(here, request)))


def _looked(here: Here, request: r.Choose) -> View:
    """Looking back: what was chosen, and the way to choose otherwise."""
    chosen = "" if request.chosen is None else offer_label(here, *request.chosen)
    options: list[Option[Leads]] = []
    if chosen:
        options.append(here.enter("is-chosen", Keep(), chosen))
    else:
        options.append(here.enter("go-forward", Keep()))
    if request.proposal.first is not None:
        change = Turn(lambda scene, now: _offer(Here(scene, now), request))
        options.append(Option("1", here.furnish("change-it"), change))
    words = request.words if request.chosen is None else request.words_of.get(request.chosen[0], request.words)
    return page(
        here,
        request.phase,
        label=here.labelled(here.furnish("said"), words),
        words=words,
        options=tuple(options),
    )


def _bonus(here: Here, request: r.Choose) -> View:
    """One key each; 0 is none. Looking back, the one given is marked."""
    chosen = None if request.chosen is None else request.chosen[0]
    looking = here.scene.looking
    options: list[Option[Leads]] = []
    for key, option in zip(_DIGITS, request.proposal.options, strict=False):
        held = looking and option.remedy == chosen
        to: Leads = Keep() if held else giving(here, request, option, back=partial(_bonus, request=request))
        label = capital(offer_label(here, option.remedy, option.amount))
        options.append(Option(key, label, to, marked=held))
    none: Leads = Keep() if looking and chosen is None else c.DeclineRemedy(request.step)
    options.append(Option("0", here.furnish("no-extra"), none, marked=looking and chosen is None))
    return page(
        here,
        request.phase,
        label=here.labelled(here.furnish("say-now"), request.words)
        if request.words
        else here.furnish("nothing-to-say"),
        words=request.words,
        ask=here.furnish("a-small-extra"),
        options=tuple(options),
        guard=True,
    )
