"""A filled document on its way to a format, and the marks that it may carry."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from recovery_cli.document.blocks import Block, Section
from recovery_cli.document.clean import clean
from recovery_cli.i18n import fallback
from recovery_cli.letters.model import Template

INK = "#1a1a1a"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

COPY, SPECIMEN, REVIEW = "copy", "specimen", "review"
_MARKS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        COPY: {"en": "COPY", "es": "COPIA", "it": "COPIA"},
        REVIEW: {"en": "FOR REVIEW", "es": "PARA REVISAR", "it": "DA RIVEDERE"},
        SPECIMEN: {
            "en": "SPECIMEN: run `recover init` to put your business here",
            "es": "SPECIMEN: ejecute `recover init` para poner aquí su negocio",
            "it": "SPECIMEN: esegua `recover init` per mettere qui la sua attività",
        },
    }
)


@dataclass(frozen=True, slots=True)
class Logo:
    """The picture that the business names; `path` is None when there is no such file below the workspace."""

    name: str
    path: Path | None


@dataclass(frozen=True, slots=True)
class Mail:
    """Who writes to whom, as far as it is known."""

    sender: str
    to: str
    name: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What a format writes. `accent` is `#rrggbb`; `signed` is False where no signature may stand.

    `qr` is what a scanner reads from a note, empty where there is none; `facts` are what it was filled from;
    `fonts` are the families that the business wants before those of the page.
    """

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
    template: Template
    facts: Mapping[str, object]
    mail: Mail
    qr: str = ""
    logo: Logo | None = None
    fonts: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[Block, ...]:
        """The blocks without the signature where none may stand."""
        if self.signed:
            return self.blocks
        return tuple(b for b in self.blocks if not (isinstance(b, Section) and b.name == "signature"))


def accent(colour: object) -> str:
    """The business's colour where it is one, else ink: nothing else may reach a style sheet."""
    return colour if isinstance(colour, str) and _COLOUR.fullmatch(colour) else INK


def marks(wanted: Sequence[str], language: str) -> tuple[str, ...]:
    """`copy`, `review` and `specimen` in the letter's language; any other mark as it is."""
    return tuple(_mark(mark, language) for mark in wanted)


def _mark(mark: str, language: str) -> str:
    texts = _MARKS.get(mark.lower())
    return texts[fallback(language, texts)] if texts else " ".join(clean(mark).split())


def signed(wanted: Sequence[str]) -> bool:
    """A specimen promises nothing, so nobody signs it."""
    return not any(mark.lower().startswith(SPECIMEN) for mark in wanted)
