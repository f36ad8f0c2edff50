"""Three endings: expected (two calm lines), Ctrl-C, and our own fault (one line, a log without customers' words)."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn, TextIO

import typer

from recovery_cli.errors import DONE, FOUND, INTERRUPTED, INVALID, OURS, Broken, RecoverError


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
        _drop(sys.stdout)
        return FOUND
    except KeyboardInterrupt:
        return INTERRUPTED
    except typer.Exit:
        raise
    except Exception as fault:
        match fault:
            case OSError(errno=errno.EIO):
                # The window was closed: whatever is still written to it fails, and nobody reads it.
                return INTERRUPTED
            case OSError(errno=errno.ENOSPC):
                return _no_room()
        return _our_fault(fault)
    return code if isinstance(code, int) else 0


def standing() -> None:
    """A stream that was closed before we began swallows what it gets, and leaves its place to no file of ours."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - it stays open like any other
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        # What the encoding of the terminal has not is told by its number, not by a fault of ours.
        sys.stdout.reconfigure(errors="backslashreplace")


def settled(code: int) -> int:
    """`code`, with what is left in the streams written, or dropped where nobody reads it any more."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError) as fault:
            _drop(stream)
            if code == DONE and isinstance(fault, OSError) and fault.errno == errno.ENOSPC:
                code = _no_room()
    return code


def _drop(stream: TextIO) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _no_room() -> int:
    """A full disk is nobody's fault but has to be told: what was to be shown is not all there."""
    _two_lines(RecoverError("There is no room left to write what was to be shown.", "Make room, or write elsewhere."))
    return INVALID


def _two_lines(error: RecoverError) -> None:
    _say(error.message)
    if error.hint:
        _say(error.hint)


def _say(line: str) -> None:
    visible = "".join(sign if sign == "\n" or sign.isprintable() else "?" for sign in line)
    with suppress(OSError):
        typer.echo(visible, err=True)


def _our_fault(fault: Exception) -> int:
    """The log holds places in our code and the kind of fault; never its message, which could quote a customer."""
    import traceback

    from recovery_cli.catalogue import user_data

    frames = traceback.extract_tb(fault.__traceback__)
    lines = [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    _say("Something of ours went wrong. Everything answered so far is saved.")
    try:
        log = user_data(os.environ) / "fault.log"
        log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        log.write_text("\n".join([type(fault).__qualname__, *lines, ""]), encoding="utf-8")
        _say(f"To go on: recover resume. Please send {log} to whoever looks after recover.")
    except (OSError, RecoverError):
        _say(f"To go on: recover resume. It was {type(fault).__qualname__} at {lines[-1] if lines else 'the start'}.")
    return OURS
