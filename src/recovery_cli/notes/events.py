"""What happens to a guarantee note, on its own stream `note:<number>`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from recovery_cli.money import Money
from recovery_cli.private import Private

Content: TypeAlias = "Mapping[str, Content] | tuple[Content, ...] | str | int | bool | Private | Money | date | None"
"""What a paper says, as plain values: mappings, lists, texts, money and dates (datetimes are local to the business)."""


@dataclass(frozen=True, slots=True)
class NoteNumbered:
    """On the stream `register:<site>-<year>`: the stream's version is the sequential number."""

    number: str
    incident: str


@dataclass(frozen=True, slots=True)
class NoteIssued:
    """The promise, whole: every later paper is a rendering of `content`."""

    number: str
    code: str
    incident: str
    cap: Money
    clean_by: date
    claim_by: date
    signer: str
    role: str
    language: str
    content: Mapping[str, Content]


@dataclass(frozen=True, slots=True)
class NotePrinted:
    """`copy` counts from 1, the original; every later one is marked. `file` and its sha256, where it is a file."""

    copy: int
    format: str
    file: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class NoteVoided:
    reason: Literal["reissued", "withdrawn"]
    successor: str


NoteEvent: TypeAlias = NoteNumbered | NoteIssued | NotePrinted | NoteVoided
