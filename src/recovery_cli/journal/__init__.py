"""The journal: append-only streams of events, persons kept apart, and the rows that show them."""

from __future__ import annotations

from recovery_cli.journal.address import MEMORY, file_of, on_server
from recovery_cli.journal.ledger import Erasure, Ledger, Trail
from recovery_cli.journal.memory import MemoryJournal
from recovery_cli.journal.verify import Fault, verify
from recovery_cli.ports import Projector


def open_journal(url: str, projector: Projector) -> Ledger:
    """The journal at `url` (`memory:`, a path, `sqlite:///` and a path, PostgreSQL), made when it is not there yet.

    Raises RecoverError when it cannot be opened. SQLAlchemy is loaded only when a database is.
    """
    if url == MEMORY:
        return MemoryJournal(projector)
    if not on_server(url):
        file_of(url)
    from recovery_cli.journal.sql import SqlJournal

    return SqlJournal(url, projector)


__all__ = ["Erasure", "Fault", "Ledger", "MemoryJournal", "Trail", "open_journal", "verify"]
