"""What is said when a journal on PostgreSQL cannot be used: two calm lines, and never a password."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from journal_scenes import answered, began, project, python, write
from postgres_server import Server

from recovery_cli.errors import RecoverError
from recovery_cli.journal import open_journal, verify
from recovery_cli.journal.sql import SqlJournal

WORD = "geheim-7"


@pytest.fixture
def shared(new_url: Callable[[str, Path], str], tmp_path: Path) -> str:
    """A journal that is there, on PostgreSQL."""
    url = new_url("postgres", tmp_path)
    open_journal(url, project).close()
    return url


@pytest.fixture
def held(shared: str) -> Iterator[SqlJournal]:
    """It, by somebody who does not wait long."""
    with closing(SqlJournal(shared, project, patience=0.1)) as journal:
        yield journal


def refusal(url: str) -> RecoverError:
    with pytest.raises(RecoverError) as caught:
        SqlJournal(url, project, patience=0.1)
    said = f"{caught.value.message}\n{caught.value.hint}"
    assert caught.value.message
    assert caught.value.hint
    assert said.count("\n") == 1
    assert WORD not in said
    assert "geheim" not in said
    return caught.value


def schema_of(url: str) -> str:
    return url.rpartition("%3D")[2]


def run(server: Server, *statements: str) -> list[tuple[object, ...]]:
    """The rows of the last statement."""
    with server.connect() as connection:
        for each in statements:
            cursor = connection.execute(each.encode())
        return cursor.fetchall() if cursor.description else []


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    said = refusal(f"postgresql+psycopg://ana:{WORD}@/chain?host={tmp_path}")
    assert "cannot be reached" in said.message
    assert f"{tmp_path}/chain" in said.message


def test_a_port_that_nobody_listens_on() -> None:
    said = refusal(f"postgresql+psycopg://ana:{WORD}@127.0.0.1:1/chain")
    assert said.message == "PostgreSQL 127.0.0.1:1/chain cannot be reached."


def test_a_database_that_is_not_there(server: Server) -> None:
    assert "no such database" in refusal(server.url("nowhere")).message


def test_a_user_who_is_not_there(server: Server) -> None:
    assert "user and password" in refusal(server.url().replace("recover@", f"ana:{WORD}@")).message


def obey(server: Server, rules: str) -> None:
    """Returns when the server lets people in by these rules; it reads them in its own time."""
    (server.data / "pg_hba.conf").write_text(rules)
    ((loaded,),) = run(server, "SELECT pg_conf_load_time()")
    run(server, "SELECT pg_reload_conf()")
    until = time.monotonic() + 60
    while run(server, "SELECT pg_conf_load_time()") == [(loaded,)]:
        assert time.monotonic() < until


@pytest.mark.parametrize(("given", "said"), [(f":{WORD}", "does not take"), ("", "wants a password")])
def test_a_wrong_password(server: Server, given: str, said: str) -> None:
    rules = server.data / "pg_hba.conf"
    before = rules.read_text()
    run(server, "DROP ROLE IF EXISTS luis", "CREATE ROLE luis LOGIN PASSWORD 'other'")
    obey(server, "local all luis scram-sha-256\n" + before)
    try:
        assert said in refusal(server.url().replace("recover@", f"luis{given}@")).message
    finally:
        obey(server, before)


@pytest.mark.parametrize(
    "address",
    [
        "ana:ge@heim@db/chain",
        "db:geheim/chain",
        "ana:x@db:geheim/chain",
        "ana:geheim@[::1/chain",
        "ana:x@[geheim",
    ],
)
def test_an_address_that_cannot_be_read_is_not_repeated(address: str) -> None:
    assert "%40" in refusal(f"postgresql+psycopg://{address}").hint


def test_an_option_that_is_not_known(server: Server) -> None:
    assert "option" in refusal(f"{server.url()}&passwort=geheim").message


WITHOUT = """
sys.modules["psycopg"] = None
from recovery_cli.errors import RecoverError
from recovery_cli.journal import open_journal
try:
    open_journal("postgresql+psycopg://ana:geheim@db/chain", lambda stream, events: ())
except RecoverError as fault:
    print(fault.message)
    print(fault.hint)
"""


def test_a_missing_driver_says_what_to_type() -> None:
    out, err = python(WITHOUT).communicate(timeout=60)
    assert err == ""
    assert out.splitlines()[1] == 'Type: pip install "recovery-cli[postgres]"'
    assert "geheim" not in out


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_the_scheme(shared: str, scheme: str) -> None:
    with closing(open_journal(f"{scheme}://{shared.partition('://')[2]}", project)) as journal:
        write(journal, "INC-1", began())
        assert journal.version("INC-1") == 1


def test_a_stranger_s_tables_are_left_alone(
    server: Server, new_url: Callable[[str, Path], str], tmp_path: Path
) -> None:
    url = new_url("postgres", tmp_path)
    run(server, f"CREATE TABLE {schema_of(url)}.song (title TEXT)")
    assert "not a journal" in refusal(url).message
    found = run(server, f"SELECT tablename FROM pg_tables WHERE schemaname = '{schema_of(url)}'")  # noqa: S608 - our own
    assert found == [("song",)]


def test_a_database_that_has_not_all_letters(server: Server) -> None:
    name = f"d{uuid.uuid4().hex}"
    said = refusal(server.new_database(name, "ENCODING 'LATIN1' TEMPLATE template0"))
    assert "LATIN1" in said.message
    assert "UTF8" in said.hint


def test_a_user_who_may_not_make_tables(server: Server, new_url: Callable[[str, Path], str], tmp_path: Path) -> None:
    url = new_url("postgres", tmp_path)
    run(server, "DROP ROLE IF EXISTS eva", "CREATE ROLE eva LOGIN", f"GRANT USAGE ON SCHEMA {schema_of(url)} TO eva")
    said = refusal(url.replace("recover@", "eva@"))
    assert "not do that" in said.message
    assert "GRANT" in said.hint
    run(server, f"DROP SCHEMA {schema_of(url)} CASCADE", "DROP ROLE eva")


def test_a_server_that_takes_no_writes(shared: str) -> None:
    with closing(open_journal(f"{shared}%20-cdefault_transaction_read_only=on", project)) as journal:
        assert journal.streams("") == ()
        with pytest.raises(RecoverError, match="takes no writes"):
            write(journal, "INC-1", began())


def test_a_writer_who_does_not_end_is_said_calmly(server: Server, held: SqlJournal, shared: str) -> None:
    write(held, "INC-1", began())
    with server.connect(schema=schema_of(shared)) as other:
        other.execute("BEGIN")
        other.execute("SELECT 1 FROM head WHERE stream = 'INC-1' FOR UPDATE")
        with pytest.raises(RecoverError, match="Somebody else is writing"):
            write(held, "INC-1", answered())
        # Whoever writes elsewhere, or reads, does not wait.
        write(held, "INC-2", began())
        assert len(held.read("INC-1")) == 1
        other.execute("ROLLBACK")
    write(held, "INC-1", answered())
    assert held.version("INC-1") == 2


def terminate(server: Server) -> None:
    """Cuts the line of every client."""
    others = "pid <> pg_backend_pid() AND backend_type = 'client backend'"
    run(server, f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE {others}")  # noqa: S608 - our own


def test_a_line_that_was_cut_overnight_is_made_anew(server: Server, held: SqlJournal) -> None:
    write(held, "INC-1", began())
    terminate(server)
    write(held, "INC-1", answered())
    terminate(server)
    assert len(held.read("INC-1")) == 2


def test_a_line_that_is_cut_in_the_middle_leaves_nothing_behind(server: Server, shared: str) -> None:
    def cut(stream: str) -> None:
        terminate(server)

    with (
        closing(SqlJournal(shared, cut)) as journal,
        pytest.raises(RecoverError, match="broke off") as caught,
    ):
        write(journal, "INC-1", began())
    assert "same line again" in caught.value.hint
    with closing(open_journal(shared, project)) as journal:
        assert journal.streams("") == ()
        assert verify(journal) == []


def test_a_client_that_falls_silent_does_not_hold_the_others_for_ever(server: Server, held: SqlJournal) -> None:
    with held._database.reading() as line:
        asked = line.connection.exec_driver_sql("SHOW idle_in_transaction_session_timeout").scalar_one()
    assert asked == "1min"
