"""A note without an incident: what it says is typed, the rest comes from the register, which it is known by."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from recovery_cli import i18n
from recovery_cli.commands.letter_draft import Draft, by_hand
from recovery_cli.commands.letter_values import merged
from recovery_cli.commands.note_people import limit, title
from recovery_cli.errors import Conflict, RecoverError, Refused, UsageError
from recovery_cli.journal.codec import encode
from recovery_cli.letters.gaps import look_up
from recovery_cli.money import Money
from recovery_cli.notes import ledger
from recovery_cli.notes.events import Content, NoteIssued
from recovery_cli.playbook.model import ROLES, RoleId
from recovery_cli.ports import Batch
from recovery_cli.private import Private
from recovery_cli.record import NOTE
from recovery_cli.register import TRIES
from recovery_cli.session import Session
from recovery_cli.ui.furniture import furnish

TEMPLATE = "guarantee-note"
GIVEN = "-"
"""Stands for what the register gives, so that nobody is asked for it."""


def blank_note(session: Session, *, language: str | None) -> Draft:
    """The business, the dates of today, and a stand-in for everything that is not typed."""
    draft = by_hand(session, TEMPLATE, language=language)
    at, terms = session.clock.now().astimezone(draft.zone), session.settings.note
    until = ledger.dates(terms, at.date())
    note: dict[str, object] = {
        "number": GIVEN,
        "code": GIVEN,
        "cap_in_words": GIVEN,
        "clean_by": until.clean_by,
        "claim_by": until.claim_by,
        "keep_until": until.keep_until,
        "pay_within_days": terms.pay_within_days,
        "issued_at": at,
        "signer": {"name": GIVEN, "role": GIVEN},
    }
    own = {name: value for name in ("house_cleaner", "verify_at") if (value := getattr(terms, name)) is not None}
    return replace(draft, facts=merged(draft.facts, {"note": note | own, "incident": {"id": GIVEN}}))


def issue(session: Session, draft: Draft, start: Draft) -> str:
    """Issues it in one transaction and says its number; raises `UsageError` for what is not anybody's to type."""
    _untouched(draft.facts, start.facts)
    cap = capped(session, draft.facts)
    signer = signer_of(session, cap, draft.language)
    register, at = session.papers.register, session.clock.now()
    language = session.operator_language()
    for _ in range(TRIES):
        made, code, numbered = register.numbered(session.settings, "", at)
        issued = promise(session, draft, (made, code), signer=signer, at=at)
        try:
            session.journal.append([numbered, Batch(NOTE + made, 0, (encode(issued),))], at=at, operator=signer[0])
        except Conflict:
            continue
        sys.stderr.write(f"{furnish('reg-was-issued', language, made, cap)}\n")
        return made
    raise RecoverError("The register is busy: nothing was issued.", f"recover letter {TEMPLATE} …")


def capped(session: Session, facts: Mapping[str, object]) -> Money:
    """The cap in the currency of the house; raises `UsageError` for another one, or one that nobody can pay."""
    cap = next((value for _, value in look_up(facts, "note.cap")), None)
    if not isinstance(cap, Money) or cap.currency != session.settings.currency:
        currency = session.settings.currency
        raise UsageError(f"This house pays in {currency}.", f"--set 'note.cap=80.00 {currency}'")
    if not cap.payable:
        raise UsageError(f"{cap} has more decimals than can be paid.", f"--set 'note.cap=80.00 {cap.currency}'")
    if cap.amount <= 0:
        raise UsageError("A note promises more than nothing.", f"--set 'note.cap=80.00 {cap.currency}'")
    return cap


def promise(
    session: Session, draft: Draft, known_by: tuple[str, str], *, signer: tuple[str, RoleId], at: datetime
) -> NoteIssued:
    """The note's first event under its number and code, signed where there is a key."""
    (made, code), (name, role) = known_by, signer
    cap = capped(session, draft.facts)
    issued = ledger.issue(
        number=made,
        code=code,
        incident="",
        cap=cap,
        signer=name,
        role=role,
        language=draft.language,
        until=ledger.dates(session.settings.note, at.astimezone(draft.zone).date()),
        content=_content(session, draft, made, code, cap, signer),
    )
    return session.papers.register.signed(issued, specimen=session.settings.specimen)


def registered(start: Mapping[str, object]) -> tuple[str, ...]:
    """The places that the register fills."""
    own = start.get("note")
    names = [f"note.{name}" for name in own] if isinstance(own, Mapping) else []
    return (*(name for name in names if name != "note.signer"), "note.signer.name", "note.signer.role", "incident.id")


def _untouched(facts: Mapping[str, object], start: Mapping[str, object]) -> None:
    """What the register gives is typed by nobody."""
    paths = registered(start)
    typed = [path for path in paths if list(look_up(facts, path)) != list(look_up(start, path))]
    if list(look_up(facts, "note.qr")) != [("note.qr", None)]:
        typed.append("note.qr")
    if typed:
        raise UsageError(
            f"A note has this from the register: {', '.join(typed)}.",
            "Leave it out; it is given when the note is issued.",
        )


def signer_of(session: Session, cap: Money, language: str) -> tuple[str, RoleId]:
    """The lowest role that may sign so much, of those that somebody holds here if anybody does."""
    held = [role for role in ROLES if session.settings.people(role)]
    for role in held or ROLES:
        most = limit(session, "", role)
        if most is None or cap <= most:
            person = next(iter(session.settings.people(role)), None)
            return title(session, "", ("", role), language) if person is None else person.name, role
    raise Refused(f"Nobody here may sign {cap}.", f"--set 'note.cap={limit(session, '', (held or ROLES)[-1])}'")


def _content(
    session: Session, draft: Draft, made: str, code: str, cap: Money, signer: tuple[str, RoleId]
) -> dict[str, Content]:
    note: dict[str, object] = {
        "number": made,
        "code": code,
        "cap_in_words": i18n.amount_in_words(cap, language=draft.language),
        "bearer": not any(value for _, value in look_up(draft.facts, "customer.name")),
        "signer": {"name": signer[0], "role": title(session, "", signer, draft.language)},
    }
    whole = merged(draft.facts, {"note": note, "incident": {"id": made}})
    content = _kept(whole, "")
    return content if isinstance(content, dict) else {}


def _kept(value: object, path: str) -> Content:
    """As the journal takes it: whatever was typed freely can be erased."""
    match value:
        case Mapping():
            return {str(key): _kept(each, f"{path}.{key}" if path else str(key)) for key, each in value.items()}
        case list() | tuple():
            return tuple(_kept(each, path) for each in value)
        case str() if path.startswith(("customer.", "note.garments.")) or path == "incident.summary":
            return Private(value)
        case Decimal():
            return str(value)
        case str() | bool() | int() | datetime() | date() | Money() | Private() | None:
            return value
        case _:
            raise TypeError(f"{type(value).__name__} has no place in a note")
