"""What is said when the file of a journal cannot be used: two calm lines, and nothing is half-written."""

from __future__ import annotations

import os
import tempfile
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
from journal_scenes import answered, began, closing_engine, project, python, sql, write
from sqlalchemy.exc import OperationalError

from recovery_cli.errors import RecoverError
from recovery_cli.journal import sqlite
from recovery_cli.journal.sql import SqlJournal


def refusal(path: Path | str) -> RecoverError:
    with pytest.raises(RecoverError) as caught:
        SqlJournal(str(path), project, patience=0.05)
    assert caught.value.message
    assert caught.value.hint
    assert "\n" not in caught.value.message + caught.value.hint
    return caught.value


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


@pytest.mark.parametrize(("shape", "said"), [(3, "newer"), (0, "older")])
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
