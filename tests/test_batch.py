"""Work on any executor: in order, never too far ahead, and done again when a worker dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_cli import batch


def doubled(number: int) -> int:
    return 2 * number


def written(work: tuple[str, int, int]) -> int:
    """Writes a file of its number; the first worker that is given a deadly one dies of it, before it wrote."""
    folder, number, deadly = work
    if number == deadly:
        try:
            Path(folder, "died").touch(exist_ok=False)
        except FileExistsError:
            pass
        else:
            os._exit(9)
    Path(folder, f"{number}.txt").write_text(str(number), "ascii")
    return number


def deadly(_: int) -> int:
    os._exit(9)


def refused(number: int) -> int:
    if number == 3:
        raise ValueError("not three")
    return number


def run(work: Any, items: Any, executors: Any = None, *, ahead: int = 1, **options: Any) -> Iterator[Any]:
    """What comes of each item, which is told beside it."""
    given = [*items]
    with batch.Team(executors, ahead=ahead) as team:
        for at, (item, done) in enumerate(team.run(work, iter(given), **options)):
            assert item == given[at]
            yield done


class Counted(Executor):
    """Does the work at once, and remembers how much of it was given before it was asked for."""

    def __init__(self) -> None:
        self.given = 0

    def submit(self, work: Any, /, *args: Any, **named: Any) -> Any:
        self.given += 1
        done: Future[object] = Future()
        done.set_result(work(*args, **named))
        return done


@given(numbers=st.lists(st.integers(), max_size=12), ahead=st.integers(1, 5))
def test_the_results_come_in_the_order_of_the_items(numbers: list[int], ahead: int) -> None:
    expected = [doubled(number) for number in numbers]
    assert list(run(doubled, numbers)) == expected
    assert list(run(doubled, numbers, executors=lambda: ThreadPoolExecutor(3), ahead=ahead)) == expected


def test_no_more_is_taken_than_may_be_ahead() -> None:
    counted, taken = Counted(), []

    def items() -> Iterator[int]:
        for number in range(10):
            taken.append(number)
            yield number

    found = batch.Team(lambda: counted, ahead=3).run(doubled, items())
    assert (next(found), counted.given, taken) == ((0, 0), 3, [0, 1, 2])
    assert (next(found), counted.given, taken) == ((1, 2), 4, [0, 1, 2, 3])
    assert [done for _, done in found] == [4, 6, 8, 10, 12, 14, 16, 18]
    assert counted.given == 10


@pytest.mark.parametrize("fatal", [0, 4, 9])
def test_what_a_dead_worker_had_begun_is_done_again_and_nothing_is_left_out(tmp_path: Path, fatal: int) -> None:
    items = [(str(tmp_path), number, fatal) for number in range(10)]
    assert list(run(written, items, executors=batch.pool(2), ahead=4)) == list(range(10))
    assert sorted(file.name for file in tmp_path.glob("*.txt")) == [f"{number}.txt" for number in range(10)]
    assert (tmp_path / "died").exists()


def test_work_that_kills_each_worker_ends() -> None:
    with pytest.raises(BrokenExecutor):
        list(run(deadly, [1], executors=batch.pool(2), ahead=1))


def test_a_fault_of_the_work_is_not_tried_again() -> None:
    found = run(refused, range(6), executors=lambda: ThreadPoolExecutor(1), ahead=2)
    with pytest.raises(ValueError, match="not three"):
        list(found)


def test_few_items_start_no_worker_and_later_work_finds_those_that_were_started() -> None:
    started: list[Counted] = []

    def executors() -> Counted:
        started.append(Counted())
        return started[-1]

    with batch.Team(executors, ahead=2) as team:
        assert [done for _, done in team.run(doubled, range(3), alone=3)] == [0, 2, 4]
        assert not started
        assert [done for _, done in team.run(doubled, range(5), alone=3)] == [0, 2, 4, 6, 8]
        assert [each.given for each in started] == [2]
        assert [done for _, done in team.run(doubled, range(5), alone=3)] == [0, 2, 4, 6, 8]
        assert [each.given for each in started] == [7]
    with batch.Team(executors, ahead=2, there=True) as team:
        assert [done for _, done in team.run(doubled, range(5), alone=3)] == [0, 2, 4, 6, 8]
    assert [each.given for each in started] == [7, 5]


def test_one_process_needs_no_pool() -> None:
    assert batch.pool(1) is None
