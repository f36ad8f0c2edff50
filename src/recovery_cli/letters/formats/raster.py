"""A line of a receipt as dots, for what no code page of a printer has: the one home of Pillow.

Typst sets it, with the fonts of the other papers, so that Arabic is joined and runs the right way.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

from recovery_cli.letters.formats import pdf
from recovery_cli.letters.formats.data import Json
from recovery_cli.letters.formats.escpos import WIDE_AND_HIGH, Line
from recovery_cli.letters.letter import Letter

DOTS = 12
"""The width of a column; its height is twice that."""
_DARK = 150


def dots(line: Line, letter: Letter, *, columns: int, page: Callable[[str], Path]) -> Sequence[Sequence[bool]]:
    """The line over the whole width of the paper; raises `Unprintable` for a character that no font has."""
    from PIL import Image

    words = line.text.strip()
    indent = line.indent + len(line.text) - len(line.text.lstrip(" "))
    data: dict[str, Json] = {
        "text": words,
        "language": letter.language.partition("-")[0],
        "width": columns * DOTS,
        "indent": indent * DOTS,
        "wide": 2 if line.size == WIDE_AND_HIGH else 1,
        "high": 2 if line.size else 1,
        "centred": line.centred,
        "strong": line.strong,
    }
    picture = Image.open(io.BytesIO(pdf.picture(page("receipt-line.typ"), data, day=letter.day))).convert("L")
    wide, high = picture.size
    grey = picture.tobytes()
    return [[level < _DARK for level in grey[row * wide : (row + 1) * wide]] for row in range(high)]
