"""A document for a receipt printer: 42 columns on paper of 80 mm, 32 on 58 mm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from recovery_cli.letters.formats import qr
from recovery_cli.letters.formats.escpos import Roll, encoded
from recovery_cli.letters.formats.receipt_lines import QR, lines
from recovery_cli.letters.letter import Letter

WIDE, NARROW = 42, 32
DOTS_A_MODULE = 4


def write(letter: Letter, page: Callable[[str], Path]) -> bytes:
    """ESC/POS for 80 mm; the same letter gives the same bytes."""
    return _printed(letter, page, columns=WIDE)


def write_narrow(letter: Letter, page: Callable[[str], Path]) -> bytes:
    """ESC/POS for 58 mm."""
    return _printed(letter, page, columns=NARROW)


def _printed(letter: Letter, page: Callable[[str], Path], *, columns: int) -> bytes:
    """Raises `Unprintable` for a character that neither the printer nor a font has."""
    roll = Roll()
    for line in lines(letter, columns=columns):
        if line is QR:
            roll.picture(_dots(letter.qr), centred=True)
        elif (runs := encoded(line.text)) is not None:
            roll.line(line, runs)
        else:
            from recovery_cli.letters.formats.raster import dots

            roll.picture(dots(line, letter, columns=columns, page=page), centred=False)
    return roll.end()


def _dots(text: str) -> list[list[bool]]:
    rows = ([module for module in row for _ in range(DOTS_A_MODULE)] for row in qr.modules(text))
    return [row for row in rows for _ in range(DOTS_A_MODULE)]
