"""One turn at the register: somebody does one thing to one note, and is told how it went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from recovery_cli.commands.note import found, today
from recovery_cli.commands.note_people import acting
from recovery_cli.commands.note_told import stepped
from recovery_cli.notes.ledger import Note
from recovery_cli.playbook.model import RoleId
from recovery_cli.register import Decision, Register
from recovery_cli.session import Session


@dataclass(frozen=True, slots=True)
class Turn:
    """Who (`name`, signing as `held`) has which note before them; `today` is where the business is."""

    session: Session
    number: str
    name: str
    held: RoleId

    @property
    def language(self) -> str:
        return self.session.operator_language()

    @property
    def today(self) -> date:
        return today(self.session)

    def take(self, decide: Decision, *, tell: Callable[[Note], list[str]], as_json: bool) -> int:
        """One transaction; the second of two is told what the first one did, exit 1."""

        def step(register: Register) -> Note:
            return register.step(self.number, decide, at=self.session.clock.now(), operator=self.name)

        return stepped(self.session, self.number, as_json=as_json, step=step, tell=tell)


def turn(wanted: str, *, operator: str | None, role: str | None, workspace: Path | None) -> Turn:
    """Raises `Refused` where there is no such note, `UsageError` where there is no such role."""
    session = Session.here(workspace)
    number, _ = found(session, wanted)
    return Turn(session, number, *acting(session, operator, role))
