"""An answer as data: one key says what is meant; what does not fit is refused with what could be sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeAlias, assert_never, get_args

from recovery_cli.errors import Refused
from recovery_cli.money import Money
from recovery_cli.playbook.model import RoleId
from recovery_cli.ports import Back, Keep, Print, Reply, Scene
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from recovery_cli.walk.answers import checked
from recovery_cli.walk.events import Signal, Value

Answer: TypeAlias = "Mapping[str, Any]"
"""What came out of a JSON line: nothing is known about it yet."""

ALWAYS = ("back", "keep_answer", "hurt", "language", "fetch", "signal", "leave")
"""Keys that every request takes."""
KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "say": ("done",),
        "ask": ("value",),
        "act": ("done", "fetch", "call"),
        "choose": ("remedy", "decline", "exception"),
        "hand": ("handed", "print"),
        "mark": ("marked",),
        "follow": ("keep", "none"),
        "cause": ("cause", "later"),
        "change": ("change", "what", "later"),
    }
)
_CAME = ("here", "coming", "nobody")


def reply(scene: Scene, answer: Answer) -> Reply:
    """Raises `Refused` for an answer that does not fit, and KeyboardInterrupt to leave."""
    if (aside := _aside(scene, answer)) is not None:
        return aside
    request = scene.request
    match request:
        case r.Say(step):
            _one(answer, "say")
            return c.Confirm(step, scene.walk.language)
        case r.Ask():
            return _ask(scene, request, answer)
        case r.Act():
            return _act(request, answer)
        case r.Choose():
            return _choose(request, answer)
        case r.Hand(step):
            if _one(answer, "hand") == "print":
                return Print()
            return c.HandOverNote(step, "by_hand" if answer["handed"] == "by_hand" else "signed")
        case r.Mark(step):
            _one(answer, "mark")
            return c.Mark(step, _texts(answer["marked"], "marked"))
        case r.Follow(step):
            if _one(answer, "follow") == "none":
                return c.PromiseNothing(step, _text(answer["none"], "none"))
            return c.Promise(step, _map(answer, "who"), _map(answer, "after"))
        case r.Cause() | r.Plan():
            return _mend(request, answer)
        case r.Issue() | r.Write() | r.Finished():
            raise Refused("Nothing is asked here.", '{"leave": true}')
        case _:
            assert_never(request)


def _aside(scene: Scene, answer: Answer) -> Reply | None:
    """What may be said at any time."""
    if answer.get("leave") is True:
        raise KeyboardInterrupt
    match answer:
        case {"back": True}:
            return Back()
        case {"keep_answer": True}:
            return Keep()
        case {"hurt": True}:
            return c.Hurt()
        case {"language": str(language)}:
            return c.ChooseLanguage(language)
        case {"signal": str(name)}:
            for signal in get_args(Signal):
                if signal == name:
                    return c.SeeSignal(signal)
            raise Refused(f'There is no signal "{name}".', ", ".join(get_args(Signal)))
        case {"fetch": str()} if not (isinstance(scene.request, r.Act) and scene.request.fetch):
            return _fetch(answer, role_of=scene.fetching.role, escalated=True)
        case _:
            return None


def _fetch(answer: Answer, *, role_of: RoleId, escalated: bool) -> c.Fetch:
    came = answer["fetch"]
    if came not in _CAME:
        raise Refused(f'"{came}" does not say whether somebody came.', ", ".join(_CAME))
    who = answer.get("who", "")
    return c.Fetch(came, _text(who, "who") if who else "", role_of, escalated)


def _one(answer: Answer, kind: str) -> str:
    """The key of `answer` that this kind of request takes; raises `Refused` with those that it does."""
    found = [key for key in KEYS[kind] if key in answer]
    if not found:
        listed = ", ".join((*KEYS[kind], *ALWAYS))
        raise Refused(f"Nothing in this answer is for a request to {kind}.", f"One of: {listed}")
    return found[0]


def _ask(scene: Scene, request: r.Ask, answer: Answer) -> Reply:
    _one(answer, "ask")
    value = answer["value"]
    if isinstance(value, str | bool | int) or value is None:
        text = {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
        given: Value = checked(request.fact, text if text is None else str(text))
    else:
        raise Refused(f"{request.fact.id} is one value.", '{"value": "…"}')
    if scene.looking:
        return c.Revise(request.fact.id, given)
    return c.Answer(request.step, request.fact.id, given)


def _act(request: r.Act, answer: Answer) -> Reply:
    match _one(answer, "act"):
        case "fetch":
            return _fetch(answer, role_of=request.fetch or "manager", escalated=False)
        case "call":
            return c.CallEmergency(request.step, by_other=answer["call"] == "by_other")
        case _:
            return c.Do(request.step, _texts(answer.get("ticked", []), "ticked"))


def _choose(request: r.Choose, answer: Answer) -> Reply:
    match _one(answer, "choose"):
        case "decline":
            return c.DeclineRemedy(request.step)
        case "exception":
            return c.BendRule(request.step, _text(answer["exception"], "exception"))
        case _:
            remedy = _text(answer["remedy"], "remedy")
            amount, reason = answer.get("amount"), answer.get("reason", "")
            try:
                money = None if amount is None else Money.parse(_text(amount, "amount"))
            except ValueError as fault:
                raise Refused(f"{fault}.", '"amount": "80.00 EUR"') from fault
            as_well = answer.get("as_well") is True
            return c.ChooseRemedy(request.step, remedy, money, str(reason), as_well)


def _mend(request: r.Cause | r.Plan, answer: Answer) -> Reply:
    kind = "cause" if isinstance(request, r.Cause) else "change"
    match _one(answer, kind):
        case "later":
            return c.LeaveOpen(request.step)
        case "cause":
            return c.NameCause(request.step, _text(answer["cause"], "cause"))
        case "what":
            return c.PlanChange(request.step, what=_text(answer["what"], "what"))
        case _:
            return c.PlanChange(request.step, change=_text(answer["change"], "change"))


def _text(value: object, key: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Refused(f'"{key}" is a text.', f'{{"{key}": "…"}}')
    return value


def _texts(value: object, key: str) -> tuple[str, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str) or not all(isinstance(each, str) for each in value):
        raise Refused(f'"{key}" is a list of ids.', f'{{"{key}": []}}')
    return tuple(value)


def _map(answer: Answer, key: str) -> Mapping[str, str]:
    value = answer.get(key, {})
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise Refused(f'"{key}" goes from the id of a promise to a text.', f'{{"{key}": {{}}}}')
    return value
