"""A document as one HTML file: nothing from outside, for a telephone as for a printer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import assert_never

from recovery_cli import sandbox
from recovery_cli.document.blocks import (
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
from recovery_cli.letters.fonts import BACKWARDS
from recovery_cli.letters.formats import logo, qr
from recovery_cli.letters.letter import Letter

_PLAIN = re.compile(r"[A-Za-z0-9 _-]")
_TAGS = {"letterhead": "header", "privacy": "footer"}


def write(letter: Letter, page: Callable[[str], Path]) -> bytes:
    """UTF-8; the page is `letter.html.jinja`, which gets title, language, page, accent, fonts, marks and body."""
    facts = {
        "title": letter.title,
        "language": letter.language,
        "page": letter.page,
        "accent": letter.accent,
        "fonts": _families(letter.fonts),
        "marks": list(letter.marks),
        "body": _body(letter),
    }
    return _page(page("letter.html.jinja")).run(facts, _escaped).encode()


@lru_cache(maxsize=8)
def _page(file: Path) -> sandbox.Body:
    return sandbox.body(file.read_text("utf-8"), path=str(file))


def _escaped(value: object, path: str) -> str:
    """Only the body comes as HTML and the fonts as CSS; they were made below, of escaped texts."""
    return str(value) if path in ("body", "fonts") else escape(str(value))


def _families(names: Iterable[str]) -> str:
    """For a list in a style sheet, before its other families; no name can end its quotes or the sheet."""
    return "".join(f'"{"".join(map(_quoted, name))}", ' for name in names)


def _quoted(sign: str) -> str:
    return sign if _PLAIN.fullmatch(sign) else f"\\{ord(sign):x} "


def _body(letter: Letter) -> str:
    """The logo before everything, the QR before what is promised."""
    code = f'<div class="qr" role="img" aria-label="QR: {escape(letter.qr)}">{qr.svg(letter.qr)}</div>\n'
    parts = [f'<img class="logo" alt="{escape(letter.author)}" src="{logo.uri(letter.logo)}">'] if letter.logo else []
    for block in letter.shown:
        promised = letter.qr and isinstance(block, Section) and block.name == "promise"
        parts.append((code if promised else "") + _block(block))
    return "\n".join(parts)


def _blocks(blocks: Iterable[Block]) -> str:
    return "\n".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{_spans(block.spans)}</h{block.level}>"
        case Paragraph():
            return f"<p>{_spans(block.spans)}</p>"
        case Bullets():
            return f"<ul>{''.join(f'<li>{_blocks(item)}</li>' for item in block.items)}</ul>"
        case Numbered():
            items = "".join(f"<li>{_blocks(item)}</li>" for item in block.items)
            return f'<ol start="{block.start}">{items}</ol>'
        case Facts():
            return f"<dl>{''.join(map(_row, block.rows))}</dl>"
        case Section():
            tag = _TAGS.get(block.name, "section")
            return f'<{tag} class="{block.name}">\n{_blocks(block.blocks)}\n</{tag}>'
        case _:
            assert_never(block)


def _row(row: Fact) -> str:
    values = "".join(f"<dd>{_spans(value)}</dd>" for value in row.values)
    return f"<div><dt>{_spans(row.label)}</dt>{values}</div>"


def _spans(spans: Iterable[Span]) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    match span:
        case Text(text=text, whole=True):
            return f'<span class="whole">{escape(text)}</span>'
        case Text(text=text):
            return f"<bdi>{escape(text)}</bdi>" if BACKWARDS.search(text) else escape(text)
        case Code(text=text):
            return f"<code>{escape(text)}</code>"
        case Break():
            return "<br>"
        case Strong(spans=inner):
            return f"<strong>{_spans(inner)}</strong>"
        case Emphasis(spans=inner):
            return f"<em>{_spans(inner)}</em>"
        case Link(target=target, spans=inner):
            return f'<a href="{escape(target)}">{_spans(inner)}</a>'
        case _:
            assert_never(span)
