"""What the tests of the journal share: a projector, short ways to append, and a look at the raw file."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine

from recovery_cli.journal import Ledger
from recovery_cli.money import Money
from recovery_cli.ports import Batch, Entry, FollowUpRow, IncidentRow, Json, NoteRow, Recorded, Row
from recovery_cli.private import Private

NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


@dataclass(frozen=True)
class Shown:
    """Shows a stream from all that was seen of it."""

    stream: str
    events: tuple[Recorded, ...] = ()

    def seen(self, recorded: Recorded) -> Shown:
        return Shown(self.stream, (*self.events, recorded))

    def rows(self) -> list[Row]:
        return rows_of(self.stream, self.events)


def project(stream: str) -> Shown:
    return Shown(stream)


def rows_of(stream: str, events: Sequence[Recorded]) -> list[Row]:
    """A row for each `IncidentBegan`, `NoteIssued` and `Promised`; fails at `Unshowable`."""
    rows: list[Row] = []
    for event in events:
        match event.type:
            case "IncidentBegan":
                state = f"{len(events)} events"
                title = f"Sauce on {event.data['who']}"
                row = IncidentRow(stream, "restaurant", "spill", title, event.at, state, event.operator, 2, "es")
                rows.append(row)
            case "NoteIssued":
                cap = Money.parse(str(event.data["cap"]))
                rows.append(
                    NoteRow(str(event.data["number"]), stream, event.at, cap, "issued", "", NOON.date(), cap, cap)
                )
            case "Promised":
                due = event.at + timedelta(days=int(str(event.data["days"])))
                what = f"Ring {event.data['who']}"
                rows.append(FollowUpRow(f"{stream}-{event.version}", stream, "check", what, "Ana", due, False))
            case "Unshowable":
                raise LookupError(stream)
            case _:
                pass
    return rows


def entry(type_: str, **data: Json) -> Entry:
    return Entry(type_, data)


def began(who: str = "Bob") -> Entry:
    return entry("IncidentBegan", who=Private(who), guests=2)


def answered(fact: str = "garment.material", value: Json = "leather") -> Entry:
    return entry("FactRecorded", fact=fact, value=value)


def write(ledger: Ledger, stream: str, *entries: Entry, at: datetime = NOON, operator: str = "ana") -> None:
    """Appends to wherever the stream stands."""
    ledger.append([Batch(stream, ledger.version(stream), entries)], at=at, operator=operator)


def sql(path: Path, statement: str, *values: object) -> list[tuple[object, ...]]:
    """Runs one statement behind the journal's back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(statement, values).fetchall()


def bytes_on_disk(path: Path) -> bytes:
    """All that the database and its WAL hold."""
    files = [path, path.with_name(path.name + "-wal")]
    return b"".join(file.read_bytes() for file in files if file.exists())


@contextmanager
def closing_engine(engine: Engine) -> Iterator[Connection]:
    """One connection, and no file left open after it."""
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    """A fresh interpreter running `code`, which finds this module as `journal_scenes`."""
    head = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
    return subprocess.Popen(
        [sys.executable, "-c", head + code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
