"""Beside the proposal: another amount, another remedy, an exception for this guest; each with its reason."""

from __future__ import annotations

from recovery_cli.money import Money
from recovery_cli.remedies.choice import Option as Remedy
from recovery_cli.ui.furniture.grammar import capital
from recovery_cli.ui.here import Here
from recovery_cli.ui.leads import Again, Leads, Turn, View
from recovery_cli.ui.page import page
from recovery_cli.ui.screen import Entry, Option, Wrong
from recovery_cli.ui.screens_sum import MOST_TYPED, awaits_sum, figures, giving
from recovery_cli.ui.story import offer_label
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from recovery_cli.walk.answers import one_line

_PAGE = 5
"""Lines of a long list, so that `more`, the exception and 0 still have their keys."""


def amount(here: Here, request: r.Choose, first: Remedy, *, back: View) -> View:
    """Digits, never above the authority in the first row; then the reason, one key."""
    label = capital(offer_label(here, first.remedy))

    def made(text: str) -> Leads | Wrong:
        given = figures(text, here.plan.playbook.currency)
        if given is None:
            return Wrong(here.furnish("amount-like", "80"))
        if given.amount <= 0:
            return Wrong(here.furnish("more-than-nothing"))
        if not here.plan.may(here.walk.role, given):
            limit = here.limit or given
            above = capital(here.someone(here.plan.above(here.walk.role)))
            return Wrong(here.furnish("above-yours", here.money(limit), above))
        if given == first.amount:
            return c.ChooseRemedy(request.step, first.remedy, given)
        return Turn(lambda scene, now: _why(Here(scene, now), request, first.remedy, given, back=back))

    limit = "" if here.limit is None else here.furnish("up-to-limit", here.money(here.limit))
    return page(
        here,
        request.phase,
        label=here.labelled(here.furnish("say-now"), request.words),
        words=request.words,
        ask=here.furnish("how-much", label),
        entry=Entry(made, hint=limit, most=MOST_TYPED),
        back=back,
    )


def _why(here: Here, request: r.Choose, remedy: str, given: Money, *, back: View) -> View:
    """The reason for another amount than proposed: one key."""
    reasons = (
        here.furnish("reason-said-already"),
        here.furnish("reason-fits-better"),
        here.furnish("reason-less-asked", capital(here.customer)),
    )
    options: list[Option[Leads]] = [
        Option(str(number), reason, c.ChooseRemedy(request.step, remedy, given, reason))
        for number, reason in enumerate(reasons, start=1)
    ]
    options.append(Option("0", here.furnish("back-to-offer"), Again()))
    return page(
        here,
        request.phase,
        label=here.furnish("nothing-to-say"),
        ask=here.furnish("why-this-amount", here.money(given)),
        options=tuple(options),
        guard=True,
        back=back,
    )


def others(here: Here, request: r.Choose, *, as_well: bool, back: View, start: int = 0) -> View:
    """The rest of the manual that fits, one key each; over-authority ones say who decides; last, an exception."""
    rest = request.proposal.options[1:]
    shown = rest[start : start + _PAGE]
    again = Turn(lambda scene, now: others(Here(scene, now), request, as_well=as_well, back=back, start=start))
    options: list[Option[Leads]] = [
        _other(here, request, each, str(number), as_well, again) for number, each in enumerate(shown, start=1)
    ]
    if start + _PAGE < len(rest):
        more = Turn(
            lambda scene, now: others(Here(scene, now), request, as_well=as_well, back=back, start=start + _PAGE)
        )
        options.append(Option(str(len(options) + 1), here.furnish("more"), more))
    bend = Turn(lambda scene, now: _exception(Here(scene, now), request, back=back))
    options.append(Option(str(len(options) + 1), here.furnish("an-exception", here.customer), bend))
    if not as_well:
        nothing = c.DeclineRemedy(request.step)
        options.append(Option(str(len(options) + 1), here.furnish("wants-nothing", capital(here.customer)), nothing))
    options.append(Option("0", here.furnish("back-to-offer"), Again()))
    return page(
        here,
        request.phase,
        label=here.furnish("nothing-to-say-yet"),
        ask=here.furnish("what-as-well" if as_well else "what-instead"),
        options=tuple(options),
        guard=True,
        back=back,
    )


def _other(here: Here, request: r.Choose, option: Remedy, key: str, as_well: bool, list_: Turn) -> Option[Leads]:
    reason = "" if as_well else here.furnish("reason-fits-better")

    def back(now: Here) -> View:
        return list_.make(now.scene, now.now)

    give = giving(here, request, option, back=back, reason=reason, as_well=as_well)
    if as_well and not awaits_sum(here, option) and request.words_of.get(option.remedy):
        give = Turn(lambda scene, now: _said_with_it(Here(scene, now), request, option))
    above = option.decides != here.walk.role
    remark = here.furnish("who-decides", here.someone(option.decides)) if above else ""
    return Option(key, capital(offer_label(here, option.remedy, option.amount)), give, remark=remark)


def _said_with_it(here: Here, request: r.Choose, option: Remedy) -> View:
    """What comes on top has words of its own: they are on the screen before it is given."""
    give = c.ChooseRemedy(request.step, option.remedy, option.amount, "", True)
    return page(
        here,
        request.phase,
        label=here.labelled(here.furnish("say-now"), request.words_of[option.remedy]),
        words=request.words_of[option.remedy],
        ask=here.furnish("what-as-well"),
        options=(
            Option("1", here.furnish("offered", offer_label(here, option.remedy, option.amount)), give),
            Option("0", here.furnish("back-to-offer"), Again()),
        ),
        guard=True,
    )


def _exception(here: Here, request: r.Choose, *, back: View) -> View:
    """An exception for this guest: never needs approval, counts as good, and says why."""

    def made(text: str) -> Leads | Wrong:
        reason = one_line(text)
        return c.BendRule(request.step, reason) if reason else Wrong(here.furnish("one-line"))

    return page(
        here,
        request.phase,
        label=here.furnish("nothing-to-say-yet"),
        ask=here.furnish("what-exception", here.customer),
        entry=Entry(made, hint=here.furnish("exception-printed")),
        back=back,
    )
