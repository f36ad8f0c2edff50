"""What a letter is written from before anything is given by hand: the business, and the incident if there is one."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from recovery_cli import i18n
from recovery_cli.commands.begin import language_of
from recovery_cli.commands.incident import opened
from recovery_cli.commands.letter_again import TEMPLATE as AGAIN
from recovery_cli.commands.letter_again import again_facts
from recovery_cli.commands.letter_refusal import TEMPLATE, refusal_facts
from recovery_cli.commands.letter_values import merged
from recovery_cli.commands.letter_waiting import refuse_unpaid, tell
from recovery_cli.commands.shown import plan_kept
from recovery_cli.errors import RecoverError, Refused
from recovery_cli.letters import marks
from recovery_cli.letters.facts import business_facts, incident_facts
from recovery_cli.letters.language import texts, whole
from recovery_cli.letters.letter import SPECIMEN
from recovery_cli.notes.events import Content
from recovery_cli.notes.ledger import replay
from recovery_cli.record import note_events
from recovery_cli.walk.undecided import certain, undecided

if TYPE_CHECKING:
    from recovery_cli.playbook.plan import Plan
    from recovery_cli.session import Session
    from recovery_cli.walk.state import Walk

CAREFUL = "careful"
"""The one letter of a careful incident: it states no cause and gives nothing, and a manager reads it first."""

WORDED = frozenset({"cap_in_words", "garments", "signer"})
"""What a note says in words of its own language."""


GONE = frozenset({"refused", "expired", "void"})
"""A note in one of these states promises nothing any more."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Facts in the letter's language; `zone` is the business's, for times."""

    template: str
    language: str
    facts: dict[str, object]
    marks: tuple[str, ...]
    zone: ZoneInfo
    incident: str = ""


def by_hand(session: Session, template: str, *, language: str | None) -> Draft:
    """Today's letter of the business."""
    settings = session.settings
    zone = ZoneInfo(settings.timezone)
    spoken = _spoken(session, template, language_of(session, language))
    facts: dict[str, object] = {
        "business": business_facts(settings, spoken),
        "letter": {"date": session.clock.now().astimezone(zone).date()},
    }
    return Draft(template, spoken, facts, _marks(template, spoken, specimen=settings.specimen), zone)


def of_incident(session: Session, template: str, incident: str, *, language: str | None) -> Draft:
    """Raises `Refused` for a careful incident, whose one letter is the careful one, and for a sum nobody has signed."""
    record = opened(session, incident)
    plan, walk = plan_kept(session, record), record.walk
    if walk.careful and template != CAREFUL:
        raise Refused(
            f"{walk.incident} is careful: a letter waits until a manager has reviewed it.",
            f"recover letter {CAREFUL} {walk.incident}",
        )
    wanted = walk.language if language is None else language_of(session, language)
    spoken = _spoken(session, template, wanted, plan, walk)
    moments = [(moment.event, moment.at) for moment in record.moments]
    facts: dict[str, object] = dict(
        incident_facts(plan, replace(walk, language=spoken), moments, now=session.clock.now())
    )
    events = [event for event, _ in moments]
    waiting = undecided(plan, walk, events)
    if template == AGAIN:
        facts = again_facts(session, plan, certain(plan, replace(walk, language=spoken), events), facts)
        if "payment" not in facts:
            refuse_unpaid(walk.incident, plan, waiting)
    if walk.note is not None:
        note = _note_facts(session, walk.note.number, spoken)
        facts["note"] = note
        if template == TEMPLATE:
            facts = merged(facts, refusal_facts(session, plan, walk.note.number))
        elif note.get("status") in GONE:
            facts = _without_note(facts)
    tell(walk.incident, plan, waiting, session.library.template(template).fields)
    specimen = plan.settings.specimen
    zone = ZoneInfo(plan.settings.timezone)
    return Draft(template, spoken, facts, _marks(template, spoken, specimen=specimen), zone, walk.incident)


def _marks(template: str, language: str, *, specimen: bool) -> tuple[str, ...]:
    reviewed = (marks.review(language),) if template == CAREFUL else ()
    return (SPECIMEN, *reviewed) if specimen else reviewed


def _spoken(session: Session, template: str, wanted: str, plan: Plan | None = None, walk: Walk | None = None) -> str:
    """The wanted language, else the first in the stated order in which everything is written: never a mixture."""
    there = session.library.languages(template)
    if not there:
        raise RecoverError(f'"{template}" is written in no language.', f"Write templates/{template}.en.md.jinja.")
    spoken = whole(wanted, there, () if plan is None or walk is None else texts(plan, walk))
    if spoken == wanted:
        return wanted
    order = ", ".join(i18n.PREFERRED)
    sys.stderr.write(f'"{template}" is not written in {wanted}; this is in {spoken}, the first there is of {order}.\n')
    return spoken


def _note_facts(session: Session, number: str, language: str) -> Mapping[str, Content]:
    """As it was issued, and where it stands; in another language only what is the same in both."""
    note = replay(note_events(session.journal, number))
    issued = note.issued
    content = None if issued is None else issued.content["note"]
    if issued is None or not isinstance(content, Mapping):
        return {}
    today = session.clock.now().astimezone(ZoneInfo(session.settings.timezone)).date()
    content = {**content, "status": note.status_on(today)}
    if issued.language == language:
        return content
    kept = {name: value for name, value in content.items() if name not in WORDED}
    return {**kept, "cap_in_words": i18n.amount_in_words(issued.cap, language=language)}


def _without_note(facts: Mapping[str, object]) -> dict[str, object]:
    """Neither the note nor what it was to pay."""
    remedies = facts.get("remedies")
    kept = tuple(each for each in remedies if not each.get("on_note")) if isinstance(remedies, tuple) else ()
    return {**{name: each for name, each in facts.items() if name != "note"}, "remedies": kept}
