"""A document as plain text of 72 columns, for a terminal, a mail or a paper that is typed from it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeAlias, assert_never

from wcwidth import wcswidth

from recovery_cli.document.blocks import (
    Block,
    Break,
    Bullets,
    Code,
    Emphasis,
    Facts,
    Heading,
    Link,
    Numbered,
    Paragraph,
    Section,
    Span,
    Strong,
    Text,
)
from recovery_cli.letters.letter import Letter

WIDTH = 72
INDENT = 4
WIDER = re.compile("[^\x00-\u02ff]")
"""From here on a character may take another number of cells than one."""
MOST_KEPT = 512
GLUE = "\ue000"
"""Stands for a space at which no line may break; values are cleaned of it."""


def write(letter: Letter, _page: Callable[[str], Path]) -> bytes:
    """UTF-8, one line break at the end; marks stand alone on the first lines."""
    return joined((*letter.marks, *(part for block in letter.shown for part in parts(block))))


def joined(parts: Iterable[str]) -> bytes:
    """The file whose parts these are."""
    return ("\n\n".join(parts) + "\n").encode()


def parts(block: Block) -> tuple[str, ...]:
    """A block as it stands in the file, one string for each blank line that it brings."""
    kept = _kept()
    known = kept.get(id(block))
    if known is None:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        known = kept[id(block)] = (block, written(block))
    return known[1]


def written(block: Block) -> tuple[str, ...]:
    """The same of a block that does not come again."""
    return tuple([part.replace(GLUE, " ") for part in _parts((block,))])


Kept: TypeAlias = dict[int, tuple[Block, tuple[str, ...]]]


# A batch fills the same blocks again and again, and gives the very same ones where their values are the same. They are
# known by identity, since the blocks of a page are slow to compare; to be kept keeps an identity from being used again.
@cache
def _kept() -> Kept:
    return {}


def _parts(blocks: Iterable[Block], indent: int = 0) -> Iterator[str]:
    """One string a block, without the blank lines between them."""
    for block in blocks:
        match block:
            case Paragraph():
                yield _paragraph(block.spans, indent)
            case Heading():
                yield _paragraph(block.spans, 0)
            case Bullets():
                yield "\n\n".join(_item(item, "-", indent) for item in block.items)
            case Numbered():
                numbers = range(block.start, block.start + len(block.items))
                pairs = zip(block.items, numbers, strict=True)
                yield "\n\n".join(_item(item, str(number), indent) for item, number in pairs)
            case Facts():
                yield _facts(block, indent or INDENT)
            case Section():
                yield from _section(block)
            case _:
                assert_never(block)


def _section(section: Section) -> Iterator[str]:
    match section.name:
        case "letterhead":
            first, *rest = _parts(section.blocks)
            yield "\n".join((first.upper(), *rest))
        case "recipient" | "date" | "closing":
            yield "\n".join(_parts(section.blocks))
        case "title":
            yield _title(section.blocks)
        case "promise":
            yield _promise(section.blocks)
        case "terms":
            yield from _parts(section.blocks, INDENT)
        case "signature":
            yield f"\n{_signature([*_parts(section.blocks)])}\n"
        case _:
            yield from _parts(section.blocks)


def _title(blocks: Sequence[Block]) -> str:
    """The heading left, its references at the right edge, what follows beneath."""
    left = [line for part in _parts(b for b in blocks if not isinstance(b, Facts)) for line in part.split("\n")]
    rows = [
        (flat(row.label), " ".join(map(flat, row.values)))
        for block in blocks
        if isinstance(block, Facts)
        for row in block.rows
    ]
    wide = max((width(label) + 1 + width(value) for label, value in rows), default=0)
    right = [_padded(label, wide - width(value)) + value for label, value in rows]
    column = WIDTH - wide
    if not left or not right or width(left[0]) + INDENT > column:
        return "\n".join((*left, *right))
    beside = [_padded(left[0], column) + right[0], *(" " * column + line for line in right[1:])]
    return "\n".join((*beside, *left[1:]))


def _promise(blocks: Sequence[Block]) -> str:
    """What is promised, then the sum and its words on one line, set off by white space."""
    first, *rest = (_paragraph(block.spans, 0) for block in blocks if isinstance(block, Paragraph))
    return "\n".join(("", _indented(first, INDENT), "", *wrap("    ".join(rest), WIDTH, 2 * INDENT), ""))


def _signature(parts: Sequence[str]) -> str:
    """Who signs, a line to sign on, and the time."""
    who, *rest = (part.replace("\n", " ") for part in parts)
    end = f"      {rest[0]}" if rest else ""
    rule = max(20, min(30, WIDTH - INDENT - width(who) - 7 - width(end)))
    if width(who) + rule + width(end) + 7 > WIDTH - INDENT:
        return f"{_indented(who, INDENT)}\n\n{' ' * INDENT}{'_' * rule}{end}"
    return f"{' ' * INDENT}{who}       {'_' * rule}{end}"


def _facts(block: Facts, indent: int) -> str:
    labels = [flat(row.label) for row in block.rows]
    wide = max(map(width, labels), default=0) + INDENT
    lines: list[str] = []
    for label, row in zip(labels, block.rows, strict=True):
        values = [line for value in row.values for line in wrap(flat(value), WIDTH - indent - wide)]
        lines += [
            f"{' ' * indent}{_padded(label if at == 0 else '', wide)}{line}".rstrip() for at, line in enumerate(values)
        ]
    return "\n".join(lines)


def _item(blocks: Sequence[Block], sign: str, indent: int) -> str:
    inner = indent + width(sign) + 2
    text = "\n\n".join(_parts(blocks, inner))
    return f"{' ' * indent}{sign}  {text[inner:]}"


def _paragraph(spans: tuple[Span, ...], indent: int) -> str:
    return "\n".join(wrap(flat(spans), WIDTH, indent))


def _indented(text: str, indent: int) -> str:
    return "\n".join(wrap(text, WIDTH, indent))


def flat(spans: tuple[Span, ...]) -> str:
    """The text of spans; a line break as such, a space that must hold as glue."""
    parts = []
    for span in spans:
        match span:
            case Text(text=text, whole=whole):
                parts.append(text.replace(" ", GLUE) if whole else text)
            case Code(text=text):
                parts.append(text)
            case Break():
                parts.append("\n")
            case Strong(spans=inner) | Emphasis(spans=inner) | Link(spans=inner):
                parts.append(flat(inner))
            case _:
                assert_never(span)
    return "".join(parts)


def _padded(text: str, wide: int) -> str:
    return text + " " * (wide - width(text))


@lru_cache(maxsize=65536)
def width(text: str) -> int:
    """Cells on a terminal, no less than 0."""
    return len(text) if text.isascii() else max(0, wcswidth(unicodedata.normalize("NFC", text)))


def wrap(text: str, columns: int, indent: int = 0) -> list[str]:
    """Greedy lines of at most `columns` cells; a longer word stands alone and whole."""
    margin = " " * indent
    if len(text) <= columns - indent and text.isascii() and "\n" not in text:
        words = text.strip(" ")
        return [margin + words if words else ""]
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if len(paragraph) <= columns - indent and (paragraph.isascii() or WIDER.search(paragraph) is None):
            words = paragraph.strip(" ")
            lines.append(margin + words if words else "")
            continue
        line, used, gap = "", 0, 0
        for word in paragraph.split(" "):
            wide = width(word)
            if not word:
                gap += 1
            elif line and used + 1 + gap + wide > columns - indent:
                lines.append(margin + line)
                line, used, gap = word, wide, 0
            elif line:
                line, used, gap = f"{line}{' ' * (1 + gap)}{word}", used + 1 + gap + wide, 0
            else:
                line, used, gap = word, wide, 0
        lines.append(f"{margin}{line}" if line else "")
    return lines
