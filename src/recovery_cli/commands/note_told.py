"""What is told about a step of the register: to the operator, to the guest in the note's language, to a script."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from datetime import date

from recovery_cli import i18n
from recovery_cli.commands.note import note_json
from recovery_cli.commands.shown import print_json
from recovery_cli.errors import FOUND, Refused
from recovery_cli.notes.claims import TurnedAway
from recovery_cli.notes.ledger import Note
from recovery_cli.register import Register
from recovery_cli.session import Session
from recovery_cli.ui import notes as screen
from recovery_cli.ui.furniture import furnish, language_name

FACT = {
    "already_paid": "day",
    "after_claim_by": "claim_by",
    "after_clean_by": "clean_by",
    "other_currency": "currency",
    "receipt_before_issue": "since",
    "void": "successor",
}
"""Which of a refusal's facts its words name."""


class Away(Refused):
    """A refusal as it is told; `reason` and `say` are for scripts."""

    def __init__(self, message: str, hint: str, *, reason: str, say: str) -> None:
        super().__init__(message, hint)
        self.reason = reason
        self.say = say


def told_away(session: Session, note: Note, away: TurnedAway) -> Away:
    """In the operator's language, with words for the guest in the note's; never a word that blames."""
    language = session.operator_language()
    guest = language if note.issued is None else note.issued.language
    fact = away.facts.get(FACT.get(away.reason, ""), "")
    here = _named(session, fact, language)
    if away.reason == "void":
        here = furnish("reg-successor", language, fact) if fact else ""
    why = furnish(f"reg-why-{away.reason}", language, away.number, here).rstrip()
    say = furnish(f"say-{away.reason}", guest, _named(session, fact, guest))
    spoken = language_name(guest, language)
    return Away(
        f"{why}\n{furnish('reg-say', language, spoken, say)}",
        way_on(session, away, decided=note.refused is not None),
        reason=away.reason,
        say=say,
    )


def _named(session: Session, fact: object, language: str) -> str:
    if isinstance(fact, date):
        return i18n.format_date(fact, language=language, country=session.settings.country)
    return str(fact)


def way_on(session: Session, away: TurnedAway, *, decided: bool) -> str:
    """What is typed next: the note that counts, the note that was paid, or a decision that is somebody's to make.

    `decided` is a note that was refused already: then no other receipt helps, only another note.
    """
    language = session.operator_language()
    successor = away.facts.get("successor")
    match away.reason:
        case "void" if successor:
            return furnish("reg-next", language, f"recover note show {successor}")
        case "void" | "already_paid":
            return furnish("reg-next", language, f"recover note show {away.number}")
        case "receipt_used":
            again = f"recover note claim {away.number} --receipt … --receipt-number …"
            return furnish("reg-next", language, again)
        case "other_currency" if not decided:
            again = f"recover note claim {away.number} --receipt '… {away.facts['currency']}'"
            return furnish("reg-next", language, again)
        case "receipt_before_issue" if not decided:
            return furnish("reg-next", language, f"recover note claim {away.number} --receipt … --on …")
        case _:
            return furnish("reg-next", language, f"recover note reissue {away.number}")


def letter_of(note: Note, reason: str) -> str:
    """The line that writes the refusal to the guest."""
    if note.issued is None:
        return "recover letter note-refusal"
    to = f" {note.issued.incident}" if note.issued.incident else f" --set note.number={note.issued.number}"
    return f"recover letter note-refusal{to} --set {shlex.quote(f'refusal.reason={reason}')}"


def stepped(
    session: Session,
    number: str,
    *,
    as_json: bool,
    step: Callable[[Register], Note],
    tell: Callable[[Note], list[str]],
) -> int:
    """Takes a step and tells it; exit 1 with the polite answer when somebody else came first."""
    ledger = session.papers.register
    try:
        note = step(ledger)
    except TurnedAway as away:
        told = told_away(session, ledger.note(number), away)
        if not as_json:
            raise told from away
        print_json({"number": number, "refused": told.reason, "message": told.message.split("\n")[0], "say": told.say})
        return FOUND
    if as_json:
        print_json(note_json(session, note))
    else:
        screen.told(tell(note))
    return 0
