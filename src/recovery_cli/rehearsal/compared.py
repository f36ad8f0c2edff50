"""What came out beside what was expected: one difference a line of the expectation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from recovery_cli.playbook.plan import Plan
from recovery_cli.playbook.scenario import Expected, GivenRemedy, Promised
from recovery_cli.ports import Moment
from recovery_cli.rehearsal.reading import NOTE
from recovery_cli.rehearsal.walked import Run
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.context import contacts
from recovery_cli.walk.promises import NEXT, due_at
from recovery_cli.walk.requests import Spoken

SPANS = (("d", 86_400), ("h", 3_600), ("m", 60))


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """`what` of the expectation, as it was expected and as it came, both as the file would write it."""

    what: str
    expected: str
    got: str


def differences(run: Run) -> tuple[Difference, ...]:
    """Everything that came out otherwise than the case expects; a walk that stopped is one difference a reason."""
    if run.faults:
        return tuple(Difference("walk", "", fault) for fault in run.faults)
    return tuple(_compared(run, run.case.expect))


def _compared(run: Run, expect: Expected) -> Iterator[Difference]:
    pairs: list[tuple[str, object, object]] = [
        ("steps", _flow(expect.steps), _flow(run.steps())),
        ("remedies", *_remedies(run, expect.remedies)),
        ("documents", _flow(expect.documents), _flow(_documents(run.moments))),
        ("follow_ups", *_follow_ups(run, expect.follow_ups)),
        ("severity", expect.severity, run.walk.severity),
        ("careful", _yaml(expect.careful), _yaml(run.walk.careful)),
    ]
    if expect.outcome is not None:
        pairs.append(("outcome", expect.outcome, run.walk.outcome))
    if expect.owed is not None:
        named = [moment.event.entitlement for moment in run.moments if isinstance(moment.event, e.EntitlementNamed)]
        pairs.append(("owed", _flow(expect.owed), _flow(named)))
    if expect.owner is not None:
        pairs.append(("owner", expect.owner, run.walk.owner))
    if expect.contacts is not None:
        pairs.append(("contacts", expect.contacts, contacts(run.walk)))
    yield from (Difference(what, str(wanted), str(got)) for what, wanted, got in pairs if wanted != got)
    yield from _unreasoned(run)
    yield from _unsaid(run, expect)


def _yaml(value: bool | None) -> str:
    return "true" if value else "false"


def _flow(names: Sequence[str]) -> str:
    return f"[{', '.join(names)}]"


def _entry(**given: object) -> str:
    parts = (f"{key}: {value}" for key, value in given.items() if value not in (None, "", "[]"))
    return f"{{{', '.join(parts)}}}"


def _remedies(run: Run, wanted: Sequence[GivenRemedy]) -> tuple[str, str]:
    """Expected and given; what the expectation does not speak of is left out of what was given."""
    chosen = [moment.event for moment in run.moments if isinstance(moment.event, e.RemedyChosen)]
    given: list[str] = []
    for number, event in enumerate(chosen):
        like = wanted[number] if number < len(wanted) else None
        because = [line for line in event.because if like is not None and line in like.because]
        full = like is None or like.remedy != event.remedy
        given.append(
            _entry(
                remedy=event.remedy,
                amount=event.amount if full or (like and like.amount) else None,
                decides=event.decides if like and not full and like.decides else None,
                because=_flow(because),
            )
        )
    expected = [_entry(remedy=w.remedy, amount=w.amount, decides=w.decides, because=_flow(w.because)) for w in wanted]
    return _flow(expected), _flow(given)


def _documents(moments: Sequence[Moment]) -> list[str]:
    found: list[str] = []
    for moment in moments:
        if isinstance(moment.event, e.NoteAttached):
            found.append(NOTE)
        elif isinstance(moment.event, e.LetterWritten):
            found.append(moment.event.template)
    return found


def _follow_ups(run: Run, wanted: Sequence[Promised]) -> tuple[str, str]:
    promised = [(moment.event, moment.at) for moment in run.moments if isinstance(moment.event, e.FollowUpPromised)]
    given: list[str] = []
    for number, (event, at) in enumerate(promised):
        like = wanted[number] if number < len(wanted) and wanted[number].id == event.id else None
        after = _after(run.case.plan, event, at) if like is None or like.after else None
        given.append(_entry(id=event.id, after=after, who=event.role if like is None or like.who else None))
    expected = [_entry(id=each.id, after=_canonical(each.after), who=each.who) for each in wanted]
    return _flow(expected), _flow(given)


def _after(plan: Plan, event: e.FollowUpPromised, at: datetime) -> str:
    """As the playbook says it where that is an hour of the day; else the span."""
    own = next((each.after for each in plan.failure.follow_up if each.id == event.id), "")
    at_that_hour = own.startswith(NEXT) and due_at(plan, own, at) == event.due_at
    return own if at_that_hour else after_of(at, event.due_at)


def _canonical(after: str | None) -> str | None:
    if after is None or after.startswith(NEXT):
        return after
    return span(int(after[:-1]) * dict(SPANS)[after[-1]])


def span(seconds: int) -> str:
    """`5m`, `2h` or `14d`, in the greatest unit that leaves no rest."""
    return next((f"{seconds // size}{unit}" for unit, size in SPANS if seconds % size == 0), f"{seconds}s")


def after_of(at: datetime, due: datetime) -> str:
    return span(int((due - at).total_seconds()))


def _unreasoned(run: Run) -> Iterator[Difference]:
    """The trace goes with every remedy; one without is none that anybody could explain."""
    for moment in run.moments:
        if isinstance(moment.event, e.RemedyChosen) and not moment.event.because:
            yield Difference(f"why {moment.event.remedy}", "a reason", "none")


def _unsaid(run: Run, expect: Expected) -> Iterator[Difference]:
    words = expect.unsaid.get(run.case.language, ())
    said = " ".join(_aloud(run)).casefold() if words else ""
    yield from (Difference("unsaid", f"never: {each}", "said") for each in words if each.casefold() in said)


def _aloud(run: Run) -> Iterator[str]:
    """What was really said in this walk: of all offers the one that was taken, and no waiting where none was needed."""
    waited = any(isinstance(moment.event, e.ApprovalAsked) for moment in run.moments)
    for scene in run.scenes:
        request = scene.request
        said: list[Spoken] = [getattr(request, "words", {})]
        if isinstance(request, r.Choose):
            taken = run.walk.chosen.get(request.step)
            said = [request.words if taken is None else request.words_of.get(taken.remedy, {})]
            said += [request.approval] if waited else []
        yield from (line for words in said for line in words.get(run.case.language, ()))
