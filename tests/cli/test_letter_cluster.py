"""`--cluster`: two workers of a Dask scheduler, one killed in the middle, write the bytes that one process writes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from cli.program import RECOVER, recover
from cli.tables import letters, manifest, many, order, papers, saved

ROWS = 1_000
SECONDS = 60.0
LOCAL = ("--no-dashboard", "--host", "127.0.0.1")


def until(there: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + SECONDS
    while not there():
        assert time.monotonic() < end, f"{what} never came"


@contextmanager
def started(module: str, *args: str | Path, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", f"distributed.cli.{module}", *map(str, args)]
    with log.open("wb") as told, subprocess.Popen(command, stdout=told, stderr=told) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and its two workers."""
    known = tmp_path / "scheduler.json"
    with ExitStack() as stack:
        options = ("--port", "0", "--scheduler-file", known, *LOCAL)
        stack.enter_context(started("dask_scheduler", *options, log=tmp_path / "scheduler.log"))
        until(lambda: known.exists() and known.stat().st_size > 0, "the scheduler")
        address = json.loads(known.read_text("utf-8"))["address"]
        workers = []
        for number in range(2):
            log, own = tmp_path / f"worker-{number}.log", ("--local-directory", tmp_path / str(number))
            options = (address, "--nthreads", "1", "--no-nanny", *LOCAL, *own)
            workers.append(stack.enter_context(started("dask_worker", *options, log=log)))
            until(lambda log=log: b"Registered to" in log.read_bytes(), "a worker")
        yield address, workers


def test_a_cluster_that_loses_a_worker_writes_what_one_process_writes(
    tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = cluster
    table, out = saved(tmp_path / "t.csv", many(ROWS)), tmp_path / "out"
    command = [RECOVER, *map(str, order(table, out, "--cluster", address))]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=os.environ) as program:
        until(lambda: out.exists() and len(os.listdir(out)) > 50, "the first letter")  # noqa: PTH208 - quickly
        workers[0].send_signal(signal.SIGKILL)
        _, told = program.communicate(timeout=SECONDS)
    assert program.returncode == 0, told
    assert letters(table, tmp_path / "alone").code == 0
    assert papers(out) == papers(tmp_path / "alone")
    assert [each["id"] for each in manifest(out)] == [row[0] for row in many(ROWS)]


def test_a_cluster_that_does_not_answer_is_told(tmp_path: Path) -> None:
    table = saved(tmp_path / "t.csv")
    ran = recover(*order(table, tmp_path / "out", "--cluster", "nowhere://at all"))
    assert ran.code == 3
    assert ran.told[-2:] == ["No Dask scheduler answers at nowhere://at all.", "--cluster tcp://HOST:8786"]
    assert papers(tmp_path / "out") == {}
