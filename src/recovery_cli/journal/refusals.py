"""What PostgreSQL refuses, as two calm lines; never with a password, and never with words of the server's own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy.exc import DBAPIError

from recovery_cli.errors import RecoverError

_AGAIN = "type the same line again."
_ANOTHER = "or name another journal: RECOVER_JOURNAL=PATH"

LOCKED = frozenset({"55P03", "57014"})
"""SQLSTATE where others held a lock for longer than we wait."""

_BUSY = ("Somebody else is writing to {where}; nothing was written.", f"Wait a moment, then {_AGAIN}")
_STARTING = ("{where} is starting or stopping just now.", f"Wait a moment, then {_AGAIN}")
_DAMAGED = ("{where} is damaged.", "Let nobody write to it, and give it to whoever keeps its backups.")
_NOT_ALLOWED = (
    "{where} lets you in, but not do that.",
    "Have its administrator type: GRANT CREATE, USAGE ON SCHEMA public TO your user",
)
_BROKEN_OFF = (
    "The line to {where} broke off; the last step may not have been written.",
    f"Look whether the server runs, then {_AGAIN}",
)
_STATES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(LOCKED, _BUSY),
        "25006": ("{where} takes no writes.", f"Name the server that does, {_ANOTHER}"),
        "25P03": _BROKEN_OFF,
        "40001": _BUSY,
        "40P01": _BUSY,
        "42501": _NOT_ALLOWED,
        "53100": ("The disk of {where} is full; nothing was written.", f"Have room made there, then {_AGAIN}"),
        "53300": ("{where} has no line free for us.", f"Wait a moment, then {_AGAIN}"),
        "57P01": _BROKEN_OFF,
        "57P02": _BROKEN_OFF,
        "57P03": _STARTING,
        "XX001": _DAMAGED,
        "XX002": _DAMAGED,
    }
)

# A refused connection brings no SQLSTATE, only text, in the language of the server; what is not known falls through.
_ENTRANCE: tuple[tuple[str, tuple[str, str]], ...] = (
    (
        "password authentication failed",
        ("{where} does not take this user and password.", f"Set both right in RECOVER_JOURNAL, {_ANOTHER}"),
    ),
    (
        "no password supplied",
        ("{where} wants a password.", "Write it into RECOVER_JOURNAL (USER:PASSWORD@HOST) or into ~/.pgpass"),
    ),
    ("pg_hba.conf", ("{where} lets nobody in from here.", f"Have its administrator look at pg_hba.conf, {_ANOTHER}")),
    (
        "database",
        ("There is no such database: {where}.", f"Have it made (createdb --encoding=UTF8), {_ANOTHER}"),
    ),
    ("role", ("{where} does not take this user and password.", f"Set both right in RECOVER_JOURNAL, {_ANOTHER}")),
    ("too many", _STATES["53300"]),
    ("starting up", _STARTING),
    ("shutting down", _STARTING),
    (
        "connection option",
        ("The address of {where} has an option that is not known.", f"Mend RECOVER_JOURNAL, {_ANOTHER}"),
    ),
)
_UNREACHABLE = (
    "{where} cannot be reached.",
    f"Look whether its server runs and its name and port are right, {_ANOTHER}",
)


def refusal(fault: DBAPIError, where: str) -> RecoverError | None:
    """The situation behind a fault of the driver, or None when the fault is ours."""
    situation = _situation(fault)
    if situation is None:
        return None
    message, hint = situation
    return RecoverError(message.format(where=where), hint)


def _situation(fault: DBAPIError) -> tuple[str, str] | None:
    state: str = getattr(fault.orig, "sqlstate", None) or ""
    if state in _STATES:
        return _STATES[state]
    if fault.connection_invalidated or state.startswith("08"):
        return _BROKEN_OFF
    # No statement: the fault came before there was a line to send one on.
    if not state and fault.statement is None:
        said = str(fault.orig)
        return next((words for part, words in _ENTRANCE if part in said), _UNREACHABLE)
    return None
