"""On PostgreSQL erased words are in no file of the tables, or the erasure is pending; what is beyond is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from journal_scenes import began, entry, project, write
from postgres_server import Server

from recovery_cli.journal import MemoryJournal
from recovery_cli.journal.sql import SqlJournal
from recovery_cli.private import Private

NAME = "Zoë Quatermain"


@pytest.fixture
def url(new_url: Callable[[str, Path], str], tmp_path: Path) -> str:
    return new_url("postgres", tmp_path)


@pytest.fixture
def held(url: str, server: Server) -> Iterator[SqlJournal]:
    with closing(SqlJournal(url, project, patience=0.2)) as journal:
        yield journal
        # The next test looks for the same name.
        with server.connect() as connection:
            connection.execute(f"DROP SCHEMA {schema_of(url)} CASCADE".encode())
            connection.execute("CHECKPOINT")


def schema_of(url: str) -> str:
    return url.rpartition("%3D")[2]


def files_with(server: Server, words: str) -> list[str]:
    """The files below the server's folder that hold `words`, after all of its memory was written out."""
    with server.connect() as connection:
        connection.execute("CHECKPOINT")
    found = [file for file in server.data.rglob("*") if file.is_file() and words.encode() in file.read_bytes()]
    return sorted({str(file.relative_to(server.data).parts[0]) for file in found})


@pytest.mark.parametrize("length", [1, 100])
def test_only_the_log_of_the_server_remembers_and_that_is_said(server: Server, held: SqlJournal, length: int) -> None:
    words = "".join(f"{NAME} {step} " for step in range(length))
    write(held, "INC-1", began(words), entry("Promised", days=7, who=Private(words)))
    write(held, "INC-2", began("Eva Luna"))
    assert "base" in files_with(server, NAME)
    assert held.erase("INC-1") == "done"
    assert set(files_with(server, NAME)) <= {"pg_wal"}
    assert "base" in files_with(server, "Eva Luna")
    assert held.read("INC-1")[0].data["who"] == Private(None)
    assert "write-ahead log" in held.beyond()
    assert MemoryJournal(project).beyond() == ""


def test_no_sample_of_words_is_kept_for_the_planner(server: Server, held: SqlJournal, url: str) -> None:
    for step in range(20):
        write(held, f"INC-{step}", began(NAME), entry("Promised", days=7, who=Private(NAME)))
    held.rebuild()
    with server.connect() as connection:
        connection.execute("ANALYZE")
        samples = connection.execute(
            """SELECT tablename, attname FROM pg_stats
            WHERE schemaname = %s AND tablename NOT IN ('event', 'head', 'meta')""",
            [schema_of(url)],
        ).fetchall()
    assert set(samples) <= {
        (table, column)
        for table in ("person", "incident", "note", "follow_up")
        for column in ("stream", "place", "key")
    }
    assert len(samples) >= 4


def test_pending_while_an_old_view_still_sees_the_words(server: Server, held: SqlJournal, url: str) -> None:
    write(held, "INC-1", began(NAME))
    with server.connect() as other:
        other.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        # Not one of the tables, so that nothing is locked: the view alone keeps the dead rows.
        other.execute("SELECT 1")
        assert held.erase("INC-1") == "pending"
        assert held.read("INC-1")[0].data["who"] == Private(None)
        assert "base" in files_with(server, NAME)
        other.execute("COMMIT")
    assert held.settle() == "done"
    assert "base" not in files_with(server, NAME)


def test_pending_while_somebody_reads_and_known_to_the_next_process(server: Server, held: SqlJournal, url: str) -> None:
    write(held, "INC-1", began(NAME))
    with server.connect(schema=schema_of(url)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM person")
        assert held.erase("INC-1") == "pending"
        other.execute("COMMIT")
    with closing(SqlJournal(url, project, patience=0.2)) as later:
        assert later.settle() == "done"
    assert "base" not in files_with(server, NAME)


def test_pending_when_the_tables_are_somebody_else_s(server: Server, held: SqlJournal, url: str) -> None:
    write(held, "INC-1", began(NAME))
    name = schema_of(url)
    with server.connect() as owner:
        for each in (
            "DROP ROLE IF EXISTS clerk",
            "CREATE ROLE clerk LOGIN",
            f"GRANT USAGE ON SCHEMA {name} TO clerk",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {name} TO clerk",
        ):
            owner.execute(each.encode())
        with closing(SqlJournal(url.replace("recover@", "clerk@"), project, patience=0.2)) as clerk:
            assert clerk.erase("INC-1") == "pending"
        owner.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA {name} FROM clerk".encode())
        owner.execute(f"REVOKE ALL ON SCHEMA {name} FROM clerk".encode())
        owner.execute("DROP ROLE clerk")
    assert held.settle() == "done"
    assert "base" not in files_with(server, NAME)
