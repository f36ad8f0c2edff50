"""The rows that show the streams: written in the transaction of their events, and made anew from them at any time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import overload

from sqlalchemy import Connection, Table, delete, insert, select

from recovery_cli.journal import rows, statements, tables
from recovery_cli.ports import FollowUpRow, IncidentRow, NoteRow, Projector, Recorded, Row

_TABLE_OF: Mapping[type[Row], Table] = MappingProxyType(
    {
        IncidentRow: tables.incident,
        NoteRow: tables.note,
        FollowUpRow: tables.follow_up,
    }
)


class _History(Sequence[Recorded]):
    """A stream that is read when it is first looked at: a register of thousands of notes shows nothing of itself."""

    def __init__(self, connection: Connection, stream: str) -> None:
        self._connection = connection
        self._stream = stream

    @cached_property
    def _told(self) -> tuple[Recorded, ...]:
        return statements.told(self._connection, self._stream)

    @overload
    def __getitem__(self, index: int) -> Recorded: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Recorded, ...]: ...

    def __getitem__(self, index: int | slice) -> Recorded | tuple[Recorded, ...]:
        return self._told[index]

    def __len__(self) -> int:
        return len(self._told)

    def __iter__(self) -> Iterator[Recorded]:
        return iter(self._told)


def show(connection: Connection, stream: str, *, projector: Projector, before: bool = True) -> None:
    """Writes the rows of a stream that has events; `before` says that it may have rows already."""
    if before:
        for table in tables.PROJECTIONS:
            connection.execute(delete(table).where(table.c.stream == stream))
    held: dict[Table, list[dict[str, object]]] = {}
    for place, row in enumerate(projector(stream, _History(connection, stream))):
        columns = {"stream": stream, "place": place, **rows.columns(row)}
        held.setdefault(_TABLE_OF[type(row)], []).append(columns)
    for table, found in held.items():
        connection.execute(insert(table), found)


def rebuild(connection: Connection, projector: Projector) -> int:
    """Drops the tables of rows and makes them again; the number of streams that were read."""
    tables.metadata.drop_all(connection, tables=tables.PROJECTIONS)
    tables.metadata.create_all(connection, tables=tables.PROJECTIONS)
    streams = statements.begun(connection)
    for stream in streams:
        show(connection, stream, projector=projector, before=False)
    return len(streams)


def shown(connection: Connection, table: Table) -> list[dict[str, object]]:
    """Every row of one kind, as its columns."""
    wanted = [column for column in table.c if column.name not in ("stream", "place")]
    return [dict(held) for held in connection.execute(select(*wanted)).mappings()]
