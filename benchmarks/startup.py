"""How long until something is there, as ratios to a bare Typer program in the same run.

`--version`: until the program has ended. First words: until the last breath of `recover start restaurant
spill-on-guest` stands on a pseudo-terminal. The runs take turns, so that a slow moment hits all of them.

    .venv/bin/python benchmarks/startup.py [ROUNDS]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ptyprocess import PtyProcess

RECOVER = Path(sys.executable).with_name("recover")
BARE = """
import typer

app = typer.Typer()


@app.command()
def main(name: str = "nobody") -> None:
    print(name)


app()
"""
LAST_WORDS = "y aviso a mi responsable."


def until_end(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def until_words(environ: dict[str, str]) -> float:
    """From the fork to the last breath on the terminal."""
    began = time.perf_counter()
    child = PtyProcess.spawn(
        [str(RECOVER), "start", "restaurant", "spill-on-guest", "--lang", "es"], env=environ, dimensions=(24, 80)
    )
    seen = b""
    try:
        while LAST_WORDS.encode() not in seen:
            seen += child.read(4096)
        return time.perf_counter() - began
    finally:
        child.terminate(force=True)


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        environ = {
            **{name: value for name, value in os.environ.items() if not name.startswith("RECOVER_")},
            "HOME": folder,
            "XDG_DATA_HOME": folder,
            "XDG_CONFIG_HOME": folder,
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        }
        runs: dict[str, Callable[[], float]] = {
            "a bare Typer program": lambda: until_end([sys.executable, str(bare)]),
            "recover --version": lambda: until_end([str(RECOVER), "--version"]),
            "the first words": lambda: until_words(environ),
        }
        taken: dict[str, list[float]] = {name: [] for name in runs}
        for number in range(rounds + 1):
            for name, run in runs.items():
                seconds = run()
                if number:  # the first round warms the caches
                    taken[name].append(seconds)
    base = statistics.median(taken["a bare Typer program"])
    print(f"median of {rounds} rounds, Python {sys.version.split()[0]}")
    for name, seconds in taken.items():
        middle = statistics.median(seconds)
        print(f"{name:<24}{middle * 1000:7.0f} ms  {middle / base:5.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 21)
