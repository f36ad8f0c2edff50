"""Three endings: expected (two calm lines), Ctrl-C, and our own fault (one line, a log without customers' words)."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from typing import NoReturn

import typer

from recovery_cli.errors import FOUND, INTERRUPTED, OURS, Broken, RecoverError


def leave(use: Callable[[], int]) -> NoReturn:
    """Run a use and leave with its exit code."""
    raise typer.Exit(ended(use))


def ended(use: Callable[[], object]) -> int:
    """The exit code of `use`; whatever it raises is told on stderr."""
    try:
        code = use()
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else FOUND
    except Broken as broken:
        for fault in broken.faults:
            _say(str(fault))
        _two_lines(broken)
        return broken.exit_code
    except RecoverError as error:
        _two_lines(error)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except KeyboardInterrupt:
        return INTERRUPTED
    except typer.Exit:
        raise
    except Exception as fault:
        return INTERRUPTED if _hung_up(fault) else _our_fault(fault)
    return code if isinstance(code, int) else 0


def _hung_up(fault: Exception) -> bool:
    """The window was closed: whatever is still written to it fails, and nobody reads it."""
    return isinstance(fault, OSError) and fault.errno == errno.EIO


def settled(code: int) -> int:
    """`code`, with what is left in the streams written, or dropped where nobody reads it any more."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return code


def _two_lines(error: RecoverError) -> None:
    _say(error.message)
    if error.hint:
        _say(error.hint)


def _say(line: str) -> None:
    visible = "".join(sign if sign == "\n" or sign.isprintable() else "?" for sign in line)
    typer.echo(visible, err=True)


def _our_fault(fault: Exception) -> int:
    """The log holds places in our code and the kind of fault; never its message, which could quote a customer."""
    import traceback

    from recovery_cli.catalogue import user_data

    frames = traceback.extract_tb(fault.__traceback__)
    lines = [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    log = user_data(os.environ) / "fault.log"
    _say("Something of ours went wrong. Everything answered so far is saved.")
    try:
        log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        log.write_text("\n".join([type(fault).__qualname__, *lines, ""]), encoding="utf-8")
        _say(f"To go on: recover resume. Please send {log} to whoever looks after recover.")
    except OSError:
        _say(f"To go on: recover resume. It was {type(fault).__qualname__} at {lines[-1] if lines else 'the start'}.")
    return OURS
