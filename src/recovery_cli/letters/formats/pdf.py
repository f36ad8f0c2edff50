"""A document as PDF/A-2a and PDF/UA-1: the blocks travel as JSON to a fixed page. The one home of Typst."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import Enum, auto
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from recovery_cli.errors import RecoverError
from recovery_cli.letters import fonts
from recovery_cli.letters.fonts import Coverage, Script
from recovery_cli.letters.formats import logo, qr
from recovery_cli.letters.formats.data import Json, blocks
from recovery_cli.letters.gaps import look_up
from recovery_cli.letters.letter import Letter

if TYPE_CHECKING:
    from typst import Compiler, Fonts

_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_BEGINS = "#context { set document(keywords: query(<letter>).map(it => str(it.location().page()))) }"
"""In a sheaf, the keywords of the file are the pages that its letters begin at."""
_AROUND = ("#metadata(0)<letter>\n", "\n#pagebreak(weak: true)")
_UNESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
"""How Typst writes a character that cannot stand alone, such as a vowel sign."""


class Unprintable(RecoverError):
    """No font here has these characters; `characters` holds each of them once.

    `at_hand` are the families that there are, so that nobody is told to install what is there.
    """

    def __init__(self, characters: Sequence[str], at_hand: Collection[str] = ()) -> None:
        self.characters = tuple(dict.fromkeys(characters))
        scripts = dict.fromkeys(fonts.script_of(character).name for character in self.characters)
        shown = ", ".join(f"{each} (U+{ord(each[0]):04X})" for each in self.characters[:8])
        super().__init__(
            f"No font here can print {shown}: {', '.join(scripts)}.",
            fonts.advice(self.characters, at_hand),
        )


class _Reach(Enum):
    """How far fonts are looked for; each holds those before it."""

    EMBEDDED = auto()
    PACKAGES = auto()
    SYSTEM = auto()


@dataclass(frozen=True, slots=True)
class _Page:
    """What was set, and what sets it again in another form."""

    pdf: bytes
    compiler: Compiler
    source: bytes


def write(letter: Letter, page: Callable[[str], Path]) -> bytes:
    """A4; the letter's date is the file's time, so that the same letter gives the same bytes.

    Raises `Unprintable` rather than drop a character that no font has.
    """
    return _page(page(f"{letter.page}.typ"), [_data(letter)], day=letter.day).pdf


def many(letters: Sequence[Letter], page: Callable[[str], Path]) -> bytes:
    """For a print shop: letters of one kind of page, each on pages of its own; PDF/A-2u, untagged.

    The file's keywords are the pages at which they begin. Setting them together takes a fraction of the time. Raises
    `Unprintable` when that is one of them.
    """
    first = letters[0]
    return _page(page(f"{first.page}.typ"), [_data(each) for each in letters], day=first.day, sheaf=True).pdf


def picture(file: Path, data: Mapping[str, Json], *, day: date) -> bytes:
    """A page as PNG, a dot a point; raises `Unprintable`, which a picture alone would not."""
    page = _page(file, [data], day=day)
    made = page.compiler.compile(input=page.source, format="png", ppi=72)
    assert isinstance(made, bytes)  # noqa: S101 - a list comes for several pages only
    return made


def coverage() -> tuple[Coverage, ...]:
    """For each script, the font here that prints it or what to install; this reads all the fonts there are."""
    return tuple(_covered(script) for script in fonts.SCRIPTS)


def at_hand(families: Sequence[str]) -> None:
    """Raises `Unknown` for a family of the business's own that is nowhere here; this may read all fonts there are."""
    _reach_of(tuple(families))


def _covered(script: Script) -> Coverage:
    for reach in _Reach:
        there = _families(reach)
        for family in fonts.EMBEDDED if reach is _Reach.EMBEDDED else script.families:
            if family in there and _has(script.example, family, reach):
                return Coverage(script.name, script.example, family, "")
    return Coverage(script.name, script.example, "", fonts.install([script], _families(_Reach.SYSTEM)))


def _has(text: str, family: str, reach: _Reach) -> bool:
    from typst import Compiler, TypstError

    source = f'#set document(title: "-")\n#set text(font: "{family}", fallback: false)\n{text}'
    try:
        Compiler(source.encode(), font_paths=_fonts(reach)).compile(format="pdf", pdf_standards=["a-2a", "ua-1"])
    except TypstError:
        return False
    return True


def _page(file: Path, data: Sequence[Mapping[str, Json]], *, day: date, sheaf: bool = False) -> _Page:
    """With the embedded fonts alone, if they do: a font is looked for only when one is missed, and ours come first.

    A page of the business's own may name a font of this machine, and so may the text of its logo and its settings.
    """
    from typst import TypstError

    nearest = max((_nearest(each) for each in data), key=lambda reach: reach.value)
    # Where the first reach is not the first of all, it is tried again with the families that the text needs.
    again = () if nearest is _Reach.EMBEDDED else (nearest,)
    reaches = (*again, *(reach for reach in _Reach if reach.value >= nearest.value))
    page: _Page | None = None
    refused: list[str] = []
    missed: list[str] = []
    for reach in reaches:
        compiler = _compiler(file.parent, reach)
        source = _source(file, data, refused, reach, sheaf=sheaf)
        try:
            page, contented = _compiled(compiler, source, day=day, sheaf=sheaf)
        except TypstError as fault:
            missed = _glyphless(fault.diagnostic)
            if not missed:
                raise RecoverError("The page cannot be set.", fault.message) from fault
            refused += missed
            continue
        if contented:
            break
    if page is None:
        raise Unprintable(missed, _families(_Reach.SYSTEM))
    return page


def _nearest(data: Mapping[str, Json]) -> _Reach:
    return _Reach.SYSTEM if "<text" in str(data.get("logo", "")) else _reach_of(data.get("face", ()))


def _reach_of(face: object) -> _Reach:
    """The nearest reach in which every one of these families is; raises `Unknown` for one that is nowhere."""
    wanted = [str(family) for family in face] if isinstance(face, list | tuple) else []
    for reach in _Reach:
        there = {family.casefold() for family in _families(reach)} if wanted else set()
        missing = [family for family in wanted if family.casefold() not in there]
        if not missing:
            return reach
    raise fonts.Unknown(missing[0], _families(_Reach.SYSTEM))


def _glyphless(diagnostic: str) -> list[str]:
    texts = [_UNESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in _NO_GLYPH.findall(diagnostic)]
    return fonts.visible(texts)


def _compiled(compiler: Compiler, source: bytes, *, day: date, sheaf: bool) -> tuple[_Page, bool]:
    """The page, and whether every font that it names is there."""
    made, warnings = compiler.compile_with_warnings(
        input=source,
        format="pdf",
        pdf_standards=["a-2u"] if sheaf else ["a-2a", "ua-1"],
        pdf_tags=not sheaf,
        timestamp=datetime.combine(day, time(), UTC),
    )
    assert isinstance(made, bytes)  # noqa: S101 - a list comes for pictures only
    return _Page(made, compiler, source), not any(w.message.startswith("unknown font family") for w in warnings)


def _source(
    file: Path, data: Sequence[Mapping[str, Json]], refused: Sequence[str], reach: _Reach, *, sheaf: bool
) -> bytes:
    """The page called with its data, or once for each letter of a sheaf.

    They come in as one string that Typst reads as JSON, so nothing in them is markup. As an input of the system they
    would cost twice the time: whatever Typst remembers of the last letter is forgotten when an input changes.
    """
    there = _families(reach) if refused else ()
    lines = [f"#import {_string('/' + file.name)}: paper"]
    if sheaf:
        lines.append(_BEGINS)
    for each in data:
        chosen = fonts.families(refused, language=str(each.get("reader", "")), at_hand=there)
        written = json.dumps({**each, "fonts": list(chosen)}, ensure_ascii=False)
        mixed = "true" if fonts.BACKWARDS.search(written) else "false"
        written = f'{{"mixed": {mixed}, {written[1:]}'
        begun, ended = _AROUND if sheaf else ("", "")
        lines.append(f"{begun}#paper(json(bytes({_string(written)}))){ended}")
    return "\n".join(lines).encode()


def _string(text: str) -> str:
    """A string of Typst, in which only these two signs mean anything."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@lru_cache(maxsize=16)
def _compiler(folder: Path, reach: _Reach) -> Compiler:
    """May read beside its page only."""
    from typst import Compiler

    return Compiler(root=folder, font_paths=_fonts(reach))


@cache
def _fonts(reach: _Reach) -> Fonts:
    """Read once: a font that is installed meanwhile is for the next run."""
    from typst import Fonts

    folders = [] if reach is _Reach.EMBEDDED else [str(folder) for folder in fonts.folders()]
    return Fonts(include_system_fonts=reach is _Reach.SYSTEM, font_paths=folders)


@cache
def _families(reach: _Reach) -> frozenset[str]:
    return frozenset(_fonts(reach).families())


def _data(letter: Letter) -> dict[str, Json]:
    return {
        "title": letter.title,
        "author": letter.author,
        "language": letter.language.partition("-")[0],
        "reader": _reader(letter),
        "region": letter.country,
        "accent": letter.accent,
        "face": list(letter.fonts),
        "marks": list(letter.marks),
        "signed": letter.signed,
        "qr": qr.svg(letter.qr) if letter.qr else "",
        "qr-text": letter.qr,
        "logo": logo.svg(letter.logo) if letter.logo else "",
        "blocks": blocks(letter.blocks),
    }


def _reader(letter: Letter) -> str:
    """The customer's own language, which may be another than the letter's."""
    said = next((value for _, value in look_up(letter.facts, "customer.language")), None)
    return said if isinstance(said, str) else ""
