"""A sum that waits for somebody's yes: no letter promises it, and whoever writes the letter is told."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence

from recovery_cli.errors import Refused
from recovery_cli.playbook.plan import Plan
from recovery_cli.walk.undecided import Undecided

LISTED, TOLD = "remedies", "decision.what"


def refuse_unpaid(incident: str, plan: Plan, waiting: Sequence[Undecided]) -> None:
    """Raises `Refused` for a letter about what is paid, where that is just what waits."""
    if waiting:
        said = f"{_open(incident, plan, waiting[0])}, and this letter says what is paid."
        raise Refused(said, _to_answer(incident, waiting[0]))


def tell(incident: str, plan: Plan, waiting: Sequence[Undecided], fields: Collection[str]) -> None:
    """On stderr, where a letter with these fields would have promised it."""
    if LISTED not in fields:
        return
    instead = "the letter says that it is being decided" if TOLD in fields else "the letter leaves it out"
    for each in waiting:
        sys.stderr.write(f"{_open(incident, plan, each)}; {instead}. To answer: {_to_answer(incident, each)}\n")


def _open(incident: str, plan: Plan, waiting: Undecided) -> str:
    """`40.00 EUR of INC-7K3M still wait for a yes (supervisor: Lucía Gil)`."""
    role, person = plan.role(waiting.role).name["en"], plan.on_duty(waiting.role)
    who = role if person is None else f"{role}: {person.name}"
    return f"{waiting.chosen.amount} of {incident} still wait for a yes ({who})"


def _to_answer(incident: str, waiting: Undecided) -> str:
    return f"recover resume {incident} --role {waiting.role}"
