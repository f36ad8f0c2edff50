"""Working days: Monday to Friday without the public holidays of a country; the one home of `holidays`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from recovery_cli.errors import RecoverError

_SATURDAY = 5


@lru_cache(maxsize=64)
def _holidays(country: str, region: str | None, year: int) -> frozenset[date]:
    """Raises `RecoverError` for a country or region whose holidays nobody listed."""
    # A slow import, and most sums count no working days.
    import holidays

    try:
        return frozenset(holidays.country_holidays(country, subdiv=region, years=year))
    except NotImplementedError as fault:
        place = country if region is None else f"{country} {region}"
        raise RecoverError(
            f"The public holidays of {place} are not known here.", "Give the two letters of the country, as ES."
        ) from fault


def is_working(day: date, country: str, *, region: str | None = None) -> bool:
    return day.weekday() < _SATURDAY and day not in _holidays(country, region, day.year)


def working_after(day: date, number: int, *, country: str, region: str | None = None) -> tuple[date, ...]:
    """The first `number` working days after `day`, which itself never counts."""
    return tuple(islice(_following(day, country, region), number))


def _following(day: date, country: str, region: str | None) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        if is_working(day, country, region=region):
            yield day
