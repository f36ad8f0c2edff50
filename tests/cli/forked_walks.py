"""Run by the tests in a process of its own: walks in forked children, killed where the test wants it.

Prints one JSON line a walk. Forks are cheap since everything is imported once, before the first of them.
"""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from recovery_cli.cli.app import run
from recovery_cli.journal import open_journal
from recovery_cli.journal.projection import project

WALK: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("first-words", {"said": True}, ""),
    ("hurt", {"value": "no"}, "1"),
    ("fix", {"fetch": "here"}, "1"),
    ("second-apology", {"said": True}, ""),
    ("garment.material", {"value": "leather"}, "1"),
    ("offer", {"remedy": "guarantee-note"}, "1"),
    ("garment.kind", {"value": "jacket"}, "1"),
    ("garment.colour", {"value": "black"}, "1"),
    ("stain.what", {"value": "barbecue_sauce"}, "1"),
    ("stain.where", {"value": "left_sleeve"}, "3"),
    ("customer.name", {"value": "Elena Prats"}, "Elena Prats"),
    ("hand-over", {"handed": True}, ""),
    ("circumstances", {"drivers": []}, ""),
    ("extra", {"remedy": "dessert"}, "1"),
    ("promises", {"keep": True}, ""),
    ("cause", {"cause": "protocol"}, "2"),
    ("change", {"change": "by-the-wall"}, "1"),
)
"""What is asked, the answer over JSONL, and the keys that give the same answer line by line."""
START = ("start", "restaurant", "spill-on-guest", "--lang", "es", "--jsonl")


@contextmanager
def child(use: Callable[[], int]) -> Iterator[tuple[int, Any, Any]]:
    """`use` in a fork, with pipes for its input and output: its process id and their ends here."""
    heard, says = os.pipe()
    hears, said = os.pipe()
    pid = os.fork()
    if pid == 0:
        for end, number in ((heard, 0), (said, 1)):
            os.dup2(end, number)
        os.closerange(3, 256)
        sys.stdin = io.TextIOWrapper(io.FileIO(0), encoding="utf-8")
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w")), encoding="utf-8")
        code = 70  # unless it ends by itself
        try:
            code = use()
            sys.stdout.flush()
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            os._exit(code)
    os.close(heard)
    os.close(said)
    with open(says, "wb", buffering=0) as keys, open(hears, "rb") as shown:  # noqa: PTH123 - ends of pipes
        yield pid, keys, shown


def recover(*args: str | Path) -> int:
    """The whole program in this process."""
    sys.argv = ["recover", *map(str, args)]
    return run()


def ended(pid: int) -> int:
    """The exit code, or minus the signal."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def asked(request: dict[str, Any]) -> str:
    return str(request["fact"]["id"] if "fact" in request else request["step"])


def begun(folder: Path, stop: int) -> list[str]:
    """A walk over JSONL, killed as the request number `stop` is shown, if it comes to that; what was asked."""
    out = folder / "papers"
    shown: list[str] = []
    with child(lambda: recover(*START, "--out", out)) as (pid, keys, lines):
        for line in lines:
            data = json.loads(line)
            if data["type"] != "request":
                continue
            shown.append(asked(data["request"]))
            if len(shown) > stop:
                os.kill(pid, signal.SIGKILL)
                break
            answer = {"type": "answer", "answer": WALK[len(shown) - 1][1]}
            keys.write(json.dumps(answer).encode() + b"\n")
    assert ended(pid) == -signal.SIGKILL
    return shown


def gone_on(folder: Path, answered: int) -> tuple[int, str]:
    """`recover resume --plain` with only the keys that are still needed: its exit code and what it said."""
    use = lambda: recover("resume", "--plain", "--out", folder / "papers")  # noqa: E731 - one call
    with child(use) as (pid, keys, said):
        typed = ["", *(key for _, _, key in WALK[answered:])]
        keys.write("".join(f"{key}\n" for key in typed).encode())
        keys.close()
        told = said.read().decode()
    return ended(pid), told


def dies_at(audit: str) -> None:
    """From now on this process kills itself at the first event of that name that touches a note's paper."""

    def watch(event: str, args: Sequence[object]) -> None:
        if event == audit and any("papers" in str(arg) for arg in args):
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def left(folder: Path) -> dict[str, Any]:
    """What the journal and the folder of papers hold."""
    journal = open_journal(f"sqlite:///{folder}/recover/journal.sqlite3", project)
    streams = {name: [each.type for each in journal.read(name)] for name in journal.streams("")}
    (incident,) = (name for name in streams if name.startswith("incident:"))
    facts = [each.data for each in journal.read(incident) if each.type == "fact-given"]
    return {
        "incident": streams[incident],
        "facts": [[each["fact"], getattr(each["value"], "value", each["value"])] for each in facts],
        "notes": {name: types for name, types in streams.items() if name.startswith("note:")},
        "register": [types for name, types in streams.items() if name.startswith("register:")],
        "papers": sorted(each.name for each in (folder / "papers").rglob("*") if each.is_file()),
    }


def walked(folder: Path, stop: int, audit: str) -> dict[str, Any]:
    os.environ["XDG_DATA_HOME"] = str(folder)
    folder.mkdir(parents=True)
    if audit:
        shown, between = paper_lost(folder, audit)
    else:
        shown, between = begun(folder, stop), {}
    code, told = gone_on(folder, 11 if audit else stop)
    return {"stop": stop, "shown": shown, "between": between, "code": code, "told": told, **left_in_a_fork(folder)}


def paper_lost(folder: Path, audit: str) -> tuple[list[str], dict[str, Any]]:
    """A walk that dies by itself between the event of its note and the paper."""

    def use() -> int:
        dies_at(audit)
        return recover(*START, "--out", folder / "papers")

    shown: list[str] = []
    with child(use) as (pid, keys, lines):
        for line in lines:
            data = json.loads(line)
            if data["type"] == "request":
                shown.append(asked(data["request"]))
                keys.write(json.dumps({"type": "answer", "answer": WALK[len(shown) - 1][1]}).encode() + b"\n")
    assert ended(pid) == -signal.SIGKILL
    return shown, left_in_a_fork(folder)


def left_in_a_fork(folder: Path) -> dict[str, Any]:
    """Read in a child: whoever forks again may hold no open database."""
    with child(lambda: print(json.dumps(left(folder))) or 0) as (pid, _, said):  # noqa: T201 - into the pipe
        found: dict[str, Any] = json.loads(said.read())
    assert ended(pid) == 0
    return found


if __name__ == "__main__":
    base, mode = Path(sys.argv[1]), sys.argv[2]
    cases = [(number, "") for number in range(len(WALK))] if mode == "steps" else [(11, mode)]
    for number, audit in cases:
        line = json.dumps(walked(base / str(number), number, audit))
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
