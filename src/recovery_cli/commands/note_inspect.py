"""`recover note inspect`: the stain stays, and what the garment is worth is looked at together with the guest."""

from __future__ import annotations

from pathlib import Path

from recovery_cli.commands.note_people import deciding
from recovery_cli.commands.note_terms import money_of
from recovery_cli.commands.note_turn import turn
from recovery_cli.notes import claims
from recovery_cli.notes.events import StainStayed
from recovery_cli.notes.ledger import Note
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
    kind, worth = garment.strip().replace("-", "_").lower(), money_of(price, "--price")
    at = turn(wanted, operator=operator, role=role, workspace=workspace)
    decides = deciding(at.session)

    def stays(note: Note) -> StainStayed:
        return claims.stain_stays(note, garment=kind, price=worth, years=years, decides=decides, today=at.today)

    return at.take(lambda note: ([stays(note)], ()), tell=lambda note: _told(at.session, note), as_json=as_json)


def _told(session: Session, note: Note) -> list[str]:
    if note.issued is None or note.stayed is None:
        return []
    stayed, language = note.stayed, session.operator_language()
    kind = stayed.garment.replace("_", " ")
    told = furnish("reg-stain", language, kind, stayed.value, stayed.decides)
    way = f"recover note settle {note.issued.number} --paid MONEY"
    return [told, *(f"  {line}" for line in stayed.because), furnish("reg-next", language, way)]
