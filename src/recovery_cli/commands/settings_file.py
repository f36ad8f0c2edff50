"""`recovery.yaml` as a person would write it: in sections, with a word on each; whole on the disk, or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from recovery_cli import yamltree
from recovery_cli.catalogue import SETTINGS
from recovery_cli.commands.business import FORMATS
from recovery_cli.errors import Broken, RecoverError, Refused
from recovery_cli.playbook import load
from recovery_cli.playbook.checks import keys_of
from recovery_cli.playbook.model import ROLES
from recovery_cli.playbook.settings import Settings
from recovery_cli.ui.furniture import furnish
from recovery_cli.yamltree import Data

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("note-business", ("business",)),
    ("note-site", ("site",)),
    ("note-country", ("country", "timezone", "currency")),
    ("note-languages", ("languages",)),
    ("note-emergency_number", ("emergency_number",)),
    ("note-playbooks", ("playbooks",)),
    ("note-roles", ("roles",)),
    ("note-note", ("note",)),
    ("note-print_format", ("print_format",)),
)
AGAIN = "recover init [DIR] --set business.name=… or --data FILE"
REST: Mapping[str, str] = {
    "operator_language": "es",
    "terminal": "plain",
    "clock": '"off"',
    "journal": "journal.sqlite3",
}
"""Settings with a good default, and an example of another."""


def composed(data: Mapping[str, Data], *, language: str) -> str:
    """YAML that reads back as `data`, keys that nobody knows among it."""
    lines = [f"# {furnish('note-head', language)}"]
    known = {key for _, keys in SECTIONS for key in keys}
    for code, keys in SECTIONS:
        held = {key: _ordered(data[key], (key,)) for key in keys if key in data}
        if held:
            formats = (", ".join(FORMATS),) if code == "note-print_format" else ()
            lines += ["", f"# {furnish(code, language, *formats)}", yamltree.dump(held).rstrip("\n")]
    lines += ["", f"# {furnish('note-rest', language)}"]
    rest = {key: value for key, value in data.items() if key not in known}
    lines += [f"# {key}: {example}" for key, example in REST.items() if key not in rest]
    if rest:
        lines.append(yamltree.dump(rest).rstrip("\n"))
    return "\n".join(lines) + "\n"


def _ordered(value: Data, at: tuple[str, ...]) -> Data:
    """Keys as the model has them, roles from the front line to the owner; keys that nobody knows are last."""
    if not isinstance(value, dict):
        return value
    known = [*(ROLES if at == ("roles",) else keys_of(Settings, at))]
    keys = sorted(value, key=lambda key: known.index(key) if key in known else len(known))
    return {key: _ordered(value[key], (*at, key)) for key in keys}


def check(text: str) -> Settings:
    """Read back what is to be written; raises `Broken` with every fault."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / SETTINGS
        file.write_text(text, encoding="utf-8")
        try:
            return load.settings(file, name=SETTINGS)
        except Broken as broken:
            # No line: there is no such file for its author to look into.
            faults = [replace(fault, line=0, column=0) for fault in broken.faults]
            raise Broken(f"{SETTINGS} was not written.", faults, AGAIN) from broken


def write(folder: Path, text: str, *, logo: Path | None, force: bool) -> Path:
    """The settings, the folder for papers (0700) and a logo from elsewhere: all of it or nothing.

    Raises `Refused` when there are settings already, even those that somebody else wrote in this moment.
    """
    target = folder / SETTINGS
    with ExitStack() as undo:
        try:
            for each in (*reversed(folder.parents), folder):
                _made(each, undo, mode=0o777)
            _made(folder / "documents", undo, mode=0o700)
            if logo is not None and not (folder / logo.name).exists():
                undo.callback((folder / logo.name).unlink, missing_ok=True)
                shutil.copyfile(logo, folder / logo.name)
            _placed(text, target, force=force)
        except FileExistsError as fault:
            raise taken(target) from fault
        except OSError as fault:
            raise RecoverError(
                f"{target} cannot be written: {fault.strerror}.", "Name another folder: recover init DIR"
            ) from fault
        undo.pop_all()
    return target


def taken(target: Path) -> Refused:
    return Refused(f"{target} is there already.", f"To write it anew: recover init {target.parent} --force")


def _made(folder: Path, undo: ExitStack, *, mode: int) -> None:
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, f"{folder} is no folder")
    if not folder.is_dir():
        folder.mkdir(mode=mode)
        undo.callback(folder.rmdir)


def _placed(text: str, target: Path, *, force: bool) -> None:
    name = target.with_name(f".{secrets.token_hex(8)}{target.suffix}")
    # A journal elsewhere may be named with its password.
    mode = 0o600 if "\njournal:" in text else 0o644
    try:
        with os.fdopen(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if force:
            name.replace(target)
        else:
            # Unlike a renaming, a link never replaces what somebody wrote in this moment.
            os.link(name, target)
    finally:
        name.unlink(missing_ok=True)
