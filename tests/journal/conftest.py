"""The plugs that the shared suite runs on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from journal_scenes import project

from recovery_cli.journal import Ledger, MemoryJournal
from recovery_cli.journal.sql import SqlJournal

PLUGS = ("memory", "sqlite")


def plug(kind: str, folder: Path) -> Ledger:
    if kind == "memory":
        return MemoryJournal(project)
    return SqlJournal(str(folder / "journal.db"), project)


@pytest.fixture(params=PLUGS)
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    opened = plug(request.param, tmp_path)
    yield opened
    opened.close()


@pytest.fixture(params=PLUGS, scope="module")
def long_ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """One journal for all examples of a property; each takes a stream of its own."""
    opened = plug(request.param, tmp_path_factory.mktemp("long"))
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
