"""A sum that nobody proposes, since it is as much as was taken: typed, said aloud with the words, then given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from recovery_cli.money import Money
from recovery_cli.remedies.choice import Option as Remedy
from recovery_cli.ui.furniture.grammar import capital
from recovery_cli.ui.here import Here
from recovery_cli.ui.leads import Again, Leads, Then, Turn, View
from recovery_cli.ui.page import page
from recovery_cli.ui.screen import Entry, Option, Wrong
from recovery_cli.ui.story import offer_label
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from recovery_cli.walk.flow import offer_words

MOST_FIGURES, MOST_TYPED = 10, 12


def figures(text: str, currency: str) -> Money | None:
    """`80`, `80,5` or `80.50`; grouped thousands cannot be told from decimals and are refused."""
    typed = text.strip().replace(",", ".")
    whole = typed.partition(".")[0]
    if not (whole.isascii() and whole.isdigit()) or len(whole) > MOST_FIGURES:
        return None
    try:
        return Money.parse(f"{typed} {currency}")
    except ValueError:
        return None


def awaits_sum(here: Here, option: Remedy) -> bool:
    """Whether only the operator knows how much it is."""
    return option.amount is None and here.plan.remedy(option.remedy).ask_amount


def giving(
    here: Here,
    request: r.Choose,
    option: Remedy,
    *,
    back: Callable[[Here], View],
    reason: str = "",
    as_well: bool = False,
) -> Leads:
    """Where the key of a remedy leads: it is given, or its sum is typed first; `back` is where `<` goes from there."""
    give = c.ChooseRemedy(request.step, option.remedy, option.amount, reason, as_well)
    if not awaits_sum(here, option):
        return give
    return Turn(lambda scene, now: _typed(Here(scene, now), request, option, give, back=back))


def _typed(
    here: Here, request: r.Choose, option: Remedy, give: c.ChooseRemedy, *, back: Callable[[Here], View]
) -> View:
    words = request.words_of.get(option.remedy, request.words)

    def made(text: str) -> Leads | Wrong:
        given = figures(text, here.plan.playbook.currency)
        if text.strip() and given is None:
            return Wrong(here.furnish("amount-like", "80"))
        if given is not None and given.amount <= 0:
            return Wrong(here.furnish("more-than-nothing"))
        said = replace(option, amount=given)
        retype = Turn(lambda scene, now: _typed(Here(scene, now), request, option, give, back=back))
        return Turn(lambda scene, now: _said(Here(scene, now), request, said, replace(give, amount=given), retype))

    return page(
        here,
        request.phase,
        label=here.labelled(here.furnish("say-now"), words) if words else here.furnish("nothing-to-say-yet"),
        words=words,
        ask=here.furnish("how-much", capital(offer_label(here, option.remedy))),
        entry=Entry(made, hint=here.furnish("sum-left-out"), most=MOST_TYPED),
        back=back(here),
    )


def _said(here: Here, request: r.Choose, option: Remedy, give: c.ChooseRemedy, retype: Turn) -> View:
    """Enter never gives: the sum stands in the words, and a digit gives it."""
    words = offer_words(here.plan, here.walk, here.plan.step(request.step), option)
    again = Turn(lambda scene, now: _said(Here(scene, now), request, option, give, retype))
    view = page(
        here,
        request.phase,
        label=here.labelled(here.furnish("say-now"), words) if words else here.furnish("nothing-to-say"),
        words=words,
        options=(
            Option("1", here.furnish("offered", offer_label(here, option.remedy, option.amount)), give),
            Option("0", here.furnish("back-to-offer"), Again()),
        ),
        guard=True,
    )
    # Another language says the same sum: what was typed stays.
    also = tuple((key, Then(to, again) if isinstance(to, c.ChooseLanguage) else to) for key, to in view.also)
    return replace(view, also=tuple((key, retype if key == "<" else to) for key, to in also))
