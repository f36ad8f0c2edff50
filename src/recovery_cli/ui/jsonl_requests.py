"""A request as data: all that a program needs to show it and to answer it, texts in every language there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeAlias, assert_never

from recovery_cli.money import Money
from recovery_cli.playbook.model import Entitlement, Fact, RoleId
from recovery_cli.playbook.plan import Plan
from recovery_cli.playbook.text import Text
from recovery_cli.ports import Earlier, Scene
from recovery_cli.private import Private
from recovery_cli.remedies.choice import Option, Reason
from recovery_cli.walk import requests as r
from recovery_cli.walk.context import contacts
from recovery_cli.walk.events import Value
from recovery_cli.walk.promises import delay
from recovery_cli.walk.requests import Spoken

Data: TypeAlias = "str | int | bool | Sequence[Data] | Mapping[str, Data] | None"
"""JSON without floats."""


def payload(scene: Scene, *, at: datetime, answers: Sequence[str]) -> dict[str, Data]:
    """The request at `at` (aware, UTC) with the keys that its answer may have; raises for what is no question."""
    request = scene.request
    if isinstance(request, r.Issue | r.Write | r.Finished):
        raise AssertionError(f"{type(request).__name__} is no question")
    return {
        "kind": scene.plan.step(request.step).kind,
        "step": request.step,
        "phase": request.phase,
        "answers": list(answers),
        **_wanted(scene, request, at),
        "looking": scene.looking,
        "why": _spoken(scene.why),
        "escalation": _fetching(scene.fetching),
        "walk": {
            "operator": scene.walk.operator,
            "role": scene.walk.role,
            "language": scene.walk.language,
            "careful": scene.walk.careful,
            "severity": scene.walk.severity,
            "owner": scene.walk.owner or None,
            "contacts": contacts(scene.walk),
            "transfers": scene.walk.transfers,
            "signals": list(scene.walk.signals),
            "earlier": [_before(each) for each in scene.earlier],
            "seconds": max(int((at - scene.began).total_seconds()), 0),
        },
    }


def _wanted(scene: Scene, request: r.Request, at: datetime) -> Mapping[str, Data]:
    match request:
        case r.Say():
            return {
                "words": _spoken(request.words),
                "apology": request.apology,
                "do": _text(request.do),
                "said": request.said,
                "owns": request.owns,
            }
        case r.Ask():
            return _ask(request)
        case r.Act():
            return _act(scene.plan, request)
        case r.Owe():
            return {"words": _spoken(request.words), "owed": _owed(request.entitlement), "said": request.said}
        case r.Choose():
            return _choose(scene.plan, request)
        case r.Hand():
            return _hand(scene, request)
        case r.Mark():
            drivers: Data = [{"id": each.id, "label": _text(each.label)} for each in request.drivers]
            return {"drivers": drivers, "marked": list(request.marked), "answered": request.answered}
        case r.Follow():
            return _follow(request, at)
        case r.Cause():
            causes: Data = [
                {"cause": each.cause, "label": _text(each.label), "note": _text(each.note)} for each in request.options
            ]
            return {"causes": causes, "given": request.given or None}
        case r.Plan():
            changes: Data = [
                {"change": each.id, "what": _text(each.what), "cause": each.cause} for each in request.options
            ]
            return {"changes": changes, "who": request.who, "given": request.given}
        case r.Issue() | r.Write() | r.Finished():
            return {}
    assert_never(request)


def _spoken(words: Spoken) -> Data:
    return {language: list(breaths) for language, breaths in words.items()}


def _text(text: Text | None) -> Data:
    return None if text is None else dict(text.root)


def _owed(owed: Entitlement) -> Data:
    return {"id": owed.id, "basis": owed.basis, "label": _text(owed.label), "case": owed.case}


def value(held: Value) -> Data:
    """An answer as it is sent: money like 80.00 EUR, erased words as null."""
    match held:
        case Private(words):
            return words
        case Money():
            return str(held)
        case tuple():
            return list(held)
        case str() | int() | None:
            return held
    assert_never(held)


def _ask(request: r.Ask) -> Mapping[str, Data]:
    return {
        "words": _spoken(request.words),
        "fact": _fact(request.fact),
        "place": list(request.place),
        "held": value(request.held),
        "answered": request.answered,
        "voids": request.voids or None,
    }


def _fact(fact: Fact) -> Data:
    choices: Data = [
        {"value": each.value, "label": _text(each.label), "note": _text(each.note)} for each in fact.choices
    ]
    return {
        "id": fact.id,
        "type": fact.type,
        "ask": _text(fact.ask),
        "look": fact.look,
        "optional": fact.optional,
        "empty": _text(fact.empty),
        "choices": choices,
    }


def _people(plan: Plan, role: RoleId) -> Data:
    return [{"name": each.name, "phone": each.phone} for each in plan.settings.people(role)]


def _act(plan: Plan, request: r.Act) -> Mapping[str, Data]:
    role = request.fetch
    return {
        "words": _spoken(request.words),
        "do": _text(request.do),
        "checklist": [{"id": each.id, "label": _text(each.label)} for each in request.checklist],
        "fetch": None if role is None else {"role": role, "people": _people(plan, role)},
        "call": None if request.call is None else {"when": request.call, "number": plan.settings.emergency_number},
        "done": request.done,
    }


def _fetching(fetching: r.Fetching) -> Data:
    return {
        "role": fetching.role,
        "people": [{"name": name, "phone": phone or None} for name, phone in fetching.people],
        "words": _spoken(fetching.words),
        "calming": _spoken(fetching.calming),
        "calming_by": {signal: _spoken(words) for signal, words in fetching.calming_by.items()},
        "nobody": _spoken(fetching.nobody),
    }


def _choose(plan: Plan, request: r.Choose) -> Mapping[str, Data]:
    found = request.proposal
    return {
        "words": _spoken(request.words),
        "group": request.group,
        "options": [_option(plan, request, option) for option in found.options],
        "because": [_reason(each) for each in found.because],
        "ruled_out": [{"remedy": remedy, "reason": _reason(reason)} for remedy, reason in found.ruled_out],
        "limit": _money(request.limit),
        "approval": _spoken(request.approval),
        "heard": _offered(request.held),
        "chosen": _offered(request.chosen),
        "voids": request.voids or None,
    }


def _option(plan: Plan, request: r.Choose, option: Option) -> Data:
    remedy = plan.remedy(option.remedy)
    return {
        "remedy": option.remedy,
        "label": _text(remedy.label),
        "amount": _money(option.amount),
        "own_amount": remedy.ask_amount,
        "decides": option.decides,
        "words": _spoken(request.words_of.get(option.remedy, {})),
    }


def _money(amount: Money | None) -> Data:
    return None if amount is None else str(amount)


def _reason(reason: Reason) -> Data:
    return {"code": reason.code, "about": list(reason.about), "text": _text(reason.text)}


def _before(earlier: Earlier) -> Data:
    return {
        "incident": earlier.incident,
        "title": earlier.title,
        "began_at": earlier.began_at.isoformat(),
        "unresolved": earlier.unresolved,
        "certain": earlier.certain,
    }


def _offered(offer: tuple[str, Money | None] | None) -> Data:
    return None if offer is None else {"remedy": offer[0], "amount": _money(offer[1])}


def _hand(scene: Scene, request: r.Hand) -> Mapping[str, Data]:
    paper = scene.paper
    return {
        "words": _spoken(request.words),
        "by_hand": _spoken(request.by_hand),
        "note": {
            "number": request.number,
            "code": request.code,
            "cap": str(request.cap),
            "signer": request.signer,
        },
        "paper": None
        if paper is None
        else {
            "path": paper.path or None,
            "fault": paper.fault or None,
            "instead": paper.instead or None,
            "language": paper.language or None,
        },
        "handed": request.handed,
    }


def _follow(request: r.Follow, at: datetime) -> Mapping[str, Data]:
    promises: Data = [
        {
            "id": promise.id,
            "what": _text(promise.what),
            "who": who,
            "role": promise.role,
            "after": promise.after,
            "due_at": (at + delay(promise.after)).isoformat(),
        }
        for promise, who in request.promises
    ]
    return {"words": _spoken(request.words), "promises": promises, "kept": request.kept}
