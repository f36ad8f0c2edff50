"""The journal in a database: one file of SQLite here; the statements are those PostgreSQL runs too."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import Connection, Table, delete, insert, select

from recovery_cli.journal import rows, schema, sqlite, statements, tables
from recovery_cli.journal.address import file_of
from recovery_cli.journal.canonical import instant
from recovery_cli.journal.chain import ends_at, link
from recovery_cli.journal.ledger import Erasure, Trail
from recovery_cli.journal.sealed import Secret, saying
from recovery_cli.ports import Batch, FollowUpRow, IncidentRow, NoteRow, Projector, Recorded, Row

_TABLE_OF: Mapping[type[Row], Table] = MappingProxyType(
    {
        IncidentRow: tables.incident,
        NoteRow: tables.note,
        FollowUpRow: tables.follow_up,
    }
)


class SqlJournal:
    """Each append is one transaction that takes the write lock as it begins; so none waits half-way.

    `url` is a path or `sqlite:///` and a path. Every method raises RecoverError when disk, file or
    another writer is in the way, and then nothing was written.
    """

    def __init__(
        self,
        url: str,
        projector: Projector,
        *,
        secret: Secret = secrets.token_bytes,
        patience: float = 5.0,
    ) -> None:
        self._path = file_of(url)
        self._projector = projector
        self._secret = secret
        with sqlite.calmly(self._path):
            sqlite.make_file(self._path)
        self._engine = sqlite.open_engine(self._path, patience=patience)
        self._writer = self._engine.execution_options(**{sqlite.WRITING: True})
        try:
            self._begin_schema()
        except BaseException:
            self._engine.dispose()
            raise

    def _begin_schema(self) -> None:
        with sqlite.calmly(self._path), self._engine.connect() as connection:
            number = schema.number(connection)
        if number is None:
            with self._writing() as connection:
                number = schema.create(connection, where=str(self._path))
        schema.check(number, where=str(self._path))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with sqlite.calmly(self._path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with sqlite.calmly(self._path), self._writer.begin() as connection:
            yield connection

    def append(self, batches: Sequence[Batch], *, at: datetime, operator: str) -> None:
        when = instant(at)
        # One order for everybody: two writers of the same streams must not wait for each other.
        ordered = sorted(batches, key=lambda batch: batch.stream)
        with self._writing() as connection:
            for batch in ordered:
                head = statements.head(connection, batch.stream)
                ends_at(head, statements.last(connection, batch.stream))
                new = link(batch, head, at=when, operator=operator, secret=self._secret)
                if new.events:
                    statements.add(connection, batch, new=new)
            for stream in sorted({batch.stream for batch in ordered}):
                self._project(connection, stream)

    def _project(self, connection: Connection, stream: str) -> None:
        for table in tables.PROJECTIONS:
            connection.execute(delete(table).where(table.c.stream == stream))
        told = statements.told(connection, stream)
        shown = self._projector(stream, told) if told else ()
        for place, row in enumerate(shown):
            held = {"stream": stream, "place": place, **rows.columns(row)}
            connection.execute(insert(_TABLE_OF[type(row)]), held)

    def read(self, stream: str) -> tuple[Recorded, ...]:
        with self._reading() as connection:
            return statements.told(connection, stream)

    def version(self, stream: str) -> int:
        with self._reading() as connection:
            return statements.head(connection, stream).version

    def streams(self, prefix: str) -> tuple[str, ...]:
        with self._reading() as connection:
            return statements.streams(connection, prefix)

    def saying(self, matches: Callable[[str], bool]) -> tuple[str, ...]:
        with self._reading() as connection:
            return saying(statements.said(connection), matches)

    def keep(self, digest: str, content: str) -> None:
        with self._reading() as connection:
            if statements.kept(connection, digest) is not None:
                return
        with self._writing() as connection:
            if statements.kept(connection, digest) is None:
                statements.keep(connection, digest, content=content)

    def kept(self, digest: str) -> str:
        with self._reading() as connection:
            content = statements.kept(connection, digest)
        if content is None:
            raise rows.not_kept(digest)
        return content

    def incidents(self) -> tuple[IncidentRow, ...]:
        return rows.newest_first(rows.incident(held) for held in self._shown(tables.incident))

    def notes(self) -> tuple[NoteRow, ...]:
        return rows.as_issued(rows.note(held) for held in self._shown(tables.note))

    def follow_ups(self) -> tuple[FollowUpRow, ...]:
        return rows.soonest_first(rows.follow_up(held) for held in self._shown(tables.follow_up))

    def _shown(self, table: Table) -> list[dict[str, object]]:
        wanted = [column for column in table.c if column.name not in ("stream", "place")]
        with self._reading() as connection:
            return [dict(held) for held in connection.execute(select(*wanted)).mappings()]

    def erase(self, stream: str) -> Erasure:
        with self._writing() as connection:
            statements.forget(connection, stream)
            # What a row shows may have been a person's words too.
            self._project(connection, stream)
            schema.count_erasure(connection)
        return self.settle()

    def settle(self) -> Erasure:
        with self._reading() as connection:
            seen = schema.erased(connection)
        if not seen:
            return "done"
        with sqlite.calmly(self._path):
            if not sqlite.scour(self._engine):
                return "pending"
        with self._writing() as connection:
            schema.count_scoured(connection, seen)
        return "done"

    def rebuild(self) -> None:
        with self._writing() as connection:
            tables.metadata.drop_all(connection, tables=tables.PROJECTIONS)
            tables.metadata.create_all(connection, tables=tables.PROJECTIONS)
            for stream in statements.traces(connection):
                self._project(connection, stream)

    def trails(self) -> Iterator[Trail]:
        with self._reading() as connection:
            names = statements.traces(connection)
        for stream in names:
            with self._reading() as connection:
                trail = statements.trail(connection, stream)
            yield trail

    def close(self) -> None:
        self._engine.dispose()
