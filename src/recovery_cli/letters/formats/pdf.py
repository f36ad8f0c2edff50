"""A document as PDF/A-2a and PDF/UA-1: the blocks travel as JSON to a fixed page. The one home of Typst."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from recovery_cli.errors import RecoverError
from recovery_cli.letters.formats import logo, qr
from recovery_cli.letters.formats.data import Json, blocks
from recovery_cli.letters.letter import Letter

if TYPE_CHECKING:
    from typst import Compiler

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
    return _compiled(page(f"{letter.page}.typ"), _data(letter), day=letter.day)


def picture(file: Path, data: Mapping[str, Json], *, day: date) -> bytes:
    """A page as PNG, a dot a point; raises `Unprintable`, which a picture alone would not."""
    _compiled(file, data, day=day)
    made = _compiler(file).compile(format="png", ppi=72, sys_inputs={"letter": json.dumps(data, ensure_ascii=False)})
    assert isinstance(made, bytes)  # noqa: S101 - a list comes for several pages only
    return made


def _compiled(file: Path, data: Mapping[str, Json], *, day: date) -> bytes:
    from typst import TypstError

    try:
        made = _compiler(file).compile(
            format="pdf",
            sys_inputs={"letter": json.dumps(data, ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=datetime.combine(day, time(), UTC),
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
        "qr": qr.svg(letter.qr) if letter.qr else "",
        "qr-text": letter.qr,
        "logo": logo.svg(letter.logo) if letter.logo else "",
        "blocks": blocks(letter.blocks),
    }
