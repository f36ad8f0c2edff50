"""What a plain scalar means: very little, so that nothing an author writes turns into something else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

_WORDS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_ODD = re.compile(
    r"y|n|yes|no|on|off|true|false|null|=|<<"
    r"|[-+]?(?:0x[0-9a-f_]+|0o[0-7_]+|0b[01_]+|\.inf|\.nan)"
    r"|[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:e[-+]?[0-9]+)?"
    r"|[-+]?[0-9][0-9_]*(?::[0-9]+)+(?:\.[0-9_]*)?",
    re.IGNORECASE | re.ASCII,
)


def meaning(text: str) -> str | int | bool | Decimal | None:
    """true, false, null, a whole number of at most 18 digits, a decimal number; anything else is text."""
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return Decimal(text)
    return text


def is_odd(text: str) -> bool:
    """Whether this, unquoted, is no text to some reader of YAML 1.1 or 1.2: NO, 12:30, 012, 1e3."""
    return _ODD.fullmatch(text) is not None


def is_plainly_text(text: str) -> bool:
    """Whether text needs no quotes to stay text."""
    return isinstance(meaning(text), str) and not is_odd(text)
