"""What the customer is shown of a value, in every format."""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_REMOVED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # control characters but the line break
    "\ufeff"  # a byte order mark
    "\u202a-\u202e\u2066-\u2069"  # overrides of the writing direction
    "\ud800-\udfff"  # halves of a pair, which no file can hold
    "\ue000-\uf8ff\U000f0000-\U000fffff\U00100000-\U0010ffff]"  # private use: our placeholders live there
)


_AS_IT_IS = re.compile("[\n -~\xa0-\u02ff]*")
"""Below the combining marks a text is in NFC already."""


def clean(value: str) -> str:
    """NFC, one kind of line break, and nothing in it that a page, a terminal or a skeleton could obey."""
    if (value.isascii() and value.isprintable()) or _AS_IT_IS.fullmatch(value):
        return value
    text = _REMOVED.sub("", _BREAKS.sub("\n", value))
    return unicodedata.normalize("NFC", text)
