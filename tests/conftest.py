"""No test can reach the home folder, the network or the machine's locale: by construction, not by care."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Iterator
from typing import Any, Never

import hypothesis
import pytest

from fixed_clock import FixedClock

hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")

_HOMES = {
    "HOME": "home",
    "XDG_CONFIG_HOME": "home/config",
    "XDG_DATA_HOME": "home/data",
    "XDG_STATE_HOME": "home/state",
    "XDG_CACHE_HOME": "home/cache",
    "XDG_RUNTIME_DIR": "home/run",
}
_FIXED = {
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "NO_COLOR": "1",
    "COLUMNS": "80",
    "LINES": "24",
}
_UNSET = ("LANGUAGE", "FORCE_COLOR", "CLICOLOR_FORCE", "EDITOR", "VISUAL", "PAGER", "BROWSER", "DISPLAY")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture(autouse=True)
def _own_world(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Children that a test starts inherit this world; only the guard on sockets stays in this process."""
    world = tmp_path_factory.mktemp("world")
    (world / "here").mkdir()
    for name, folder in _HOMES.items():
        (world / folder).mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(world / folder))
    for name in [name for name in os.environ if name.startswith("RECOVER_")] + list(_UNSET):
        monkeypatch.delenv(name, raising=False)
    for name, value in _FIXED.items():
        monkeypatch.setenv(name, value)
    for call in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, call, _local_only(getattr(socket.socket, call)))
    monkeypatch.setattr(socket, "getaddrinfo", _no_names)
    monkeypatch.chdir(world / "here")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def _local_only(call: Callable[[socket.socket, Any], Any]) -> Callable[[socket.socket, Any], Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX:
            raise AssertionError(f"a test tried to reach {address!r}")
        return call(self, address)

    return guarded


def _no_names(host: object, *_args: object, **_kwargs: object) -> Never:
    raise AssertionError(f"a test tried to look up {host!r}")
