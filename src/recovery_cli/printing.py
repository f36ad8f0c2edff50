"""Printers: the system's own queues through `lp`, and receipt printers by network or as a device file."""

from __future__ import annotations

import errno
import os
import re
import select
import shutil
import socket
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, assert_never

from recovery_cli.errors import RecoverError, UsageError

PATIENCE = 5.0
"""Seconds that a receipt printer may take to answer, and to go on taking what it is sent."""

QUEUE_PATIENCE = 30.0
"""Seconds that `lp` may take: it only hands over to the spooler."""

_ADDRESS = re.compile(r"(?P<host>\[[0-9A-Fa-f:.%\w]+\]|[^\s/:\[\]]+):(?P<port>[0-9]{1,5})", re.ASCII)
_INSTEAD = "Or into a file: -o FILE"


@dataclass(frozen=True, slots=True)
class Queue:
    """A printer of the system; without a name the one that the system prefers."""

    name: str = ""

    def __str__(self) -> str:
        return self.name or "the system's printer"


@dataclass(frozen=True, slots=True)
class Network:
    """A receipt printer that listens at an address, usually on port 9100."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Device:
    """A receipt printer on a device file such as /dev/usb/lp0."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)


Printer: TypeAlias = Queue | Network | Device


def printer(name: str | None) -> Printer:
    """What a name means: `host:port`, a path, else a queue of the system; raises `UsageError`."""
    if name is None:
        return Queue()
    if not name.strip() or name.startswith("-") or not name.isprintable():
        raise UsageError("A printer has a name.", "--printer counter, 192.0.2.40:9100 or /dev/usb/lp0")
    if "/" in name:
        return Device(Path(name))
    if ":" not in name:
        return Queue(name)
    match = _ADDRESS.fullmatch(name)
    if match is None or not 0 < int(match["port"]) < 65536:
        raise UsageError(f'"{name}" is not the address of a printer.', "--printer 192.0.2.40:9100")
    return Network(match["host"].strip("[]"), int(match["port"]))


def send(to: Printer, content: bytes, *, suffix: str, title: str) -> str:
    """Hand it over whole; the answer is what the printer's side said. Raises `RecoverError` when it was not taken."""
    match to:
        case Queue():
            return _queued(to, content, suffix=suffix, title=title)
        case Network():
            return _sent(to, content)
        case Device():
            return _written(to, content)
        case _:
            assert_never(to)


def _queued(to: Queue, content: bytes, *, suffix: str, title: str) -> str:
    program = shutil.which("lp")
    if program is None:
        raise RecoverError(
            "There is no `lp` here to print with.",
            f"Install CUPS, or name a receipt printer: --printer HOST:9100. {_INSTEAD}",
        )
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(content)
        file.flush()
        words = [program, *(["-d", to.name] if to.name else []), "-t", title, file.name]
        try:
            ran = subprocess.run(  # noqa: S603 - a list, so no shell reads it; the name cannot begin with a hyphen
                words,
                capture_output=True,
                check=False,
                stdin=subprocess.DEVNULL,
                timeout=QUEUE_PATIENCE,
                env={**os.environ, "LC_ALL": "C"},
            )
        except subprocess.TimeoutExpired as fault:
            raise _not_taken(to, f"lp said nothing for {QUEUE_PATIENCE:.0f} seconds") from fault
        except OSError as fault:
            raise _not_taken(to, _reason(fault)) from fault
    said = _line(ran.stdout)
    if ran.returncode:
        raise _not_taken(to, _line(ran.stderr) or said or f"lp ended with {ran.returncode}")
    return said


def _not_taken(to: Queue, why: str) -> RecoverError:
    named = f"The printer {to.name} did not take it" if to.name else "The system's printer did not take it"
    return RecoverError(f"{named}: {why.rstrip('.')}.", f"The printers there are: lpstat -p -d. {_INSTEAD}")


def _line(said: bytes) -> str:
    """The first line of what a program said; it is shown, so it may not hold what a terminal would obey."""
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return "".join(sign for sign in lines[0] if sign.isprintable()) if lines else ""


def _reason(fault: OSError) -> str:
    if isinstance(fault, TimeoutError):
        return "it did not answer in time"
    return "nothing reads from it" if fault.errno == errno.ENXIO else (fault.strerror or str(fault))


def _sent(to: Network, content: bytes) -> str:
    try:
        with socket.create_connection((to.host, to.port), timeout=PATIENCE) as line:
            line.sendall(content)
            line.shutdown(socket.SHUT_WR)
    except (OSError, UnicodeError) as fault:  # the second: a host name that no network could carry
        why = _reason(fault) if isinstance(fault, OSError) else "that is no name of a host"
        raise RecoverError(
            f"The printer at {to} did not take it: {why}.", f"See that it is on and in this network. {_INSTEAD}"
        ) from fault
    return ""


def _written(to: Device, content: bytes) -> str:
    """Never makes the file: a printer that was unplugged would become a file that swallows every note."""
    try:
        if stat.S_ISDIR(to.path.stat().st_mode):
            raise IsADirectoryError(0, "it is a folder")
        # Opened without waiting: a pipe that nobody reads would otherwise hold the counter for ever.
        handle = os.open(to.path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_TRUNC)
        try:
            _whole(handle, content)
        finally:
            os.close(handle)
    except OSError as fault:
        raise RecoverError(
            f"The printer {to} did not take it: {_reason(fault)}.", f"See that it is plugged in and on. {_INSTEAD}"
        ) from fault
    return ""


def _whole(handle: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        if not select.select([], [handle], [], PATIENCE)[1]:
            raise TimeoutError
        try:
            left = left[os.write(handle, left) :]
        except BlockingIOError:
            continue
