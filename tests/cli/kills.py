"""The real program, killed with all of its workers at a moment that is seen."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from cli.program import RECOVER

SECONDS = 60.0
"""After which what is waited for never comes."""


def killed(*args: str | Path, when: Callable[[], bool]) -> bool:
    """Kills it once that is so; False when it was done before."""
    with _until(*args, when=when) as program:
        if program.returncode is None:
            os.killpg(program.pid, signal.SIGKILL)
        program.wait(SECONDS)
        return program.returncode == -signal.SIGKILL


def killed_alone(*args: str | Path, when: Callable[[], bool]) -> list[int]:
    """Kills it and none of its workers once that is so; those that are left."""
    with _until(*args, when=when) as program:
        left = [int(pid) for pid in Path(f"/proc/{program.pid}/task/{program.pid}/children").read_text().split()]
        program.kill()
        program.wait(SECONDS)
        return left


def still_there(pids: Sequence[int]) -> list[int]:
    """Those that have not ended within a bound."""
    left, end = list(pids), time.monotonic() + SECONDS
    while left and time.monotonic() < end:
        left = [pid for pid in left if _is_there(pid)]
    return left


def _is_there(pid: int) -> bool:
    """One that has ended may have a number for as long as nobody asks what became of it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@contextmanager
def _until(*args: str | Path, when: Callable[[], bool]) -> Iterator[subprocess.Popen[bytes]]:
    own = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    quiet = subprocess.DEVNULL
    command = [RECOVER, *map(str, args)]
    with subprocess.Popen(command, env=own, start_new_session=True, stdout=quiet, stderr=quiet) as program:
        end = time.monotonic() + SECONDS
        while program.poll() is None and not when():
            assert time.monotonic() < end, "it never came"
        yield program
