"""What a journal remembers of its own appends never shows more, or less, than the events do."""

from __future__ import annotations

from contextlib import ExitStack, closing
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journal_scenes import NOON, Shown, answered, began, entry, project, write

from recovery_cli.errors import RecoverError
from recovery_cli.journal import verify
from recovery_cli.journal.sql import SqlJournal
from recovery_cli.ports import Batch, Projection, Recorded, Row
from recovery_cli.private import Private


def shown(journal: SqlJournal) -> tuple[tuple[Row, ...], ...]:
    return journal.incidents(), journal.notes(), journal.follow_ups()


def test_two_terminals_take_turns_at_one_incident(url: str) -> None:
    with closing(SqlJournal(url, project)) as one, closing(SqlJournal(url, project)) as other:
        write(one, "INC-1", began())
        write(other, "INC-1", answered())
        write(one, "INC-1", entry("Promised", who="Bob", days=3))
        write(other, "INC-1", answered())
        assert [row.state for row in one.incidents()] == ["4 events"]
        assert [row.what for row in one.follow_ups()] == ["Ring Bob"]
        kept = shown(one)
        one.rebuild()
        assert shown(one) == kept


def test_what_another_terminal_erased_is_not_shown_again_by_who_remembers_it(url: str) -> None:
    with closing(SqlJournal(url, project)) as one, closing(SqlJournal(url, project)) as other:
        write(one, "INC-1", began("Bob"))
        other.erase("INC-1")
        write(one, "INC-1", answered())
        assert "Bob" not in repr(shown(one))
        assert [row.state for row in one.incidents()] == ["2 events"]
        assert verify(one) == []


def test_several_batches_for_one_stream_are_shown_once(url: str) -> None:
    with closing(SqlJournal(url, project)) as journal:
        write(journal, "INC-1", began())
        two = [Batch("INC-1", 1, (answered(),)), Batch("INC-1", 2, (entry("Promised", who="Bob", days=1),))]
        journal.append(two, at=NOON, operator="ana")
        assert [row.state for row in journal.incidents()] == ["3 events"]
        assert len(journal.follow_ups()) == 1
        write(journal, "INC-1", answered())
        assert [row.state for row in journal.incidents()] == ["4 events"]


def test_what_was_rolled_back_is_not_remembered(url: str) -> None:
    with closing(SqlJournal(url, project)) as journal:
        write(journal, "INC-1", began())
        with pytest.raises(LookupError):
            write(journal, "INC-1", entry("Promised", who="Bob", days=1), entry("Unshowable"))
        write(journal, "INC-1", answered())
        assert [row.state for row in journal.incidents()] == ["2 events"]
        assert journal.follow_ups() == ()


def test_a_stream_that_was_cut_takes_no_more_even_from_who_remembers_it(url: str) -> None:
    with closing(SqlJournal(url, project)) as journal:
        write(journal, "INC-1", began(), answered())
        with journal._database.alone() as line:
            line.connection.exec_driver_sql("DELETE FROM event WHERE version = 2")
        with pytest.raises(RecoverError, match="damaged at step 2"):
            journal.append([Batch("INC-1", 2, (answered(),))], at=NOON, operator="ana")


def test_a_long_walk_is_read_once_and_then_only_followed(url: str) -> None:
    looks: list[int] = []

    class Counted(Shown):
        def seen(self, recorded: Recorded) -> Counted:
            looks.append(recorded.version)
            return Counted(self.stream, (*self.events, recorded))

    def counting(stream: str) -> Projection:
        return Counted(stream)

    with closing(SqlJournal(url, counting)) as journal:
        for _ in range(20):
            write(journal, "INC-1", answered())
    assert looks == [*range(1, 21)]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("first", "second")),
        st.sampled_from(("INC-1", "INC-2")),
        st.sampled_from(("began", "answered", "promised", "erased", "nothing")),
    ),
    max_size=8,
)


@settings(max_examples=30, deadline=None)
@given(steps=STEPS)
def test_the_rows_are_those_of_a_rebuilt_journal(steps: list[tuple[str, str, str]]) -> None:
    with ExitStack() as stack:
        url = stack.enter_context(TemporaryDirectory()) + "/journal.db"
        terminals = {name: stack.enter_context(closing(SqlJournal(url, project))) for name in ("first", "second")}
        for terminal, stream, step in steps:
            journal = terminals[terminal]
            match step:
                case "began":
                    write(journal, stream, began())
                case "answered":
                    write(journal, stream, answered())
                case "promised":
                    write(journal, stream, entry("Promised", who=Private("Bob"), days=1))
                case "erased":
                    journal.erase(stream)
                case _:
                    write(journal, stream)
        journal = terminals["first"]
        kept = shown(journal)
        journal.rebuild()
        assert shown(journal) == kept
        assert verify(journal) == []
