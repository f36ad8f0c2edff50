"""The forms of an answer over JSONL: what may be said when, and how it is written."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import assert_never, get_args

from recovery_cli.playbook.model import ROLES
from recovery_cli.ports import Scene
from recovery_cli.walk import requests as r
from recovery_cli.walk.events import Signal

FORMS: Mapping[str, tuple[frozenset[str], str]] = MappingProxyType(
    {
        "said": (frozenset(), '{"said": true}'),
        "value": (frozenset(), '{"value": "TEXT"} or {"value": null}'),
        "done": (frozenset({"ticked"}), '{"done": true, "ticked": ["ID"]}'),
        "fetch": (frozenset({"who"}), '{"fetch": "here", "who": "NAME"}, or "coming", or "nobody"'),
        "called": (frozenset(), '{"called": true} or {"called": "somebody_else"}'),
        "remedy": (
            frozenset({"amount", "reason", "as_well"}),
            '{"remedy": "ID", "amount": "80.00 EUR", "reason": "TEXT", "as_well": true}',
        ),
        "decline": (frozenset(), '{"decline": true}'),
        "handed": (frozenset(), '{"handed": true} or {"handed": "by_hand"}'),
        "print": (frozenset(), '{"print": true}'),
        "drivers": (frozenset(), '{"drivers": ["ID"]}'),
        "keep": (frozenset({"who", "after"}), '{"keep": true, "who": {"ID": "NAME"}, "after": {"ID": "2h"}}'),
        "none": (frozenset(), '{"none": "REASON"}'),
        "cause": (frozenset(), '{"cause": "ID"}'),
        "change": (frozenset(), '{"change": "ID"}'),
        "what": (frozenset(), '{"what": "TEXT"}'),
        "later": (frozenset(), '{"later": true}'),
        "back": (frozenset(), '{"back": true}'),
        "forward": (frozenset(), '{"forward": true}'),
        "hurt": (frozenset(), '{"hurt": true}'),
        "signal": (frozenset(), f'{{"signal": "{get_args(Signal)[0]}"}}'),
        "language": (frozenset(), '{"language": "it"}'),
        "bend": (frozenset(), '{"bend": "REASON"}'),
        "escalate": (frozenset({"who"}), '{"escalate": "here", "who": "NAME"}, or "coming", or "nobody"'),
        "revise": (frozenset(), '{"revise": {"fact": "ID", "value": "TEXT"}}'),
    }
)
"""From the key that says what is meant to the keys that may go with it, and an example."""


def taken(scene: Scene) -> tuple[str, ...]:
    """The keys that may answer this request now: its own first, then what may be said from anywhere."""
    request, walk = scene.request, scene.walk
    above = ROLES.index(scene.fetching.role) > ROLES.index(walk.role)
    can_hurt = scene.plan.fact("hurt") is not None and walk.facts.get("hurt") != "yes"
    return (
        *own(request),
        "back",
        *(("forward",) if scene.looking else ()),
        *(("hurt",) if can_hurt else ()),
        "signal",
        "language",
        "bend",
        *(("escalate",) if above else ()),
        *(("revise",) if walk.facts else ()),
    )


def own(request: r.Request) -> tuple[str, ...]:
    """The keys that answer this request; the others leave it standing."""
    match request:
        case r.Say() | r.Owe():
            return ("said",)
        case r.Ask():
            return ("value",)
        case r.Act():
            first = request.call == "first"
            done = () if first and not request.done else ("done",)
            return (*(("called",) if request.call else ()), *done, *(("fetch",) if request.fetch else ()))
        case r.Choose():
            return ("remedy", "decline")
        case r.Hand():
            return ("handed", "print")
        case r.Mark():
            return ("drivers",)
        case r.Follow():
            return ("keep", "none")
        case r.Cause():
            return ("cause", "later")
        case r.Plan():
            return ("change", "what", "later")
        case r.Issue() | r.Write() | r.Finished():
            return ()
    assert_never(request)
