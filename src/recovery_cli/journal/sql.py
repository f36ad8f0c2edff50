"""The journal in a database: the same statements on SQLite and on PostgreSQL."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Table

from recovery_cli.errors import Conflict
from recovery_cli.journal import projected, rows, schema, statements, tables
from recovery_cli.journal.canonical import instant
from recovery_cli.journal.chain import Links, link
from recovery_cli.journal.database import open_database
from recovery_cli.journal.ledger import Erasure, Trail
from recovery_cli.journal.prepared import Line
from recovery_cli.journal.sealed import Secret, saying
from recovery_cli.ports import Batch, FollowUpRow, IncidentRow, NoteRow, Projector, Recorded


class SqlJournal:
    """Each append is one transaction, and writers of other streams do not wait for it where a database can lock rows.

    `url` is a path, `sqlite:///` and a path, or `postgresql+psycopg://`. Every method raises RecoverError when
    disk, file, server or another writer is in the way, and then nothing was written.
    """

    def __init__(
        self,
        url: str,
        projector: Projector,
        *,
        secret: Secret = secrets.token_bytes,
        patience: float = 5.0,
    ) -> None:
        self._projector = projector
        self._views = projected.Views(projector)
        self._secret = secret
        self._database = open_database(url, patience=patience)
        try:
            self._begin_schema()
        except BaseException:
            self._database.close()
            raise

    def _begin_schema(self) -> None:
        where = self._database.where
        with self._database.reading() as line:
            number = schema.number(line.connection)
        if number is None:
            with self._database.alone() as line:
                number = schema.create(line.connection, where=where)
        schema.check(number, where=where)

    def append(self, batches: Sequence[Batch], *, at: datetime, operator: str) -> None:
        when = instant(at)
        ends: dict[str, statements.End] = {}
        added: dict[str, list[Links]] = {}
        with self._database.writing() as line:
            # One order for everybody: two writers of the same streams must not wait for each other.
            for batch in sorted(batches, key=lambda batch: batch.stream):
                end, new = self._linked(line, batch, at=when, operator=operator)
                if new.events:
                    ends.setdefault(batch.stream, end)
                    added.setdefault(batch.stream, []).append(new)
            views = [self._views.show(line, ends[stream], links) for stream, links in added.items()]
        self._views.keep(views)

    def _linked(self, line: Line, batch: Batch, *, at: str, operator: str) -> tuple[statements.End, Links]:
        """Writes the batch behind the end that we left the stream with, or else behind the one that it has now."""
        left = self._views.end(batch.stream)
        if left is not None and left.head.version == batch.expected and batch.entries:
            new = link(batch, left.head, at=at, operator=operator, secret=self._secret)
            if statements.add(line, left, new):
                return left, new
        end = statements.end(line, batch, where=self._database.where)
        new = link(batch, end.head, at=at, operator=operator, secret=self._secret)
        if new.events and not statements.add(line, end, new):
            raise Conflict(batch.stream, batch.expected)
        return end, new

    def read(self, stream: str) -> tuple[Recorded, ...]:
        with self._database.reading() as line:
            return statements.told(line, stream)

    def version(self, stream: str) -> int:
        with self._database.reading() as line:
            return statements.version(line, stream)

    def streams(self, prefix: str) -> tuple[str, ...]:
        with self._database.reading() as line:
            return statements.streams(line, prefix)

    def saying(self, matches: Callable[[str], bool]) -> tuple[str, ...]:
        with self._database.reading() as line:
            return saying(statements.said(line), matches)

    def keep(self, digest: str, content: str) -> None:
        with self._database.reading() as line:
            if statements.kept(line, digest) is not None:
                return
        with self._database.alone() as line:
            if statements.kept(line, digest) is None:
                statements.keep(line, digest, content=content)

    def kept(self, digest: str) -> str:
        with self._database.reading() as line:
            content = statements.kept(line, digest)
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
        with self._database.reading() as line:
            return projected.shown(line, table)

    def erase(self, stream: str) -> Erasure:
        with self._database.alone() as line:
            statements.forget(line, stream)
            # What a row shows may have been a person's words too.
            if statements.version(line, stream):
                projected.show(line, stream, projector=self._projector)
            schema.count_erasure(line.connection)
        return self.settle()

    def settle(self) -> Erasure:
        with self._database.reading() as line:
            seen = schema.erased(line.connection)
        if not seen:
            return "done"
        if not self._database.scour():
            return "pending"
        with self._database.alone() as line:
            schema.count_scoured(line.connection, seen)
        return "done"

    def beyond(self) -> str:
        return self._database.beyond

    def rebuild(self) -> None:
        with self._database.alone() as line:
            projected.rebuild(line, self._projector)

    def trails(self) -> Iterator[Trail]:
        with self._database.reading() as line:
            names = statements.traces(line)
        for stream in names:
            with self._database.reading() as line:
                trail = statements.trail(line, stream)
            yield trail

    def close(self) -> None:
        self._database.close()
