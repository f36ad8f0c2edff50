"""One row of a table, and what can be wrong with it or with the table as a whole."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from recovery_cli.diagnostics import Diagnostic
from recovery_cli.errors import Broken

LONGEST = 100_000
"""Characters in a cell."""
WIDEST = 1_000
"""Columns of a table."""
TABLE, SHORT, LONG, HEADERLESS, CONTROL, TOO_LONG, FORMULA, TWIN, UNFIT = (
    *("B01", "B02", "B03", "B04"),
    *("B05", "B06", "B07", "B08", "B09"),
)
CHANGED, TWICE = "B12", "B13"
"""An id whose row said something else before, and one that an earlier row has."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_HEADS = frozenset("=+-@ ")
"""A formula begins with one of these, or with a space that is not printable."""
_FORMULA = re.compile(r"[\t\r]|\s*(?:[=@]|[+-](?![\d\s.,()/-]*(?:\s?[A-Z]{3})?\s*\Z))")
"""What a spreadsheet would run: but not +34 955 000 000, nor -12.50 EUR."""


class Unreadable(Broken):
    """A table that cannot be gone through: `faults` say where, `hint` what to type next."""


class Row(NamedTuple):
    """`number` counts rows of data from 1, `line` the lines of the file; `cells` are texts by their column.

    `raw` is the row as it came; a row with `faults` is not to be used.
    """

    number: int
    line: int
    cells: Mapping[str, str]
    raw: tuple[str, ...]
    faults: tuple[Diagnostic, ...] = ()


def checked(columns: Iterable[str], texts: Collection[str], *, path: str, line: int) -> tuple[Diagnostic, ...]:
    """What no cell may hold, whatever its column is for."""
    whole = "".join(texts)
    if whole.isprintable() and len(whole) <= LONGEST and _HEADS.isdisjoint([text[:1] for text in texts]):
        return ()
    found = []
    for place, (column, text) in enumerate(zip(columns, texts, strict=False), start=1):
        if text.isprintable() and len(text) <= LONGEST and text[:1] not in _HEADS:
            continue
        if len(text) > LONGEST:
            code, message = TOO_LONG, f"{column} holds {len(text):,} characters; {LONGEST:,} are the most"
        elif sign := _CONTROL.search(text):
            code, message = CONTROL, f"{column} holds the control character U+{ord(sign[0]):04X}"
        elif _FORMULA.match(text):
            code, message = FORMULA, f"{column} begins like a formula: {text[:20]!r}"
        else:
            continue
        found.append(Diagnostic(path, line, place, code, message))
    return tuple(found)
