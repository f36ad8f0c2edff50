"""The whole program in forks of one process that has imported it: for tests that type many short commands."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from cli.program import Ran

SERVER = """
import json, os, sys, tempfile, time
from recovery_cli.cli.app import COMMANDS, run
import importlib
for name in COMMANDS.values():
    importlib.import_module(name)
import typst
import cryptography.hazmat.primitives.asymmetric.ed25519, cryptography.hazmat.primitives.serialization
import recovery_cli.commands.letter, recovery_cli.commands.start, recovery_cli.commands.scripted
import recovery_cli.commands.note_reissue, recovery_cli.journal.sql, recovery_cli.papers
import recovery_cli.letters.formats.pdf

def child(job, out, err):
    os.chdir(job["cwd"])
    os.environ.clear()
    os.environ.update(job["environ"])
    time.tzset()
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    sys.stdin = open(0, encoding="utf-8", closefd=False)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)
    sys.argv = ["recover", *job["args"]]
    return run()

for line in sys.stdin:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as given:
        job = json.loads(line)
        given.write(job["stdin"].encode())
        given.seek(0)
        pid = os.fork()
        if pid == 0:
            code = 70
            try:
                os.dup2(given.fileno(), 0)
                code = child(job, out, err)
                sys.stdout.flush()
                sys.stderr.flush()
            finally:
                os._exit(code)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        out.seek(0)
        err.seek(0)
        shown = {"out": out.read().decode("utf-8", "replace"), "err": err.read().decode("utf-8", "replace")}
    print(json.dumps({"code": code, **shown}), flush=True)
"""


@cache
def _server() -> subprocess.Popen[str]:
    server = subprocess.Popen([sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(lambda: server.communicate(timeout=20))
    return server


def recover(*args: str | Path, stdin: str = "", environ: Mapping[str, str] | None = None) -> Ran:
    """As `program.recover`, without the second that starting an interpreter takes."""
    server = _server()
    assert server.stdin is not None
    assert server.stdout is not None
    world = {**os.environ, **(environ or {})}
    job = {"args": [str(arg) for arg in args], "environ": world, "cwd": str(Path.cwd()), "stdin": stdin}
    server.stdin.write(json.dumps(job) + "\n")
    server.stdin.flush()
    ran = Ran(**json.loads(server.stdout.readline()))
    assert "Traceback" not in ran.err
    return ran
