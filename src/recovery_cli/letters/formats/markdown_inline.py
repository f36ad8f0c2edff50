"""One paragraph in CommonMark: what could be read as markup is escaped, wherever it came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple, assert_never

from recovery_cli.document.blocks import Break, Code, Emphasis, Link, Span, Strong, Text

_SIGNS = re.compile(r"[\\`*_\[\]<>&~|$#^]")
_STARTS = re.compile(r"(?=[-+=:])|(?<=\d)(?=[.)])")
"""Where a list, a rule, an underline of a heading, a row of a table or a container would begin."""
_NUMBER = re.compile(r"\d+[.)](?:\s|$)")
_BREAK = "\ue001"
"""Stands for a line break until the lines are looked at; values are cleaned of it."""


class Piece(NamedTuple):
    """Finished text, and the sign that would emphasise it."""

    text: str
    sign: str = ""


def inline(spans: Sequence[Span], *, broken: bool = True) -> str:
    """The source of `spans`; a heading has no line breaks, so that they become spaces (`broken` False)."""
    text = _joined(_pieces(spans, emphasised=False))
    if not broken:
        return _line(text.replace(_BREAK, " "))
    return "\\\n".join(map(_line, text.split(_BREAK)))


def _line(text: str) -> str:
    """A line that begins nothing, and whose white space at either end is kept."""
    inner = text.strip()
    if not inner:
        return _spelled(text or " ")
    start = text.index(inner[0])
    left, right = text[:start], text[start + len(inner) :]
    if not left and (inner[0] in "-+=:" or _NUMBER.match(inner)):
        inner = _STARTS.sub("\\\\", inner, count=1)
    return _spelled(left) + inner + _spelled(right)


def _spelled(white: str) -> str:
    return "".join(f"&#{ord(each)};" for each in white)


def _pieces(spans: Iterable[Span], *, emphasised: bool) -> list[Piece]:
    """Code that meets code is one, and plain where it may meet some unseen: its signs would be read as others."""
    found: list[Piece] = []
    code = ""
    for span in (*spans, None):
        if isinstance(span, Code) and emphasised:
            found.append(_piece(Text(span.text), emphasised))
            continue
        if isinstance(span, Code):
            code += span.text
            continue
        if code:
            found.append(Piece(_code(code)))
            code = ""
        if span is not None:
            found.append(_piece(span, emphasised))
    return found


def _piece(span: Text | Break | Strong | Emphasis | Link, emphasised: bool) -> Piece:
    match span:
        case Text(text=text):
            return Piece(_SIGNS.sub(r"\\\g<0>", text.replace("\n", " ")))
        case Break():
            return Piece(_BREAK)
        case Strong(spans=inner):
            return Piece(_joined(_pieces(inner, emphasised=True)), "" if emphasised else "**")
        case Emphasis(spans=inner):
            return Piece(_joined(_pieces(inner, emphasised=True)), "" if emphasised else "*")
        case Link(target=target, spans=inner):
            return Piece(f"[{_joined(_pieces(inner, emphasised=True))}]({_address(target)})")
        case _:
            assert_never(span)


def _address(target: str) -> str:
    """Bare where nothing in it could be read as something else."""
    if re.fullmatch(r"[^\s\\<>&()*_`]+", target):
        return target
    escaped = re.sub(r"[\\<>&]", r"\\\g<0>", target)
    return f"<{escaped}>"


def _code(text: str) -> str:
    """Between more backticks than there are in it; a space at each end, where one would be lost, is doubled."""
    flat = text.replace("\n", " ")
    fence = "`" * (max((len(run) for run in re.findall("`+", flat)), default=0) + 1)
    pad = " " if flat.strip(" ") and (flat[0] in " `" or flat[-1] in " `") else ""
    return f"{fence}{pad}{flat}{pad}{fence}"


def _joined(pieces: Sequence[Piece]) -> str:
    """Emphasis only where its signs are sure to be read as such: rather plain than a star that shows."""
    made = ""
    for at, piece in enumerate(pieces):
        following = pieces[at + 1] if at + 1 < len(pieces) else Piece(" ")
        after = following.sign[:1] or following.text[:1] or " "
        sign = piece.sign if _holds(made[-1:] or " ", piece.text, after) else ""
        if made.endswith("!") and piece.text.startswith("["):
            made = f"{made[:-1]}\\!"  # a link after it would be a picture
        made += f"{sign}{piece.text}{sign}"
    return made


def _holds(before: str, inner: str, after: str) -> bool:
    if not inner or _BREAK in inner or "*" in (before, after, inner[0], inner[-1]):
        return False
    return _opens(before, inner[0]) and _opens(after, inner[-1])


def _opens(outer: str, inner: str) -> bool:
    """Whether a sign between these two belongs to the inner one."""
    if _white(inner):
        return False
    return _white(outer) or not unicodedata.category(inner).startswith(("P", "S")) or _punctuation(outer)


def _white(character: str) -> bool:
    return character.isspace() or character == _BREAK


def _punctuation(character: str) -> bool:
    return unicodedata.category(character).startswith("P")
