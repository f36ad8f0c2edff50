"""An answer as data: one key says what is meant, others go with it; the rest is refused with the right form."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TypeAlias, get_args

from recovery_cli.diagnostics import did_you_mean
from recovery_cli.errors import Refused
from recovery_cli.money import Money
from recovery_cli.ports import Back, Keep, Print, Reply, Scene
from recovery_cli.ui.answers import SENTENCE
from recovery_cli.ui.jsonl_forms import FORMS, own, taken
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from recovery_cli.walk.answers import one_line
from recovery_cli.walk.events import Signal

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"
"""What came out of a line; floats never do."""

_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?", re.ASCII)
_AFTER = re.compile(r"[1-9][0-9]{0,3}[mhd]", re.ASCII)


def reply(scene: Scene, answer: Mapping[str, Json]) -> Reply:
    """Raises `Refused` for an answer that is unknown, of the wrong form or not for this request."""
    head = _head(answer, taken(scene))
    found = _answer(scene, head, answer) if head in own(scene.request) else _aside(scene, head, answer)
    if found is None:
        raise Refused(f'"{head}" cannot be {json.dumps(answer[head])[:80]}.', FORMS[head][1])
    return found


def _head(answer: Mapping[str, Json], wanted: tuple[str, ...]) -> str:
    """The one key of `answer` that says what is meant."""
    listed = f"Takes: {', '.join(wanted)}"
    heads = [key for key in answer if key in FORMS]
    if len(heads) > 1:
        raise Refused(f"An answer means one thing, not {' and '.join(heads)}.", listed)
    if not heads:
        unknown = next(iter(answer), None)
        raise Refused("An answer means one thing." if unknown is None else f'"{unknown}" means nothing here.', listed)
    head = heads[0]
    if head not in wanted:
        raise Refused(f'"{head}" was not asked now.', listed)
    if strays := [key for key in answer if key != head and key not in FORMS[head][0]]:
        raise Refused(f'"{strays[0]}" does not go with "{head}".', FORMS[head][1])
    return head


def _answer(scene: Scene, head: str, answer: Mapping[str, Json]) -> Reply | None:
    """The answer to what was asked; None for a form that does not fit."""
    match scene.request, answer[head]:
        case r.Say(step) | r.Owe(step), True:
            return c.Confirm(step, scene.walk.language)
        case r.Ask() as request, str() | None as given:
            return c.Answer(request.step, request.fact.id, given)
        case r.Ask() as request, int() as number if request.fact.type == "count" and not isinstance(number, bool):
            return c.Answer(request.step, request.fact.id, number)
        case r.Act() as request, given:
            return _act(request, head, given, answer)
        case r.Choose(step), given:
            return _choose(step, head, given, answer)
        case r.Hand(step), True | "by_hand" as given if head == "handed":
            return c.HandOverNote(step, "by_hand" if given == "by_hand" else "signed")
        case r.Hand(), True:
            return Print()
        case r.Mark(step), list() as drivers:
            return c.Mark(step, _ids(drivers, head))
        case r.Follow(step), given:
            return _follow(step, head, given, answer)
        case r.Cause(step) | r.Plan(step), given:
            return _mend(step, head, given)
        case _:
            return None


def _act(request: r.Act, head: str, given: Json, answer: Mapping[str, Json]) -> Reply | None:
    match head, given:
        case "done", True:
            ticked = _ids(answer.get("ticked", []), "done")
            if unknown := set(ticked) - {item.id for item in request.checklist}:
                ids = [item.id for item in request.checklist]
                raise Refused(
                    f'There is nothing called "{min(unknown)}" to tick here.', did_you_mean(min(unknown), ids)
                )
            return c.Do(request.step, ticked)
        case "called", True | "somebody_else":
            return c.CallEmergency(request.step, by_other=given == "somebody_else")
        case "fetch", ("here" | "coming" | "nobody") as came if request.fetch is not None:
            return c.Fetch(came, _name(answer, "fetch"), request.fetch)
        case _:
            return None


def _choose(step: str, head: str, given: Json, answer: Mapping[str, Json]) -> Reply | None:
    if head == "decline":
        return c.DeclineRemedy(step) if given is True else None
    reason, as_well, written = answer.get("reason", ""), answer.get("as_well", False), answer.get("amount")
    if not isinstance(given, str) or not isinstance(reason, str) or not isinstance(as_well, bool):
        return None
    if written is not None and not isinstance(written, str):
        raise Refused("An amount is a text with its currency.", FORMS[head][1])
    try:
        amount = None if written is None else Money.parse(written)
    except ValueError as fault:
        raise Refused(f"{fault}.", FORMS[head][1]) from fault
    return c.ChooseRemedy(step, given, amount, one_line(reason, longest=SENTENCE), as_well)


def _follow(step: str, head: str, given: Json, answer: Mapping[str, Json]) -> Reply | None:
    match head, given:
        case "keep", True:
            after = _texts(answer.get("after", {}), head)
            if wrong := [each for each in after.values() if _AFTER.fullmatch(each) is None]:
                raise Refused(f'"{wrong[0]}" is no span of time.', "5m, 2h or 14d")
            return c.Promise(step, _texts(answer.get("who", {}), head), after)
        case "none", str():
            return c.PromiseNothing(step, one_line(given, longest=SENTENCE))
        case _:
            return None


def _mend(step: str, head: str, given: Json) -> Reply | None:
    match head, given:
        case "later", True:
            return c.LeaveOpen(step)
        case "cause", str():
            return c.NameCause(step, given)
        case "change", str() if given:
            return c.PlanChange(step, change=given)
        case "what", str():
            return c.PlanChange(step, what=one_line(given, longest=SENTENCE))
        case _:
            return None


def _aside(scene: Scene, head: str, answer: Mapping[str, Json]) -> Reply | None:
    """What may be said from anywhere."""
    match head, answer[head]:
        case "back", True:
            return Back()
        case "forward", True:
            return Keep()
        case "hurt", True:
            return c.Hurt()
        case "signal", str(name):
            known: dict[str, Signal] = {signal: signal for signal in get_args(Signal)}
            if name not in known:
                raise Refused(f'There is no signal "{name}".', did_you_mean(name, known))
            return c.SeeSignal(known[name])
        case "language", str(language) if _LANGUAGE.fullmatch(language):
            return c.ChooseLanguage(language)
        case "bend", str(reason):
            step = "" if isinstance(scene.request, r.Finished) else scene.request.step
            return c.BendRule(step, one_line(reason, longest=SENTENCE))
        case "escalate", ("here" | "coming" | "nobody") as came:
            return c.Fetch(came, _name(answer, head), scene.fetching.role, escalated=True)
        case "revise", {"fact": str(fact), "value": (str() | int() | None) as given, **rest} if (
            not rest and not isinstance(given, bool)
        ):
            return c.Revise(fact, given)
        case _:
            return None


def _name(answer: Mapping[str, Json], head: str) -> str:
    """Who it was; nobody named is whoever is on duty."""
    who = answer.get("who", "")
    if not isinstance(who, str):
        raise Refused('"who" is a name.', FORMS[head][1])
    return one_line(who)


def _ids(given: Json, head: str) -> tuple[str, ...]:
    ids = tuple(each for each in given if isinstance(each, str)) if isinstance(given, list) else None
    if ids is None or not isinstance(given, list) or len(ids) != len(given):
        raise Refused("A list of ids is wanted.", FORMS[head][1])
    return ids


def _texts(given: Json, head: str) -> dict[str, str]:
    if not isinstance(given, dict):
        raise Refused("A mapping from the ids of promises is wanted.", FORMS[head][1])
    texts = {key: one_line(each) for key, each in given.items() if isinstance(each, str) and one_line(each)}
    if len(texts) != len(given):
        raise Refused("Every promise that is changed needs a text.", FORMS[head][1])
    return texts
