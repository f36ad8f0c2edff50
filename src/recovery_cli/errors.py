"""What a situation can do to a person at the counter: two lines, the second says what to type next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recovery_cli.diagnostics import Diagnostic

DONE, FOUND, USAGE, INVALID, PAUSED, OURS, INTERRUPTED = 0, 1, 2, 3, 4, 70, 130
"""The exit codes that scripts may rely on."""


class RecoverError(Exception):
    """The situation's fault: `message` says what is wrong, `hint` what to type next."""

    exit_code = INVALID

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(RecoverError):
    """A command line that cannot be meant."""

    exit_code = USAGE


class Refused(RecoverError):
    """A command that does not fit the moment; nothing happened."""

    exit_code = FOUND


class Broken(RecoverError):
    """Content or input with faults, all of them at once."""

    def __init__(self, message: str, faults: Sequence[Diagnostic], hint: str = "") -> None:
        super().__init__(message, hint)
        self.faults = tuple(faults)


class Conflict(RecoverError):
    """Somebody else wrote this step of the stream first."""

    exit_code = FOUND

    def __init__(self, stream: str, expected: int) -> None:
        super().__init__(f"{stream} has moved on since it was read at step {expected}.", "Read it again and go on.")
        self.stream = stream
        self.expected = expected
