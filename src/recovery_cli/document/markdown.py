"""A skeleton, read once as Markdown into blocks: the one home of markdown-it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from recovery_cli.diagnostics import did_you_mean
from recovery_cli.document.blocks import (
    SECTIONS,
    Block,
    Break,
    Bullets,
    Code,
    Emphasis,
    Fact,
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

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

FIRST, LAST = 0xF0000, 0xFFFFD
"""The private-use code points that stand for printed values, one each, in order."""
PLACEHOLDER = re.compile(f"[{chr(FIRST)}-{chr(LAST)}]")
_TARGET = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)
_RULES = ("list", "heading", "emphasis", "backticks", "link", "image", "escape", "newline", "deflist")


class Misplaced(Exception):
    """A value or a section where none may stand; `line` counts from 1 in the skeleton."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.container import container_plugin
    from mdit_py_plugins.deflist import deflist_plugin

    reader = MarkdownIt("zero", {"html": False}).use(deflist_plugin)
    reader.use(container_plugin, "section", validate=lambda params, *_: bool(params.strip()))
    reader.enable(list(_RULES))
    # Every target is checked below, as it was written.
    reader.validateLink = lambda url: len(url) <= 2_000  # type: ignore[method-assign]
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return reader


@lru_cache(maxsize=256)
def parse(skeleton: str) -> tuple[Block, ...]:
    """Raises `Misplaced`; values stand in it as one private-use character each."""
    reading = _Reading(_reader().parse(skeleton))
    return reading.blocks("")


class _Reading:
    """Goes once through the tokens, from an opening one to its closing one."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._line = 1

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        if token.map:
            self._line = token.map[0] + 1
        return token

    def blocks(self, end: str) -> tuple[Block, ...]:
        found: list[Block] = []
        while self._at < len(self._tokens):
            token = self._next()
            if token.type == end:
                break
            found.append(self._block(token))
        return tuple(found)

    def _block(self, token: Token) -> Block:
        match token.type:
            case "paragraph_open":
                return Paragraph(self._inline("paragraph_close"))
            case "heading_open":
                return Heading(int(token.tag[1:]), self._inline("heading_close"))
            case "bullet_list_open":
                return Bullets(self._items("bullet_list_close"))
            case "ordered_list_open":
                return Numbered(int(token.attrs.get("start", 1)), self._items("ordered_list_close"))
            case "dl_open":
                return Facts(self._rows())
            case "container_section_open":
                return self._section(token.info.strip())
        raise AssertionError(token.type)

    def _section(self, name: str) -> Section:
        line = self._line
        if name not in SECTIONS:
            shown = "a value" if PLACEHOLDER.search(name) else f'"{name}"'
            raise Misplaced(f"{shown} is not a section. {did_you_mean(name, SECTIONS)}".rstrip(), line)
        return Section(name, self.blocks("container_section_close"))

    def _items(self, end: str) -> tuple[tuple[Block, ...], ...]:
        items = []
        while self._next().type != end:
            items.append(self.blocks("list_item_close"))
        return tuple(items)

    def _rows(self) -> tuple[Fact, ...]:
        rows: list[Fact] = []
        while (token := self._next()).type != "dl_close":
            if token.type == "dt_open":
                rows.append(Fact(self._inline("dt_close"), ()))
                continue
            line = self._line
            inside = self.blocks("dd_close")
            values = tuple(block.spans for block in inside if isinstance(block, Paragraph))
            if len(values) != len(inside):
                raise Misplaced("a row of facts holds lines of text only", line)
            rows[-1] = Fact(rows[-1].label, (*rows[-1].values, *values))
        return tuple(rows)

    def _inline(self, end: str) -> tuple[Span, ...]:
        token = self._next()
        if token.type == end:
            return ()
        spans = _Spans(token.children or (), self._line).until("")
        self._next()
        return spans


class _Spans:
    """The spans of one paragraph."""

    def __init__(self, tokens: Sequence[Token], line: int) -> None:
        self._tokens = iter(tokens)
        self._line = line

    def until(self, end: str) -> tuple[Span, ...]:
        found: list[Span] = []
        for token in self._tokens:
            if token.type == end:
                break
            if token.type in ("softbreak", "hardbreak"):
                self._line += 1
            span = self._span(token)
            if isinstance(span, Text) and found and isinstance(found[-1], Text):
                found[-1] = Text(found[-1].text + span.text)
            elif span != Text(""):
                found.append(span)
        return tuple(found)

    def _span(self, token: Token) -> Span:
        match token.type:
            case "text" | "text_special":
                return Text(token.content)
            case "softbreak":
                return Text(" ")
            case "hardbreak":
                return Break()
            case "code_inline":
                return Code(token.content)
            case "strong_open":
                return Strong(self.until("strong_close"))
            case "em_open":
                return Emphasis(self.until("em_close"))
            case "link_open":
                return self._link(token)
            case "image":
                raise Misplaced("a document holds no pictures", self._line)
        raise AssertionError(token.type)

    def _link(self, token: Token) -> Link:
        target = str(token.attrs.get("href", ""))
        line = self._line
        if any(PLACEHOLDER.search(unquote(str(part))) for part in token.attrs.values()):
            raise Misplaced("a value cannot stand in the target of a link; give its field a type", line)
        if not _TARGET.fullmatch(target):
            raise Misplaced(f'"{target}" is not a web, mail or telephone address', line)
        return Link(target, self.until("link_close"))
