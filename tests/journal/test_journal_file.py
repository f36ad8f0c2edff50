"""The file of a journal: who may read it, what it is set to, and what is said when it cannot be used."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import fields
from pathlib import Path
from sqlite3 import connect

import pytest
from journal_scenes import answered, began, project, python, sql, write
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError

from recovery_cli.errors import RecoverError
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


@contextmanager
def closing_engine(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def refusal(path: Path | str) -> RecoverError:
    with pytest.raises(RecoverError) as caught:
        SqlJournal(str(path), project, patience=0.05)
    assert caught.value.message
    assert caught.value.hint
    assert "\n" not in caught.value.message + caught.value.hint
    return caught.value


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


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path).message


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("hello")
    assert "cannot be opened" in refusal(tmp_path / "data" / "journal.db").message


def test_a_file_that_is_no_database(path: Path) -> None:
    path.write_text("customer,price\n" * 500)
    assert "is not a journal" in refusal(path).message
    assert path.read_text() == "customer,price\n" * 500


def test_a_database_of_something_else_is_left_alone(path: Path) -> None:
    sql(path, "CREATE TABLE song (title TEXT)")
    assert "not a journal" in refusal(path).message
    assert sql(path, "SELECT name FROM sqlite_master") == [("song",)]


def test_a_file_cut_short_is_damaged(path: Path) -> None:
    with closing(SqlJournal(str(path), project)) as journal:
        write(journal, "INC-1", *[answered("words", "long " * 400) for _ in range(40)])
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(RecoverError, match="damaged") as caught:
        SqlJournal(str(path), project).read("INC-1")
    assert caught.value.hint


@pytest.mark.parametrize(("shape", "said"), [(2, "newer"), (0, "older")])
def test_another_shape_of_tables_is_not_guessed_at(path: Path, shape: int, said: str) -> None:
    SqlJournal(str(path), project).close()
    sql(path, "UPDATE meta SET number = ? WHERE name = 'schema'", shape)
    assert said in refusal(path).message


def test_a_meta_table_without_a_shape_is_not_ours(path: Path) -> None:
    SqlJournal(str(path), project).close()
    sql(path, "DELETE FROM meta")
    assert "not a journal" in refusal(path).message


def test_a_writer_who_does_not_end_is_said_calmly(filed: SqlJournal, path: Path) -> None:
    write(filed, "INC-1", began())
    with closing(connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecoverError, match="Somebody else is writing"):
            write(filed, "INC-1", answered())
        assert len(filed.read("INC-1")) == 1
        other.execute("ROLLBACK")
    write(filed, "INC-1", answered())
    assert filed.version("INC-1") == 2


FULL = """
import resource, signal
from journal_scenes import answered, project, write
from recovery_cli.errors import RecoverError
from recovery_cli.journal import verify
from recovery_cli.journal.sql import SqlJournal

journal = SqlJournal(sys.argv[1], project)
write(journal, "INC-1", answered())
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
try:
    for _ in range(50):
        write(journal, "INC-1", answered("words", "long " * 4000))
except RecoverError as fault:
    print(fault.message)
    print(fault.hint)
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
assert journal.version("INC-1") == len(journal.read("INC-1")) > 1
write(journal, "INC-1", answered("after"))
print(len(verify(journal)))
"""


def test_no_room_left(path: Path) -> None:
    out, err = python(FULL, str(path)).communicate(timeout=60)
    assert err == ""
    message, hint, faults = out.splitlines()
    assert "nothing was written" in message
    assert "same line again" in hint
    assert faults == "0"


def test_a_full_disk_is_said_calmly(filed: SqlJournal, path: Path) -> None:
    engine = sqlite.open_engine(path, patience=0.05)
    with (
        closing_engine(engine) as connection,
        pytest.raises(RecoverError, match="disk is full") as caught,
        sqlite.calmly(path),
    ):
        connection.exec_driver_sql("PRAGMA max_page_count=1")
        connection.exec_driver_sql("INSERT INTO playbook VALUES ('d', hex(zeroblob(100000)))")
    assert "same line again" in caught.value.hint


def test_our_own_fault_is_not_dressed_up(filed: SqlJournal, path: Path) -> None:
    engine = sqlite.open_engine(path, patience=0.05)
    with closing_engine(engine) as connection, pytest.raises(OperationalError), sqlite.calmly(path):
        connection.exec_driver_sql("SELECT misspelt FROM event")


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

    def listen(_c: object, _k: object, statement: str, *_: object) -> None:
        asked.append(" ".join(statement.split()))

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        SqlJournal(str(path), project).close()
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
    assert asked == ["BEGIN", "SELECT meta.number FROM meta WHERE meta.name = ?"]


READ_ONLY = """
import os
from journal_scenes import answered, project, write
from recovery_cli.errors import RecoverError
from recovery_cli.journal.sql import SqlJournal

if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    write(SqlJournal(sys.argv[1], project), "INC-1", answered())
except RecoverError as fault:
    print(fault.message)
    print(fault.hint)
"""


def test_a_file_that_may_only_be_read() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, path = Path(name), Path(name) / "journal.db"
        SqlJournal(str(path), project).close()
        path.chmod(0o444)
        folder.chmod(0o777)
        out, err = python(READ_ONLY, str(path)).communicate(timeout=60)
    assert err == ""
    message, hint = out.splitlines()
    assert "may not be written to" in message
    assert "chmod" in hint


def test_a_folder_that_may_not_be_entered() -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "journal.db"
        SqlJournal(str(path), project).close()
        Path(name).chmod(0o000)
        out, err = python(READ_ONLY, str(path)).communicate(timeout=60)
        Path(name).chmod(0o700)
    assert err == ""
    assert "cannot be opened" in out


def test_each_row_has_a_column_for_each_field() -> None:
    for row, table in (
        (IncidentRow, tables.incident),
        (NoteRow, tables.note),
        (FollowUpRow, tables.follow_up),
    ):
        columns = {column.name for column in table.c} - {"stream", "place", "currency"}
        assert columns == {field.name for field in fields(row)}
