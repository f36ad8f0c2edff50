"""What the letter about a refused note says by itself: why, since when, and who may decide otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_cli.notes.ledger import Note, replay
from recovery_cli.playbook.plan import Plan
from recovery_cli.record import note_events
from recovery_cli.session import Session

TEMPLATE = "note-refusal"


def refusal_facts(session: Session, plan: Plan, number: str) -> Mapping[str, object]:
    """Of the note as the ledger has it; a reason given by hand lies over it."""
    note = replay(note_events(session.journal, number))
    facts: dict[str, object] = {"manager": _manager(plan)}
    if reason := _reason(note):
        facts["refusal"] = {"reason": reason} | ({} if note.paid is None else {"paid_on": note.paid.on})
    if note.successor:
        facts["note"] = {"successor": note.successor}
    return facts


def _reason(note: Note) -> str:
    if note.void:
        return "void"
    if note.paid is not None:
        return "already_paid"
    return "" if note.refused is None else note.refused.reason


def _manager(plan: Plan) -> dict[str, object]:
    """Whoever may decide otherwise: a person where the house names one, else the house."""
    business = plan.settings.business
    person = plan.on_duty("manager") or plan.on_duty("owner")
    if person is None:
        signatory = business.signatory
        return {"name": business.name if signatory is None else signatory.name, "phone": business.phone}
    return {"name": person.name, "phone": person.phone or business.phone}
