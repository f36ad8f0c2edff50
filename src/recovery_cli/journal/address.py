"""Which journal is meant: `memory:`, a file, `sqlite:///` and a file, or a database of PostgreSQL."""

from __future__ import annotations

import os
from pathlib import Path

from recovery_cli.errors import RecoverError

MEMORY = "memory:"
SERVERS = ("postgresql+psycopg", "postgresql", "postgres")
"""The schemes of a journal that many machines share; the first is the one to write."""

_HINT = "Name a file: RECOVER_JOURNAL=PATH, RECOVER_JOURNAL=sqlite:///PATH, or `journal:` in recovery.yaml"


def on_server(url: str) -> bool:
    """Whether the address is one of PostgreSQL; it may still be wrong in itself."""
    scheme, mark, _ = url.partition("://")
    return bool(mark) and scheme in SERVERS


def file_of(url: str) -> Path:
    """The absolute path of an SQLite journal, links followed; raises RecoverError on any other address.

    An address may hold a password: no message repeats more of it than its scheme.
    """
    scheme, mark, rest = url.partition("://")
    if not mark:
        return _resolved(url)
    if scheme not in ("sqlite", "sqlite+pysqlite"):
        raise RecoverError(
            f"The journal is to be opened as {scheme}, but this build speaks {SERVERS[0]}, sqlite and memory only.",
            _HINT,
        )
    if not rest.startswith("/") or "?" in rest:
        raise RecoverError("The address of the journal is not one of a file.", _HINT)
    return _resolved(rest[1:])


def _resolved(name: str) -> Path:
    if not name.strip() or "\0" in name:
        raise RecoverError("The journal has no name.", _HINT)
    if name == ":memory:":
        raise RecoverError("A journal in memory has another address.", f"Write it as {MEMORY}")
    try:
        file = Path(name).expanduser()
    except RuntimeError as fault:
        raise RecoverError(
            f"The journal is to be in {Path(name).parts[0]}, and nobody's home is there.", _HINT
        ) from fault
    # A dangling link would let SQLite create its target with the mode of the umask.
    return Path(os.path.realpath(file))
