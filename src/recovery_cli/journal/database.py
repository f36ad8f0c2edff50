"""What a database gives the journal: transactions of three kinds, and a way to forget for good."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from recovery_cli.journal.address import file_of, on_server
from recovery_cli.journal.prepared import Line


class Database(Protocol):
    """Each transaction commits at the end of its block, and rolls back when the block raises.

    All raise RecoverError for what a disk, a line or a neighbour can do; our own faults come through.
    """

    where: str
    """The place as a message may name it: without a password."""

    beyond: str
    """Where copies of erased words may lie that `scour` cannot reach; empty when there is no such place."""

    def reading(self) -> AbstractContextManager[Line]:
        """One unchanging view of the tables."""

    def writing(self) -> AbstractContextManager[Line]:
        """For appending, by our own statements: what others write to the same streams meanwhile becomes a conflict."""

    def alone(self) -> AbstractContextManager[Line]:
        """No other writer is at work, and what they wrote before is seen."""

    def scour(self) -> bool:
        """Leaves no byte of deleted rows in the tables; False when it could not yet."""

    def close(self) -> None: ...


def open_database(url: str, *, patience: float) -> Database:
    """`patience` in seconds is how long it waits for another writer; raises RecoverError on a wrong address."""
    if on_server(url):
        from recovery_cli.journal.postgres import PostgresDatabase

        return PostgresDatabase(url, patience=patience)
    from recovery_cli.journal.sqlite import SqliteDatabase

    return SqliteDatabase(file_of(url), patience=patience)
