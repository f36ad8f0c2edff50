"""What may not be said is told once on a screen, and whoever signs is called by what they are."""

from __future__ import annotations

import pytest
from scenes import Stroll, drawn

from recovery_cli.commands.people import operator_of
from recovery_cli.playbook.model import RoleId
from recovery_cli.playbook.plan import Plan
from recovery_cli.ui.here import Here
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from shipped import plan


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "not say what caused it"), ("es", "diga qué lo causó"), ("it", "dica che cosa l'ha causato")],
)
def test_no_cause_is_said_once(language: str, said: str) -> None:
    walk = Stroll(plan("restaurant", "allergen"), operator_language=language)
    seen: list[int] = []

    def looks(request: r.Request) -> bool:
        if isinstance(request, r.Act) and request.checklist:
            seen.append("\n".join(drawn(walk.scene(), walk.at)).count(said))
        return False

    walk.until(looks)
    assert seen
    assert max(seen) == 1


def unstaffed() -> Plan:
    """A house whose settings name nobody."""
    made = plan()
    return made.model_copy(update={"settings": made.settings.model_copy(update={"roles": {}})})


@pytest.mark.parametrize(("language", "who"), [("en", "the shift lead"), ("es", "responsable de turno")])
def test_a_role_that_nobody_holds_is_called_by_its_name(language: str, who: str) -> None:
    walk = Stroll(unstaffed(), operator_language=language).does(c.Confirm("first-words", "es"))
    assert Here(walk.scene(), walk.at).someone("supervisor") == who


@pytest.mark.parametrize(
    ("language", "role", "header"),
    [
        ("es", "front_line", "Sala decide hasta 30 EUR"),
        ("it", "front_line", "Sala decide fino a 30 EUR"),
        ("en", "supervisor", "Shift lead decides up to 100 EUR"),
        ("es", "supervisor", "Responsable de turno decide hasta 100 EUR"),
    ],
)
def test_an_operator_without_a_name_is_the_whole_role_in_their_language(
    language: str, role: RoleId, header: str
) -> None:
    made = unstaffed()
    walk = Stroll(made, operator_language=language)
    walk.does(c.Resume(operator_of(None, made, role=role, language=language), role))
    assert Here(walk.scene(), walk.at).header().endswith(header)
