"""Erased words are in no byte of the files, or the erasure is reported as pending."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from journal_scenes import answered, began, bytes_on_disk, entry, project, sql, write

from recovery_cli.journal import verify
from recovery_cli.journal.sql import SqlJournal
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


def test_no_copy_is_left_where_rows_moved(filed: SqlJournal, path: Path) -> None:
    """Deleting many rows moves others between pages; seeds 3, 6 and 7 left copies before the file was rebuilt."""
    for seed in (3, 6, 7):
        rng = random.Random(seed)  # noqa: S311 - a fixed shuffle, no secret
        for _ in range(300):
            guest = rng.randrange(20)
            words = f"<guest {seed}-{guest}:" + "x" * rng.choice([10, 300, 900, 2000, 9000])
            write(filed, f"INC-{seed}-{guest}", entry("Heard", words=Private(words)))
        for guest in [*range(5, 20), 1]:
            assert filed.erase(f"INC-{seed}-{guest}") == "done"
            assert f"<guest {seed}-{guest}:".encode() not in bytes_on_disk(path)
        assert f"<guest {seed}-2:".encode() in bytes_on_disk(path)
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


def test_the_salt_goes_with_the_words(filed: SqlJournal, path: Path) -> None:
    write(filed, "INC-1", began(NAME), answered("name", Private(NAME)))
    ((salt,), _) = sql(path, "SELECT salt FROM person ORDER BY key")
    assert filed.erase("INC-1") == "done"
    assert sql(path, "SELECT count(*) FROM person") == [(0,)]
    assert str(salt).encode() not in bytes_on_disk(path)
