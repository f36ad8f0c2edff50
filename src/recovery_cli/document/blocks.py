"""The neutral blocks that every format is written from: frozen, and no markup in any text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, assert_never

SECTIONS = frozenset(
    {
        *("letterhead", "recipient", "date", "title", "promise", "terms"),
        *("closing", "signature", "check", "privacy"),
    }
)
"""The parts that a page may set in a place of its own, written `::: name`."""


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text; `whole` says that no line may break inside it (a sum, a telephone number)."""

    text: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Strong:
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """`target` is `https:`, `http:`, `mailto:` or `tel:`."""

    target: str
    spans: tuple[Span, ...]


Span: TypeAlias = Text | Code | Break | Strong | Emphasis | Link


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """`start` is the number of the first item."""

    start: int
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    label: tuple[Span, ...]
    values: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows of a label and its values, one line each."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that stand together; `name` is one of `SECTIONS`."""

    name: str
    blocks: tuple[Block, ...]


Block: TypeAlias = Heading | Paragraph | Bullets | Numbered | Facts | Section


def plain(spans: tuple[Span, ...]) -> str:
    """The text of `spans` alone, a line break as such."""
    return "".join(_plain(spans))


def _plain(spans: tuple[Span, ...]) -> Iterator[str]:
    for span in spans:
        match span:
            case Text(text=text) | Code(text=text):
                yield text
            case Break():
                yield "\n"
            case Strong(spans=inner) | Emphasis(spans=inner) | Link(spans=inner):
                yield from _plain(inner)
            case _:
                assert_never(span)
