"""`recover playbook check`: every case of every manual is tried, and what is wrong is told with its file and line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from recovery_cli import catalogue
from recovery_cli.commands.shown import print_json
from recovery_cli.diagnostics import Diagnostic, did_you_mean
from recovery_cli.errors import DONE, FOUND, INVALID, UsageError
from recovery_cli.playbook import load
from recovery_cli.remedies.proof import prove
from recovery_cli.session import Session
from recovery_cli.ui import proved

FORMATS = ("text", "json")


@dataclass(frozen=True, slots=True)
class Checked:
    """A playbook: the cases that were tried, what its files have wrong, what its manual has wrong."""

    playbook: str
    failures: int
    cases: int
    broken: tuple[Diagnostic, ...]
    flaws: tuple[Diagnostic, ...]


def check(names: Sequence[str], *, format: str, workspace: Path | None) -> int:
    """Exit 1 when a manual has a flaw, 3 when a playbook cannot be read; a playbook may be named by its path."""
    if format not in FORMATS:
        raise UsageError(f'"{format}" is no format here.', f"--format {did_you_mean(format, FORMATS) or 'text'}")
    session = Session.here(workspace)
    known = session.catalogue.playbooks()
    books = [catalogue.match(_book(each), known, kind="playbook") for each in names] or list(known)
    found = [_checked(session, book) for book in dict.fromkeys(books)]
    if format == "json":
        print_json(_json(found))
    else:
        rows = [(each.playbook, each.failures, each.cases, len(each.flaws) + len(each.broken)) for each in found]
        told = [fault for each in found for fault in (*each.broken, *each.flaws)]
        proved.report(rows, told, language=session.operator_language())
    if any(each.broken for each in found):
        return INVALID
    return FOUND if any(each.flaws for each in found) else DONE


def _book(name: str) -> str:
    """`restaurant`, of `playbooks/restaurant` or any file in it."""
    parts = Path(name).parts
    if "playbooks" in parts and parts[-1] != "playbooks":
        return parts[len(parts) - 1 - parts[::-1].index("playbooks") + 1]
    return name


def _checked(session: Session, book: str) -> Checked:
    broken: dict[Diagnostic, None] = {}
    flaws: dict[Diagnostic, None] = dict.fromkeys(_strangers(session, book))
    cases = 0
    playbook = load.playbook(session.catalogue, book)
    failures = session.catalogue.failures(book)
    for each in failures:
        plan, faults = load.resolved(session.catalogue, book, each, settings=session.settings)
        broken |= dict.fromkeys(faults)
        if plan is None:
            continue
        failure = load.failure(session.catalogue, book, each)
        proof = prove(plan)
        cases += proof.cases
        for flaw in proof.flaws:
            where = flaw.finding
            read = failure if where.file == "failure" else playbook
            flaws[read.fault(where.loc, where.code, where.message, where.hint)] = None
    return Checked(book, len(failures), cases, tuple(sorted(broken)), tuple(sorted(flaws)))


def _strangers(session: Session, book: str) -> Iterator[Diagnostic]:
    """Failures that a row names and the playbook has not."""
    found = load.playbook(session.catalogue, book)
    known = session.catalogue.failures(book)
    for number, row in enumerate(() if found.model is None else found.model.manual.rows):
        for each in row.failure or ():
            if each not in known:
                place = ("manual", "rows", number, "failure")
                yield found.fault(place, "Y07", f'no failure "{each}"', did_you_mean(each, known))


def _json(found: Sequence[Checked]) -> dict[str, object]:
    return {
        "playbooks": [
            {"playbook": each.playbook, "failures": each.failures, "cases": each.cases, "proved": _sound(each)}
            for each in found
        ],
        "findings": [
            {
                "path": fault.path,
                "line": fault.line,
                "column": fault.column,
                "code": fault.code,
                "message": fault.message,
                "hint": fault.hint,
            }
            for each in found
            for fault in (*each.broken, *each.flaws)
        ],
    }


def _sound(each: Checked) -> bool:
    return not (each.broken or each.flaws)
