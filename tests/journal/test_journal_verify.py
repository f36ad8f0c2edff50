"""What accident can do to the tables is found, at the first place of each stream."""

from __future__ import annotations

from pathlib import Path

import pytest
from journal_scenes import NOON, answered, began, sql, write

from recovery_cli.errors import RecoverError
from recovery_cli.journal import Fault, verify
from recovery_cli.journal.chain import hash_of
from recovery_cli.journal.sql import SqlJournal
from recovery_cli.ports import Batch
from recovery_cli.private import Private


@pytest.fixture(autouse=True)
def two_streams(filed: SqlJournal) -> None:
    for stream in ("INC-1", "INC-2"):
        write(filed, stream, began("Bob"), answered(), answered("again", Private("twice")))


def found(journal: SqlJournal) -> list[tuple[str, int, str]]:
    return [(fault.stream, fault.version, fault.code) for fault in verify(journal)]


def test_what_nobody_touched_has_no_fault(filed: SqlJournal) -> None:
    assert found(filed) == []


@pytest.mark.parametrize(
    "change",
    [
        """data = '{"fact":"garment.material","value":"suede"}'""",
        "data = data || ' '",
        "data = CAST(x'7bff7d' AS TEXT)",
        "type = 'FactRevised'",
        "operator = 'luis'",
        "at = '2026-03-01T12:00:00.123457Z'",
        "hash = 'f' || substr(hash, 2, 62) || 'x'",
    ],
)
def test_an_altered_event(filed: SqlJournal, path: Path, change: str) -> None:
    sql(path, f"UPDATE event SET {change} WHERE stream = 'INC-1' AND version = 2")  # noqa: S608 - a change of this test
    assert found(filed) == [("INC-1", 2, "altered")]


@pytest.mark.parametrize("version", [1, 2])
def test_a_missing_event(filed: SqlJournal, path: Path, version: int) -> None:
    sql(path, "DELETE FROM event WHERE stream = 'INC-1' AND version = ?", version)
    assert found(filed) == [("INC-1", version, "missing")]


def test_a_cut_tail(filed: SqlJournal, path: Path) -> None:
    sql(path, "DELETE FROM event WHERE stream = 'INC-2' AND version > 1")
    assert found(filed) == [("INC-2", 2, "cut")]


def test_a_stream_without_any_of_its_events(filed: SqlJournal, path: Path) -> None:
    sql(path, "DELETE FROM event WHERE stream = 'INC-2'")
    assert found(filed) == [("INC-2", 1, "cut")]


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM head WHERE stream = 'INC-1'",
        "UPDATE head SET version = 2 WHERE stream = 'INC-1'",
        "UPDATE head SET hash = 'f00' WHERE stream = 'INC-1'",
    ],
)
def test_a_head_that_does_not_fit(filed: SqlJournal, path: Path, change: str) -> None:
    sql(path, change)
    assert found(filed) == [("INC-1", 3, "head")]


@pytest.mark.parametrize("change", ["value = '\"thrice\"'", "value = 'twice'", "salt = '00'", "salt = 'no hex'"])
def test_altered_words_of_a_person(filed: SqlJournal, path: Path, change: str) -> None:
    sql(path, f"UPDATE person SET {change} WHERE key = 'INC-1#3.1'")  # noqa: S608 - a change of this test
    assert found(filed) == [("INC-1", 3, "person")]


def test_an_event_that_moved_to_another_stream(filed: SqlJournal, path: Path) -> None:
    sql(path, "DELETE FROM event WHERE stream = 'INC-1' AND version = 2")
    sql(path, "UPDATE event SET stream = 'INC-1' WHERE stream = 'INC-2' AND version = 2")
    assert found(filed) == [("INC-1", 2, "altered"), ("INC-2", 2, "missing")]


def test_an_altered_event_that_was_given_a_fitting_hash(filed: SqlJournal, path: Path) -> None:
    first, second, _ = next(filed.trails()).events
    forged = second._replace(operator="luis")
    values = (forged.operator, hash_of(first.hash, forged))
    sql(path, "UPDATE event SET operator = ?, hash = ? WHERE stream = 'INC-1' AND version = 2", *values)
    assert found(filed) == [("INC-1", 3, "altered")]


def test_each_stream_tells_its_first_fault_only(filed: SqlJournal, path: Path) -> None:
    sql(path, "UPDATE event SET operator = 'luis' WHERE version > 1")
    assert found(filed) == [("INC-1", 2, "altered"), ("INC-2", 2, "altered")]


def test_a_fault_says_where_it_is(filed: SqlJournal, path: Path) -> None:
    sql(path, "UPDATE event SET operator = 'luis' WHERE stream = 'INC-1' AND version = 2")
    (fault,) = verify(filed)
    assert str(fault) == "INC-1 step 2: this event (FactRecorded) was altered"
    assert isinstance(fault, Fault)


def test_a_cut_stream_takes_no_more_and_says_so(filed: SqlJournal, path: Path) -> None:
    sql(path, "DELETE FROM event WHERE stream = 'INC-1' AND version = 3")
    for expected in (2, 3):
        with pytest.raises(RecoverError, match=r"INC-1 is damaged at step 3") as caught:
            filed.append([Batch("INC-1", expected, (answered(),))], at=NOON, operator="ana")
        assert "recover journal verify" in caught.value.hint
    write(filed, "INC-2", answered())
    assert filed.version("INC-2") == 4


@pytest.mark.parametrize("change", ["data = '{'", "data = '[]'", "data = '{\"f\":1.5}'", "at = 'noon'"])
def test_an_event_that_cannot_be_read_is_said_calmly(filed: SqlJournal, path: Path, change: str) -> None:
    sql(path, f"UPDATE event SET {change} WHERE stream = 'INC-1' AND version = 2")  # noqa: S608 - a change of this test
    with pytest.raises(RecoverError, match=r"INC-1 is damaged at step 2"):
        filed.read("INC-1")
    assert len(filed.read("INC-2")) == 3
