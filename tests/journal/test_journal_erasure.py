"""Erased words are in no byte of the files, or the erasure is reported as pending."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from journal_scenes import NOON, answered, began, bytes_on_disk, entry, project, sql, write

from recovery_cli.journal import schema, verify
from recovery_cli.journal.sql import SqlJournal
from recovery_cli.journal.sqlite import open_engine
from recovery_cli.ports import Batch
from recovery_cli.private import Private

NAME = "Zoë Quatermain"


@pytest.mark.parametrize("length", [1, 300, 6000])
def test_the_bytes_are_gone(filed: SqlJournal, path: Path, length: int) -> None:
    words = NAME * length
    write(filed, "INC-1", began(words), entry("Promised", days=7, who=Private(words)))
    write(filed, "INC-2", began("Eva Luna"))
    assert NAME.encode() in bytes_on_disk(path)
    assert filed.erase("INC-1") == "done"
    assert NAME.encode() not in bytes_on_disk(path)
    assert b"Eva Luna" in bytes_on_disk(path)
    assert path.with_name("journal.db-shm").read_bytes().count(NAME.encode()) == 0


@pytest.mark.parametrize("seed", [2, 5])
def test_no_copy_is_left_where_rows_moved(filed: SqlJournal, path: Path, seed: int) -> None:
    """Deleting many rows moves others between pages: with these seeds `secure_delete` alone left a copy behind."""
    rng = random.Random(seed)
    for step in range(20):
        said = [f"<guest {guest}:" + "x" * rng.choice([10, 50, 300, 900, 2000]) for guest in range(30)]
        entries = [entry("Heard", words=Private(words)) for words in said]
        batches = [Batch(f"INC-{guest}", step, (one,)) for guest, one in enumerate(entries)]
        filed.append(batches, at=NOON, operator="ana")
    for guest in range(28):
        assert filed.erase(f"INC-{guest}") == "done"
        assert f"<guest {guest}:".encode() not in bytes_on_disk(path)
    assert bytes_on_disk(path).count(b"<guest 28:") >= 20
    assert verify(filed) == []


def test_pending_while_somebody_reads_and_settled_after(filed: SqlJournal, path: Path) -> None:
    write(filed, "INC-1", began(NAME))
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM person").fetchone() == (1,)
        assert filed.erase("INC-1") == "pending"
        assert filed.read("INC-1")[0].data["who"] == Private(None)
        assert filed.settle() == "pending"
        assert NAME.encode() in bytes_on_disk(path)
        reader.execute("COMMIT")
    assert filed.settle() == "done"
    assert NAME.encode() not in bytes_on_disk(path)


def test_pending_is_known_to_the_next_process(filed: SqlJournal, path: Path) -> None:
    write(filed, "INC-1", began(NAME))
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchone()
        assert filed.erase("INC-1") == "pending"
        with closing(SqlJournal(str(path), project, patience=0.05)) as other:
            assert other.settle() == "pending"
    with closing(SqlJournal(str(path), project, patience=0.05)) as other:
        assert other.settle() == "done"
        assert other.settle() == "done"
    assert NAME.encode() not in bytes_on_disk(path)


def test_erasing_again_finishes_what_was_pending(filed: SqlJournal, path: Path) -> None:
    write(filed, "INC-1", began(NAME))
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchone()
        assert filed.erase("INC-1") == "pending"
    assert filed.erase("INC-1") == "done"
    assert NAME.encode() not in bytes_on_disk(path)


def test_what_was_settled_is_not_pending_again(filed: SqlJournal, path: Path) -> None:
    write(filed, "INC-1", began(NAME))
    assert filed.erase("INC-1") == "done"
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchone()
        assert filed.settle() == "done"


def test_an_erasure_that_came_in_meanwhile_stays_open(filed: SqlJournal, path: Path) -> None:
    engine = open_engine(path, patience=0.05)
    with engine.begin() as connection:
        schema.count_erasure(connection)
        seen = schema.erased(connection)
        schema.count_erasure(connection)
        schema.count_scoured(connection, seen)
        assert schema.erased(connection) == 2
        schema.count_scoured(connection, 2)
        assert schema.erased(connection) == 0
    engine.dispose()


def test_the_salt_goes_with_the_words(filed: SqlJournal, path: Path) -> None:
    write(filed, "INC-1", began(NAME), answered("name", Private(NAME)))
    ((salt,), _) = sql(path, "SELECT salt FROM person ORDER BY key")
    assert filed.erase("INC-1") == "done"
    assert sql(path, "SELECT count(*) FROM person") == [(0,)]
    assert str(salt).encode() not in bytes_on_disk(path)
