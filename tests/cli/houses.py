"""A business of one's own with a key that signs, one walk of it, and copies of both for a test."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from cli.forked import recover
from cli.program import SAUCE, home

SET = {
    "business.name": "Asador Poniente",
    "business.address": "Calle Larga 1",
    "business.city": "Sevilla",
    "country": "ES",
    "business.phone": "+34 955 000 000",
    "business.email": "hola@poniente.example",
}


def opened(folder: Path, *, environ: dict[str, str] | None = None) -> None:
    """Made by `recover init`, with a waiter and a manager."""
    sets = [part for key, value in SET.items() for part in ("--set", f"{key}={value}")]
    people = {"front_line": [{"name": "Marco Ruiz"}], "manager": [{"name": "Ana Ferrer", "phone": "955 000 001"}]}
    staff = folder.parent / "staff.json"
    staff.write_text(json.dumps({"roles": {role: {"people": held} for role, held in people.items()}}), "utf-8")
    made = recover("init", folder, "--data", staff, *sets, environ=environ)
    assert made.code == 0, made.err


def walked(world: Path) -> tuple[str, str]:
    """The incident and the note of one walk in a world of its own: the sauce on the jacket, in Spanish."""
    environ = {"HOME": str(world), "LC_ALL": "C.UTF-8"}
    environ |= {f"XDG_{kind}_HOME": str(world / kind.lower()) for kind in ("DATA", "CONFIG", "STATE", "CACHE")}
    opened(world / "house", environ=environ)
    args = ("restaurant", "spill", "--answers", SAUCE, "--lang", "es", "--json", "--workspace", world / "house")
    data = recover("start", *args, environ=environ).data
    return data["incident"], data["note"]["number"]


def copied(world: Path) -> Path:
    """That world's journal, and its workspace, for this test alone."""
    shutil.copytree(world / "data", home() / "data", dirs_exist_ok=True)
    shutil.copytree(world / "house", home() / "house")
    return home() / "house"
