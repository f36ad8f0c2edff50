"""What goes beyond a note and is somebody's decision: the rest above its cap, and a stain that stayed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from recovery_cli.commands.note_people import limit, lowest
from recovery_cli.commands.note_terms import money_of
from recovery_cli.commands.note_turn import Turn, turn
from recovery_cli.errors import Refused, UsageError
from recovery_cli.money import Money
from recovery_cli.notes import claims
from recovery_cli.notes.events import NoteEvent
from recovery_cli.notes.ledger import Note
from recovery_cli.ports import Batch
from recovery_cli.ui.furniture import furnish


def rest(
    wanted: str, *, word: str, operator: str | None, role: str | None, as_json: bool, workspace: Path | None
) -> int:
    """Pay what the receipts say above the cap, or not: said once, by somebody whose limit covers it."""
    if word not in ("yes", "no"):
        raise UsageError(f'"{word}" is neither yes nor no.', "--rest yes|no")
    at = turn(wanted, operator=operator, role=role, workspace=workspace)

    def decide(note: Note) -> tuple[Sequence[NoteEvent], Sequence[Batch]]:
        settled = claims.settle(note, granted=word == "yes", by=at.name, today=at.today)
        if settled.granted:
            _covered(at, note, settled.amount, f"recover note pay {at.number} --rest yes")
        return [settled], ()

    def tell(note: Note) -> list[str]:
        if note.settled is None:
            return []
        code = "reg-was-settled" if note.settled.granted else "reg-was-kept"
        return [furnish(code, at.language, at.number, note.settled.amount)]

    return at.take(decide, tell=tell, as_json=as_json)


def stain(
    wanted: str, *, paid: str, operator: str | None, role: str | None, as_json: bool, workspace: Path | None
) -> int:
    """Record what was paid for a garment whose stain stayed; it stands open no longer."""
    amount = money_of(paid, "--paid", least_nothing=True)
    at = turn(wanted, operator=operator, role=role, workspace=workspace)

    def decide(note: Note) -> tuple[Sequence[NoteEvent], Sequence[Batch]]:
        settled = claims.settle_stain(note, amount=amount, by=at.name, today=at.today)
        _covered(at, note, settled.amount, f"recover note settle {at.number} --paid '{settled.amount}'")
        return [settled], ()

    def tell(note: Note) -> list[str]:
        last = note.redressed[-1]
        kind = last.garment.replace("_", " ")
        return [furnish("reg-was-redressed", at.language, at.number, kind, last.amount, last.by)]

    return at.take(decide, tell=tell, as_json=as_json)


def _covered(at: Turn, note: Note, amount: Money, line: str) -> None:
    """Raises `Refused`, which names the lowest role that may, for what is above the limit of whoever says it."""
    incident = "" if note.issued is None else note.issued.incident
    most = limit(at.session, incident, at.held)
    if most is None or amount <= most:
        return
    may = lowest(at.session, incident, amount)
    way = f"{line} --role {may}" if may else "Raise a limit under `roles:` in recovery.yaml."
    raise Refused(f"{at.name} signs up to {most}; this is {amount}.", way)
