"""Signs and their cells: what a terminal may be sent, how wide it is, and where a line breaks."""

from __future__ import annotations

import re
import unicodedata

from recovery_cli.document.clean import clean

_SPACE = re.compile(r"[\s\u2028\u2029]")
_INVISIBLE = frozenset("\u200e\u200f\u061c\u00ad\u180e")
"""Marks of direction and soft hyphens: terminals disagree about their width."""
_STAND_INS = {
    "·": "-",
    "»": ">",
    "«": "<",
    "…": "...",
    "€": "EUR",
    "£": "GBP",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "–": "-",
    "—": "-",
    "¿": "",
    "¡": "",
    "ß": "ss",
    "ø": "o",
    "Ø": "O",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ł": "l",
    "Ł": "L",
    "ı": "i",
    "º": "o",
    "ª": "a",
}
_NARROW = re.compile("[\x20-\x7e\xa0-\xac\xae-\u02ff]*")
"""Signs of one cell each; anything else is looked up."""


def one_row(text: str) -> str:
    """`text` on one line, with nothing in it that a terminal could obey."""
    return "".join(sign for sign in clean(_SPACE.sub(" ", text)) if sign not in _INVISIBLE)


def cells(text: str) -> int:
    """How many cells of a row `text` takes, sign by sign: never less than a terminal needs."""
    if _NARROW.fullmatch(text):
        return len(text)
    from wcwidth import wcwidth

    return sum(max(wcwidth(sign), 0) for sign in text)


def written(text: str, encoding: str) -> str:
    """`text` in signs that `encoding` has: accents are dropped rather than shown as `?`, since it is read aloud."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_stand_in(sign, encoding) for sign in text)
    return text


def _stand_in(sign: str, encoding: str) -> str:
    plain = "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
    for attempt in (sign, _STAND_INS.get(sign), plain):
        if attempt is None:
            continue
        try:
            attempt.encode(encoding)
        except UnicodeEncodeError:
            continue
        return attempt
    return "?"


def cut(text: str, width: int) -> str:
    """The beginning of `text`, at most `width` cells."""
    if cells(text) <= width:
        return text
    taken = 0
    for place, sign in enumerate(text):
        taken += cells(sign)
        if taken > width:
            return text[:place]
    return text


def shortened(text: str, width: int) -> str:
    """`text` in `width` cells, with dots where something was left out."""
    return text if cells(text) <= width else cut(cut(text, max(width - 3, 0)).rstrip() + "...", width)


def shortened_left(text: str, width: int) -> str:
    """A path keeps its end, which tells it from others."""
    if cells(text) <= width:
        return text
    while text and cells(text) > width - 3:
        text = text[1:]
    return f"...{text}"


def wrapped(text: str, width: int) -> tuple[str, ...]:
    """Lines of at most `width` cells; after a comma or a stop if there is one late enough, else between words."""
    lines: list[str] = []
    rest, width, at = text.strip(), max(width, 1), 0
    while at < len(rest):
        reach = _reach(rest, at, width)
        end = len(rest) if at + reach == len(rest) else at + _break(rest[at : at + reach + 1])
        lines.append(rest[at:end].rstrip())
        while end < len(rest) and rest[end].isspace():
            end += 1
        at = end
    return tuple(lines)


def _reach(text: str, start: int, width: int) -> int:
    """How many signs from `start` on fit in `width` cells; looks no further, however long the text is."""
    near = text[start : start + width + 1]
    if _NARROW.fullmatch(near):
        return min(len(near), width)
    taken = 0
    for place in range(start, len(text)):
        taken += cells(text[place])
        if taken > width:
            return place - start
    return len(text) - start


def _break(text: str) -> int:
    """Where a line that all but the last sign of `text` fits on ends."""
    reach = len(text) - 1
    if reach == 0:
        return 1
    spaces = [place for place in range(1, reach + 1) if text[place] == " "]
    pauses = [place for place in spaces if text[place - 1] in ",.;:?!" and place * 2 >= reach]
    if pauses:
        return pauses[-1]
    return spaces[-1] if spaces else reach


def packed(phrases: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Phrases one after the other, as many to a line as fit; only a phrase too long for a line is broken."""
    lines: list[str] = []
    for phrase in phrases:
        if lines and cells(lines[-1]) + 1 + cells(phrase) <= width:
            lines[-1] = f"{lines[-1]} {phrase}"
        else:
            lines += wrapped(phrase, width)
    return tuple(lines)
