"""The lines of a receipt, from the blocks of a document: the eye sees the sum first, a camera the QR."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from recovery_cli.document.blocks import (
    Block,
    Bullets,
    Fact,
    Facts,
    Heading,
    Numbered,
    Paragraph,
    Section,
    Span,
)
from recovery_cli.letters.formats.escpos import HIGH, WIDE_AND_HIGH, Line
from recovery_cli.letters.formats.text import GLUE, flat, width, wrap
from recovery_cli.letters.letter import Letter

QR = Line("[QR]", centred=True)
"""Stands for the picture: known by being this very object."""
_INDENT = 3


def lines(letter: Letter, *, columns: int) -> Iterator[Line]:
    """In the order of the blocks; the QR and what is printed under it come before where to check."""
    layout = _Layout(columns)
    for mark in letter.marks:
        yield from layout.centred(mark, strong=True)
        yield Line()
    under = _under(letter) if letter.qr else ()
    waiting = bool(letter.qr)
    for at, block in enumerate(letter.shown):
        ends = isinstance(block, Section) and block.name in ("check", "privacy")
        if at and not (waiting and ends):
            yield Line()
        if waiting and ends:
            yield from (Line(), *layout.seal(under))
            waiting = False
            if isinstance(block, Section) and block.name == "privacy":
                yield Line()
        yield from layout.block(block, under)
    if waiting:
        yield from (Line(), *layout.seal(under))


def _under(letter: Letter) -> tuple[Fact, ...]:
    """The rows of the title after its number: the code, which stands under the QR where there is one."""
    titles = (b.blocks for b in letter.shown if isinstance(b, Section) and b.name == "title")
    rows = [row for title in titles for block in title if isinstance(block, Facts) for row in block.rows]
    return tuple(rows[1:])


class _Layout:
    """Sets blocks in `columns` cells."""

    def __init__(self, columns: int) -> None:
        self._columns = columns

    def block(self, block: Block, under: Sequence[Fact] = (), indent: int = 0) -> Iterator[Line]:
        match block:
            case Paragraph():
                yield from self._left(block.spans, indent)
            case Heading():
                yield from self._left(block.spans, indent)
            case Bullets():
                yield from self._items(block.items, ["-"] * len(block.items), indent)
            case Numbered():
                signs = [str(block.start + at) for at in range(len(block.items))]
                yield from self._items(block.items, signs, indent)
            case Facts():
                for row in block.rows:
                    yield from self._row(row, indent)
            case Section():
                yield from self._section(block, under)
            case _:
                assert_never(block)

    def centred(self, text: str, *, strong: bool = False) -> Iterator[Line]:
        yield from (Line(line, centred=True, strong=strong) for line in self._wrapped(text))

    def seal(self, under: Iterable[Fact]) -> Iterator[Line]:
        """The QR, and what it says for whoever has no camera."""
        yield QR
        for row in under:
            for value in row.values:
                yield from self.centred(flat(value), strong=True)

    def _section(self, section: Section, under: Sequence[Fact]) -> Iterator[Line]:
        match section.name:
            case "letterhead":
                for at, spans in enumerate(_texts(section.blocks)):
                    yield from self._head(flat(spans).upper() if at == 0 else flat(spans))
            case "title":
                yield from self._title(section.blocks, under)
            case "promise":
                yield from self._promise(section.blocks)
            case "signature":
                yield from self._signature(section.blocks)
            case "check":
                for spans in _texts(section.blocks):
                    yield from self.centred(flat(spans))
            case "recipient" | "date" | "closing":
                for block in section.blocks:
                    yield from self.block(block)
            case _:
                yield from self._apart(section.blocks, 0)

    def _head(self, text: str) -> Iterator[Line]:
        """A line that is too long is broken where its parts meet."""
        fits = width(text) <= self._columns
        yield from self.centred(text if fits else text.replace(" · ", "\n"))

    def _apart(self, blocks: Sequence[Block], indent: int) -> Iterator[Line]:
        for at, block in enumerate(blocks):
            if at:
                yield Line()
            yield from self.block(block, indent=indent)

    def _title(self, blocks: Sequence[Block], under: Sequence[Fact]) -> Iterator[Line]:
        for block in blocks:
            match block:
                case Heading():
                    yield from self.centred(flat(block.spans).upper(), strong=True)
                case Paragraph():
                    yield from self.centred(flat(block.spans))
                case Facts():
                    for row in block.rows:
                        if row not in under:
                            yield from self.centred(" ".join(map(flat, row.values)), strong=row is not block.rows[0])
                case _:
                    yield from self.block(block)

    def _promise(self, blocks: Sequence[Block]) -> Iterator[Line]:
        """What is promised, then the sum, twice as large, then its words."""
        for at, spans in enumerate(_texts(blocks)):
            if at in (1, 2):
                yield Line()
            yield from self._sum(flat(spans)) if at == 1 else self._left(spans, 0)

    def _sum(self, text: str) -> Iterator[Line]:
        """High only where twice its width does not fit."""
        large = width(text) * 2 + _INDENT <= self._columns
        if large:
            yield Line(text.replace(GLUE, " "), size=WIDE_AND_HIGH, indent=_INDENT)
        else:
            yield from (Line(line, size=HIGH) for line in self._wrapped(text))

    def _signature(self, blocks: Sequence[Block]) -> Iterator[Line]:
        """A line to sign on with the time at its end, and who signs."""
        texts = [flat(spans).replace("\n", " ").replace(GLUE, " ") for spans in _texts(blocks)]
        who, *rest = texts or [""]
        end = f"  {rest[0]}" if rest else ""
        yield from (Line(), Line())
        yield Line("_" * max(12, self._columns - width(end)) + end)
        yield from (Line(line) for line in self._wrapped(who))

    def _items(self, items: Sequence[Sequence[Block]], signs: Sequence[str], indent: int) -> Iterator[Line]:
        for sign, item in zip(signs, items, strict=True):
            margin = indent + width(sign) + 2
            inside = [*self._apart(item, margin)] or [Line()]
            first = inside[0].text[margin:]
            yield Line(f"{' ' * indent}{sign}  {first}")
            yield from inside[1:]

    def _row(self, row: Fact, indent: int) -> Iterator[Line]:
        label = flat(row.label)
        for at, value in enumerate(row.values):
            text = f"{label}: {flat(value)}" if at == 0 and label else flat(value)
            yield from (Line(line) for line in self._wrapped(text, indent))

    def _left(self, spans: tuple[Span, ...], indent: int) -> Iterator[Line]:
        yield from (Line(line) for line in self._wrapped(flat(spans), indent))

    def _wrapped(self, text: str, indent: int = 0) -> Iterator[str]:
        """No line wider than the paper: what no space divides is cut."""
        for line in wrap(text, self._columns, indent):
            margin = line[: len(line) - len(line.lstrip(" "))][:indent]
            yield from (
                f"{margin}{part}" for part in _cut(line[len(margin) :].replace(GLUE, " "), self._columns - indent)
            )


def _texts(blocks: Iterable[Block]) -> Iterator[tuple[Span, ...]]:
    return (block.spans for block in blocks if isinstance(block, Paragraph))


def _cut(text: str, columns: int) -> Iterator[str]:
    """Pieces of at most `columns` cells; a mark stays with its letter."""
    if width(text) <= columns:
        yield text
        return
    piece, used = "", 0
    for character in text:
        wide = width(character)
        if wide and used + wide > columns:
            yield piece
            piece, used = "", 0
        piece += character
        used += wide
    yield piece
