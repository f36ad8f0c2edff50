"""What a letter still needs: asked at a terminal, in the operator's language, with the field's own prompt."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from recovery_cli.commands.letter_types import typed
from recovery_cli.commands.letter_values import placed, shape
from recovery_cli.errors import Broken
from recovery_cli.i18n import fallback
from recovery_cli.letters.gaps import look_up
from recovery_cli.letters.model import Field, Template
from recovery_cli.sandbox import blank

if TYPE_CHECKING:
    from recovery_cli.ui.asking import Asker

_GAP = re.compile(r"(?P<path>\S+) is missing(?: or blank)?")


def somebody_there() -> bool:
    """Questions go to stderr, so that the letter may go into a file meanwhile."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def missing(template: Template, facts: Mapping[str, object]) -> list[str]:
    """The places of required fields that hold nothing."""
    return [
        where
        for name, field in template.fields.items()
        if field.required
        for where, value in look_up(facts, name)
        if blank(value)
    ]


def wanted_by(template: Template, broken: Broken) -> list[str]:
    """The places that a template misses only on the path it took: no field says that they are required."""
    found = (_GAP.fullmatch(fault.message) for fault in broken.faults)
    return [match["path"] for match in found if match is not None and shape(match["path"]) in template.fields]


def asked(
    template: Template, facts: Mapping[str, object], places: list[str], *, language: str, zone: ZoneInfo
) -> dict[str, object]:
    """The facts with an answer at each place; Ctrl-C leaves, and nothing was written."""
    from recovery_cli.ui.asking import Asker

    asker = Asker(language)
    asker.says("letter-needs-one" if len(places) == 1 else "letter-needs", len(places))
    found = dict(facts)
    for where in places:
        field = template.fields[shape(where)]
        if field.type == "list":
            found = _listed(asker, template, found, where, zone)
        else:
            found = placed(found, where, _ask(asker, field, zone))
    return found


def _listed(
    asker: Asker, template: Template, facts: dict[str, object], where: str, zone: ZoneInfo
) -> dict[str, object]:
    """Item after item, until an empty line where the next would begin."""
    above = f"{shape(where)}[]."
    parts = [(name, field) for name, field in template.fields.items() if name.startswith(above)]
    needed = [each for each in parts if each[1].required] or parts[:1]
    count = 0
    while True:
        if count:
            asker.says("one-more")
        for at, (name, field) in enumerate(needed):
            answer = _ask(asker, field, zone, may_end=count > 0 and at == 0)
            if answer is None:
                return facts
            facts = placed(facts, f"{where}[{count}].{name.removeprefix(above)}", answer)
        if not needed:
            return facts
        count += 1


def _ask(asker: Asker, field: Field, zone: ZoneInfo, *, may_end: bool = False) -> object:
    prompt = field.prompt[fallback(asker.language, field.prompt)]
    return asker.ask(prompt, field.type, lambda line: typed(field.type, line, zone), may_end=may_end)
