"""The real program, as a person or a script starts it: the console script in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recovery_cli.catalogue import shipped

RECOVER = str(Path(sys.executable).with_name("recover"))
SCENARIOS = shipped() / "playbooks/restaurant/scenarios"
SAUCE = SCENARIOS / "barbecue-sauce.yaml"
LONGEST = 60.0
"""Seconds after which a program that waits for nobody hangs."""


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def told(self) -> list[str]:
        return self.err.splitlines()

    @property
    def data(self) -> Any:
        """stdout, which has to be one JSON document."""
        assert self.code == 0, self.err
        return json.loads(self.out)


def recover(*args: str | Path, stdin: str = "", environ: Mapping[str, str] | None = None) -> Ran:
    """Run it to its end without a terminal; `environ` is added to this test's world."""
    ran = subprocess.run(
        [RECOVER, *map(str, args)],
        input=stdin.encode(),
        capture_output=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **(environ or {})},
        timeout=LONGEST,
    )
    out, err = ran.stdout.decode("utf-8", "replace"), ran.stderr.decode("utf-8", "replace")
    assert "Traceback" not in err
    return Ran(ran.returncode, out, err)


def home() -> Path:
    return Path(os.environ["HOME"])


def journal() -> Path:
    """Where the journal of this test's world is."""
    return home() / "data/recover/journal.sqlite3"


def left_behind(folder: Path) -> list[str]:
    """Every file below a folder, but the journal that was opened to look at."""
    files = (each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file())
    return sorted(name for name in files if not name.startswith("data/recover/journal.sqlite3"))


def bytes_of(file: Path) -> bytes:
    """A database with what still lies beside it."""
    return b"".join(each.read_bytes() for each in sorted(file.parent.glob(f"{file.name}*")))


def recorded() -> dict[str, Any]:
    """The one incident of this test's world, from its journal."""
    (row,) = recover("incident", "list", "--json").data
    found: dict[str, Any] = recover("incident", "show", row["id"], "--json").data
    return found


def events(incident: Mapping[str, Any], *types: str) -> list[dict[str, Any]]:
    """The events of these types in what `--json` printed."""
    return [event for event in incident["events"] if not types or event["type"] in types]


def workspace(folder: Path, files: Mapping[str, str]) -> Path:
    """A business of its own: the demo's settings, and `files` by their path."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "recovery.yaml").write_bytes((shipped() / "playbooks/demo/recovery.yaml").read_bytes())
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def lines_of(text: str, parts: Sequence[str]) -> bool:
    """Whether the parts stand in the text in this order, whatever breaks its lines."""
    flat = " ".join(text.split())
    at = 0
    for part in parts:
        at = flat.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True
