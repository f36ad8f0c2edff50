"""`recover note reissue`: another note in the place of one that was lost, ran out or says too little."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from recovery_cli import i18n
from recovery_cli.commands.note import found
from recovery_cli.commands.note_people import acting, limit, title
from recovery_cli.commands.note_terms import money_of
from recovery_cli.commands.note_told import stepped
from recovery_cli.errors import Refused
from recovery_cli.journal.codec import encode
from recovery_cli.money import Money
from recovery_cli.notes import ledger
from recovery_cli.notes.claims import renewable
from recovery_cli.notes.events import Content, NoteEvent, NoteIssued
from recovery_cli.notes.ledger import Note, issued_on
from recovery_cli.playbook.model import ROLES, RoleId
from recovery_cli.ports import Batch
from recovery_cli.record import INCIDENT, Record
from recovery_cli.register import Register
from recovery_cli.session import Session
from recovery_cli.ui.furniture import furnish
from recovery_cli.walk import events as e


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs the new note, and up to how much: the promise that was signed once keeps its signature."""

    name: str
    role: RoleId
    wanted: Money | None
    most: Money | None

    def cap(self, issued: NoteIssued) -> Money:
        """Authority is a limit, never a gate: what goes beyond it waits, the rest is issued."""
        if self.wanted is None or self.wanted <= issued.cap:
            return self.wanted or issued.cap
        return self.wanted if self.most is None else min(self.wanted, max(self.most, issued.cap))


def reissue(
    wanted: str, *, cap: str | None, operator: str | None, role: str | None, as_json: bool, workspace: Path | None
) -> int:
    """The old one is void, its receipts go with the new one, which is dated today."""
    session = Session.here(workspace)
    amount = None if cap is None else money_of(cap, "--cap")
    number, note = found(session, wanted)
    name, held = acting(session, operator, role)
    most = limit(session, "" if note.issued is None else note.issued.incident, held)
    signing = Signing(name, held, amount, most)
    made: list[NoteIssued] = []

    def step(register: Register) -> Note:
        def decide(old: Note) -> tuple[Sequence[NoteEvent], Sequence[Batch]]:
            issued, also = _renewed(session, register, old, signing)
            made[:] = [issued]
            return [ledger.voided(old, successor=issued.number)], also

        register.step(number, decide, at=session.clock.now(), operator=name)
        return register.note(made[0].number)

    return stepped(session, number, as_json=as_json, step=step, tell=lambda new: _told(session, new, number, signing))


def _told(session: Session, note: Note, old: str, signing: Signing) -> list[str]:
    language = session.operator_language()
    if note.issued is None:
        return []
    lines = [furnish("reg-was-reissued", language, note.issued.number, note.issued.cap, old)]
    if signing.wanted is not None and note.issued.cap < signing.wanted:
        lines.append(furnish("reg-at-limit", language, signing.name, note.issued.cap))
    return [*lines, furnish("reg-next", language, f"recover letter guarantee-note {note.issued.number} --print")]


def _renewed(session: Session, register: Register, old: Note, signing: Signing) -> tuple[NoteIssued, list[Batch]]:
    issued, at = renewable(old), session.clock.now()
    settings = session.settings
    if signing.wanted is not None and signing.wanted.currency != issued.cap.currency:
        raise Refused(f"{issued.number} is in {issued.cap.currency}.", f"--cap '80.00 {issued.cap.currency}'")
    made, code, numbered = register.numbered(settings, issued.incident, at)
    cap = signing.cap(issued)
    raised = issued.cap < cap
    local = at.astimezone(ZoneInfo(settings.timezone))
    until = ledger.dates(settings.note, local.date())
    new = ledger.issue(
        number=made,
        code=code,
        incident=issued.incident,
        cap=cap,
        signer=signing.name if raised else issued.signer,
        role=signing.role if raised else issued.role,
        language=issued.language,
        until=until,
        content=_content(session, issued, made, code, cap, until, local, signing if raised else None),
        since=issued.since or issued_on(issued),
        replaces=issued.number,
    )
    new = register.signed(new, specimen=settings.specimen)
    return new, [numbered, *register.in_place(old, new), *_attached(session, new)]


def _content(
    session: Session,
    issued: NoteIssued,
    made: str,
    code: str,
    cap: Money,
    until: ledger.Dates,
    local: datetime,
    signing: Signing | None,
) -> dict[str, Content]:
    """What the first note said, with what is new in this one."""
    note = issued.content["note"]
    own = dict(note) if isinstance(note, Mapping) else {}
    own.pop("qr", None)
    own |= {
        "number": made,
        "code": code,
        "cap": cap,
        "cap_in_words": i18n.amount_in_words(cap, language=issued.language),
        "clean_by": until.clean_by,
        "claim_by": until.claim_by,
        "keep_until": until.keep_until,
        "issued_at": local,
    }
    if signing is not None:
        own["signer"] = {
            "name": signing.name,
            "role": title(session, issued.incident, (signing.name, signing.role), issued.language),
        }
    return {**issued.content, "note": own}


def _attached(session: Session, new: NoteIssued) -> list[Batch]:
    """The incident's own stream names its note: it is told of the new one in the same transaction."""
    journal = session.journal
    if not new.incident or not journal.version(INCIDENT + new.incident):
        return []
    record = Record(journal, new.incident)
    told = [each.event for each in record.moments]
    held = next((each for each in reversed(told) if isinstance(each, e.NoteAttached)), None)
    if held is None or record.walk.note is None or record.walk.note.number != new.replaces:
        return []
    role = next((each for each in ROLES if each == new.role), held.role)
    attached = replace(
        held, number=new.number, code=new.code, cap=new.cap, signer=new.signer, role=role, replaces=new.replaces
    )
    return [Batch(INCIDENT + new.incident, record.walk.version, (encode(attached),))]
