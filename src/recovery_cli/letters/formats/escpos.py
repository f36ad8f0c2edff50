"""What a receipt printer is told (ESC/POS): a dozen commands, common to all that print on thermal paper.

Text reaches the printer through `Roll.line` only, which sends no byte below 32: a value cannot give a command.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

START = b"\x1b@\x1c."
"""As after switching on; and no Chinese double bytes, with which many a cheap printer wakes up."""
_ALIGN, _STRONG, _SIZE, _PAGE = b"\x1ba", b"\x1bE", b"\x1d!", b"\x1bt"
_RASTER, _FEED, _CUT = b"\x1dv0\x00", b"\x1bd", b"\x1dV\x01"

_PAGES: tuple[tuple[int, str], ...] = (
    *((19, "cp858"), (16, "cp1252"), (18, "cp852"), (17, "cp866"), (13, "cp857"), (14, "cp737")),
)
"""Number at the printer and codec: Western with the euro, the same with curly quotes, Central European, Cyrillic,
Turkish, Greek."""

WIDE_AND_HIGH, HIGH = 0x11, 0x01


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is printed; `size` is 0 or one of the two above."""

    text: str = ""
    centred: bool = False
    strong: bool = False
    size: int = 0
    indent: int = 0


def encoded(text: str) -> list[tuple[int, bytes]] | None:
    """Runs of code page and bytes, as few as can be; None when no page has one of the characters."""
    runs: list[tuple[int, bytes]] = []
    rest = _printable(text)
    while rest:
        page, length = max(((page, _reach(rest, codec)) for page, codec in _PAGES), key=lambda found: found[1])
        if not length:
            return None
        runs.append((page, rest[:length].encode(dict(_PAGES)[page])))
        rest = rest[length:]
    return runs


def _reach(text: str, codec: str) -> int:
    """How many characters from the start the codec has."""
    try:
        text.encode(codec)
    except UnicodeEncodeError as fault:
        return fault.start
    return len(text)


def _printable(text: str) -> str:
    """Spaces of every width as a space; nothing that a printer would obey."""
    spaced = ("" if unicodedata.category(each) == "Cc" else " " if each.isspace() else each for each in text)
    return "".join(spaced)


class Roll:
    """Collects the bytes; what the printer stands at is told again only when it changes."""

    def __init__(self) -> None:
        self._made = bytearray(START)
        self._stands: dict[bytes, int] = {_ALIGN: 0, _STRONG: 0, _SIZE: 0}

    def line(self, line: Line, runs: Sequence[tuple[int, bytes]]) -> None:
        """`runs` are what `encoded` made of its text."""
        self._set(_ALIGN, int(line.centred))
        if line.indent:
            self._set(_SIZE, 0)
            self._made += b" " * line.indent
        self._set(_STRONG, int(line.strong))
        self._set(_SIZE, line.size)
        for page, characters in runs:
            self._set(_PAGE, page)
            self._made += characters
        self._made += b"\n"

    def picture(self, rows: Sequence[Sequence[bool]], *, centred: bool) -> None:
        """Dots, True for a black one; every row is of one length."""
        self._set(_ALIGN, int(centred))
        wide = (len(rows[0]) + 7) // 8
        self._made += _RASTER + wide.to_bytes(2, "little") + len(rows).to_bytes(2, "little")
        for row in rows:
            self._made += bytes(_eights(row))

    def end(self) -> bytes:
        """Six lines of feed, so that the last one is past the knife, and a cut."""
        self._set(_SIZE, 0)
        self._made += _FEED + bytes([6]) + _CUT
        return bytes(self._made)

    def _set(self, command: bytes, value: int) -> None:
        if self._stands.get(command) != value:
            self._stands[command] = value
            self._made += command + bytes([value])


def _eights(row: Sequence[bool]) -> Iterator[int]:
    for start in range(0, len(row), 8):
        eight = [*row[start : start + 8], *[False] * 8][:8]
        yield int("".join("1" if dot else "0" for dot in eight), 2)
