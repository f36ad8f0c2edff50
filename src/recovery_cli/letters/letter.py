"""A filled document on its way to a format, and the marks that it may carry."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from recovery_cli.document.blocks import Block
from recovery_cli.document.clean import clean
from recovery_cli.i18n import fallback

INK = "#1a1a1a"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

COPY, SPECIMEN = "copy", "specimen"
_MARKS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        COPY: {"en": "COPY", "es": "COPIA", "it": "COPIA"},
        SPECIMEN: {
            "en": "SPECIMEN: run `recover init` to put your business here",
            "es": "SPECIMEN: ejecute `recover init` para poner aquí su negocio",
            "it": "SPECIMEN: esegua `recover init` per mettere qui la sua attività",
        },
    }
)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a format writes. `accent` is `#rrggbb`; `signed` is False where no signature may stand."""

    title: str
    author: str
    language: str
    country: str
    page: str
    accent: str
    day: date
    marks: tuple[str, ...]
    signed: bool
    blocks: tuple[Block, ...]


def accent(colour: object) -> str:
    """The business's colour where it is one, else ink: nothing else may reach a style sheet."""
    return colour if isinstance(colour, str) and _COLOUR.fullmatch(colour) else INK


def marks(wanted: Sequence[str], language: str) -> tuple[str, ...]:
    """`copy` and `specimen` in the letter's language; any other mark as it is."""
    return tuple(_mark(mark, language) for mark in wanted)


def _mark(mark: str, language: str) -> str:
    texts = _MARKS.get(mark.lower())
    return texts[fallback(language, texts)] if texts else " ".join(clean(mark).split())


def signed(wanted: Sequence[str]) -> bool:
    """A specimen promises nothing, so nobody signs it."""
    return not any(mark.lower().startswith(SPECIMEN) for mark in wanted)
