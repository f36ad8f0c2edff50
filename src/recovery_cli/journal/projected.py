"""The rows that show the streams: written in the transaction of their events, and made anew from them at any time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import overload

from sqlalchemy import Connection, Insert, Table, bindparam, delete, insert, select

from recovery_cli.journal import prepared, rows, statements, tables
from recovery_cli.ports import FollowUpRow, IncidentRow, NoteRow, Projector, Recorded, Row

_ADDED: Mapping[type[Row], Insert] = MappingProxyType(
    {
        IncidentRow: insert(tables.incident),
        NoteRow: insert(tables.note),
        FollowUpRow: insert(tables.follow_up),
    }
)
_TAKEN_AWAY = tuple(delete(table).where(table.c.stream == bindparam("of_stream")) for table in tables.PROJECTIONS)


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

    @property
    def looked_at(self) -> bool:
        return "_told" in self.__dict__


def show(connection: Connection, stream: str, *, projector: Projector, before: bool = True) -> None:
    """Writes the rows of a stream that has events; `before` says that it may have rows already."""
    history = _History(connection, stream)
    new = projector(stream, history)
    # Who shows nothing without a look at the history never showed anything of this stream.
    if before and (new or history.looked_at):
        for taken_away in _TAKEN_AWAY:
            prepared.write(connection, taken_away, [{"of_stream": stream}])
    held: dict[type[Row], list[dict[str, object]]] = {}
    for place, row in enumerate(new):
        columns = {"stream": stream, "place": place, **rows.columns(row)}
        held.setdefault(type(row), []).append(columns)
    for kind, found in held.items():
        prepared.write(connection, _ADDED[kind], found)


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
