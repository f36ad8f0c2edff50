"""Plain columns for the ordinary screen: the same with and without a terminal, at most 80 cells wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TextIO

from recovery_cli.ui.signs import cells, one_row, shortened, wrapped, written

WIDTH = 80
_GAP = 2


class Column(NamedTuple):
    """Some text in `width` cells, wrapped when it is longer; `right` pushes it to the right."""

    text: str
    width: int
    right: bool = False


def encoding_of(file: TextIO) -> str:
    """What may be written to `file`; a file that does not say takes everything."""
    return file.encoding or "utf-8"


def shown(text: str, encoding: str) -> str:
    """`text` on one row in the signs of `encoding`: measured only afterwards, since stand-ins may be longer."""
    return written(one_row(text), encoding)


def row(columns: Sequence[Column], *, encoding: str, indent: int = 0) -> tuple[str, ...]:
    """The columns beside each other, two cells apart; as many lines as the longest of them needs."""
    blocks = [wrapped(shown(column.text, encoding), column.width) for column in columns]
    lines = []
    for number in range(max((len(block) for block in blocks), default=0)):
        parts = (
            _padded(block[number] if number < len(block) else "", column)
            for column, block in zip(columns, blocks, strict=True)
        )
        lines.append((" " * indent + (" " * _GAP).join(parts)).rstrip())
    return tuple(lines)


def _padded(text: str, column: Column) -> str:
    room = " " * (column.width - cells(text))
    return room + text if column.right else text + room


def paragraph(text: str, *, encoding: str, indent: int = 0, width: int = WIDTH) -> tuple[str, ...]:
    """`text` wrapped below its own beginning."""
    return row((Column(text, width - indent),), encoding=encoding, indent=indent)


def table(
    rows: Sequence[Sequence[str]], *, shrinking: Sequence[int], encoding: str, indent: int = 2
) -> tuple[str, ...]:
    """One line a row, its head among them; what does not fit is shortened in the columns `shrinking`, in that order.

    With none of them the lines are as long as they need be: a number or a sum that is cut is of no use.
    """
    texts = [[shown(text, encoding) for text in each] for each in rows]
    widths = [max(cells(text) for text in column) for column in zip(*texts, strict=True)]
    for number in shrinking:
        over = indent + sum(widths) + _GAP * (len(widths) - 1) - WIDTH
        widths[number] = max(widths[number] - max(over, 0), min(widths[number], 8))
    return tuple(
        line
        for each in texts
        for line in row(
            [Column(shortened(text, width), width) for text, width in zip(each, widths, strict=True)],
            encoding=encoding,
            indent=indent,
        )
    )


def put(lines: Iterable[str], *, file: TextIO) -> None:
    """Write the lines, which are in the file's own signs already."""
    file.writelines(f"{line}\n" for line in lines)
    file.flush()
