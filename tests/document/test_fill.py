"""Values are written out by their kind and language, and linked only after filling."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from recovery_cli.document.blocks import Break, Link, Paragraph, Span, Text
from recovery_cli.document.fill import Locale, fill
from recovery_cli.document.prepare import prepare
from recovery_cli.money import Money

AT = datetime(2026, 11, 21, 21, 13, tzinfo=UTC)


def spans(source: str, value: Any, *, language: str = "es", kind: str = "") -> tuple[Span, ...]:
    blocks, values = prepare(source, path="x.md").skeleton({"a": {"b": value}})
    (block,) = fill(blocks, values, locale=Locale(language, "ES"), kinds={"a.b": kind})
    assert isinstance(block, Paragraph)
    return block.spans


@pytest.mark.parametrize(
    ("expression", "value", "text"),
    [
        ("a.b", date(2026, 11, 21), "21 de noviembre de 2026"),
        ("a.b", AT, "21 de noviembre de 2026, 21:13"),
        ("a.b | date", AT, "21 de noviembre de 2026"),
        ("a.b | time", AT, "21:13"),
        ("a.b | day_month", date(2026, 12, 5), "5 dic"),
        ("a.b | in_words", Money(Decimal(80), "EUR"), "ochenta euros"),
        ("a.b", 10, "10"),
        ("a.b", Decimal("1E+3"), "1000"),
        ("a.b", "x", "x"),
    ],
)
def test_values_are_written_by_their_kind(expression: str, value: object, text: str) -> None:
    assert spans(f"{{{{ {expression} }}}}", value) == (Text(text),)


def test_a_sum_is_never_broken_over_two_lines() -> None:
    assert spans("{{ a.b }}", Money(Decimal(80), "EUR")) == (Text("80,00 €", whole=True),)


@pytest.mark.parametrize(
    ("kind", "value", "target"),
    [
        ("email", "hola@asador.example", "mailto:hola@asador.example"),
        ("phone", "+34 955 000 000", "tel:+34955000000"),
        ("url", "asador.example", "https://asador.example"),
        ("url", "https://asador.example/n?a=1", "https://asador.example/n?a=1"),
    ],
)
def test_addresses_are_linked_after_filling(kind: str, value: str, target: str) -> None:
    (link,) = spans("{{ a.b }}", value, kind=kind)
    assert link == Link(target, (Text(value, whole=kind == "phone"),))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("email", "not an address"),
        ("email", "a@b.example, c@d.example"),
        ("phone", "call Ana"),
        ("url", "javascript:alert(1)"),
        ("url", "https://a.example@evil.example"),
        ("url", "data:text/html,x"),
        ("url", "two words.example"),
        ("text", "https://a.example"),
        ("", "a@b.example"),
    ],
)
def test_what_is_no_address_stays_text(kind: str, value: str) -> None:
    assert not any(isinstance(span, Link) for span in spans("{{ a.b }}", value, kind=kind))


def test_a_link_holds_no_link() -> None:
    (link,) = spans("[write to {{ a.b }}](https://x.example)", "a@b.example", kind="email")
    assert link == Link("https://x.example", (Text("write to "), Text("a@b.example")))


def test_lines_of_a_value_are_lines() -> None:
    assert spans("{{ a.b }}", "Calle 1\r\n41010 Sevilla") == (Text("Calle 1"), Break(), Text("41010 Sevilla"))


def test_an_item_of_a_list_has_the_type_of_its_field() -> None:
    blocks, values = prepare("{% for r in rows %}{{ r.at }}{% endfor %}", path="x.md").skeleton(
        {"rows": [{"at": "a@b.example"}]}
    )
    (block,) = fill(blocks, values, locale=Locale("en", "GB"), kinds={"rows[].at": "email"})
    assert block == Paragraph((Link("mailto:a@b.example", (Text("a@b.example"),)),))
