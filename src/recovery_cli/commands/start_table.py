"""`recover start --from`: one incident a row, by the same walk; every row is walked before the first is kept."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

from recovery_cli.commands.begin import FREE, Person, driver, fault_of, known, opening, plan_of
from recovery_cli.commands.closing import tell_unprinted
from recovery_cli.commands.given import pairs
from recovery_cli.commands.letter_notes import recorded, row_stream
from recovery_cli.commands.rejected import Rejected
from recovery_cli.commands.scripted import outcome_of
from recovery_cli.commands.shown import print_json
from recovery_cli.commands.start import exact
from recovery_cli.diagnostics import Diagnostic, did_you_mean
from recovery_cli.driver import Driver
from recovery_cli.errors import DONE, FOUND, Conflict, RecoverError
from recovery_cli.journal.codec import encode
from recovery_cli.notes.events import RowRecorded
from recovery_cli.outbox import REJECTED, Index
from recovery_cli.playbook.plan import Plan
from recovery_cli.ports import Batch
from recovery_cli.rows import Row, Table, Unreadable, match, open_table
from recovery_cli.rows.row import CHANGED, TABLE, TWICE, UNFIT
from recovery_cli.session import Session
from recovery_cli.ui.answers import OUTCOME, AnswersPrompter, Given
from recovery_cli.ui.progress import progress
from recovery_cli.walk import commands as c
from recovery_cli.walk.context import PEOPLE

ANSWERED = frozenset({"act", "choose", "mark", "follow-up", "cause", "change"})
"""Kinds of steps that take an answer by their id."""
ABOUT = ("id", "language", "operator", "role", "reported_by")
TRIES = 20


@dataclass(frozen=True, slots=True)
class Tabled:
    """The options that go with a table, as they were typed."""

    source: str
    mapping: Sequence[str] = ()
    id_column: str | None = None
    ignore_unknown: bool = False
    encoding: str = ""
    delimiter: str = ""
    check: bool = False
    all_or_nothing: bool = False


class Unfit(RecoverError):
    """A row that does not answer its walk; `wrong` are the answers, each with what is wrong and what to write."""

    def __init__(self, prompter: AnswersPrompter) -> None:
        super().__init__("This row does not answer this walk.")
        self.wrong = [
            *((key, f"{key} is missing", "") for key in prompter.missing),
            *((key, message.rstrip("."), hint) for key, message, hint in prompter.wrong),
            *((key, f"nothing asks for {key} in this walk", "") for key in prompter.unused),
        ]


@dataclass
class _Walks:
    """The walks of one table; `columns` are its columns by what they answer."""

    session: Session
    plan: Plan
    person: Person
    given: Mapping[str, str]
    table: Table
    columns: Mapping[str, str]
    made: list[str] = field(default_factory=list)
    there: int = 0

    def walked(self, row: Row) -> Driver:
        """A walk to its end, of which nothing is written yet; raises `RecoverError` with all that is wrong."""
        said = {what: row.cells.get(column, "").strip() for what, column in self.columns.items()}
        about = {what: said.pop(what, "") for what in ABOUT}
        answers: dict[str, Given] = {what: text for what, text in {**said, **self.given}.items() if text}
        before = {fact: str(answers.pop(fact)) for fact in list(answers) if self._known_before(fact)}
        for step in self.plan.steps:
            if step.kind == "mark" and isinstance(listed := answers.get(step.id), str):
                answers[step.id] = [each.strip() for each in listed.split(",") if each.strip()]
        person = (
            about["operator"] or self.person[0],
            about["role"] or self.person[1],
            about["reported_by"] or self.person[2],
            about["language"] or self.person[3],
            self.person[4],
        )
        command = opening(self.session, self.plan, person=person, facts=known(self.plan, before))
        prompter = AnswersPrompter(answers)
        made = driver(self.session, self.plan, command, prompter=prompter, deferred=True)
        made.run()
        if not prompter.faultless:
            raise Unfit(prompter)
        if (outcome := answers.get(OUTCOME)) is not None:
            made.step(c.GiveOutcome(outcome_of(outcome)))
        return made

    def fault(self, row: Row, key: str, message: str, hint: str = "", *, code: str = UNFIT) -> Diagnostic:
        """At the column that the answer came from."""
        column = self.columns.get(key)
        at = self.table.columns.index(column) + 1 if column is not None else 0
        return Diagnostic(self.table.name, row.line, at, code, message, hint)

    def _known_before(self, fact: str) -> bool:
        return self.plan.fact(fact) is None and fact in {*FREE, *PEOPLE}

    def before(self, row: Row) -> RowRecorded | None:
        """What an earlier run, or an earlier table, made of a row of this id."""
        return recorded(self.session.journal, self._stream(row))

    def keep(self, row: Row) -> None:
        """Writes the incident of a row, with the row's own stream, in one transaction; or finds it there."""
        stream = self._stream(row)
        for _ in range(TRIES):
            if self.before(row) is not None:
                self.there += 1
                return
            made = self.walked(row)
            at = self.session.clock.now()
            batch = Batch(stream, 0, (encode(RowRecorded(made.walk.incident, self.values(row))),))
            made.record.append((), at=at, operator=made.operator, also=[batch])
            try:
                made.commit()
            except Conflict:
                continue
            tell_unprinted(made)
            self.made.append(made.walk.incident)
            return
        raise RecoverError("The journal is busy: no more rows were recorded.", "Type the same again: it goes on.")

    def id(self, row: Row) -> str:
        return row.cells.get(self.columns.get("id", ""), "").strip()

    def values(self, row: Row) -> str:
        """Differs, all but surely, for rows that do not answer the same."""
        said = {what: row.cells.get(column, "").strip() for what, column in self.columns.items()}
        return _digest(*sorted((what, text) for what, text in said.items() if text))[:4]

    def _stream(self, row: Row) -> str:
        """By the row's id; without one, by its place and its cells."""
        name = self.id(row) or _digest(row.number, row.raw)
        return row_stream(f"start {self.plan.playbook.id}/{self.plan.failure.id}", name)


def _digest(*values: object) -> str:
    return hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).hexdigest()


def from_table(
    names: tuple[str | None, str | None],
    order: Tabled,
    given: Sequence[str],
    *,
    person: Person,
    out: Path | None,
    as_json: bool,
    workspace: Path | None,
) -> int:
    """Exit 1 when any row was rejected; a second run records only what is missing."""
    # A wrong option is no fault of the rows.
    fault_of(person[4])
    session = Session.here(workspace, out=out)
    plan = plan_of(session, exact(session, *names))
    with ExitStack() as stack:
        table = stack.enter_context(
            open_table(order.source, stdin=sys.stdin.buffer, encoding=order.encoding, delimiter=order.delimiter)
        )
        sys.stderr.writelines(f"{note}\n" for note in table.notes)
        walks = _Walks(session, plan, person, pairs(given), table, _columns(table, plan, order))
        rejected = stack.enter_context(Rejected(table))
        good = _checked(walks, rejected)
        if not (order.check or (order.all_or_nothing and rejected.count)):
            session.journal.keep(plan.digest(), plan.text())
            with progress("recorded", total=len(good)) as bar:
                for row in table.rows():
                    if row.number in good:
                        walks.keep(row)
                        bar.advance(1)
        file = _rejects(session, order.source, out)
        if rejected.count and not order.check:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if file.parent.is_dir() and not order.check:
            rejected.keep(file)
    _told(walks, rejected, file, rows=len(good) + rejected.count, check=order.check, as_json=as_json)
    return FOUND if rejected.count else DONE


def _rejects(session: Session, source: str, out: Path | None) -> Path:
    """Where the rows that are not good go: by their table's name in the folder that all tables share."""
    if out is not None:
        return out / REJECTED
    return session.papers.folder / (REJECTED if source == "-" else f"{Path(source).stem}-{REJECTED}")


def _columns(table: Table, plan: Plan, order: Tabled) -> dict[str, str]:
    """Raises `Unreadable` for a column that answers nothing of this walk."""
    steps = [step.id for step in plan.steps if step.kind in ANSWERED]
    asked = [*(fact.id for fact in plan.failure.facts), *steps, OUTCOME, *FREE, *PEOPLE, *ABOUT]
    mapping = pairs(order.mapping) | ({"id": order.id_column} if order.id_column else {})
    matching = match(table.columns, dict.fromkeys(asked), mapping=mapping, path=table.name)
    if matching.unknown and not order.ignore_unknown:
        faults = [
            Diagnostic(
                table.name,
                1,
                table.columns.index(name) + 1,
                TABLE,
                f'nothing asks for "{name}"',
                did_you_mean(name, asked),
            )
            for name in matching.unknown
        ]
        hint = "Say what they answer with --map FACT=COLUMN, or leave them out with --ignore-unknown."
        raise Unreadable(f"{table.name} has columns that this walk does not ask for.", faults, hint)
    return dict(matching.columns)


def _checked(walks: _Walks, rejected: Rejected) -> set[int]:
    """The numbers of the rows whose walks come to their end."""
    good: set[int] = set()
    with progress("checked", total=None) as bar, closing(Index()) as names:
        for row in walks.table.rows():
            faults = list(row.faults) or _twin(walks, row, names)
            if not faults:
                try:
                    walks.walked(row)
                except Unfit as unfit:
                    faults = [walks.fault(row, *each) for each in unfit.wrong]
                except RecoverError as fault:
                    faults = [walks.fault(row, "", fault.message, fault.hint)]
            if faults:
                rejected.add(row, faults)
            else:
                good.add(row.number)
            bar.advance(1)
    return good


def _twin(walks: _Walks, row: Row, names: Index) -> list[Diagnostic]:
    """Another row with the same id: of two customers, one would be taken for the other."""
    name = walks.id(row)
    if not name:
        return []
    (first,) = names.first([(name, str(row.number))])
    if first != str(row.number):
        return [walks.fault(row, "id", f'row {first} has the id "{name}" too', code=TWICE)]
    before = walks.before(row)
    if before is None or before.values in ("", walks.values(row)):
        return []
    message = f'{before.made} was recorded from a row of the id "{name}", with other values'
    return [walks.fault(row, "id", message, "Give the row an id of its own.", code=CHANGED)]


def _told(walks: _Walks, rejected: Rejected, file: Path, *, rows: int, check: bool, as_json: bool) -> None:
    rejected.tell(sys.stderr)
    if as_json:
        done = {"rows": rows, "recorded": len(walks.made), "there": walks.there, "rejected": rejected.count}
        print_json({**done, "checked_only": check, "incidents": walks.made})
    elif check:
        sys.stdout.write(f"{rows:,} rows checked: {rows - rejected.count:,} good, {rejected.count:,} not.\n")
    else:
        there = f", {walks.there:,} there already" if walks.there else ""
        apart = f", {rejected.count:,} rejected (see {file})" if rejected.count else ""
        sys.stdout.write(f"{len(walks.made):,} incidents recorded{there}{apart}.\n")
