"""`?`: what to say if the guest asks why it happened, and why this offer, in words that one may repeat."""

from __future__ import annotations

from dataclasses import replace

from recovery_cli.remedies.choice import Reason
from recovery_cli.ui import owing, told
from recovery_cli.ui.fetching import bare
from recovery_cli.ui.furniture.grammar import small
from recovery_cli.ui.here import Here
from recovery_cli.ui.leads import View, view_of
from recovery_cli.ui.signs import cells, shortened
from recovery_cli.walk import requests as r

_COLUMN, _LINES = 33, 6


def why(here: Here, back: View) -> View:
    """Any key goes back to `back`. Never a cost, a value, or that it was the guest's own doing."""
    request = here.scene.request
    offer = isinstance(request, r.Choose)
    lines = _reasons(here, request)
    asked = owing.heading(here, request) if isinstance(request, r.Owe) else "why-this-offer"
    view = bare(
        here,
        words=here.scene.why,
        label=here.labelled(here.furnish("if-asked-why", here.customer), here.scene.why),
        ask=here.furnish(asked) if lines else "" if here.scene.why else here.furnish("no-cause-known"),
        options=(),
    )
    return replace(
        view,
        notes=lines,
        keys=((here.furnish("any-key"), here.furnish("go-on-with-offer" if offer else "go-on")),),
        anything=view_of(back),
    )


def _reasons(here: Here, request: r.Request) -> tuple[str, ...]:
    if isinstance(request, r.Owe):
        return tuple(_two_columns(left, right) for left, right in owing.reasons(here, request)[:_LINES])
    if not isinstance(request, r.Choose):
        return ()
    first = request.proposal.first
    amount = ""
    if first is not None and first.amount is not None:
        amount = told.at_most(here.plan.remedy(first.remedy), first.amount, here.language)
    pairs = [pair for reason in request.proposal.because if (pair := _because(here, reason, amount)) is not None]
    for remedy, reason in request.proposal.ruled_out:
        label = here.plan.remedy(remedy).label[here.language]
        pairs.append((here.furnish("not-offered", label), _left_out(here, reason)))
    return tuple(_two_columns(left, right) for left, right in pairs[:_LINES])


def _because(here: Here, reason: Reason, amount: str) -> tuple[str, str] | None:
    match reason.code, reason.about:
        case "at-fault", ("company",):
            return here.furnish("because-us"), here.furnish("so-make-good")
        case "at-fault", _:
            return here.furnish("because-any"), here.furnish("so-whoever")
        case "cap", _ if reason.text is not None:
            return small(reason.text[here.language]), here.furnish("so-up-to", amount)
        case "decides", (role,) if role == here.walk.role:
            limit = here.limit
            signed = here.furnish("you-sign-any") if limit is None else here.furnish("you-sign", here.money(limit))
            return here.furnish("because-you"), signed
        case "decides", _:
            limit = here.limit
            above = "" if limit is None else here.furnish("above-yours-so", here.money(limit))
            return _left_out(here, reason), above
        case "severity", (score,):
            return here.furnish("because-severity", score), here.furnish("so-extra")
        case "value-over-cost", _:
            return here.furnish("because-value"), here.furnish("so-most-welcome")
        case "most-valued", _:
            return here.furnish("because-before"), here.furnish("so-best")
        case "manual", _ if reason.text is not None:
            return small(reason.text[here.language]), here.furnish("so-house-rule")
        case _:
            return None


def _left_out(here: Here, reason: Reason) -> str:
    """Why something is not offered; the playbook's own words first."""
    if reason.text is not None:
        return reason.text[here.language]
    if reason.code == "decides":
        role = next((each.id for each in here.plan.playbook.roles if each.id == reason.about[0]), here.walk.role)
        return here.furnish("who-decides", here.someone(role))
    return here.furnish(f"reason-{reason.code}")


def _two_columns(left: str, right: str) -> str:
    left = shortened(left, _COLUMN - 2) if right else left
    gap = " " * max(_COLUMN - cells(left), 2)
    return "    " + shortened(left + gap + right, 72)
