"""The shipped tables of what the law owes, and a sum of one of them as a test asks for it."""

from __future__ import annotations

from datetime import date
from functools import cache

from recovery_cli.catalogue import Catalogue
from recovery_cli.playbook import regimes
from recovery_cli.playbook.entitlements import Case, Regime
from recovery_cli.remedies.owed import owed
from recovery_cli.remedies.owed_trace import Owed

TODAY = date(2026, 11, 22)
OUTAGE = {"reported": "2026-10-02T10:00", "restored": "2026-10-10"}


@cache
def table(name: str) -> Regime:
    found = regimes.regime(Catalogue.over(None), name).model
    assert found is not None
    return found


def case_of(regime: str, case: str) -> Case:
    found = table(regime).case(case)
    assert found is not None
    return found


def worked(regime: str, case: str, *, on: date = TODAY, today: date = TODAY, **facts: str) -> Owed:
    return owed(table(regime), case_of(regime, case), facts, on=on, today=today)
