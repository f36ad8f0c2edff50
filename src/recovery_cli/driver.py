"""THE loop: read, find what is awaited, ask a port, decide, append. Terminal, answers file and batch all run it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from recovery_cli import earlier, goodwill
from recovery_cli.errors import Conflict, RecoverError, Refused
from recovery_cli.notes.events import NoteIssued
from recovery_cli.papers import Papers, Promise, kept_with, lay
from recovery_cli.playbook.model import ROLES
from recovery_cli.playbook.plan import Plan
from recovery_cli.ports import Back, Batch, Clock, Earlier, Keep, Paper, Print, Prompter, Reply, Scene
from recovery_cli.record import Record
from recovery_cli.walk import commands as c
from recovery_cli.walk import requests as r
from recovery_cli.walk.commands import Command
from recovery_cli.walk.context import main_choice
from recovery_cli.walk.engine import Aside, decide
from recovery_cli.walk.events import Event
from recovery_cli.walk.flow import Place, awaiting, fetched, look, path
from recovery_cli.walk.quick import urgent
from recovery_cli.walk.speech import said_as
from recovery_cli.walk.state import Walk

TRIES = 20
"""How often a step is tried again when other terminals keep writing to the same register of notes."""


class Driver:
    """Walks one incident through `prompter`; everything answered is in the journal before the next question."""

    def __init__(self, plan: Plan, record: Record, *, prompter: Prompter, clock: Clock, papers: Papers) -> None:
        self.plan = plan
        self.record = record
        self.prompter = prompter
        self.clock = clock
        self.papers = papers
        self.deferred = False
        self.quick = False
        self.resumed: datetime | None = None
        self._looking: Place | None = None
        self._notice: tuple[str, ...] = ()
        self._earlier: tuple[Earlier, ...] = ()
        self._paper: Paper | None = None
        self._drafts: list[tuple[Path, bytes]] = []

    @property
    def walk(self) -> Walk:
        return self.record.walk

    @property
    def operator(self) -> str:
        """Who acts: the name, or the role of somebody without one."""
        return self.walk.operator or self.walk.role

    @property
    def unprinted(self) -> str:
        """Why the last paper did not come out; empty when it did, or none was made."""
        return "" if self._paper is None else self._paper.fault

    def open(self, command: c.Open) -> None:
        """Begin the incident; raises `Conflict` when its id is taken."""
        events = decide(self.plan, self.walk, command, self.clock.now())
        self._append(events, operator=command.operator)
        self._count_goodwill()
        self._recognise(events)

    def resume(self, command: c.Resume) -> None:
        """Go on with an old stream; the next request is shown with what was said before."""
        self.resumed = self.record.moments[-1].at
        self._earlier = earlier.named(self.record.journal, self.walk)
        self._append(decide(self.plan, self.walk, command, self.clock.now()), operator=command.by)
        self._count_goodwill()

    def run(self) -> Walk:
        """Until the end, or with `quick` until the rest can wait: then the walk is paused.

        KeyboardInterrupt and EOFError leave with everything saved and the walk paused.
        """
        try:
            while not self.walk.finished:
                if self._can_wait():
                    self.step(c.Pause(quick=True))
                    break
                self._once()
        except (KeyboardInterrupt, EOFError):
            if not self.deferred:
                self.step(c.Pause())
            raise
        return self.walk

    def _can_wait(self) -> bool:
        if not self.quick or self._looking is not None:
            return False
        return not urgent(self.plan, awaiting(self.plan, self.walk))

    def issue(self) -> bool:
        """Issue the note if that is what the walk awaits, and print nothing; False when it awaits something else."""
        request = awaiting(self.plan, self.walk)
        if isinstance(request, r.Issue):
            self._issue(request)
        return isinstance(request, r.Issue)

    def commit(self) -> None:
        """Write a deferred walk: its letters, then all its events in one transaction, then the paper of its note."""
        with kept_with(self._drafts):
            self.record.commit(at=self.clock.now(), operator=self.operator)
        self.deferred = False
        self._printed()

    def step(self, command: Command, *, also: Callable[[], Sequence[Batch]] = tuple) -> bool:
        """Decide and append; another terminal's answer in between is told. True when something was recorded.

        `also` is what goes into the same transaction, asked anew at each try.
        """
        for _ in range(TRIES):
            try:
                events = decide(self.plan, self.walk, command, self.clock.now())
                recorded = self._append(events, operator=self.operator, also=also())
            except Conflict:
                before = self._awaited()
                self.record.refresh()
                # What answers no request fits whatever is awaited by now.
                if self._awaited() != before and not isinstance(command, Aside):
                    self._told()
                    return False
            else:
                self._recognise(events)
                return recorded
        raise Conflict(self.record.stream, self.walk.version)

    def _recognise(self, events: Sequence[Event]) -> None:
        """Who gives a name or a number may have been here before: counted at once, and said without accusing."""
        if not earlier.identify(events):
            return
        # Answers that are given all at once leave nothing to be asked twice.
        self._earlier, command = earlier.recognised(self.record, now=self.clock.now(), known=not self.deferred)
        counted = self.step(command)
        self._count_goodwill()
        if counted and self._earlier:
            self._notice = ("was-here" if command.earlier else "perhaps-here", *command.earlier, *command.perhaps)

    def _count_goodwill(self) -> None:
        """What was given today elsewhere, where the house limits it: whoever comes in or is known moves the sums."""
        if goodwill.bounded(self.plan) and not self.walk.finished:
            self.step(goodwill.today(self.record.journal, self.plan, self.walk, now=self.clock.now()))

    def _awaited(self) -> tuple[object, ...]:
        request = awaiting(self.plan, self.walk)
        fact = request.fact.id if isinstance(request, r.Ask) else ""
        return type(request), getattr(request, "step", ""), fact

    def _told(self) -> None:
        last = self.record.moments[-1]
        self._notice = ("answered-elsewhere", last.operator, last.at.isoformat())

    def _append(self, events: Sequence[Event], *, operator: str, also: Sequence[Batch] = ()) -> bool:
        if events:
            self.record.append(events, at=self.clock.now(), operator=operator, also=also)
        return bool(events)

    def _once(self) -> None:
        request = self._request()
        match request:
            case r.Finished():
                self.step(c.Finish(), also=self._withdrawn)
            case r.Issue():
                self._issue(request)
            case r.Write():
                self._write(request)
            case _:
                if isinstance(request, r.Hand) and not self.deferred and self._paper is None:
                    self._printed()
                self._answer(self.prompter.ask(self._scene(request)), request)

    def scene(self) -> Scene:
        """What stands now, for a question that is not of the flow."""
        return self._scene(awaiting(self.plan, self.walk))

    def _request(self) -> r.Request:
        if self._looking is not None:
            request = look(self.plan, self.walk, self._looking)
            if not isinstance(request, r.Finished):
                return request
            self._looking = None
        return awaiting(self.plan, self.walk)

    def _scene(self, request: r.Request) -> Scene:
        scene = Scene(
            plan=self.plan,
            walk=self.walk,
            request=request,
            moments=self.record.moments,
            fetching=fetched(self.plan, self.walk, self.plan.fetched_by(self.walk.role)),
            why=said_as(self.plan, self.walk, "explanation"),
            looking=self._looking is not None,
            resumed=self.resumed,
            paper=self._paper,
            notice=self._notice,
            earlier=self._earlier,
        )
        self._notice = ()
        return scene

    def _answer(self, reply: Reply, request: r.Request) -> None:
        self.resumed = None
        match reply:
            case Back():
                self._move(-1)
            case Keep():
                self._move(+1)
            case Print():
                self._printed(again=True)
            case c.Confirm() | c.Do() | c.HandOverNote() if self._looking is not None:
                self._move(+1)
            case c.Answer(_, fact, value) if self._looking is not None:
                self._changed(c.Revise(fact, value))
            case _:
                self._changed(reply)
        if not isinstance(request, r.Hand):
            self._paper = None

    def _changed(self, command: Command) -> None:
        before = self.walk
        try:
            recorded = self.step(command)
        except Refused as refused:
            self._notice = ("refused", refused.message, refused.hint)
            return
        if self._looking is not None and not recorded:
            self._move(+1)
        elif not isinstance(command, c.ChooseLanguage | c.SeeSignal):
            self._looking = None
        if self.walk.operator != before.operator:
            self._count_goodwill()
        if isinstance(command, c.Revise) and recorded and not self._notice:
            self._notice = ("changed", command.fact)
        if self.walk.note != before.note:
            self._paper = None

    def _move(self, by: int) -> None:
        places = path(self.plan, self.walk)
        at = places.index(self._looking) if self._looking in places else len(places)
        to = max(at + by, 0)
        self._looking = places[to] if to < len(places) else None

    def _issue(self, request: r.Issue) -> None:
        """Number, code and whole content commit with the walk's own event; nothing prints before."""
        for _ in range(TRIES):
            at = self.clock.now()
            promise = self.papers.issue(self.plan, self.record, request, at)
            try:
                events = decide(self.plan, self.walk, _attached(request, promise.note), at)
                self.record.append(events, at=at, operator=self.operator, also=promise.batches)
                self._notice = _used(promise) or self._notice
                return
            except Conflict:
                self.record.refresh()
                if awaiting(self.plan, self.walk) != request:
                    return
        raise Conflict(self.record.stream, self.walk.version)

    def _withdrawn(self) -> Sequence[Batch]:
        """Who wants no note any more has none that is paid; who was promised one keeps it until another is made."""
        main = main_choice(self.plan, self.walk)
        promised = main is not None and self.plan.remedy(main.remedy).document is not None
        return () if promised or not self.walk.superseded else self.papers.withdrawn(self.walk.superseded)

    def _write(self, request: r.Write) -> None:
        """The file first, whole; then its event. What cannot be made now is left for later, and the walk goes on."""
        try:
            letter = self.papers.letter(self.plan, self.record, request.template, self.clock.now())
            if self.deferred:
                self._drafts.append((letter.file, letter.content))
            else:
                lay(letter.file, letter.content)
        except RecoverError as fault:
            # Who gives all answers at once gets all or nothing.
            if self.deferred:
                raise
            if self.step(c.LeaveOpen(request.step)):
                self._notice = ("letter-left", request.template, fault.message)
            return
        language = self.papers.speaking(self.plan, self.walk, request.template).language
        recorded = self.step(c.AttachLetter(request.step, request.template, letter.digest, language))
        if recorded and letter.form != self.papers.format:
            self._notice = ("made-instead", letter.form)

    def _printed(self, *, again: bool = False) -> None:
        if self.walk.note is None:
            return
        self._paper = self.papers.paper(
            self.walk.note.number,
            specimen=self.plan.settings.specimen,
            at=self.clock.now(),
            operator=self.operator,
            again=again,
        )


def _attached(request: r.Issue, note: NoteIssued) -> c.AttachNote:
    """The note as it was issued, which may be for less than was awaited."""
    role = next((each for each in ROLES if each == note.role), request.role)
    return c.AttachNote(request.step, note.number, note.code, note.cap, note.signer, role, note.replaces)


def _used(promise: Promise) -> tuple[str, ...]:
    """What is told of a note in whose line something was paid before."""
    if not promise.batches:
        return "note-stays", promise.note.number
    return ("note-the-rest", str(promise.used), str(promise.note.cap)) if promise.used.amount else ()
