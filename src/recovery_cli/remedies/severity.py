"""How much a case weighs: base and drivers, from 1 trifling to 5 critical (domain brief 4.0, a recommended default)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recovery_cli.playbook.model import Driver

TRIFLING, CRITICAL = 1, 5


@dataclass(frozen=True, slots=True)
class Severity:
    """`score` from 1 to 5 and the drivers that moved it."""

    score: int
    base: int
    drivers: tuple[str, ...]


def assess(
    base: int, drivers: Iterable[Driver], *, counted: Mapping[str, int] | None = None, careful: bool = False
) -> Severity:
    """Score = base + weights, kept between 1 and 5; whatever is careful is critical.

    `counted` are weights that nobody marked; one that was marked too counts once, the heavier.
    """
    weights = {driver.id: driver.weight for driver in drivers}
    for driver, weight in (counted or {}).items():
        weights[driver] = max(weight, weights.get(driver, 0))
    score = CRITICAL if careful else base + sum(weights.values())
    moved = tuple(driver for driver, weight in weights.items() if weight)
    return Severity(min(max(score, TRIFLING), CRITICAL), base, moved)
