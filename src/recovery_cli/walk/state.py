"""A walk is a fold of its events: `evolve` cannot fail and decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce

from recovery_cli.money import Money
from recovery_cli.playbook.model import RoleId
from recovery_cli.walk import events as e
from recovery_cli.walk.events import Event, Value


@dataclass(frozen=True, slots=True)
class Chosen:
    """A remedy as it was offered and taken; `by` is who offered it, in `role`."""

    remedy: str
    label: str
    amount: Money | None
    decides: RoleId
    by: str = ""
    role: RoleId = "front_line"


@dataclass(frozen=True, slots=True)
class Note:
    number: str
    code: str
    cap: Money
    signer: str
    role: RoleId
    handed: bool = False


@dataclass(frozen=True, slots=True)
class Walk:
    """The state after `version` events.

    `first_role` is the role whose voice was the first to apologise; until then, of whoever opened it.
    `done` are the steps that were done, `chosen` and `heard` remedies by step: what holds, and what was offered
    before an answer changed, `owed` what was named as owed, by step. `superseded` is the number of a note that its
    successor will make void, `asked_by` the role that asked for a sum. `contacts` counts this one too: the first is 1.
    """

    incident: str = ""
    version: int = 0
    playbook: str = ""
    failure: str = ""
    title: str = ""
    plan: str = ""
    opened_by: str = ""
    first_role: RoleId = "front_line"
    operator: str = ""
    role: RoleId = "front_line"
    language: str = "en"
    operator_language: str = "en"
    noticed: bool = False
    at_fault: str = "company"
    careful: bool = False
    facts: Mapping[str, Value] = field(default_factory=dict)
    done: frozenset[str] = frozenset()
    apologies: tuple[tuple[str, str], ...] = ()
    chosen: Mapping[str, Chosen] = field(default_factory=dict)
    heard: Mapping[str, Chosen] = field(default_factory=dict)
    declined: frozenset[str] = frozenset()
    asked: e.ApprovalAsked | None = None
    asked_by: RoleId = "front_line"
    approved: e.ApprovalGiven | None = None
    refused: bool = False
    note: Note | None = None
    superseded: str = ""
    escalated: bool = False
    coming: str = ""
    nobody: bool = False
    called: bool = False
    signals: tuple[str, ...] = ()
    owner: str = ""
    owner_role: RoleId | None = None
    contacts: int = 1
    earlier: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    repeat: e.Repeat = ""
    transfers: int = 0
    today: e.GoodwillCounted | None = None
    owed: Mapping[str, str] = field(default_factory=dict)
    severity: int = 0
    follow_ups: tuple[str, ...] = ()
    cause: str = ""
    changed: bool = False
    left_open: frozenset[str] = frozenset()
    outcome: str = ""
    paused: bool = False
    finished: bool = False

    @property
    def waiting(self) -> bool:
        """Whether somebody above was asked for a sum and has not answered."""
        return self.asked is not None and self.approved is None and not self.refused


def evolve(walk: Walk, event: Event) -> Walk:
    """The state after one more event."""
    return replace(_evolved(walk, event), version=walk.version + 1)


def replay(events: Iterable[Event], walk: Walk | None = None) -> Walk:
    """The state after all of them."""
    return reduce(evolve, events, Walk() if walk is None else walk)


def _evolved(walk: Walk, event: Event) -> Walk:
    match event:
        case e.IncidentOpened():
            return _opened(event)
        case e.FactGiven() | e.FactRevised() | e.CarefulEntered() | e.CarefulLeft() | e.SeverityAssessed():
            return _known(walk, event)
        case e.ContactsCounted():
            return _known(walk, event)
        case e.GoodwillCounted():
            return replace(walk, today=event)
        case e.Escalated() | e.ManagerComing() | e.HandedOver() | e.NobodyAvailable() | e.SignalSeen():
            return _handed(walk, event)
        case e.RemedyChosen() | e.RemedyDeclined() | e.RemedyOverridden() | e.RuleBent() | e.EntitlementNamed():
            return _offered(walk, event)
        case e.ApprovalAsked():
            return replace(walk, asked=event, asked_by=walk.role, approved=None, refused=False)
        case e.ApprovalGiven():
            return replace(walk, approved=event, refused=False)
        case e.ApprovalWithdrawn():
            return replace(walk, asked=None, approved=None, refused=False)
        case e.ApprovalRefused():
            return replace(walk, refused=True, approved=None)
        case e.NoteAttached() | e.NoteRecalled() | e.NoteHandedOver() | e.LetterWritten():
            return _papers(walk, event)
        case e.ApologyGiven() | e.WordsSaid() | e.Listened() | e.ActionDone() | e.EmergencyCalled() | e.OwnerNamed():
            return _said(walk, event)
        case _:
            return _afterwards(walk, event)


def _opened(event: e.IncidentOpened) -> Walk:
    return Walk(
        incident=event.incident,
        playbook=event.playbook,
        failure=event.failure,
        title=event.title,
        plan=event.plan,
        opened_by=event.operator,
        first_role=event.role,
        operator=event.operator,
        role=event.role,
        language=event.language,
        operator_language=event.operator_language,
        noticed=event.reported_by == "staff",
        at_fault=event.at_fault,
        careful=event.careful,
    )


def _known(
    walk: Walk,
    event: e.FactGiven | e.FactRevised | e.CarefulEntered | e.CarefulLeft | e.SeverityAssessed | e.ContactsCounted,
) -> Walk:
    match event:
        case e.FactGiven(fact, value):
            return replace(walk, facts={**walk.facts, fact: value})
        case e.FactRevised():
            return _revised(walk, event)
        case e.CarefulEntered():
            return replace(walk, careful=True)
        case e.CarefulLeft():
            return replace(walk, careful=False)
        case e.SeverityAssessed(score):
            return replace(walk, severity=score)
        case e.ContactsCounted(count):
            return replace(walk, contacts=count, earlier=event.earlier, perhaps=event.perhaps, repeat=event.repeat)


def _revised(walk: Walk, event: e.FactRevised) -> Walk:
    facts = {fact: value for fact, value in walk.facts.items() if fact not in event.dropped}
    facts[event.fact] = event.now
    reopened = frozenset(event.reopened)
    heard = {step: chosen for step, chosen in walk.chosen.items() if step in reopened}
    return replace(
        walk,
        facts=facts,
        done=walk.done - reopened,
        chosen={step: chosen for step, chosen in walk.chosen.items() if step not in reopened},
        heard={**walk.heard, **heard},
        declined=walk.declined - reopened,
        owed={step: owed for step, owed in walk.owed.items() if step not in reopened},
    )


def _handed(walk: Walk, event: e.Escalated | e.ManagerComing | e.HandedOver | e.NobodyAvailable | e.SignalSeen) -> Walk:
    match event:
        case e.Escalated():
            return replace(walk, escalated=True)
        case e.ManagerComing(who):
            return replace(walk, coming=who, nobody=False)
        case e.HandedOver(to, role):
            transfers = walk.transfers + 1
            return replace(walk, operator=to, role=role, coming="", nobody=False, transfers=transfers)
        case e.NobodyAvailable():
            return replace(walk, nobody=True, coming="")
        case e.SignalSeen(signal):
            return replace(walk, signals=(*walk.signals, signal))


def _offered(
    walk: Walk, event: e.RemedyChosen | e.RemedyDeclined | e.RemedyOverridden | e.RuleBent | e.EntitlementNamed
) -> Walk:
    match event:
        case e.EntitlementNamed(step, entitlement):
            return replace(walk, owed={**walk.owed, step: entitlement}, done=walk.done | {step})
        case e.RemedyChosen(step, remedy, label, amount, decides):
            offered = Chosen(remedy, label, amount, decides, walk.operator, walk.role)
            if event.as_well:
                return replace(walk, chosen={**walk.chosen, f"{step}+{remedy}": offered})
            chosen = {**walk.chosen, step: offered}
            return replace(walk, chosen=chosen, declined=walk.declined - {step}, done=walk.done | {step})
        case e.RemedyDeclined(step):
            chosen = {key: each for key, each in walk.chosen.items() if key != step}
            return replace(walk, chosen=chosen, declined=walk.declined | {step}, done=walk.done | {step})
        case e.RemedyOverridden() | e.RuleBent():
            return walk


def _papers(walk: Walk, event: e.NoteAttached | e.NoteRecalled | e.NoteHandedOver | e.LetterWritten) -> Walk:
    match event:
        case e.NoteAttached(step, number, code, cap, signer, role):
            note = Note(number, code, cap, signer, role)
            return replace(walk, note=note, superseded="", done=walk.done | {step})
        case e.NoteRecalled(number, reopened):
            done = walk.done - frozenset(reopened)
            return replace(walk, note=None, superseded=number, done=done, finished=False)
        case e.NoteHandedOver(step):
            handed = None if walk.note is None else replace(walk.note, handed=True)
            return replace(walk, note=handed, done=walk.done | {step})
        case e.LetterWritten(step):
            return replace(walk, done=walk.done | {step})


def _said(
    walk: Walk,
    event: e.ApologyGiven | e.WordsSaid | e.Listened | e.ActionDone | e.EmergencyCalled | e.OwnerNamed,
) -> Walk:
    match event:
        case e.OwnerNamed(_, who, role):
            return replace(walk, owner=who, owner_role=role)
        case e.ApologyGiven(step, voice, by):
            said = (*walk.apologies, (voice, by))
            first_role = walk.role if voice == "first" else walk.first_role
            return replace(walk, apologies=said, first_role=first_role, done=walk.done | {step})
        case e.WordsSaid(step) | e.ActionDone(step):
            return replace(walk, done=walk.done | {step})
        case e.EmergencyCalled():
            return replace(walk, called=True)
        case e.Listened():
            return walk


def _afterwards(walk: Walk, event: Event) -> Walk:
    match event:
        case e.LanguageChosen(language):
            return replace(walk, language=language)
        case e.FollowUpPromised(step, follow_up):
            kept = tuple(each for each in walk.follow_ups if each != follow_up)
            return replace(walk, follow_ups=(*kept, follow_up), done=walk.done | {step})
        case e.FollowUpDeclined(step):
            return replace(walk, done=walk.done | {step})
        case e.CauseGiven(step, cause):
            return replace(walk, cause=cause, left_open=walk.left_open - {"cause"}, done=walk.done | {step})
        case e.CorrectiveActionPlanned(step):
            return replace(walk, changed=True, left_open=walk.left_open - {"change"}, done=walk.done | {step})
        case e.LeftOpen(step, what):
            return replace(walk, left_open=walk.left_open | {what}, done=walk.done | {step})
        case e.OutcomeGiven(outcome):
            return replace(walk, outcome=outcome)
        case e.WalkPaused():
            return replace(walk, paused=True)
        case e.WalkResumed(by, role):
            other = by != walk.operator or (not by and role != walk.role)
            return replace(walk, paused=False, operator=by, role=role, transfers=walk.transfers + other)
        case e.WalkReopened():
            return replace(walk, finished=False)
        case e.WalkFinished():
            return replace(walk, finished=True, paused=False)
        case _:
            return walk
