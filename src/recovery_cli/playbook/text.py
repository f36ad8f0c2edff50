"""Texts of content: one string for all languages, or a map of languages; words to say are lists of breaths."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ConfigDict, RootModel, StringConstraints

FALLBACK = ("en", "es", "it")
"""The stated order in which another language stands in for a missing one."""

ANY = "*"
"""The language of a text that is the same in all languages."""

SHORT, LONG = 3, 20
"""The characters of a label, so that what it is the label of stands on the same line."""

_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?|\*")

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _languages(texts: Mapping[str, object]) -> Mapping[str, object]:
    if not texts:
        raise ValueError("a text in at least one language is needed")
    for language in texts:
        if not _LANGUAGE.fullmatch(language):
            raise ValueError(f'"{language}" is not a language; write en, es, it or es-CO')
    return texts


def _as_map(raw: object) -> object:
    return {ANY: raw} if isinstance(raw, str) else raw


def _as_breaths(raw: object) -> object:
    if isinstance(raw, str | list | tuple):
        raw = {ANY: raw}
    if not isinstance(raw, dict):
        return raw
    return {language: (said,) if isinstance(said, str) else said for language, said in raw.items()}


def pick(language: str, there: Mapping[str, object]) -> str:
    """The language that stands in for `language`: itself, its base, the language of all, then `FALLBACK`."""
    for wanted in (language, language.partition("-")[0], ANY, *FALLBACK):
        if wanted in there:
            return wanted
    return next(iter(there))


class Text(RootModel[Annotated[dict[str, Line], BeforeValidator(_as_map), AfterValidator(_languages)]]):
    """One text in its languages."""

    model_config = ConfigDict(frozen=True)

    def __getitem__(self, language: str) -> str:
        return self.root[pick(language, self.root)]

    def __iter__(self) -> Iterator[str]:  # type: ignore[override]  # iterates languages, like the mapping it is
        return iter(self.root)

    def speaks(self, language: str) -> bool:
        """Whether it is there in `language`, with none that stands in for it."""
        return pick(language, self.root) in (language, language.partition("-")[0], ANY)


def _short(text: Text) -> Text:
    for label in text.root.values():
        if not SHORT <= len(label) <= LONG or "?" in label:
            raise ValueError(f'"{label}" is no label: {SHORT} to {LONG} characters, and no question')
    return text


Label = Annotated[Text, AfterValidator(_short)]
"""What something is called where a line has little room: "Garment"."""


class Breaths(
    RootModel[Annotated[dict[str, tuple[Line, ...]], BeforeValidator(_as_breaths), AfterValidator(_languages)]]
):
    """Words to say: for each language the breaths, one line each."""

    model_config = ConfigDict(frozen=True)

    def __getitem__(self, language: str) -> tuple[str, ...]:
        return self.root[pick(language, self.root)]

    def __iter__(self) -> Iterator[str]:  # type: ignore[override]  # iterates languages, like the mapping it is
        return iter(self.root)


class Wording(RootModel[tuple[Breaths, ...]]):
    """The wordings of one moment, best first; the first one whose facts are all known is said."""

    model_config = ConfigDict(frozen=True)


def _as_wordings(raw: object) -> object:
    return raw if isinstance(raw, list | tuple) and raw and not isinstance(raw[0], str) else [raw]


Words = Annotated[Wording, BeforeValidator(_as_wordings)]
