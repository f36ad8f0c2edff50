"""Every filter and test that a template may use; none of them gives Markup or reaches into a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from jinja2 import Undefined

from recovery_cli.money import Money
from recovery_cli.sandbox.values import Row, Spelled, TemplateFault, blank

PRINTED, COUNTED = " printed", " counted"
"""Filters that the environment puts in by itself: no template can spell these names."""


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()
    raise TemplateFault("only text can be changed by this filter")


def items(value: object) -> Row | tuple[object, ...]:
    if isinstance(value, Row | tuple | list):
        return value if isinstance(value, Row) else tuple(value)
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()
    raise TemplateFault("only a list can be gone through")


def _default(value: object, other: object) -> object:
    return other if isinstance(value, Undefined) or blank(value) else value


def _join(value: object, between: str = ", ") -> str:
    return _text(between).join(_text(item) for item in items(value))


def _sentence(value: object) -> str:
    """A sentence stands by itself: it begins with a capital and ends with a stop."""
    text = _capital(value).rstrip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _bare(value: object) -> str:
    """A sentence inside another one has no stop of its own."""
    return _text(value).rstrip().removesuffix(".")


def _capital(value: object) -> str:
    text = _text(value)
    return text[:1].upper() + text[1:]


def _spell(how: str, kind: type[date | Money]) -> Callable[[object], Spelled]:
    def spelled(value: object) -> Spelled:
        if isinstance(value, Undefined):
            value._fail_with_undefined_error()
        if not isinstance(value, kind):
            raise TemplateFault(f"this is nothing to write as {how.replace('_', ' ')}")
        return Spelled(value, how)

    return spelled


def _ending(value: object, end: str) -> bool:
    """Whether `value` is one word that ends in `end`: some languages need it for their articles."""
    return _text(value).endswith(end) and len(value.split()) == 1 if isinstance(value, str) else False


FILTERS: Mapping[str, Callable[..., object]] = {
    "default": _default,
    "length": lambda value: len(items(value)),
    "join": _join,
    "lower": lambda value: _text(value).lower(),
    "upper": lambda value: _text(value).upper(),
    "capital": _capital,
    "sentence": _sentence,
    "bare": _bare,
    "date": _spell("date", date),
    "time": _spell("time", date),
    "day_month": _spell("day_month", date),
    "in_words": _spell("in_words", Money),
}
TESTS: Mapping[str, Callable[..., bool]] = {
    "defined": lambda value: not isinstance(value, Undefined),
    "given": lambda value: not isinstance(value, Undefined) and not blank(value),
    "none": lambda value: value is None,
    "true": lambda value: value is True,
    "false": lambda value: value is False,
    "ending": _ending,
}
