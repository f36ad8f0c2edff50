"""How light the program starts: nothing heavy before it is needed, and the first words before everything else."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ui.pseudo_terminal import Terminal

HEAVY = {"jinja2", "sqlalchemy", "prompt_toolkit", "yaml", "typst", "babel", "rich", "markdown_it", "cryptography"}
LOADED = """
import sys
from recovery_cli.cli.app import run
sys.argv = ["recover", *sys.argv[1:]]
code = run()
sys.stderr.write(" ".join(sys.modules))
sys.exit(code)
"""
LAST_WORDS = "y aviso a mi responsable."


def loaded(*args: str) -> set[str]:
    """The libraries that a fresh interpreter has loaded when the program has ended."""
    ran = subprocess.run([sys.executable, "-c", LOADED, *args], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout
    found = {name.partition(".")[0] for name in ran.stderr.split()}
    assert "recovery_cli" in found
    return found


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_the_door_loads_nothing_heavy(option: str) -> None:
    assert loaded(option) & (HEAVY | {"pydantic"}) == set()


@pytest.mark.parametrize("command", ["start", "resume", "letter", "note"])
def test_the_help_of_a_command_loads_nothing_heavy(command: str) -> None:
    """Typer itself reads a command's options with pydantic."""
    assert loaded(command, "--help") & HEAVY == set()


def test_the_first_words_stand_before_anything_heavy_is_loaded() -> None:
    """`-X importtime` names each module once it is loaded, on the same terminal."""
    command = [sys.executable, "-X", "importtime", "-m", "recovery_cli"]
    with Terminal([*command, "start", "restaurant", "spill-on-guest", "--lang", "es"]) as terminal:
        terminal.until(lambda: all(at(terminal.raw, name) >= 0 for name in ("sqlalchemy", "prompt_toolkit")))
        raw = terminal.raw
    words = raw.index(LAST_WORDS.encode())
    # YAML is what the words are written in; everything else can wait.
    assert [name for name in HEAVY - {"yaml"} if -1 < at(raw, name) < words] == []


def at(raw: bytes, module: str) -> int:
    return raw.find(f" {module}\r\n".encode())
