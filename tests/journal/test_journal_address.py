"""Which address opens which journal, and what is loaded for it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from journal_scenes import answered, project, python, write

from recovery_cli.errors import RecoverError
from recovery_cli.journal import MemoryJournal, open_journal
from recovery_cli.journal.sql import SqlJournal


def test_memory() -> None:
    assert isinstance(open_journal("memory:", project), MemoryJournal)


@pytest.mark.parametrize("form", ["{}", "sqlite:///{}", "sqlite+pysqlite:///{}"])
def test_a_file(form: str, path: Path) -> None:
    with closing(open_journal(form.format(path), project)) as journal:
        assert isinstance(journal, SqlJournal)
        write(journal, "INC-1", answered())
    assert path.is_file()


@pytest.mark.parametrize("url", ["journal.db", "sqlite:///journal.db"])
def test_a_relative_file_stays_where_it_was_opened(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path)
    with closing(open_journal(url, project)) as journal:
        monkeypatch.chdir(tmp_path / "other")
        write(journal, "INC-1", answered())
    assert list((tmp_path / "other").iterdir()) == []
    assert (tmp_path / "journal.db").is_file()


def test_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    open_journal("~/journal.db", project).close()
    assert (tmp_path / "journal.db").is_file()


def test_another_database_is_named_but_not_its_password() -> None:
    with pytest.raises(RecoverError) as caught:
        open_journal("mysql://ana:geheim@db/chain", project)
    assert "as mysql" in caught.value.message
    assert "postgresql+psycopg, sqlite and memory" in caught.value.message
    assert "geheim" not in caught.value.message + caught.value.hint


@pytest.mark.parametrize(
    "url",
    ["", "  ", "sqlite://", "sqlite:///", "sqlite://host/x.db", "sqlite:///x.db?mode=ro", ":memory:", "a\0b"],
)
def test_an_address_of_nothing(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RecoverError) as caught:
        open_journal(url, project)
    assert caught.value.hint
    assert list(tmp_path.iterdir()) == []


FRESH = """
from recovery_cli.journal import open_journal
from recovery_cli.errors import RecoverError
open_journal("memory:", lambda stream, events: ()).close()
try:
    open_journal("mysql://x", lambda stream, events: ())
except RecoverError:
    pass
print(sorted({"sqlalchemy", "sqlite3", "psycopg", "alembic"} & set(sys.modules)))
"""


def test_importing_the_journal_loads_no_database() -> None:
    out, err = python(FRESH).communicate(timeout=60)
    assert (out, err) == ("[]\n", "")


OPENED = """
from journal_scenes import answered, project, write
from recovery_cli.journal import open_journal
journal = open_journal(sys.argv[1], project)
write(journal, "INC-1", answered())
journal.close()
print(sorted({"psycopg", "alembic"} & set(sys.modules)))
"""


@pytest.mark.parametrize(("kind", "loaded"), [("sqlite", []), ("postgres", ["psycopg"])])
def test_a_journal_loads_its_own_driver_and_no_alembic(
    kind: str, loaded: list[str], new_url: Callable[[str, Path], str], tmp_path: Path
) -> None:
    out, err = python(OPENED, new_url(kind, tmp_path)).communicate(timeout=60)
    assert (out, err) == (f"{loaded}\n", "")
