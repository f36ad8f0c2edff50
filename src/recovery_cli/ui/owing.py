"""What is owed, in the walk: the sum with its arithmetic under the words, the rule and its source where `?` asks."""

from __future__ import annotations

from recovery_cli.ui import law
from recovery_cli.ui.furniture.grammar import capital
from recovery_cli.ui.here import Here
from recovery_cli.ui.signs import cells, shortened
from recovery_cli.walk import requests as r
from recovery_cli.walk.owed import amount_of, rates_of

_INDENT, _WIDTH, _MOST = " " * 8, 68, 3


def sums(here: Here, request: r.Owe) -> tuple[str, ...]:
    """The amount and its lines; where the number of days is not known yet, what is owed for each of them."""
    found = amount_of(here.plan, here.walk, request.entitlement, at=here.now)
    if found is None:
        rates = rates_of(here.plan, request.entitlement, at=here.now)
        told = [
            f"{capital(label[here.language])}: {here.furnish(f'law-per-{unit}', here.money(money))}"
            for label, money, unit in rates[:_MOST]
        ]
    else:
        told = [law.heading(found, here.language)]
        told += [_beside(*law.lined(line, here.language)) for line in found.lines[:_MOST]]
    return ("", *(_INDENT + shortened(each, _WIDTH) for each in told)) if told else ()


def _beside(label: str, figures: str) -> str:
    """The figures are never cut."""
    return f"{shortened(label, _WIDTH - cells(figures) - 2)}: {figures}"


def heading(here: Here, request: r.Owe) -> str:
    """The code of the words over the reasons."""
    found = amount_of(here.plan, here.walk, request.entitlement, at=here.now)
    return "law-rule" if found is None else "law-why"


def reasons(here: Here, request: r.Owe) -> tuple[tuple[str, str], ...]:
    """Two columns for `?`: the arithmetic, then the rule and where it is from, then how it was counted."""
    found = amount_of(here.plan, here.walk, request.entitlement, at=here.now)
    if found is None:
        table = here.plan.tables.get(request.entitlement.id)
        rows = () if table is None else table.cases[0].rows[-1:]
    else:
        rows = found.rows[-1:]
    lines = () if found is None else tuple(law.lined(line, here.language) for line in found.lines[:2])
    rules = tuple(pair for row in rows for pair in ((row.rule, ""), (here.furnish("law-source", row.source), "")))
    counted = () if found is None else tuple((capital(law.because(each, here.language)), "") for each in found.by)
    return (*lines, *rules, *counted)
