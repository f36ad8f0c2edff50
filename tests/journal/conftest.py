"""The plugs that the shared suite runs on."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from journal_scenes import project
from postgres_server import Server, running

from recovery_cli.journal import Ledger, MemoryJournal
from recovery_cli.journal.sql import SqlJournal

DATABASES = ("sqlite", "postgres")
PLUGS = ("memory", *DATABASES)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One for each worker of pytest-xdist: it is there in two seconds."""
    with running() as started:
        yield started


@pytest.fixture(scope="session")
def new_url(request: pytest.FixtureRequest) -> Callable[[str, Path], str]:
    """From a kind of database and a folder to the address of a journal that is not there yet."""

    def made(kind: str, folder: Path) -> str:
        if kind == "sqlite":
            return str(folder / "journal.db")
        server: Server = request.getfixturevalue("server")
        return server.new_schema(f"s{uuid.uuid4().hex}")

    return made


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, new_url: Callable[[str, Path], str], tmp_path: Path) -> str:
    """The address of a journal that several processes can share."""
    return new_url(request.param, tmp_path)


def plug(kind: str, folder: Path, new_url: Callable[[str, Path], str]) -> Ledger:
    return MemoryJournal(project) if kind == "memory" else SqlJournal(new_url(kind, folder), project)


@pytest.fixture(params=PLUGS)
def ledger(request: pytest.FixtureRequest, tmp_path: Path, new_url: Callable[[str, Path], str]) -> Iterator[Ledger]:
    opened = plug(request.param, tmp_path, new_url)
    yield opened
    opened.close()


@pytest.fixture(params=PLUGS, scope="module")
def long_ledger(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, new_url: Callable[[str, Path], str]
) -> Iterator[Ledger]:
    """One journal for all examples of a property; each takes a stream of its own."""
    opened = plug(request.param, tmp_path_factory.mktemp("long"), new_url)
    yield opened
    opened.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def filed(path: Path) -> Iterator[SqlJournal]:
    """A journal on `path` that does not wait long for others."""
    opened = SqlJournal(str(path), project, patience=0.05)
    yield opened
    opened.close()
