"""The rows that show the streams: written in the transaction of their events, and made anew from them at any time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import Connection, Delete, Insert, Table, bindparam, delete, insert, select

from recovery_cli.journal import prepared, rows, statements, tables
from recovery_cli.journal.chain import Head, Links, recall
from recovery_cli.ports import FollowUpRow, IncidentRow, NoteRow, Projection, Projector, Recorded, Row

_TABLES: Mapping[type[Row], Table] = MappingProxyType(
    {IncidentRow: tables.incident, NoteRow: tables.note, FollowUpRow: tables.follow_up}
)
_ADDED: Mapping[type[Row], Insert] = MappingProxyType({kind: insert(table) for kind, table in _TABLES.items()})
_TAKEN_AWAY: Mapping[type[Row], Delete] = MappingProxyType(
    {kind: delete(table).where(table.c.stream == bindparam("of_stream")) for kind, table in _TABLES.items()}
)
_KEPT = 256
"""Streams of which a journal remembers what it showed: a terminal walks one, a register pays one after the other."""


@dataclass(frozen=True, slots=True)
class View:
    """What was shown of a stream that ended at `head`, when so many erasures had been made."""

    head: Head
    erasures: int
    projection: Projection
    rows: tuple[Row, ...]


class Views:
    """Spares reading a stream again that nobody else wrote to since; what it remembers was committed."""

    def __init__(self, projector: Projector) -> None:
        self._projector = projector
        self._held: OrderedDict[str, View] = OrderedDict()

    def show(self, connection: Connection, since: Head, added: Sequence[Links], *, erasures: int) -> View | None:
        """Writes what the events that were added to a stream change in its rows; None where no list shows it."""
        stream, known = since.stream, self._held.get(since.stream)
        new = (recorded for links in added for recorded in recall(links.events, links.persons))
        if known is not None and (known.head, known.erasures) == (since, erasures):
            shown = _after(known.projection, new)
            found = tuple(shown.rows())
            _write(connection, stream, found, held=known.rows)
        else:
            began = self._projector(stream)
            if began is None:
                return None
            shown = _after(began, statements.told(connection, stream) if since.version else new)
            found = tuple(shown.rows())
            _write(connection, stream, found, held=None if since.version else ())
        return View(added[-1].head, erasures, shown, found)

    def keep(self, views: Iterable[View]) -> None:
        """For the next `show`, once their transaction has come to its end."""
        for view in views:
            self._held[view.head.stream] = view
            self._held.move_to_end(view.head.stream)
        while len(self._held) > _KEPT:
            self._held.popitem(last=False)


def show(connection: Connection, stream: str, *, projector: Projector, before: bool = True) -> None:
    """Writes the rows of a stream from all its events; `before` says that it may have rows already."""
    began = projector(stream)
    if began is not None:
        found = tuple(_after(began, statements.told(connection, stream)).rows())
        _write(connection, stream, found, held=None if before else ())


def _after(projection: Projection, history: Iterable[Recorded]) -> Projection:
    for recorded in history:
        projection = projection.seen(recorded)
    return projection


def _write(connection: Connection, stream: str, new: tuple[Row, ...], *, held: tuple[Row, ...] | None) -> None:
    """`held` are the rows that the tables have of the stream, or None when nobody knows."""
    for kind, added in _ADDED.items():
        wanted = _of(kind, new)
        there = None if held is None else _of(kind, held)
        if wanted == there:
            continue
        if there is None or there:
            prepared.write(connection, _TAKEN_AWAY[kind], [{"of_stream": stream}])
        if wanted:
            found = [{"stream": stream, "place": place, **rows.columns(row)} for place, row in wanted]
            prepared.write(connection, added, found)


def _of(kind: type[Row], found: Iterable[Row]) -> list[tuple[int, Row]]:
    return [(place, row) for place, row in enumerate(found) if type(row) is kind]


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
