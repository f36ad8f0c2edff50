"""`recover note inspect`: the stain stays, and what the garment is worth is looked at together with the guest."""

from __future__ import annotations

from pathlib import Path

from recovery_cli.commands.note import found, today
from recovery_cli.commands.note_people import acting, deciding
from recovery_cli.commands.note_steps import money_of
from recovery_cli.commands.note_told import stepped
from recovery_cli.notes import claims
from recovery_cli.notes.events import StainStayed
from recovery_cli.notes.ledger import Note
from recovery_cli.register import Register
from recovery_cli.session import Session
from recovery_cli.ui.furniture import furnish


def inspect(
    wanted: str,
    *,
    garment: str,
    price: str,
    years: int,
    operator: str | None,
    role: str | None,
    as_json: bool,
    workspace: Path | None,
) -> int:
    """The value by age with its reckoning, put to whoever decides; nothing is paid and nothing is refused by it."""
    session = Session.here(workspace)
    kind, worth = garment.strip().replace("-", "_").lower(), money_of(price, "--price")
    number, _ = found(session, wanted)
    name, _ = acting(session, operator, role)
    decides = deciding(session)

    def stays(note: Note) -> StainStayed:
        day = today(session)
        return claims.stain_stays(note, garment=kind, price=worth, years=years, decides=decides, today=day)

    def step(register: Register) -> Note:
        return register.step(number, lambda note: ([stays(note)], ()), at=session.clock.now(), operator=name)

    return stepped(session, number, as_json=as_json, step=step, tell=lambda note: _told(session, note))


def _told(session: Session, note: Note) -> list[str]:
    if note.stayed is None:
        return []
    stayed, language = note.stayed, session.operator_language()
    kind = stayed.garment.replace("_", " ")
    told = furnish("reg-stain", language, kind, stayed.value, stayed.decides)
    return [told, *(f"  {line}" for line in stayed.because)]
