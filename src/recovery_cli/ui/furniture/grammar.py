"""Small grammar that tables cannot hold: an article before the playbook's word for its customer."""

from __future__ import annotations

import re

_LO = re.compile(r"(?:s[^aeiou]|z|gn|ps|x|y)", re.IGNORECASE)


def the(noun: str, language: str) -> str:
    """`the guest`, `el cliente`, `l'ospite`: the article that goes before `noun`."""
    match language.partition("-")[0]:
        case "es":
            return f"el {noun}"
        case "it" if noun[:1].lower() in "aeiouàèéìòù":
            return f"l'{noun}"
        case "it":
            return f"lo {noun}" if _LO.match(noun) else f"il {noun}"
        case _:
            return f"the {noun}"


def capital(text: str) -> str:
    """With a capital at the beginning."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """With a small letter at the beginning, unless it is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def stopped(text: str) -> str:
    """With a full stop, unless it has an end already."""
    return text if text.endswith((".", "!", "?", ":", "…")) else f"{text}."
