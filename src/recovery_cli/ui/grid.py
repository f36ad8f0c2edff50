"""The grid of the walk, 80 x 24: what stands where, and what leaves when the terminal is smaller.

Nothing heavy is imported here: the first words are drawn with this module before anything else is loaded.
"""

from __future__ import annotations

from recovery_cli.ui.blocks import Parts, Row, Span, parts, sendable
from recovery_cli.ui.screen import Screen, To
from recovery_cli.ui.signs import cells, cut, written

WIDTH, HEIGHT = 80, 24
_ASK, _HIGHEST_ASK, _QUIET = 13, 10, 21
_LEAVING = ("rail", "under", "quiet", "pauses", "label", "remarks", "head", "gaps")
"""In this order things leave a screen that is too small; the words, the question and the keys never do."""


def rows(
    screen: Screen[To], *, width: int, height: int, clock: str, late: bool, encoding: str = "utf-8"
) -> list[list[Span]]:
    """The rows to show, at most 24 and never wider than `width`; larger terminals keep the grid top left."""
    width, height = max(min(width, WIDTH), 1), max(min(height, HEIGHT), 1)
    shown = sendable(screen, encoding)
    if cells(shown.header) + cells(clock) + 6 > width:
        # Since when sorry was said is worth less than anything below it.
        clock = clock.partition(" ")[0]
    narrow = width < WIDTH and cells(shown.header) + cells(clock) + 6 > width
    least = len(_LEAVING) - 1 if narrow else 0
    drawn: list[Row] | None = None
    if height == HEIGHT and not least:
        drawn = _placed(parts(shown, width, frozenset(), clock, late))
    for leave in range(least, len(_LEAVING) + 1):
        if drawn is not None:
            break
        gone = frozenset(_LEAVING[:leave])
        drawn = _flowing(parts(shown, width, gone, clock, late), height, gone)
    if drawn is None:
        drawn = _cropped(parts(shown, width, frozenset(_LEAVING), clock, late), height)
    drawn += [[] for _ in range(height - len(drawn))]
    return [within([(style, written(text, encoding)) for style, text in row], width) for row in drawn[:height]]


def text_of(row: list[Span]) -> str:
    """A row as it reads."""
    return "".join(text for _, text in row).rstrip()


def _placed(of: Parts) -> list[Row] | None:
    """Everything in its own row, or None when it does not fit so."""
    grid: list[Row] = [[] for _ in range(HEIGHT)]
    step = 2 if len(of.words) <= 3 else 1
    after = 4 + step * len(of.words) + (1 if step == 1 else 0)
    below = after + len(of.under)
    tail = of.listed + of.notes
    ask = _ASK if len(tail) <= 7 else max(_HIGHEST_ASK, below)
    first = ask - max(len(of.ask) - 1, 0)
    if first < below or ask + 1 + len(tail) > _QUIET:
        return None
    for at, block in ((0, of.head), (2, of.label), (after, of.under), (first, of.ask), (ask + 1, tail)):
        grid[at : at + len(block)] = block
    for number, row in enumerate(of.words):
        grid[4 + step * number] = row
    for at, block in ((_QUIET, of.quiet), (_QUIET + 1, of.rail), (_QUIET + 2, of.keys)):
        grid[at : at + len(block)] = block
    return grid


def _flowing(of: Parts, height: int, gone: frozenset[str]) -> list[Row] | None:
    """Block under block with a blank row between, the last rows at the bottom; None when it is too much."""
    words = of.words
    if "pauses" not in gone and len(words) <= 3:
        words = [row for word in words for row in (word, [])][:-1]
    blocks = [of.head, of.label, words, of.under, of.ask + of.listed + of.notes]
    bottom = of.quiet + of.rail + of.keys
    top: list[Row] = []
    for block in blocks:
        if block:
            top += ([[]] if top and "gaps" not in gone else []) + block
    gap = 0 if "gaps" in gone else 1
    if len(top) + gap + len(bottom) > height:
        return None
    filler = gap if "head" in gone else height - len(top) - len(bottom)
    return top + [[] for _ in range(filler)] + bottom


def _cropped(of: Parts, height: int) -> list[Row]:
    """Not even words, question and keys fit: the end of the words goes first."""
    below = (of.ask + of.listed)[: max(height - 2, 0)] + of.keys
    return (of.words[: max(height - len(below), 1)] + below)[:height]


def within(row: list[Span], width: int) -> list[Span]:
    """A row cut where the terminal ends."""
    kept: list[Span] = []
    left = width
    for style, text in row:
        part = cut(text, left)
        if part:
            kept.append((style, part))
        left -= cells(part)
    return kept
