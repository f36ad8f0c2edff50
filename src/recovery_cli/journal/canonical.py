"""The one text of a value, so that a hash of it means the same on every machine and database."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from recovery_cli.errors import RecoverError

_WRITTEN = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def canonical(value: object) -> str:
    """JSON with sorted keys, no spaces and only the escapes it must have."""
    return _WRITTEN.encode(value)


class HalfCharacter(RecoverError, ValueError):
    """What was typed in another encoding, or cut off by another program."""

    def __init__(self) -> None:
        super().__init__(
            "What is to be kept is not UTF-8: it holds half a character (a lone surrogate).",
            "Type the same again in a terminal that speaks UTF-8.",
        )


def sound(text: str) -> str:
    """`text` as a plain str; raises `HalfCharacter` on a lone surrogate, which no file can hold as UTF-8."""
    try:
        if not text.isascii():
            text.encode()
    except UnicodeEncodeError as fault:
        raise HalfCharacter from fault
    return str.__str__(text)


def bare(text: str) -> str:
    """A name that stands in a column of its own; raises ValueError on what a text column cannot hold."""
    if "\0" in text:
        raise ValueError("a NUL character in a name")
    return sound(text)


def instant(at: datetime) -> str:
    """`2026-03-01T09:30:00.000000Z`; raises ValueError on a time without a zone."""
    if at.tzinfo is not UTC and at.utcoffset() is None:
        raise ValueError("the journal takes only times with a zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def moment(text: str) -> datetime:
    """The time that `instant` wrote, in UTC; raises ValueError on anything else."""
    at = datetime.fromisoformat(text)
    if instant(at) != text:
        raise ValueError(f"{text!r} is not a time of the journal")
    return at
