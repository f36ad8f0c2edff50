"""A document as data: its blocks as a page reads them, and the whole of it as JSON for another program."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias, assert_never

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
from recovery_cli.document.clean import clean
from recovery_cli.letters.gaps import look_up
from recovery_cli.letters.letter import Letter
from recovery_cli.money import Money
from recovery_cli.sandbox import blank

VERSION = 1
"""Of the JSON form; it grows when a reader of the old one would be misled."""

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json]"


def write(letter: Letter, _page: Callable[[str], Path]) -> bytes:
    """UTF-8, keys in a fixed order; `fields` holds what the template declares, by path, as tables are filled in."""
    whole: dict[str, Json] = {
        "version": VERSION,
        "template": letter.template.id,
        "title": letter.title,
        "author": letter.author,
        "language": letter.language,
        "country": letter.country,
        "date": letter.day.isoformat(),
        "page": letter.page,
        "marks": list(letter.marks),
        "signed": letter.signed,
        "qr": letter.qr,
        "fields": _fields(letter),
        "blocks": blocks(letter.shown),
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _fields(letter: Letter) -> dict[str, Json]:
    found = (each for path in letter.template.fields for each in look_up(letter.facts, path))
    return {path: _plain(value) for path, value in found if not blank(value) and not isinstance(value, list | tuple)}


def _plain(value: object) -> Json:
    """As the contract writes it: `80.00 EUR`, dates ISO 8601."""
    match value:
        case bool() | int():
            return value
        case datetime() | date():
            return value.isoformat()
        case Money():
            return str(value)
        case Decimal():
            return f"{value:f}"
    return clean(str(value))


def blocks(all_of_them: Iterable[Block]) -> list[Json]:
    return [_block(block) for block in all_of_them]


def _block(block: Block) -> Json:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "spans": _spans(block.spans)}
        case Paragraph():
            return {"kind": "paragraph", "spans": _spans(block.spans)}
        case Bullets():
            return {"kind": "bullets", "items": [blocks(item) for item in block.items]}
        case Numbered():
            return {"kind": "numbered", "start": block.start, "items": [blocks(item) for item in block.items]}
        case Facts():
            rows: list[Json] = [
                {"label": _spans(row.label), "values": [_spans(value) for value in row.values]} for row in block.rows
            ]
            return {"kind": "facts", "rows": rows}
        case Section():
            return {"kind": "section", "name": block.name, "blocks": blocks(block.blocks)}
        case _:
            assert_never(block)


def _spans(spans: Iterable[Span]) -> list[Json]:
    return [_span(span) for span in spans]


def _span(span: Span) -> Json:
    match span:
        case Text():
            return {"kind": "text", "text": span.text, "whole": span.whole}
        case Code():
            return {"kind": "code", "text": span.text}
        case Break():
            return {"kind": "break"}
        case Strong():
            return {"kind": "strong", "spans": _spans(span.spans)}
        case Emphasis():
            return {"kind": "emphasis", "spans": _spans(span.spans)}
        case Link():
            return {"kind": "link", "target": span.target, "spans": _spans(span.spans)}
        case _:
            assert_never(span)
