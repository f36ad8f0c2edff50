"""Values into text nodes: written out by their kind, cleaned, and never read as anything again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, TypeAlias, TypeVar, assert_never
from urllib.parse import quote

from recovery_cli import i18n
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
    plain,
)
from recovery_cli.document.clean import clean
from recovery_cli.document.markdown import FIRST, PLACEHOLDER
from recovery_cli.document.prepare import Value
from recovery_cli.money import Money
from recovery_cli.sandbox import Spelled

_T = TypeVar("_T")
Spans: TypeAlias = tuple[Span, ...]
Make: TypeAlias = Callable[[Sequence[Value]], _T]
_PIECES = re.compile(f"({PLACEHOLDER.pattern})")

_INDEX = re.compile(r"\[\d+\]")
_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\".]+")
_WEB = re.compile(r"(?:https?://)?[^\s/@:<>\"]+\.[^\s/@:<>\".]+(?::\d+)?(?:/[^\s<>\"]*)?", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d\s().\-/]{5,}")


_LINKED = frozenset({"email", "phone", "url"})


@dataclass(frozen=True, slots=True)
class Locale:
    """Whose customs the values are written by; `country` is the business's."""

    language: str
    country: str


def fill(
    blocks: Sequence[Block], values: Sequence[Value], *, locale: Locale, kinds: Mapping[str, str]
) -> tuple[Block, ...]:
    """Put `values` in place of their placeholders; `kinds` maps a path to its type (email, phone, url …)."""
    return tuple(filling(block, locale=locale, kinds=kinds).make(values) for block in blocks)


class Filling(NamedTuple):
    """A block of a skeleton made ready to be filled any number of times; `uses` are the values that stand in it."""

    uses: tuple[int, ...]
    make: Callable[[Sequence[Value]], Block]


def filling(block: Block, *, locale: Locale, kinds: Mapping[str, str]) -> Filling:
    """Reads `block` once; what it makes takes all values of a letter."""
    reader = _Reader(locale, kinds)
    make = reader.block(block)
    return Filling(tuple(reader.uses), make)


def written(value: object, locale: Locale) -> str:
    """A value as its language writes it, cleaned."""
    return clean(value if type(value) is str else _written(value, locale))


def _written(value: object, locale: Locale) -> str:
    how = {"language": locale.language, "country": locale.country}
    match value:
        case str():
            return str(value)
        case Spelled(value=Money() as money, how="in_words"):
            return i18n.amount_in_words(money, language=locale.language)
        case Spelled(value=datetime() as moment, how="time"):
            return i18n.format_time(moment, **how)
        case Spelled(value=date() as day, how="day_month"):
            return i18n.format_day_month(day, **how)
        case Spelled(value=date() as day):
            return _day(day.toordinal(), locale)
        case Money():
            return _sum(str(value.amount), value.currency, locale)
        case datetime():
            return i18n.format_datetime(value, **how)
        case date():
            return _day(value.toordinal(), locale)
        case Decimal():
            return f"{value:f}"
    return str(value)


# What stands in every letter of a batch is written out once. The keys are exact: sums that are equal, such as 0 and -0,
# are not always written alike.
@lru_cache(maxsize=4096)
def _sum(amount: str, currency: str, locale: Locale) -> str:
    return i18n.format_money(Money(Decimal(amount), currency), language=locale.language, country=locale.country)


@lru_cache(maxsize=4096)
def _day(ordinal: int, locale: Locale) -> str:
    return i18n.format_date(date.fromordinal(ordinal), language=locale.language, country=locale.country)


def _shown(value: object, kind: str, locale: Locale) -> Spans:
    if kind not in _LINKED and type(value) is str and "\n" not in (text := clean(value)):
        return (Text(text),)
    return _spans(written(value, locale), kind, whole=isinstance(value, Money) or kind == "phone")


@lru_cache(maxsize=4096)
def _spans(text: str, kind: str, *, whole: bool) -> Spans:
    lines = text.split("\n")
    spans: list[Span] = [Text(lines[0], whole=whole)]
    for line in lines[1:]:
        spans += [Break(), Text(line, whole=whole)]
    target = _target(text, kind)
    return (Link(target, tuple(spans)),) if target else tuple(spans)


def _target(text: str, kind: str) -> str:
    """Where a value of this kind leads; nothing when it is not what it should be."""
    if kind == "email" and _MAIL.fullmatch(text):
        return f"mailto:{quote(text, safe='@+')}"
    if kind == "phone" and _PHONE.fullmatch(text):
        return "tel:" + re.sub(r"[^\d+]", "", text)
    if kind == "url" and _WEB.fullmatch(text):
        return quote(text if "://" in text else f"https://{text}", safe=":/?#[]@!$&'()*+,;=%~")
    return ""


def _unlinked(spans: Spans) -> Spans:
    """A link holds no link: an address that is printed in its words stays words."""
    return tuple(part for span in spans for part in (span.spans if isinstance(span, Link) else (span,)))


class _Reader:
    """One pass over a block of a skeleton, to functions of the values that make the filled block."""

    def __init__(self, locale: Locale, kinds: Mapping[str, str]) -> None:
        self.uses: list[int] = []
        self._locale = locale
        self._kinds = kinds

    def block(self, block: Block) -> Make[Block]:
        match block:
            case Heading(level=level):
                spans = self._spans(block.spans)
                return lambda values: Heading(level, spans(values))
            case Paragraph():
                spans = self._spans(block.spans)
                return lambda values: Paragraph(spans(values))
            case Bullets():
                items = _each([self._blocks(item) for item in block.items])
                return lambda values: Bullets(items(values))
            case Numbered(start=start):
                items = _each([self._blocks(item) for item in block.items])
                return lambda values: Numbered(start, items(values))
            case Facts():
                rows = _each([self._row(row) for row in block.rows])
                return lambda values: Facts(rows(values))
            case Section(name=name):
                inside = self._blocks(block.blocks)
                return lambda values: Section(name, inside(values))
            case _:
                assert_never(block)

    def _blocks(self, blocks: Sequence[Block]) -> Make[tuple[Block, ...]]:
        return _each([self.block(block) for block in blocks])

    def _row(self, row: Fact) -> Make[Fact]:
        label, lines = self._spans(row.label), _each([self._spans(line) for line in row.values])
        return lambda values: Fact(label(values), lines(values))

    def _spans(self, spans: Spans) -> Make[Spans]:
        parts = [part for span in spans for part in self._span(span)]
        if len(parts) == 1:
            return parts[0]
        return lambda values: tuple([span for part in parts for span in part(values)])

    def _span(self, span: Span) -> list[Make[Spans]]:
        match span:
            case Text():
                return self._text(span.text)
            case Code():
                text = self._spans((Text(span.text),))
                return [lambda values: (Code(plain(text(values))),)]
            case Break():
                return [lambda _: (span,)]
            case Strong():
                strong = self._spans(span.spans)
                return [lambda values: (Strong(strong(values)),)]
            case Emphasis():
                stressed = self._spans(span.spans)
                return [lambda values: (Emphasis(stressed(values)),)]
            case Link(target=target):
                linked = self._spans(span.spans)
                return [lambda values: (Link(target, _unlinked(linked(values))),)]
            case _:
                assert_never(span)

    def _text(self, text: str) -> list[Make[Spans]]:
        return [self._piece(piece) for piece in _PIECES.split(text) if piece]

    def _piece(self, piece: str) -> Make[Spans]:
        if not PLACEHOLDER.match(piece):
            same = (Text(piece),)
            return lambda _: same
        at, kinds, locale = ord(piece) - FIRST, self._kinds, self._locale
        self.uses.append(at)

        def shown(values: Sequence[Value]) -> Spans:
            value, path = values[at]
            return _shown(value, kinds.get(_INDEX.sub("[]", path) if "[" in path else path, ""), locale)

        return shown


def _each(parts: list[Make[_T]]) -> Make[tuple[_T, ...]]:
    return lambda values: tuple([part(values) for part in parts])
