"""Words to say: the first wording whose facts are all known, filled in for each language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from recovery_cli import i18n, sandbox
from recovery_cli.playbook.plan import Plan
from recovery_cli.playbook.text import ANY, Breaths, Wording
from recovery_cli.remedies.choice import Option
from recovery_cli.walk.context import context
from recovery_cli.walk.requests import Spoken
from recovery_cli.walk.state import Walk

SILENT: Spoken = {}


@cache
def _compiled(source: str) -> sandbox.Words:
    return sandbox.words(source)


def _known(tree: Mapping[str, object], path: str) -> bool:
    value: object = tree
    for part in path.split("."):
        if not isinstance(value, Mapping) or part not in value:
            return False
        value = value[part]
    return value not in (None, "")


def _values(plan: Plan, walk: Walk, option: Option | None) -> dict[str, object]:
    settings = plan.settings
    manager = plan.on_duty("manager")
    values = context(plan, walk)
    values["operator"] = {"name": walk.operator}
    values["manager"] = {} if manager is None else {"name": manager.name, "phone": manager.phone}
    values["business"] = {
        "name": settings.business.name,
        "address": settings.business.address,
        "city": settings.business.city,
        "phone": settings.business.phone,
        "emergency_number": settings.emergency_number,
    }
    if option is not None:
        values["remedy"] = {}
    return values


def _remedy(plan: Plan, option: Option, language: str) -> dict[str, object]:
    remedy = plan.remedy(option.remedy)
    said: dict[str, object] = {"label": (remedy.spoken or remedy.label)[language]}
    if option.amount is not None:
        said["amount"] = i18n.spoken_amount(option.amount, language)
    return said


def _eligible(wording: Wording, values: Mapping[str, object]) -> Breaths | None:
    for breaths in wording.root:
        lines = (line for said in breaths.root.values() for line in said)
        if all(_known(values, path) for line in lines for path in _compiled(line).paths):
            return breaths
    return None


def _whole(plan: Plan, breaths: Breaths, option: Option | None) -> tuple[str, ...]:
    """The languages in which nothing of another one is said: the remedy's name must be there in them too."""
    languages = tuple(breaths)
    if option is None or not any(
        "remedy.label" in _compiled(line).paths for each in breaths.root.values() for line in each
    ):
        return languages
    remedy = plan.remedy(option.remedy)
    named = set(remedy.spoken or remedy.label)
    return tuple(each for each in languages if {each, each.partition("-")[0], ANY} & named) or languages


def spoken(plan: Plan, walk: Walk, wording: Wording | None, *, option: Option | None = None) -> Spoken:
    """Language to breaths; silent when no wording is eligible."""
    if wording is None:
        return SILENT
    values = _values(plan, walk, option)
    if option is not None:
        values["remedy"] = _remedy(plan, option, walk.language)
    breaths = _eligible(wording, values)
    if breaths is None:
        return SILENT
    said: dict[str, tuple[str, ...]] = {}
    for language in _whole(plan, breaths, option):
        here = {**values, "remedy": _remedy(plan, option, language)} if option is not None else values
        said[language] = tuple(_compiled(line).render(here) for line in breaths.root[language])
    return said


def said_as(plan: Plan, walk: Walk, name: str | None, *, option: Option | None = None) -> Spoken:
    """The words of that name in this failure; the playbook's where none of the failure's can be filled in."""
    if name is None:
        return SILENT
    said = spoken(plan, walk, plan.failure.words.get(name), option=option)
    return said or spoken(plan, walk, plan.playbook.words.get(name), option=option)


def first_words(plan: Plan, walk: Walk) -> str:
    """Whose words come first: the customer told us, staff noticed first, or it was the customer's own mishap."""
    words = plan.failure.words
    if walk.noticed and "noticed" in words:
        return "noticed"
    if walk.at_fault == "customer" and plan.failure.at_fault != "customer" and "face_saving" in words:
        return "face_saving"
    return "first_words"
