"""A document as PDF/A-2a and PDF/UA-1: the blocks travel as JSON to a fixed page. The one home of Typst."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, assert_never

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
from recovery_cli.errors import RecoverError
from recovery_cli.letters.letter import Letter

if TYPE_CHECKING:
    from typst import Compiler

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json]"

_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


class Unprintable(RecoverError):
    """No font here has these characters; `characters` holds each of them once."""

    def __init__(self, characters: Sequence[str]) -> None:
        self.characters = tuple(dict.fromkeys(characters))
        scripts = dict.fromkeys(_script(character) for character in self.characters)
        shown = ", ".join(f"{each} (U+{ord(each[0]):04X})" for each in self.characters[:8])
        super().__init__(
            f"No font here can print {shown}: {', '.join(scripts)}.",
            "Install a font for it, or write the letter as html or text.",
        )


def write(letter: Letter, page: Callable[[str], Path]) -> bytes:
    """A4; the letter's date is the file's time, so that the same letter gives the same bytes.

    Raises `Unprintable` rather than drop a character that no font has.
    """
    from typst import TypstError

    try:
        made = _compiler(page(f"{letter.page}.typ")).compile(
            format="pdf",
            sys_inputs={"letter": json.dumps(_data(letter), ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=datetime.combine(letter.day, time(), UTC),
        )
    except TypstError as fault:
        characters = _NO_GLYPH.findall(fault.diagnostic)
        if characters:
            raise Unprintable(characters) from fault
        raise RecoverError("The page cannot be set.", fault.message) from fault
    assert isinstance(made, bytes)  # noqa: S101 - a list comes for pictures only
    return made


@lru_cache(maxsize=8)
def _compiler(file: Path) -> Compiler:
    """Kept on its path: one on bytes fails at its second compile. It may read beside its page only."""
    from typst import Compiler

    return Compiler(file, root=file.parent)


def _script(character: str) -> str:
    name = unicodedata.name(character[0], "an unknown script")
    kind = unicodedata.category(character[0])
    return name.split(" ")[0].lower() if kind.startswith(("L", "M")) else name.lower()


def _data(letter: Letter) -> dict[str, Json]:
    return {
        "title": letter.title,
        "author": letter.author,
        "language": letter.language.partition("-")[0],
        "region": letter.country,
        "accent": letter.accent,
        "marks": list(letter.marks),
        "signed": letter.signed,
        "blocks": _blocks(letter.blocks),
    }


def _blocks(blocks: Iterable[Block]) -> list[Json]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> Json:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "spans": _spans(block.spans)}
        case Paragraph():
            return {"kind": "paragraph", "spans": _spans(block.spans)}
        case Bullets():
            return {"kind": "bullets", "items": [_blocks(item) for item in block.items]}
        case Numbered():
            return {"kind": "numbered", "start": block.start, "items": [_blocks(item) for item in block.items]}
        case Facts():
            rows: list[Json] = [
                {"label": _spans(row.label), "values": [_spans(value) for value in row.values]} for row in block.rows
            ]
            return {"kind": "facts", "rows": rows}
        case Section():
            return {"kind": "section", "name": block.name, "blocks": _blocks(block.blocks)}
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
