"""What follows from where a business is: its time zones, the number that is dialled when someone is hurt, its site."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

_EUROPEAN = "AT BE BG CH CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK SM TR VA"
EMERGENCY: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(_EUROPEAN.split(), "112"),
        **dict.fromkeys(("AR", "CA", "CR", "DO", "EC", "MX", "PA", "US", "UY"), "911"),
        **dict.fromkeys(("JP", "KR"), "119"),
        "AU": "000",
        "BR": "192",
        "CO": "123",
        "GB": "999",
        "IN": "112",
        "NZ": "111",
    }
)
"""Only countries with one number that fetches an ambulance for anyone; elsewhere it is asked.

112 is the number of Directive (EU) 2018/1972, Article 109, and of those who joined it; the others are national.
"""


@cache
def _zones() -> Mapping[str, tuple[str, ...]]:
    """From the tz database, where a country's most important zone is its first."""
    table = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, _, zone, *_ = line.split("\t")
            found[country] = (*found.get(country, ()), zone)
    return found


def zones(country: str) -> tuple[str, ...]:
    """The time zones of a country, the likeliest first; none for what is no country."""
    return _zones().get(country, ())


def site(city: str) -> str:
    """`SEV01` for Sevilla; "" where a name has no Latin letter."""
    letters = re.sub("[^A-Z]", "", unicodedata.normalize("NFKD", city).upper())[:3]
    return f"{letters.ljust(3, 'X')}01" if letters else ""
