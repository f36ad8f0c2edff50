"""An offer as data: the options with their words, and why it is these."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_cli.money import Money
from recovery_cli.playbook.plan import Plan
from recovery_cli.remedies.choice import Option, Reason
from recovery_cli.ui.jsonl_values import Data, money, spoken, text
from recovery_cli.walk import requests as r


def choose(plan: Plan, request: r.Choose) -> Mapping[str, Data]:
    found = request.proposal
    return {
        "words": spoken(request.words),
        "group": request.group,
        "options": [_option(plan, request, option) for option in found.options],
        "because": [_reason(each) for each in found.because],
        "ruled_out": [{"remedy": remedy, "reason": _reason(reason)} for remedy, reason in found.ruled_out],
        "limit": money(request.limit),
        "approval": spoken(request.approval),
        "heard": _offered(request.held),
        "chosen": _offered(request.chosen),
        "voids": request.voids or None,
    }


def _option(plan: Plan, request: r.Choose, option: Option) -> Data:
    remedy = plan.remedy(option.remedy)
    return {
        "remedy": option.remedy,
        "label": text(remedy.label),
        "amount": money(option.amount),
        "own_amount": remedy.ask_amount,
        "up_to": remedy.up_to,
        "decides": option.decides,
        "words": spoken(request.words_of.get(option.remedy, {})),
    }


def _reason(reason: Reason) -> Data:
    return {"code": reason.code, "about": list(reason.about), "text": text(reason.text)}


def _offered(offer: tuple[str, Money | None] | None) -> Data:
    return None if offer is None else {"remedy": offer[0], "amount": money(offer[1])}
