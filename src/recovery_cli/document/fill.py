"""Values into text nodes: written out by their kind, cleaned, and never read as anything again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias, assert_never
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

Spans: TypeAlias = tuple[Span, ...]

_INDEX = re.compile(r"\[\d+\]")
_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\".]+")
_WEB = re.compile(r"(?:https?://)?[^\s/@:<>\"]+\.[^\s/@:<>\".]+(?::\d+)?(?:/[^\s<>\"]*)?", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d\s().\-/]{5,}")


@dataclass(frozen=True, slots=True)
class Locale:
    """Whose customs the values are written by; `country` is the business's."""

    language: str
    country: str


def fill(
    blocks: Sequence[Block], values: Sequence[Value], *, locale: Locale, kinds: Mapping[str, str]
) -> tuple[Block, ...]:
    """Put `values` in place of their placeholders; `kinds` maps a path to its type (email, phone, url …)."""

    def show(match: str) -> Spans:
        value = values[ord(match) - FIRST]
        return _shown(value.value, kinds.get(_INDEX.sub("[]", value.path), ""), locale)

    return _Filler(show).blocks(blocks)


def written(value: object, locale: Locale) -> str:
    """A value as its language writes it, cleaned."""
    return clean(_written(value, locale))


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


class _Filler:
    """One pass over the blocks of a skeleton."""

    def __init__(self, show: Callable[[str], Spans]) -> None:
        self._show = show

    def blocks(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        match block:
            case Heading():
                return Heading(block.level, self._spans(block.spans))
            case Paragraph():
                return Paragraph(self._spans(block.spans))
            case Bullets():
                return Bullets(tuple(self.blocks(item) for item in block.items))
            case Numbered():
                return Numbered(block.start, tuple(self.blocks(item) for item in block.items))
            case Facts():
                return Facts(tuple(self._row(row) for row in block.rows))
            case Section():
                return Section(block.name, self.blocks(block.blocks))
            case _:
                assert_never(block)

    def _row(self, row: Fact) -> Fact:
        return Fact(self._spans(row.label), tuple(map(self._spans, row.values)))

    def _spans(self, spans: Spans) -> Spans:
        return tuple(filled for span in spans for filled in self._span(span))

    def _span(self, span: Span) -> Spans:
        match span:
            case Text():
                return self._text(span.text)
            case Code():
                return (Code(PLACEHOLDER.sub(lambda match: self._plain(match[0]), span.text)),)
            case Break():
                return (span,)
            case Strong():
                return (Strong(self._spans(span.spans)),)
            case Emphasis():
                return (Emphasis(self._spans(span.spans)),)
            case Link():
                return (Link(span.target, _unlinked(self._spans(span.spans))),)
            case _:
                assert_never(span)

    def _text(self, text: str) -> Spans:
        spans: list[Span] = []
        end = 0
        for match in PLACEHOLDER.finditer(text):
            if match.start() > end:
                spans.append(Text(text[end : match.start()]))
            spans += self._show(match[0])
            end = match.end()
        if end < len(text):
            spans.append(Text(text[end:]))
        return tuple(spans)

    def _plain(self, placeholder: str) -> str:
        return plain(self._show(placeholder))
