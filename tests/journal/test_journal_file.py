"""The file of a journal: who may read it, what it is set to, and what is said when it cannot be used."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from pathlib import Path

import pytest
from journal_scenes import answered, began, closing_engine, project, sql, write
from sqlalchemy import Engine, event

from recovery_cli.journal import sqlite, tables, verify
from recovery_cli.journal.sql import SqlJournal
from recovery_cli.ports import FollowUpRow, IncidentRow, NoteRow


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_nobody_else_may_read_a_new_journal(open_umask: None, tmp_path: Path) -> None:
    path = tmp_path / "data" / "recover" / "journal.db"
    with closing(SqlJournal(str(path), project)) as journal:
        write(journal, "INC-1", began())
        files = sorted(path.parent.iterdir())
        assert [file.name for file in files] == ["journal.db", "journal.db-shm", "journal.db-wal"]
        assert [mode(file) for file in files] == [0o600] * 3
        assert [mode(path.parent), mode(path.parent.parent)] == [0o700] * 2


def test_a_dangling_link_is_made_whole_in_private(open_umask: None, tmp_path: Path) -> None:
    target, link = tmp_path / "elsewhere.db", tmp_path / "journal.db"
    link.symlink_to(target)
    SqlJournal(str(link), project).close()
    assert mode(target) == 0o600


def test_the_mode_that_somebody_chose_is_left_alone(path: Path) -> None:
    path.touch()
    path.chmod(0o640)
    SqlJournal(str(path), project).close()
    assert mode(path) == 0o640


def test_a_journal_closed_is_one_file_and_opens_again(path: Path) -> None:
    with closing(SqlJournal(str(path), project)) as journal:
        write(journal, "INC-1", began(), answered())
        before = journal.read("INC-1"), journal.incidents()
    assert list(path.parent.glob("journal.db*")) == [path]
    with closing(SqlJournal(f"sqlite:///{path}", project)) as journal:
        assert (journal.read("INC-1"), journal.incidents()) == before
        write(journal, "INC-1", answered())
        assert verify(journal) == []


def test_the_file_is_in_wal_mode(filed: SqlJournal, path: Path) -> None:
    assert sql(path, "PRAGMA journal_mode") == [("wal",)]


@pytest.mark.parametrize("name", ["we?ird.db", "100%.db", "a b.db", "ñ#1.db", "file:x.db"])
def test_any_file_name_is_that_file(tmp_path: Path, name: str) -> None:
    SqlJournal(str(tmp_path / name), project).close()
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_two_journals_in_one_process_share_the_file(filed: SqlJournal, path: Path) -> None:
    with closing(SqlJournal(str(path), project)) as other:
        write(other, "INC-1", began())
        write(filed, "INC-1", answered())
        assert other.read("INC-1") == filed.read("INC-1")
        assert len(other.read("INC-1")) == 2


def test_the_settings_of_a_connection(filed: SqlJournal, path: Path) -> None:
    with closing_engine(sqlite.open_engine(path, patience=0.05)) as connection:
        set_to = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "secure_delete", "busy_timeout")
        }
    full = 2
    assert set_to == {"journal_mode": "wal", "synchronous": full, "secure_delete": 1, "busy_timeout": 50}


def test_a_normal_start_reads_one_number(path: Path) -> None:
    SqlJournal(str(path), project).close()
    asked: list[str] = []

    def listen(line: sqlite3.Connection, _: object) -> None:
        line.set_trace_callback(asked.append)

    event.listen(Engine, "connect", listen)
    try:
        SqlJournal(str(path), project).close()
    finally:
        event.remove(Engine, "connect", listen)
    statements = [" ".join(statement.split()) for statement in asked if not statement.startswith("PRAGMA")]
    assert statements == ["BEGIN", "SELECT meta.number FROM meta WHERE meta.name = 'schema'", "COMMIT"]


def test_each_row_has_a_column_for_each_field() -> None:
    for row, table in (
        (IncidentRow, tables.incident),
        (NoteRow, tables.note),
        (FollowUpRow, tables.follow_up),
    ):
        columns = {column.name for column in table.c} - {"stream", "place", "currency"}
        assert columns == {field.name for field in fields(row)}
