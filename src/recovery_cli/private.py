"""A person's words or name: kept apart from what happened, so that it can be erased."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Private:
    """`value` is None once it was erased; the journal keeps it in `person`, never in an event."""

    value: str | None

    def __str__(self) -> str:
        return "" if self.value is None else self.value
