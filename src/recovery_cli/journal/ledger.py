"""What each plug of the journal gives beyond the walk's needs: to look after the record itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from recovery_cli.journal.chain import Head, Stored
from recovery_cli.journal.sealed import Person
from recovery_cli.ports import Journal

Erasure: TypeAlias = Literal["done", "pending"]
"""`pending`: the journal gives it no more, yet bytes of it lie in a file until `settle` says `done`."""


@dataclass(frozen=True, slots=True)
class Trail:
    """One stream as it lies in the tables, for whoever checks it; `head` is None when its row is gone."""

    stream: str
    events: tuple[Stored, ...]
    head: Head | None
    persons: tuple[Person, ...]


class Ledger(Journal, Protocol):
    """A journal that can be erased from, checked and rebuilt."""

    def erase(self, stream: str) -> Erasure:
        """Forget every person of the stream for good; its events and their chain stay whole."""

    def settle(self) -> Erasure:
        """Finish erasures that were pending; `done` too when there is none."""

    def beyond(self) -> str:
        """Where copies of what was erased may still lie that no program here can reach; empty when nowhere."""

    def rebuild(self) -> None:
        """Make the projection tables again from the events."""

    def trails(self) -> Iterator[Trail]:
        """Every stream in the order of its name, one at a time."""
