"""One walk for all tests that only look at an incident: making it takes longer than most of what they ask."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cli.program import SAUCE, home, recover


@pytest.fixture(scope="session")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """One walk for all tests here: the sauce on the jacket, in Spanish; its note was printed in the walk."""
    world = tmp_path_factory.mktemp("walked")
    environ = {"HOME": str(world), "LC_ALL": "C.UTF-8"}
    environ |= {f"XDG_{kind}_HOME": str(world / kind.lower()) for kind in ("DATA", "CONFIG", "STATE", "CACHE")}
    args = ("restaurant", "spill", "--answers", SAUCE, "--lang", "es", "--json", "--out", world / "papers")
    return world, str(recover("start", *args, environ=environ).data["incident"])


@pytest.fixture
def incident(walked: tuple[Path, str]) -> str:
    """That incident, in a journal of this test's own."""
    world, name = walked
    shutil.copytree(world / "data", home() / "data", dirs_exist_ok=True)
    return name
