"""Work done piece by piece on any executor: in order, a bounded number ahead, and again when a worker is lost."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import islice
from typing import Self, TypeVar

from recovery_cli.errors import RecoverError

Item = TypeVar("Item")
Done = TypeVar("Done")

TRIES = 5
"""How many lost executors it takes to give up: work that kills each worker would go on for ever."""

ANSWER = 10
"""Seconds that a scheduler is waited for."""


class Team:
    """Workers for one kind of work after the other, started when there is work for them; without `executors`, nobody.

    At most `ahead` items are on their way at a time. When workers are lost, new ones do what those had begun once more:
    work must be such that doing it twice does no harm. `there` says that workers need no time to start.
    """

    def __init__(
        self,
        executors: Callable[[], AbstractContextManager[Executor]] | None = None,
        *,
        ahead: int,
        there: bool = False,
    ) -> None:
        self._executors, self._ahead, self._there = executors, ahead, there
        self._started: Executor | None = None
        self._closing = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._started = None
        self._closing.close()

    def run(
        self, work: Callable[[Item], Done], items: Iterable[Item], *, alone: int = 0
    ) -> Iterator[tuple[Item, Done]]:
        """Each item with what `work` makes of it, in their order.

        Before workers are started, `alone` items are done here: what is done in a second needs none.
        """
        waiting, executors = iter(items), self._executors
        if executors is None:
            yield from ((item, work(item)) for item in waiting)
            return
        if self._started is None and not self._there:
            yield from ((item, work(item)) for item in islice(waiting, alone))
        begun = deque(islice(waiting, 1))
        for left in range(TRIES if begun else 0, 0, -1):
            try:
                yield from _through(work, waiting, begun, self._executor(executors), self._ahead)
                return
            except BrokenExecutor:
                self.__exit__()
                if left == 1:
                    raise

    def _executor(self, executors: Callable[[], AbstractContextManager[Executor]]) -> Executor:
        if self._started is None:
            self._started = self._closing.enter_context(executors())
        return self._started


def pieces(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """So many at a time, in their order; the last piece may be smaller."""
    waiting = iter(items)
    while piece := tuple(islice(waiting, size)):
        yield piece


def _through(
    work: Callable[[Item], Done], waiting: Iterator[Item], begun: deque[Item], executor: Executor, ahead: int
) -> Iterator[tuple[Item, Done]]:
    futures: deque[Future[Done]] = deque(executor.submit(work, item) for item in begun)
    try:
        while True:
            while len(begun) < ahead:
                try:
                    item = next(waiting)
                except StopIteration:
                    break
                begun.append(item)
                futures.append(executor.submit(work, item))
            if not futures:
                return
            done = futures[0].result()
            futures.popleft()
            yield begun.popleft(), done
    finally:
        for future in futures:
            future.cancel()


def pool(workers: int) -> Callable[[], AbstractContextManager[Executor]] | None:
    """Processes of this machine; none for a single one."""
    if workers <= 1:
        return None

    def started() -> AbstractContextManager[Executor]:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_with_its_parent)

    return started


def _with_its_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    from multiprocessing import parent_process
    from threading import Thread

    parent = parent_process()
    assert parent is not None  # noqa: S101 - it is called in workers only

    def outlived() -> None:
        parent.join()
        os._exit(1)

    Thread(target=outlived, daemon=True).start()


def cluster(address: str) -> Callable[[], AbstractContextManager[Executor]]:
    """The workers of a Dask scheduler, all of which see the same folders; raises `RecoverError` without one."""
    try:
        from distributed import Client
    except ImportError as fault:
        raise RecoverError("A cluster needs Dask.", "pip install 'recovery-cli[cluster]'") from fault

    @contextmanager
    def connected() -> Iterator[Executor]:
        try:
            client = Client(address, timeout=ANSWER)
        except (OSError, ValueError) as fault:
            raise RecoverError(f"No Dask scheduler answers at {address}.", "--cluster tcp://HOST:8786") from fault
        with client:
            yield client.get_executor()

    return connected
