"""The rows that show the streams: written in the transaction of their events, and made anew from them at any time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import Delete, Insert, Table, bindparam, delete, insert, select

from recovery_cli.journal import rows, statements, tables
from recovery_cli.journal.chain import Links, recall
from recovery_cli.journal.prepared import Line
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
    """What was shown of a stream that ended there; no projection where no list shows it."""

    end: statements.End
    projection: Projection | None
    rows: tuple[Row, ...]


class Views:
    """Spares reading a stream again that nobody else wrote to since; what it remembers was committed."""

    def __init__(self, projector: Projector) -> None:
        self._projector = projector
        self._held: OrderedDict[str, View] = OrderedDict()

    def end(self, stream: str) -> statements.End | None:
        """Where the stream ended when it was last written to from here."""
        view = self._held.get(stream)
        return None if view is None else view.end

    def show(self, line: Line, since: statements.End, added: Sequence[Links]) -> View:
        """Writes what the events that were added to a stream change in its rows."""
        stream, end = since.head.stream, statements.End(added[-1].head, since.erasures)
        known = self._held.get(stream)
        if known is None or known.end != since:
            known = None
        shown = self._projector(stream) if known is None else known.projection
        if shown is None:
            return View(end, None, ())
        if known is None and since.head.version > 0:
            history, held = statements.told(line, stream), None
        else:
            history = tuple(recorded for links in added for recorded in recall(links.events, links.persons))
            held = () if known is None else known.rows
        shown = _after(shown, history)
        found = tuple(shown.rows())
        _write(line, stream, found, held=held)
        return View(end, shown, found)

    def keep(self, views: Iterable[View]) -> None:
        """For the next `show`, once their transaction has come to its end."""
        for view in views:
            stream = view.end.head.stream
            self._held[stream] = view
            self._held.move_to_end(stream)
        while len(self._held) > _KEPT:
            self._held.popitem(last=False)


def show(line: Line, stream: str, *, projector: Projector, before: bool = True) -> None:
    """Writes the rows of a stream from all its events; `before` says that it may have rows already."""
    began = projector(stream)
    if began is not None:
        found = tuple(_after(began, statements.told(line, stream)).rows())
        _write(line, stream, found, held=None if before else ())


def _after(projection: Projection, history: Iterable[Recorded]) -> Projection:
    for recorded in history:
        projection = projection.seen(recorded)
    return projection


def _write(line: Line, stream: str, new: tuple[Row, ...], *, held: tuple[Row, ...] | None) -> None:
    """`held` are the rows that the tables have of the stream, or None when nobody knows."""
    for kind, added in _ADDED.items():
        wanted = _of(kind, new)
        there = None if held is None else _of(kind, held)
        if wanted == there:
            continue
        if there is None or there:
            line.write(_TAKEN_AWAY[kind], {"of_stream": stream})
        if wanted:
            found = [{"stream": stream, "place": place, **rows.columns(row)} for place, row in wanted]
            line.write(added, *found)


def _of(kind: type[Row], found: Iterable[Row]) -> list[tuple[int, Row]]:
    return [(place, row) for place, row in enumerate(found) if type(row) is kind]


def rebuild(line: Line, projector: Projector) -> int:
    """Drops the tables of rows and makes them again; the number of streams that were read."""
    tables.metadata.drop_all(line.connection, tables=tables.PROJECTIONS)
    tables.metadata.create_all(line.connection, tables=tables.PROJECTIONS)
    streams = statements.begun(line)
    for stream in streams:
        show(line, stream, projector=projector, before=False)
    return len(streams)


def shown(line: Line, table: Table) -> list[dict[str, object]]:
    """Every row of one kind, as its columns."""
    wanted = [column for column in table.c if column.name not in ("stream", "place")]
    return [dict(held) for held in line.connection.execute(select(*wanted)).mappings()]
