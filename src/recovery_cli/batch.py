"""Work done piece by piece on any executor: in order, a bounded number ahead, and again when a worker is lost."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

from recovery_cli.errors import RecoverError

Item = TypeVar("Item")
Done = TypeVar("Done")

TRIES = 5
"""How many lost executors it takes to give up: work that kills each worker would go on for ever."""

ANSWER = 10
"""Seconds that a scheduler is waited for."""


def run(
    work: Callable[[Item], Done],
    items: Iterable[Item],
    *,
    executors: Callable[[], AbstractContextManager[Executor]] | None = None,
    ahead: int = 1,
) -> Iterator[Done]:
    """What `work` makes of each item, in their order; without `executors`, here and one after the other.

    At most `ahead` items are on their way at a time. When workers are lost, a new executor does what they had begun
    once more: `work` must be such that doing it twice does no harm.
    """
    waiting = iter(items)
    begun: deque[Item] = deque()
    if executors is None:
        yield from map(work, waiting)
        return
    for left in range(TRIES, 0, -1):
        try:
            with executors() as executor:
                yield from _through(work, waiting, begun, executor, ahead)
            return
        except BrokenExecutor:
            if left == 1:
                raise


def _through(
    work: Callable[[Item], Done], waiting: Iterator[Item], begun: deque[Item], executor: Executor, ahead: int
) -> Iterator[Done]:
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
            begun.popleft()
            yield done
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
