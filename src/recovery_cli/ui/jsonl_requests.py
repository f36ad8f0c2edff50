"""A request as data: what is wanted, with the ids that an answer may name; nothing about how it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeAlias, assert_never

from recovery_cli.money import Money
from recovery_cli.ports import Scene
from recovery_cli.private import Private
from recovery_cli.remedies.choice import Option, Reason
from recovery_cli.ui.here import request_name
from recovery_cli.walk import requests as r
from recovery_cli.walk.events import Value
from recovery_cli.walk.requests import Spoken

Data: TypeAlias = "str | int | bool | Sequence[Data] | Mapping[str, Data] | None"

_NAMES = {"follow": "follow-up", "plan": "change"}


def payload(scene: Scene, *, at: datetime) -> Mapping[str, Data]:
    """The request of a scene at `at`, in the operator's language, words to say in all of theirs."""
    request = scene.request
    name = request_name(request)
    head: dict[str, Data] = {
        "kind": _NAMES.get(name, name),
        "incident": scene.walk.incident,
        "operator": scene.walk.operator,
        "role": scene.walk.role,
        "language": scene.walk.language,
        "careful": scene.walk.careful,
        "seconds": max(int((at - scene.began).total_seconds()), 0),
    }
    if scene.notice:
        head["notice"] = {"code": scene.notice[0], "about": list(scene.notice[1:])}
    if isinstance(request, r.Finished):
        return head
    return {**head, "step": request.step, "phase": request.phase, "looking": scene.looking, **_body(scene, request)}


def _body(scene: Scene, request: r.Request) -> Mapping[str, Data]:
    language = scene.walk.operator_language
    match request:
        case r.Say():
            do = None if request.do is None else request.do[language]
            return {"words": _words(request.words), "apology": request.apology, "do": do}
        case r.Ask():
            return _ask(request, language)
        case r.Act():
            return _act(scene, request)
        case r.Choose():
            return _choose(scene, request)
        case r.Hand():
            return _hand(scene, request)
        case r.Mark():
            drivers: Data = [{"id": each.id, "label": each.label[language]} for each in request.drivers]
            return {"drivers": drivers, "marked": list(request.marked)}
        case r.Follow():
            promises: Data = [
                {"id": each.id, "what": each.what[language], "after": each.after, "who": who}
                for each, who in request.promises
            ]
            return {"words": _words(request.words), "promises": promises}
        case r.Cause():
            return {"causes": [{"id": each.cause, "label": each.label[language]} for each in request.options]}
        case r.Plan():
            changes: Data = [{"id": each.id, "label": each.what[language]} for each in request.options]
            return {"changes": changes, "who": request.who}
        case r.Issue():
            return {"cap": str(request.cap), "signer": request.signer}
        case r.Write():
            return {"template": request.template}
        case r.Finished():
            return {}
        case _:
            assert_never(request)


def _words(words: Spoken) -> Data:
    return {language: list(breaths) for language, breaths in words.items()}


def _ask(request: r.Ask, language: str) -> Mapping[str, Data]:
    fact = request.fact
    return {
        "words": _words(request.words),
        "fact": fact.id,
        "ask": fact.ask[language],
        "value_type": fact.type,
        "look": fact.look,
        "optional": fact.optional,
        "choices": [{"value": each.value, "label": each.label[language]} for each in fact.choices],
        "place": list(request.place),
        "held": _value(request.held),
        "voids": request.voids or None,
    }


def _value(value: Value) -> Data:
    match value:
        case Private(words):
            return words
        case Money():
            return str(value)
        case tuple():
            return list(value)
        case _:
            return value


def _act(scene: Scene, request: r.Act) -> Mapping[str, Data]:
    language = scene.walk.operator_language
    role = request.fetch
    people: list[Data] = [] if role is None else [person.name for person in scene.plan.settings.people(role)]
    return {
        "words": _words(request.words),
        "do": None if request.do is None else request.do[language],
        "fetch": None if role is None else {"role": role, "people": people},
        "call": None
        if request.call is None
        else {"when": request.call, "number": scene.plan.settings.emergency_number},
        "checklist": [{"id": each.id, "label": each.label[language]} for each in request.checklist],
    }


def _choose(scene: Scene, request: r.Choose) -> Mapping[str, Data]:
    language = scene.walk.operator_language
    proposal = request.proposal
    return {
        "group": request.group,
        "words": _words(request.words),
        "approval_words": _words(request.approval),
        "options": [_option(scene, request, option) for option in proposal.options],
        "because": [_reason(reason, language) for reason in proposal.because],
        "ruled_out": [{"remedy": remedy, **_reason(reason, language)} for remedy, reason in proposal.ruled_out],
        "limit": None if request.limit is None else str(request.limit),
        "heard": None if request.held is None else _given(*request.held),
        "chosen": None if request.chosen is None else _given(*request.chosen),
        "voids": request.voids or None,
    }


def _option(scene: Scene, request: r.Choose, option: Option) -> Mapping[str, Data]:
    return {
        **_given(option.remedy, option.amount),
        "label": scene.plan.remedy(option.remedy).label[scene.walk.operator_language],
        "decides": option.decides,
        "words": _words(request.words_of.get(option.remedy, {})),
    }


def _given(remedy: str, amount: Money | None) -> Mapping[str, Data]:
    return {"remedy": remedy, "amount": None if amount is None else str(amount)}


def _reason(reason: Reason, language: str) -> Mapping[str, Data]:
    text = None if reason.text is None else reason.text[language]
    return {"code": reason.code, "about": list(reason.about), "text": text}


def _hand(scene: Scene, request: r.Hand) -> Mapping[str, Data]:
    paper = scene.paper
    return {
        "words": _words(request.words),
        "words_by_hand": _words(request.by_hand),
        "note": {"number": request.number, "code": request.code, "cap": str(request.cap), "signer": request.signer},
        "paper": None if paper is None else {"path": paper.path, "fault": paper.fault, "instead": paper.instead},
    }
