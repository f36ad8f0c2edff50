"""An older journal brought to the shape that this build knows; the one place that imports Alembic."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

from alembic.migration import MigrationContext
from alembic.operations import Operations

from recovery_cli.journal import projected, schema, tables
from recovery_cli.journal.address import file_of, on_server
from recovery_cli.journal.database import open_database
from recovery_cli.journal.prepared import Line
from recovery_cli.journal.upgrade.steps import STEPS
from recovery_cli.ports import Projector


@dataclass(frozen=True, slots=True)
class Upgraded:
    """`before` is None where there is no journal yet; `streams` were read again for the rows that show them."""

    where: str
    before: int | None
    after: int
    streams: int = 0


def upgrade(url: str, projector: Projector, *, patience: float = 60.0) -> Upgraded:
    """All steps in one transaction, alone: of two at once the second finds nothing left to do.

    Raises RecoverError on a journal of a newer build, on somebody else's database, and where `open_journal` would;
    then nothing was changed.
    """
    if not on_server(url) and not file_of(url).exists():
        return Upgraded(str(file_of(url)), None, tables.SCHEMA)
    with closing(open_database(url, patience=patience)) as database, database.alone() as line:
        before = schema.found(line.connection, where=database.where)
        if before is None or before == tables.SCHEMA:
            return Upgraded(database.where, before, tables.SCHEMA)
        if before > tables.SCHEMA or before not in STEPS:
            schema.check(before, where=database.where)
        streams = _climb(line, before, projector=projector)
        return Upgraded(database.where, before, tables.SCHEMA, streams)


def _climb(line: Line, shape: int, *, projector: Projector) -> int:
    operations = Operations(MigrationContext.configure(line.connection))
    while shape < tables.SCHEMA:
        STEPS[shape](operations)
        shape += 1
    schema.reshape(line.connection, shape)
    # Rows are only what events show: no step needs to carry them over.
    return projected.rebuild(line, projector)


__all__ = ["Upgraded", "upgrade"]
