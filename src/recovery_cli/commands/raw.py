"""Raw YAML before any model: what is not there, or is something else than expected, reads as nothing."""

from __future__ import annotations

from collections.abc import Mapping

ANY = "*"
FALLBACK = (ANY, "en", "es", "it")


def mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def in_language(texts: object, language: str) -> str:
    """The text in `language`, else the one that stands in for it, else nothing."""
    if isinstance(texts, str):
        return texts
    there = mapping(texts)
    wanted = (language, language.partition("-")[0], *FALLBACK)
    return next((str(there[each]) for each in wanted if each in there), "")


def breaths(said: object, language: str) -> tuple[str, ...]:
    """Words to say in `language`, else in the one that stands in for it."""
    there = {"*": said} if isinstance(said, str) else mapping(said)
    wanted = (language, language.partition("-")[0], *FALLBACK)
    found = next((there[each] for each in wanted if each in there), ())
    return (found,) if isinstance(found, str) else tuple(str(each) for each in listed(found))
