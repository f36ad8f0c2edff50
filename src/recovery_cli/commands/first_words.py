"""The first words from raw YAML: no model, no Jinja, no journal; whatever is unusual is left to the walk itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from recovery_cli import yamltree
from recovery_cli.commands.raw import ANY, breaths, in_language
from recovery_cli.errors import RecoverError
from recovery_cli.money import Money
from recovery_cli.session import Session, spoken_here
from recovery_cli.ui.frame import Opening, written_sum


class Unusual(Exception):
    """Not the plain case: the walk's own screen says it right."""


def opening(
    session: Session, names: tuple[str, str], *, person: tuple[str | None, str | None, str, str | None, str | None]
) -> Opening:
    """The first screen in plain strings; raises `Unusual`, OSError or `RecoverError`."""
    settings = _map(yamltree.load_fast(session.settings_path))
    book = _map(yamltree.load_fast(_file(session, f"playbooks/{names[0]}/playbook.yaml")))
    failure = _map(yamltree.load_fast(_file(session, f"playbooks/{names[0]}/failures/{names[1]}.yaml")))
    method = _map(yamltree.load_fast(_file(session, f"playbooks/methods/{book['method']}.yaml")))
    step = _map(_list(method["steps"])[0])
    if step["kind"] != "say" or _replaced(failure, str(step["id"])):
        raise Unusual
    here = _text(settings.get("operator_language", "")) or spoken_here(session.environ)
    language = person[3] or (here if settings.get("specimen") == "true" else str(_list(settings["languages"])[0]))
    name, role = _who(settings, person[0], person[1])
    words = _map(failure["words"])
    said = words.get(_whose(failure, words, reported_by=person[2], at_fault=person[4]))
    careful = failure.get("careful") == "always"
    roles = [_map(each) for each in _list(book["roles"])]
    return Opening(
        title=_in(failure["name"], here),
        operator=name.split()[0] if name else capital(_in(_role(roles, role)["name"], here)),
        limit=None if "ice_cream" in failure else _limit(settings, roles, role, str(book["currency"]), here),
        language=language,
        operator_language=here,
        breaths=_breaths(_written(said, language), language),
        under=_breaths(said, here),
        stop=_stop(book, failure, step, here),
        phases=tuple((str(_map(each)["id"]), _in(_map(each)["name"], here)) for each in _list(method["phases"])),
        here=str(step["phase"]),
        manager=_in(_above(settings, roles, role)["fetch"], here),
        why=True,
        hurt=any(_map(each).get("id") == "hurt" for each in _list(failure.get("facts", []))),
        more_languages=len(_list(settings["languages"])) > 1,
        careful=careful,
    )


def _whose(
    failure: Mapping[str, object], words: Mapping[str, object], *, reported_by: str, at_fault: str | None
) -> str:
    """As the walk itself chooses them."""
    if reported_by == "staff" and "noticed" in words:
        return "noticed"
    if at_fault == "customer" and failure.get("at_fault") != "customer" and "face_saving" in words:
        return "face_saving"
    return "first_words"


def _stop(book: Mapping[str, object], failure: Mapping[str, object], step: Mapping[str, object], here: str) -> str:
    """What to do once they are said: the failure's line, else the playbook's."""
    name = str(step.get("do", ""))
    found = _map(failure.get("do", {})).get(name) or _map(book.get("do", {})).get(name)
    return "" if found is None else _in(found, here)


def capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _file(session: Session, name: str) -> Path:
    found = session.catalogue.find(name)
    if found is None:
        raise Unusual
    return found


def _replaced(failure: Mapping[str, object], step: str) -> bool:
    """Whether the failure begins otherwise than its method."""
    patches = [_map(each) for each in _list(failure.get("steps", []))]
    touched = [_map(patch["step"]).get("id") if "step" in patch else patch.get("drop") for patch in patches]
    return step in touched or any(patch.get("before") == step for patch in patches)


def _who(settings: Mapping[str, object], operator: str | None, role: str | None) -> tuple[str, str]:
    roles = _map(settings.get("roles", {}))
    people = {
        name: [str(_map(person)["name"]) for person in _list(_map(staff).get("people", []))]
        for name, staff in roles.items()
    }
    held = (role or "").replace("-", "_")
    if not held:
        held = next((name for name, names in people.items() if operator in names), "front_line")
    return operator or next(iter(people.get(held, [])), ""), held


def _role(roles: list[Mapping[str, object]], role: str) -> Mapping[str, object]:
    found = next((each for each in roles if each["id"] == role), None)
    if found is None:
        raise Unusual
    return found


def _above(settings: Mapping[str, object], roles: list[Mapping[str, object]], role: str) -> Mapping[str, object]:
    """The role that `!` fetches, as `Plan.fetched_by` finds it."""
    order = ["front_line", "supervisor", "manager", "owner"]
    there = {str(each["id"]): each for each in roles}
    higher = [name for name in order[order.index(role) + 1 :] if name in there]
    held = [name for name in higher if _list(_map(_map(settings.get("roles", {})).get(name, {})).get("people", []))]
    wanted = held[0] if held else "manager" if "manager" in higher else higher[0] if higher else role
    return there[wanted]


def _limit(
    settings: Mapping[str, object], roles: list[Mapping[str, object]], role: str, currency: str, here: str
) -> str:
    staff = _map(_map(settings.get("roles", {})).get(role, {}))
    amount = staff.get("limit", _role(roles, role).get("limit"))
    return "" if amount is None else written_sum(Money.parse(f"{amount} {currency}"), here)


def _in(texts: object, language: str) -> str:
    found = in_language(texts, language)
    if not found:
        raise Unusual
    return found


def _written(said: object, language: str) -> object:
    """The words, if they are there in `language`: where another one stands in, the walk's own screen says so."""
    if isinstance(said, Mapping) and not {language, language.partition("-")[0], ANY} & set(said):
        raise Unusual
    return said


def _breaths(said: object, language: str) -> tuple[str, ...]:
    """Words that need a fact, or that have several wordings, are no plain case."""
    lines = breaths(said, language)
    if not lines or any("{{" in line or "{%" in line for line in lines):
        raise Unusual
    return lines


def _map(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise Unusual
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise Unusual
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Unusual
    return value


PLAIN_FAULTS = (Unusual, RecoverError, OSError, KeyError, IndexError, ValueError)
"""All that may be wrong with raw files: the walk reads them again and says so properly."""
