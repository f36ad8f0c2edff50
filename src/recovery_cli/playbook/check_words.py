"""Words to say, checked before anybody says them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from recovery_cli import sandbox
from recovery_cli.diagnostics import did_you_mean
from recovery_cli.playbook.finding import Finding
from recovery_cli.playbook.plan import Plan
from recovery_cli.playbook.text import Wording

KNOWN_TO_WORDS = frozenset(
    {
        "operator.name",
        "manager.name",
        "manager.phone",
        "business.name",
        "business.address",
        "business.city",
        "business.phone",
        "business.emergency_number",
        "remedy.amount",
        "remedy.label",
        "customer.name",
        "customer.favourite",
    }
)


def words(plan: Plan) -> Iterator[Finding]:
    """Words that do not parse, or that name what nothing will fill in."""
    facts = {fact.id for fact in plan.failure.facts}
    places: list[tuple[Literal["playbook", "failure"], tuple[str | int, ...], Wording]] = [
        *(("failure", ("words", name), wording) for name, wording in plan.failure.words.items()),
        *(("playbook", ("words", name), wording) for name, wording in plan.playbook.words.items()),
        *(
            ("failure", ("facts", number, "words"), fact.words)
            for number, fact in enumerate(plan.failure.facts)
            if fact.words is not None
        ),
        *(
            ("playbook", ("remedies", number, "words"), remedy.words)
            for number, remedy in enumerate(plan.playbook.remedies)
            if remedy.words is not None
        ),
        *(
            ("playbook", ("entitlements", number, "words"), entitlement.words)
            for number, entitlement in enumerate(plan.playbook.entitlements)
        ),
    ]
    for file, place, wording in places:
        for language, line, number in _lines(wording):
            yield from _line(file, (*place, language, number), line, facts)
            if "entitlements" in place and "remedy." in line:
                yield Finding(file, (*place, language, number), "Y09", "what is owed is no remedy: no remedy.… here")


def _lines(wording: Wording) -> Iterator[tuple[str, str, int]]:
    for breaths in wording.root:
        for language, said in breaths.root.items():
            for number, line in enumerate(said):
                yield language, line, number


def _line(
    file: Literal["playbook", "failure"], place: tuple[str | int, ...], line: str, facts: set[str]
) -> Iterator[Finding]:
    try:
        paths = sandbox.words(line).paths
    except sandbox.TemplateFault as fault:
        yield Finding(file, place, "Y09", f"these words cannot be filled in: {fault}")
        return
    known = KNOWN_TO_WORDS | facts
    for path in sorted(paths):
        if path not in known and (file == "failure" or "." not in path):
            yield Finding(file, place, "Y09", f'no fact "{path}" to fill in here', did_you_mean(path, known))
