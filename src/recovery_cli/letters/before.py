"""What went before a second failure, as one whole sentence: the days and what it was, else how often they came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from recovery_cli.i18n import fallback, format_date

MOST_DAYS = 4
"""More than these are told by their number and the first day."""

_SENTENCES: Mapping[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "en": (
            "You had already come to us before: {}.",
            "You have had to come to us {} times about this since {}.",
            "You have had to come to us {} times about this.",
            "and",
        ),
        "es": (
            "Ya nos había avisado antes: {}.",
            "Desde {1} ha tenido que acudir a nosotros {0} veces por esto.",
            "Ha tenido que acudir a nosotros {} veces por esto.",
            "y",
        ),
        "it": (
            "Ci aveva già contattato prima: {}.",
            "Ci ha dovuto contattare {} volte per questo, la prima {}.",
            "Ci ha dovuto contattare {} volte per questo.",
            "e",
        ),
    }
)
_HOW: Mapping[str, str] = MappingProxyType({"en": "as {}", "es": "como {}", "it": "con {}"})
_ELIDED = (8, 11)
"""Days of the month that are said with a vowel first in Italian: l'otto, l'undici."""


def before(days: Sequence[tuple[date, str]], times: int, *, language: str, country: str) -> str | None:
    """`days` are those of the earlier contacts with what it was, oldest first; `times` counts this one too.

    None where nothing is known to have gone before.
    """
    spoken = fallback(language, _SENTENCES)
    listed, since, counted, and_ = _SENTENCES[spoken]
    if len(days) > MOST_DAYS:
        first_day = _on(days[0][0], spoken, country=country).removeprefix("on ")
        return since.format(max(times, len(days) + 1), first_day)
    if days:
        told = [_on(day, spoken, country=country) + (f" ({what})" if what else "") for day, what in days]
        *first, last = told
        return listed.format(f"{', '.join(first)} {and_} {last}" if first else last)
    return counted.format(times) if times > 1 else None


def arriving(printed: str, language: str) -> str:
    """How a credit arrives: `as a credit on your next bill`."""
    return _HOW[fallback(language, _HOW)].format(printed)


def _on(day: date, language: str, *, country: str) -> str:
    said = format_date(day, language=language, country=country)
    match language:
        case "es":
            return f"el {said}"
        case "it":
            return f"l’{said}" if day.day in _ELIDED else f"il {said}"
        case _:
            return f"on {said}"
