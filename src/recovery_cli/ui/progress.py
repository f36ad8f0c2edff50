"""A bar on stderr for long work, where somebody is looking; elsewhere nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Progress(Protocol):
    def advance(self, by: int) -> None: ...


class _Silent:
    def advance(self, by: int) -> None:
        """Nobody is looking."""


@contextmanager
def progress(done: str, *, total: int | None) -> Iterator[Progress]:
    """`done` is what has been done with each: "written"; `total` None when their number is not known yet."""
    if not sys.stderr.isatty():
        yield _Silent()
        return
    from rich import progress as bars
    from rich.console import Console

    columns = (
        bars.BarColumn(),
        bars.TextColumn(f"{{task.completed:,}} {done}"),
        bars.TextColumn("{task.fields[rate]}"),
        bars.TimeRemainingColumn(),
    )
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(done, total=total, rate="")

        class Shown:
            def advance(self, by: int) -> None:
                speed = shown.tasks[0].speed
                shown.update(task, advance=by, rate="" if speed is None else f"{speed:,.0f}/s")

        yield Shown()
