"""A document as CommonMark, to be mailed, pasted or kept: whatever a value holds, a renderer shows it as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import assert_never

from recovery_cli.document.blocks import (
    Block,
    Break,
    Bullets,
    Fact,
    Facts,
    Heading,
    Numbered,
    Paragraph,
    Section,
    Text,
)
from recovery_cli.letters.formats.markdown_inline import inline
from recovery_cli.letters.letter import Letter

_TOGETHER = frozenset({"letterhead", "recipient", "date", "closing", "signature"})
"""Sections whose lines stand beneath each other, without a gap."""


def write(letter: Letter, _page: Callable[[str], Path]) -> bytes:
    """UTF-8, one line break at the end; marks stand first, each a paragraph of its own."""
    marks = (inline((Text(mark),)) for mark in letter.marks)
    return ("\n\n".join(part for part in (*marks, *_parts(letter.shown)) if part) + "\n").encode()


def _parts(blocks: Iterable[Block]) -> Iterator[str]:
    """One string a block; two lists of one kind that meet get different signs, or they would be one."""
    flat = [*_flattened(blocks)]
    other = False
    for before, block in pairwise([None, *flat]):
        assert block is not None  # noqa: S101 - only the first of the first pair is
        other = _kind(before) == _kind(block) != "" and not other
        yield _part(block, other)


def _flattened(blocks: Iterable[Block]) -> Iterator[Block]:
    """Sections name places of a page, which Markdown has none of."""
    for block in blocks:
        if not isinstance(block, Section):
            yield block
        elif block.name in _TOGETHER:
            yield from _together(block.blocks)
        else:
            yield from _flattened(block.blocks)


def _together(blocks: Sequence[Block]) -> Iterator[Block]:
    """Paragraphs made one, with line breaks."""
    lines = [block.spans for block in blocks if isinstance(block, Paragraph)]
    if lines:
        yield Paragraph((*lines[0], *(span for line in lines[1:] for span in (Break(), *line))))
    yield from _flattened(block for block in blocks if not isinstance(block, Paragraph))


def _kind(block: Block | None) -> str:
    if isinstance(block, Bullets | Facts):
        return "bullets"
    return "numbered" if isinstance(block, Numbered) else ""


def _part(block: Block, other: bool) -> str:
    match block:
        case Paragraph():
            return inline(block.spans)
        case Heading():
            return f"{'#' * block.level} {inline(block.spans, broken=False)}"
        case Bullets():
            return _list(block.items, ["+" if other else "-"] * len(block.items))
        case Numbered():
            end = ")" if other else "."
            return _list(block.items, [f"{block.start + at}{end}" for at in range(len(block.items))])
        case Facts():
            return "\n".join(_item(_row(row), "+" if other else "-") for row in block.rows)
        case Section():
            return "\n\n".join(_parts(block.blocks))
        case _:
            assert_never(block)


def _list(items: Sequence[Sequence[Block]], signs: Sequence[str]) -> str:
    return "\n\n".join(_item("\n\n".join(_parts(item)), sign) for item, sign in zip(items, signs, strict=True))


def _item(text: str, sign: str) -> str:
    """Everything below the first line is indented, or it would leave its list."""
    margin = " " * (len(sign) + 1)
    first, *rest = text.split("\n")
    return "\n".join((f"{sign} {first}".rstrip(" "), *(f"{margin}{line}" if line else "" for line in rest)))


def _row(row: Fact) -> str:
    """The label, then its values, one a line."""
    values = [span for value in row.values for span in (Break(), *value)][1:]
    return inline((*row.label, Text(": "), *values))
