"""A request as data: all that a program needs to show it and to answer it, texts in every language there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import assert_never

from recovery_cli.playbook.model import Fact, RoleId
from recovery_cli.playbook.plan import Plan
from recovery_cli.ports import Earlier, Scene
from recovery_cli.ui.jsonl_offer import choose
from recovery_cli.ui.jsonl_owed import owed
from recovery_cli.ui.jsonl_values import Data, spoken, text, value
from recovery_cli.walk import requests as r
from recovery_cli.walk.context import contacts
from recovery_cli.walk.promises import due_at


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
        "why": spoken(scene.why),
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
                "words": spoken(request.words),
                "apology": request.apology,
                "do": text(request.do),
                "said": request.said,
                "owns": request.owns,
            }
        case r.Ask():
            return _ask(request)
        case r.Act():
            return _act(scene.plan, request)
        case r.Owe():
            return {"words": spoken(request.words), "owed": owed(scene, request, at=at), "said": request.said}
        case r.Choose():
            return choose(scene.plan, request)
        case r.Hand():
            return _hand(scene, request)
        case r.Mark():
            drivers: Data = [{"id": each.id, "label": text(each.label)} for each in request.drivers]
            return {"drivers": drivers, "marked": list(request.marked), "answered": request.answered}
        case r.Follow():
            return _follow(scene.plan, request, at)
        case r.Cause():
            causes: Data = [
                {"cause": each.cause, "label": text(each.label), "note": text(each.note)} for each in request.options
            ]
            return {"causes": causes, "given": request.given or None}
        case r.Plan():
            changes: Data = [
                {"change": each.id, "what": text(each.what), "cause": each.cause} for each in request.options
            ]
            return {"changes": changes, "who": request.who, "given": request.given}
        case r.Issue() | r.Write() | r.Finished():
            return {}
    assert_never(request)


def _ask(request: r.Ask) -> Mapping[str, Data]:
    return {
        "words": spoken(request.words),
        "fact": _fact(request.fact),
        "place": list(request.place),
        "held": value(request.held),
        "answered": request.answered,
        "voids": request.voids or None,
    }


def _fact(fact: Fact) -> Data:
    choices: Data = [{"value": each.value, "label": text(each.label), "note": text(each.note)} for each in fact.choices]
    return {
        "id": fact.id,
        "type": fact.type,
        "ask": text(fact.ask),
        "look": fact.look,
        "optional": fact.optional,
        "empty": text(fact.empty),
        "choices": choices,
    }


def _people(plan: Plan, role: RoleId) -> Data:
    return [{"name": each.name, "phone": each.phone} for each in plan.settings.people(role)]


def _act(plan: Plan, request: r.Act) -> Mapping[str, Data]:
    role = request.fetch
    return {
        "words": spoken(request.words),
        "do": text(request.do),
        "checklist": [{"id": each.id, "label": text(each.label)} for each in request.checklist],
        "fetch": None if role is None else {"role": role, "people": _people(plan, role)},
        "call": None if request.call is None else {"when": request.call, "number": plan.settings.emergency_number},
        "done": request.done,
    }


def _fetching(fetching: r.Fetching) -> Data:
    return {
        "role": fetching.role,
        "people": [{"name": name, "phone": phone or None} for name, phone in fetching.people],
        "words": spoken(fetching.words),
        "calming": spoken(fetching.calming),
        "calming_by": {signal: spoken(words) for signal, words in fetching.calming_by.items()},
        "nobody": spoken(fetching.nobody),
    }


def _before(earlier: Earlier) -> Data:
    return {
        "incident": earlier.incident,
        "title": earlier.title,
        "began_at": earlier.began_at.isoformat(),
        "unresolved": earlier.unresolved,
        "certain": earlier.certain,
    }


def _hand(scene: Scene, request: r.Hand) -> Mapping[str, Data]:
    paper = scene.paper
    return {
        "words": spoken(request.words),
        "by_hand": spoken(request.by_hand),
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


def _follow(plan: Plan, request: r.Follow, at: datetime) -> Mapping[str, Data]:
    promises: Data = [
        {
            "id": promise.id,
            "what": text(promise.what),
            "who": who,
            "role": promise.role,
            "after": promise.after,
            "due_at": due_at(plan, promise.after, at).isoformat(),
        }
        for promise, who in request.promises
    ]
    return {"words": spoken(request.words), "promises": promises, "kept": request.kept}
