"""Words that name a remedy are said only in languages in which the remedy has a name: no sentence is in two."""

from __future__ import annotations

import pytest
from walking import begun, walked

from recovery_cli.playbook.plan import Plan
from recovery_cli.playbook.text import Wording
from recovery_cli.walk import requests as r
from recovery_cli.walk.flow import awaiting
from shipped import plan
from walking_words import unprinted

NAMED = {"en": ["You get {{ remedy.label }}."], "es": ["Tiene {{ remedy.label }}."], "it": ["Ha {{ remedy.label }}."]}
UNNAMED = {"en": ["It is ours."], "es": ["Es nuestro."], "it": ["Offriamo noi."]}


def offered(a_plan: Plan, words: dict[str, list[str]]) -> r.Choose:
    remedies = tuple(
        each.model_copy(update={"words": Wording.model_validate([words])}) if each.id == "guarantee-note" else each
        for each in a_plan.playbook.remedies
    )
    a_plan = a_plan.model_copy(update={"playbook": a_plan.playbook.model_copy(update={"remedies": remedies})})
    walk, _ = walked(a_plan, begun(a_plan), {"hurt": "no"}, until=lambda request: isinstance(request, r.Choose))
    request = awaiting(a_plan, walk)
    assert isinstance(request, r.Choose)
    return request


@pytest.mark.parametrize(
    ("words", "missing", "languages"),
    [
        (NAMED, (), {"en", "es", "it"}),
        (NAMED, ("it",), {"en", "es"}),
        (NAMED, ("it", "en"), {"es"}),
        (UNNAMED, ("it",), {"en", "es", "it"}),
    ],
)
def test_no_sentence_is_in_two_languages(
    words: dict[str, list[str]], missing: tuple[str, ...], languages: set[str]
) -> None:
    request = offered(unprinted(plan(), "guarantee-note", *missing), words)
    assert set(request.words) == languages
