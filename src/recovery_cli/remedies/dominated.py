"""Remedies that another one beats in every case: it costs no more, is worth no less and needs nobody higher."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import permutations

from recovery_cli.playbook.finding import Finding
from recovery_cli.playbook.model import ROLES
from recovery_cli.playbook.plan import Plan
from recovery_cli.remedies import cells as domain
from recovery_cli.remedies.cells import Cell
from recovery_cli.remedies.choice import Option
from recovery_cli.remedies.flaw import CODES, Flaw, told
from recovery_cli.remedies.outcomes import Outcome, cost, worth
from recovery_cli.remedies.table import Group, candidates

Tried = Mapping[Cell, Outcome]


def dominated(plan: Plan, tried: Tried) -> Iterator[Flaw]:
    """Of two that are the same thing to the customer (`kind`, `gives`, `document`), the one that is never better."""
    for group in domain.GROUPS:
        where = {each: _where(each, group, tried) for each in candidates(plan, group)}
        for worse, better in permutations(where, 2):
            if _alike(plan, worse, better) and _beaten(plan, where[worse], where[better], tried):
                cells = list(where[worse])
                message = f'"{worse}" is never better than "{better}": {told(cells, tried)}'
                hint = "Drop it, or say with `gives` what else it is to the customer."
                finding = Finding("failure", _place(plan, group, worse), CODES["dominated"], message, hint)
                yield Flaw("dominated", plan.failure.id, cells[0], finding)


def _where(remedy: str, group: Group, tried: Tried) -> dict[Cell, Option]:
    """The cells in which it may be offered, and as what."""
    return {cell: option for cell, each in tried.items() for option in each.options(group) if option.remedy == remedy}


def _alike(plan: Plan, one: str, other: str) -> bool:
    a, b = plan.remedy(one), plan.remedy(other)
    return (a.kind, a.gives, a.document, a.basis) == (b.kind, b.gives, b.document, b.basis)


def _beaten(plan: Plan, worse: Mapping[Cell, Option], better: Mapping[Cell, Option], tried: Tried) -> bool:
    """In every case in which the worse one may be offered the other may too, no dearer, and somewhere it is better."""
    if not worse or not worse.keys() <= better.keys():
        return False
    strictly = False
    for cell, option in worse.items():
        other, known = better[cell], tried[cell].case
        dearer = cost(plan, other, known) - cost(plan, option, known)
        richer = worth(plan, other, known) - worth(plan, option, known)
        higher = _rank(plan, other) - _rank(plan, option)
        if dearer > 0 or richer < 0 or higher > 0:
            return False
        strictly = strictly or dearer < 0 or richer > 0 or higher < 0
    return strictly


def _rank(plan: Plan, option: Option) -> int:
    return ROLES.index(plan.remedy(option.remedy).authority)


def _place(plan: Plan, group: Group, remedy: str) -> tuple[str | int, ...]:
    own = getattr(plan.failure.remedies, group)
    return ("remedies", group, own.index(remedy)) if remedy in own else ("remedies",)
