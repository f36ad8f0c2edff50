"""Events a second, ours beside the bare drivers with the same durability, with their ratios, in the same run.

Each event is a transaction of its own, on the disk before the next one, as in a walk at a counter: WAL and
synchronous=FULL in SQLite, synchronous_commit=on in PostgreSQL. The runs take turns, so that a slow moment hits all.
`the same rows` writes by the bare driver what ours leaves in the file for an event that no list shows, an event and
the head of its stream, all of it finished before; `one row` only adds an event to one table. Ours makes the hash, looks
whether the stream has moved on, keeps persons apart, and shows the walk in three tables. `events alone` are of streams
that no table shows, such as the register of notes; `a walk` is an incident of 15 events.

    .venv/bin/python benchmarks/journal.py [ROUNDS]
"""

from __future__ import annotations

import itertools
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from recovery_cli.journal.canonical import canonical
from recovery_cli.journal.codec import encode
from recovery_cli.journal.projection import project
from recovery_cli.journal.sql import SqlJournal
from recovery_cli.ports import Batch, Entry
from recovery_cli.private import Private
from recovery_cli.walk import events as e

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "journal"))
from postgres_server import Server, running

SLICE = 0.05
"""Seconds for each in a round; short and often, since a disk is slow in bursts."""
AT = datetime(2026, 11, 22, 20, 12, tzinfo=UTC)
SAFE = ("listen_addresses=", "fsync=on", "synchronous_commit=on")
WALK: tuple[Entry, ...] = tuple(
    encode(event)
    for event in (
        e.IncidentOpened(
            *("INC-7K3M", "restaurant", "spill-on-guest", "Spill on a guest", "0" * 64, "Marco Ruiz", "front_line"),
            *("es", "es", "staff", "company", False),
        ),
        e.ApologyGiven("first-words", "first", "Marco Ruiz", "es"),
        e.FactGiven("safety.hurt", False),
        e.FactGiven("garment.item", "jacket"),
        e.FactGiven("garment.material", "leather"),
        e.FactGiven("incident.impact", "light"),
        e.FactGiven("customer.name", Private("Elena Prats")),
        e.FactGiven("customer.phone", Private("600 000 000")),
        e.FactGiven("customer.type", "first_time"),
        e.Listened("listen"),
        e.WordsSaid("explain", "Ana Ferrer", "es"),
        e.ActionDone("clean", ("cold water", "talc")),
        e.FactGiven("remedy.wish", "cleaning"),
        e.WordsSaid("offer", "Ana Ferrer", "es"),
        e.OutcomeGiven("resolved"),
    )
)
ROW = ("fact-given", canonical({"fact": "garment.material", "value": "leather"}), "2026-11-22T20:12:00.000000Z", "ana")
HASH = "f" * 64
TABLE = (
    "CREATE TABLE {} (stream TEXT, version INTEGER, type TEXT, data TEXT, at TEXT, operator TEXT, hash TEXT,"
    " PRIMARY KEY (stream, version))"
)
HEAD = "CREATE TABLE head (stream TEXT PRIMARY KEY, version INTEGER, hash TEXT)"

Write = Callable[[int, int], None]
"""Writes the event of a place in the stream of a number."""
ALONE, WALKED = "recover, events alone", "recover, a walk"
SAME, BARE = "bare, the same rows", "bare, one row"
AIM = 0.5


def alone(journal: SqlJournal) -> Write:
    entry = WALK[4]
    return lambda stream, place: journal.append([Batch(f"S-{stream}", place, (entry,))], at=AT, operator="ana")


def walked(journal: SqlJournal) -> Write:
    return lambda stream, place: journal.append(
        [Batch(f"incident:{stream}", place, (WALK[place],))], at=AT, operator="ana"
    )


def bare_sqlite(line: sqlite3.Connection) -> Write:
    for setting in ("journal_mode=WAL", "synchronous=FULL"):
        line.execute(f"PRAGMA {setting}")
    line.execute(TABLE.format("bare"))

    def write(stream: int, place: int) -> None:
        line.execute("BEGIN IMMEDIATE")
        line.execute("INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?, ?)", (f"S-{stream}", place, *ROW, HASH))
        line.execute("COMMIT")

    return write


def same_sqlite(line: sqlite3.Connection) -> Write:
    for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA secure_delete=ON"):
        line.execute(statement)
    for table in (TABLE.format("event"), HEAD):
        line.execute(f"{table} WITHOUT ROWID")

    def write(stream: int, place: int) -> None:
        line.execute("BEGIN IMMEDIATE")
        line.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", (f"S-{stream}", place, *ROW, HASH))
        if place:
            line.execute("UPDATE head SET version = ?, hash = ? WHERE stream = ?", (place, HASH, f"S-{stream}"))
        else:
            line.execute("INSERT INTO head VALUES (?, ?, ?)", (f"S-{stream}", place, HASH))
        line.execute("COMMIT")

    return write


def bare_psycopg(line: psycopg.Connection) -> Write:
    line.execute(TABLE.format("bare"))

    def write(stream: int, place: int) -> None:
        line.execute("INSERT INTO bare VALUES (%s, %s, %s, %s, %s, %s, %s)", (f"S-{stream}", place, *ROW, HASH))

    return write


def same_psycopg(line: psycopg.Connection) -> Write:
    line.execute(TABLE.format("same_event"))
    line.execute(HEAD.replace("head", "same_head"))

    def write(stream: int, place: int) -> None:
        with line.transaction():
            line.execute(
                "INSERT INTO same_event VALUES (%s, %s, %s, %s, %s, %s, %s)", (f"S-{stream}", place, *ROW, HASH)
            )
            if place:
                moved = (place, HASH, f"S-{stream}")
                line.execute("UPDATE same_head SET version = %s, hash = %s WHERE stream = %s", moved)
            else:
                line.execute("INSERT INTO same_head VALUES (%s, %s, %s)", (f"S-{stream}", place, HASH))

    return write


def on_sqlite(stack: ExitStack) -> dict[str, Write]:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    journal = stack.enter_context(closing(SqlJournal(str(folder / "journal.db"), project)))
    same, bare = (
        stack.enter_context(closing(sqlite3.connect(folder / name, isolation_level=None)))
        for name in ("same.db", "bare.db")
    )
    return {ALONE: alone(journal), WALKED: walked(journal), SAME: same_sqlite(same), BARE: bare_sqlite(bare)}


def on_postgres(stack: ExitStack) -> dict[str, Write]:
    server: Server = stack.enter_context(running(settings=SAFE))
    url = server.new_database("chain")
    journal = stack.enter_context(closing(SqlJournal(url, project)))
    address = make_url(url)
    line = psycopg.connect(
        host=str(address.query["host"]), user=address.username, dbname=address.database, autocommit=True
    )
    stack.enter_context(closing(line))
    return {ALONE: alone(journal), WALKED: walked(journal), SAME: same_psycopg(line), BARE: bare_psycopg(line)}


def places() -> Iterator[tuple[int, int]]:
    """One walk after the other, without end."""
    return ((stream, place) for stream in itertools.count() for place in range(len(WALK)))


def rates(writers: dict[str, Write], rounds: int) -> dict[str, float]:
    """Events a second, the median of the rounds."""
    where = {name: places() for name in writers}
    measured: dict[str, list[float]] = {name: [] for name in writers}
    for number in range(rounds + 1):
        for name, write in writers.items():
            written, began = 0, time.perf_counter()
            while (spent := time.perf_counter() - began) < SLICE:
                write(*next(where[name]))
                written += 1
            if number:  # the first round warms the caches
                measured[name].append(written / spent)
    return {name: statistics.median(each) for name, each in measured.items()}


def main(rounds: int) -> None:
    print(f"median of {rounds} rounds, Python {sys.version.split()[0]}")
    for title, opened in (("SQLite", on_sqlite), ("PostgreSQL", on_postgres)):
        with ExitStack() as stack:
            found = rates(opened(stack), rounds)
        print(f"\n{title}")
        print(f"  {'':<24}{'':>18}{SAME:>24}{BARE:>18}")
        for name, rate in found.items():
            aim = f"   aim: {AIM:.2f}" if (title, name) == ("SQLite", ALONE) else ""
            print(f"  {name:<24}{rate:>9,.0f} events/s{rate / found[SAME]:>24.2f}{rate / found[BARE]:>18.2f}{aim}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 41)
