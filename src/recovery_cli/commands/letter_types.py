"""One value for a letter, read as its field wants it: nothing is guessed, and every refusal shows how it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from zoneinfo import ZoneInfo

from recovery_cli.letters.model import Kind
from recovery_cli.money import Money
from recovery_cli.sandbox import blank

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?", re.ASCII)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+")
_WANTED: Mapping[str, str] = MappingProxyType(
    {
        "money": "an amount with its currency; write it like 80.00 EUR",
        "date": "a date; write it like 2026-11-21",
        "datetime": "a time; write it like 2026-11-21T21:12",
        "number": "a number; write it like 10",
        "email": "a mail address; write it like ana@example.com",
        "phone": "a telephone number; write it like +34 955 000 000",
        "url": "a web address; write it like example.com/notes",
    }
)


_A_PRICE = 4
"""Decimals: a letter also tells what one of many costs, as 0.0345 EUR a minute."""
_HALF = re.compile("[\ud800-\udfff]")


def typed(kind: Kind, given: object, zone: ZoneInfo) -> object:
    """A value as its field wants it, None for a blank one; raises ValueError, which says what was expected."""
    if blank(given):
        return None
    match kind:
        case "flag":
            return _flag(given)
        case "list":
            raise ValueError("a list comes from a file; write it there and give it with --data FILE")
    if isinstance(given, bool) or not isinstance(given, str | int | Decimal):
        raise ValueError(f"{called(given)} is not {_WANTED.get(kind, 'text')}")
    text = str(given).strip() if kind in _WANTED else str(given)
    if not text.isascii() and _HALF.search(text):
        raise ValueError("this is not UTF-8")
    try:
        return _read(kind, text, zone)
    except (ValueError, OverflowError) as fault:  # the second: a moment that its time zone puts before year 1
        raise ValueError(f'"{given}" is not {_WANTED[kind]}') from fault


def _read(kind: Kind, text: str, zone: ZoneInfo) -> object:
    match kind:
        case "money":
            return Money.parse(text, decimals=_A_PRICE)
        case "date":
            return date.fromisoformat(_shaped(_DAY, text))
        case "datetime":
            moment = datetime.fromisoformat(_shaped(_MOMENT, text))
            return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
        case "number":
            number = Decimal(_shaped(_NUMBER, text))
            return int(number) if "." not in text else number
        case "email":
            return _shaped(_MAIL, text)
        case "phone" if not any(sign.isdigit() for sign in text):
            raise ValueError
        case "url" if re.search(r"\s", text):
            raise ValueError
    return text


def _shaped(pattern: re.Pattern[str], text: str) -> str:
    if pattern.fullmatch(text) is None:
        raise ValueError
    return text


def _flag(given: object) -> bool:
    if isinstance(given, bool):
        return given
    if isinstance(given, str) and given.strip() in ("true", "false"):
        return given.strip() == "true"
    raise ValueError("write true or false")


def called(value: object) -> str:
    match value:
        case Mapping():
            return "a group of values"
        case list():
            return "a list"
    return str(value).lower()
