"""A journal of an older shape is refused by a normal start, and brought up to date by `upgrade` and nothing else."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from journal_scenes import NOON, python
from old_journal import begin_with, behind
from sqlalchemy import create_engine, inspect

from recovery_cli.errors import RecoverError
from recovery_cli.journal import Ledger, open_journal, tables, verify
from recovery_cli.journal.address import on_server
from recovery_cli.journal.projection import project
from recovery_cli.journal.upgrade import Upgraded, upgrade
from recovery_cli.journal.upgrade.steps import STEPS
from recovery_cli.ports import Batch, Entry

NOTE = "BAR01-2026-000001-40"


@pytest.fixture
def old(url: str) -> str:
    begin_with(url)
    return url


def columns(url: str) -> dict[str, set[str]]:
    engine = create_engine(url if on_server(url) else f"sqlite:///{url}")
    with engine.connect() as connection:
        look = inspect(connection)
        found = {name: {column["name"] for column in look.get_columns(name)} for name in look.get_table_names()}
    engine.dispose()
    return found


def opened(url: str) -> closing[Ledger]:
    return closing(open_journal(url, project))


def test_an_older_journal_is_refused_and_says_what_to_type(old: str) -> None:
    with pytest.raises(RecoverError, match="older") as caught:
        open_journal(old, project)
    assert caught.value.hint == "Type: recover journal upgrade"


def test_everything_is_there_after_the_upgrade(old: str) -> None:
    before = behind(old, "SELECT stream, version, hash FROM event ORDER BY stream, version")
    done = upgrade(old, project)
    assert (done.before, done.after, done.streams) == (1, tables.SCHEMA, 3)
    assert behind(old, "SELECT stream, version, hash FROM event ORDER BY stream, version") == before
    assert columns(old) == {table.name: {column.name for column in table.c} for table in tables.metadata.sorted_tables}
    with opened(old) as journal:
        assert verify(journal) == []
        (note,) = journal.notes()
        assert (note.number, str(note.cap), str(note.paid), note.status) == (NOTE, "120.00 EUR", "0.00 EUR", "issued")
        assert note.code
        assert [row.state for row in journal.incidents()] == ["resolved_not_happy"]
        assert len(journal.follow_ups()) == 3


def test_a_second_upgrade_changes_nothing(old: str) -> None:
    first = upgrade(old, project)
    again = upgrade(old, project)
    assert again == Upgraded(first.where, tables.SCHEMA, tables.SCHEMA)
    with opened(old) as journal:
        assert len(journal.notes()) == 1


def test_an_upgrade_that_fails_leaves_the_old_journal(old: str) -> None:
    def fails(stream: str) -> None:
        raise LookupError(stream)

    before = columns(old)
    with pytest.raises(LookupError):
        upgrade(old, fails)
    assert columns(old) == before
    assert behind(old, "SELECT number FROM meta WHERE name = 'schema'") == [(1,)]
    assert behind(old, "SELECT number FROM note") == [(NOTE,)]
    assert upgrade(old, project).streams == 3


UPGRADER = """
from recovery_cli.journal.projection import project
from recovery_cli.journal.upgrade import upgrade

print("ready", flush=True)
sys.stdin.readline()
print(upgrade(sys.argv[1], project).before)
"""


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_of_two_at_once_one_does_it_and_the_other_finds_it_done(old: str) -> None:
    both = [python(UPGRADER, old) for _ in range(2)]
    assert [_line(each) for each in both] == ["ready"] * 2
    for each in both:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    told = [each.communicate(timeout=60) for each in both]
    assert sorted(told) == [("1\n", ""), (f"{tables.SCHEMA}\n", "")]
    with opened(old) as journal:
        assert verify(journal) == []


def test_who_had_it_open_writes_no_more_after_another_shape_came(url: str) -> None:
    def shows_nothing(stream: str) -> None:
        """Keeps streams that no list shows."""

    batch = Batch("INC-1", 0, (Entry("Heard", {}),))
    with closing(open_journal(url, shows_nothing)) as journal:
        behind(url, "UPDATE meta SET number = number + 1 WHERE name = 'schema'")
        with pytest.raises(RecoverError, match="newer recover"):
            journal.append([batch], at=NOON, operator="ana")
        behind(url, "UPDATE meta SET number = number - 1 WHERE name = 'schema'")
        journal.append([batch], at=NOON, operator="ana")
        assert journal.version("INC-1") == 1


def test_a_newer_journal_and_a_stranger_are_left_alone(old: str) -> None:
    behind(old, "UPDATE meta SET number = 99 WHERE name = 'schema'")
    with pytest.raises(RecoverError, match="newer recover"):
        upgrade(old, project)
    behind(old, "DELETE FROM meta")
    with pytest.raises(RecoverError, match="not a journal"):
        upgrade(old, project)
    assert "code" not in columns(old)["note"]


def test_no_journal_is_made_by_an_upgrade(tmp_path: Path, new_url: Callable[[str, Path], str]) -> None:
    assert upgrade(str(tmp_path / "none.db"), project).before is None
    assert list(tmp_path.iterdir()) == []
    empty = new_url("postgres", tmp_path)
    assert upgrade(empty, project).before is None
    assert columns(empty) == {}


def test_every_shape_below_todays_has_its_step() -> None:
    assert sorted(STEPS) == list(range(1, tables.SCHEMA))
