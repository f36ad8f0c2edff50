"""What a template may print of an incident: plain values in the letter's language, nothing internal or medical."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from recovery_cli import i18n
from recovery_cli.letters.owed import owed_facts
from recovery_cli.money import Money
from recovery_cli.notes.events import Content
from recovery_cli.notes.ledger import Dates
from recovery_cli.playbook.model import RoleId
from recovery_cli.playbook.plan import Plan
from recovery_cli.playbook.settings import Settings
from recovery_cli.private import Private
from recovery_cli.walk import events as e
from recovery_cli.walk.flow import owner
from recovery_cli.walk.speech import spoken
from recovery_cli.walk.state import Walk
from recovery_cli.walk.undecided import certain, undecided

Facts = dict[str, Content]
GARMENT = {"garment.kind": "kind", "garment.material": "material", "garment.colour": "colour"}
STAIN = {"stain.what": "stain", "stain.where": "where"}


def incident_facts(plan: Plan, walk: Walk, moments: Sequence[tuple[object, datetime]], *, now: datetime) -> Facts:
    """Everything in the contract's list but `note`; `moments` are the walk's events with their times (UTC)."""
    language = walk.language
    zone = ZoneInfo(plan.settings.timezone)
    began = moments[0][1].astimezone(zone)
    letter = plan.failure.letter
    incident: Facts = {
        "id": walk.incident,
        "occurred_on": began.date(),
        "place": plan.settings.business.city,
        "failure": plan.failure.name[language],
        "title": plan.failure.name[language],
    }
    if letter is not None:
        incident["summary"] = _summary(plan, walk)
        incident["impact"] = letter.effect[language]
        why = letter.explanation(walk.cause)
        if why is not None and not walk.careful:
            incident["explanation"] = why[language]
    events = [event for event, _ in moments]
    facts: Facts = {
        "business": business_facts(plan.settings, language),
        "customer": _customer(walk),
        "incident": incident,
        "remedies": (*_exceptions(walk, events), *remedy_lines(plan, certain(plan, walk, events))),
        "contact": _contact(plan, walk),
        "letter": {"date": now.astimezone(zone).date()},
    }
    if owed := owed_facts(plan, walk, moments):
        facts |= owed
    if decision := _decision(plan, walk, events):
        facts["decision"] = decision
    if change := _change(plan, walk, events):
        facts["change"] = change
    promise = next((each for each in plan.playbook.promises if each.id == plan.failure.promise), None)
    if promise is not None:
        facts["promise"] = promise.text[language]
    return facts


def _summary(plan: Plan, walk: Walk) -> Private | str:
    """What we did, in one sentence; where it says what a person gave, it can be erased as they are."""

    def said(by: Walk) -> str:
        letter = plan.failure.letter
        did = None if letter is None else spoken(plan, by, letter.did).get(walk.language)
        return " ".join(did) if did else plan.failure.name[walk.language]

    unnamed = {path: value for path, value in walk.facts.items() if not isinstance(value, Private)}
    summary = said(walk)
    return summary if summary == said(replace(walk, facts=unnamed)) else Private(summary)


def business_facts(settings: Settings, language: str) -> Facts:
    """The business as `recovery.yaml` has it; what it leaves out is left out."""
    business = settings.business
    facts: Facts = {
        name: value
        for name in ("name", "legal_name", "address", "city", "tax_id", "phone", "email", "website", "colour", "logo")
        if (value := getattr(business, name)) is not None
    }
    if business.fonts:
        facts["fonts"] = business.fonts
    facts["country"] = settings.country
    if business.signatory is not None:
        facts["signatory"] = {"name": business.signatory.name, "role": business.signatory.role[language]}
    return facts


def note_facts(
    plan: Plan,
    walk: Walk,
    facts: Mapping[str, Content],
    *,
    number: str,
    code: str,
    cap: Money,
    signer: tuple[str, RoleId],
    until: Dates,
    at: datetime,
) -> Facts:
    """The whole content of a note: the incident's facts and the note's own; `at` in UTC."""
    language, terms = walk.language, plan.settings.note
    garment = _garment(plan, walk)
    note: Facts = {
        "number": number,
        "code": code,
        "cap": cap,
        "cap_in_words": i18n.amount_in_words(cap, language=language),
        "clean_by": until.clean_by,
        "claim_by": until.claim_by,
        "keep_until": until.keep_until,
        "pay_within_days": terms.pay_within_days,
        "issued_at": at.astimezone(ZoneInfo(plan.settings.timezone)),
        "bearer": not _name(walk),
        "delicate": walk.facts.get("garment.material") in ("leather", "delicate"),
        "signer": _signer(plan, *signer, language),
        "garments": (garment,),
    }
    if terms.house_cleaner is not None:
        note["house_cleaner"] = terms.house_cleaner
    if terms.verify_at is not None:
        note["verify_at"] = terms.verify_at
    # What is being decided may be decided when somebody reads the note: it says what is certain on its day.
    return {**{name: value for name, value in facts.items() if name != "decision"}, "note": note}


def _signer(plan: Plan, name: str, role: RoleId, language: str) -> Facts:
    """Nobody named is the role itself, in the letter's language: the walk knows it in the operator's."""
    title, called = _title(plan, name, role, language), plan.role(role).name
    return {"name": title if name in (called[each] for each in called) else name, "role": title}


def _garment(plan: Plan, walk: Walk) -> Facts:
    garment: Facts = {}
    for path, name in {**GARMENT, **STAIN}.items():
        fact = plan.fact(path)
        choice = None if fact is None else fact.choice(walk.facts.get(path))
        if choice is not None and choice.printed is not None:
            garment[name] = choice.printed[walk.language]
        if choice is not None and choice.printed_of is not None:
            garment["of_yours"] = choice.printed_of[walk.language]
    return garment


def _name(walk: Walk) -> str | None:
    name = walk.facts.get("customer.name")
    return name.value if isinstance(name, Private) else None


def _customer(walk: Walk) -> Facts:
    customer: Facts = {"language": walk.language}
    for path, value in walk.facts.items():
        if path.startswith("customer.") and value is not None and not isinstance(value, bool | int):
            customer[path.removeprefix("customer.")] = value
    return customer


def remedy_lines(plan: Plan, walk: Walk) -> tuple[Content, ...]:
    """What was given besides the fix, in the letter's words."""
    lines: list[Content] = []
    for chosen in walk.chosen.values():
        remedy = plan.remedy(chosen.remedy)
        if remedy.printed is None:
            continue
        line: Facts = {"label": remedy.printed[walk.language], "kind": remedy.kind}
        if chosen.amount is not None:
            on_note = walk.note is not None and remedy.document is not None
            line["amount"] = walk.note.cap if walk.note is not None and on_note else chosen.amount
            line |= {name: True for name, holds in (("up_to", remedy.up_to), ("on_note", on_note)) if holds}
        lines.append(line)
    return tuple(lines)


def _exceptions(walk: Walk, events: Sequence[object]) -> Iterator[Content]:
    """What was done for the customer beyond the rules, typed in the operator's language: printed only where that is
    the letter's."""
    for event in events:
        if isinstance(event, e.RuleBent) and event.reason.value is not None and walk.language == walk.operator_language:
            yield {"label": event.reason, "kind": "exception"}


def _decision(plan: Plan, walk: Walk, events: Sequence[object]) -> Facts:
    """What is being decided, and by whom: whoever signs the letter is not told of as of somebody else."""
    for each in undecided(plan, walk, events):
        printed, person = plan.remedy(each.chosen.remedy).printed, plan.on_duty(each.role)
        if printed is None:
            continue
        facts: Facts = {"what": printed[walk.language]}
        if person is not None and person.name != _contact(plan, walk)["name"]:
            facts["who"] = person.name
        return facts
    return {}


def _contact(plan: Plan, walk: Walk) -> Facts:
    """Whoever owns the case to its end, else whoever answers for what stays open."""
    who = walk.owner or owner(plan, walk)
    people = [(role, person) for role in plan.settings.roles for person in plan.settings.people(role)]
    own = walk.owner_role if walk.owner and walk.owner_role is not None else walk.role
    role, phone = next(((role, person.phone) for role, person in people if person.name == who), (own, None))
    return {
        "name": who,
        "role": _title(plan, who, role, walk.language),
        "phone": phone or plan.settings.business.phone,
        "email": plan.settings.business.email,
    }


def _title(plan: Plan, name: str, role: RoleId, language: str) -> str:
    person = next((each for each in plan.settings.people(role) if each.name == name), None)
    return person.title[language] if person is not None and person.title is not None else plan.role(role).name[language]


def _change(plan: Plan, walk: Walk, events: Sequence[object]) -> Facts | None:
    """A change in own words was typed in the operator's language: it is printed only where that is the letter's."""
    planned = next((each for each in reversed(events) if isinstance(each, e.CorrectiveActionPlanned)), None)
    if planned is None:
        return None
    option = next((each for each in plan.failure.changes if each.id == planned.change), None)
    what: Private | str | None = None if option is None else _stopped(option.what[walk.language])
    if option is None and planned.what.value and walk.language == walk.operator_language:
        what = Private(_stopped(planned.what.value))
    day = planned.due_at.astimezone(ZoneInfo(plan.settings.timezone)).date()
    return None if what is None else {"what": what, "who": planned.who, "by": day}


def _stopped(sentence: str) -> str:
    return sentence if sentence[-1] in ".!?…" else f"{sentence}."
