"""`recover start`: find the playbook, say the first words, walk."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from recovery_cli import catalogue
from recovery_cli.diagnostics import did_you_mean
from recovery_cli.errors import USAGE, UsageError
from recovery_cli.session import Session

GENERAL = ("general", "something-else")
REPORTERS = ("customer", "staff")
FAULTS = ("company", "customer", "third_party", "unknown")


def start(
    playbook: str | None,
    failure: str | None,
    *,
    answers: str | None,
    given: Sequence[str],
    language: str | None,
    operator: str | None,
    role: str | None,
    reported_by: str,
    at_fault: str | None,
    jsonl: bool,
    quick: bool,
    stay: bool,
    plain: bool,
    as_json: bool,
    out: Path | None,
    workspace: Path | None,
) -> int:
    """Returns the contract's exit code; on a terminal nothing but a wrong option stops before the first words."""
    if reported_by not in REPORTERS:
        raise UsageError(f'"{reported_by}" cannot report.', f"--reported-by: {did_you_mean(reported_by, REPORTERS)}")
    if at_fault is not None and at_fault not in FAULTS:
        raise UsageError(f'at fault cannot be "{at_fault}".', f"--at-fault: {did_you_mean(at_fault, FAULTS)}")
    session = Session.here(workspace, out=out)
    person = (operator, role, reported_by, language, at_fault)
    if answers is not None or jsonl:
        from recovery_cli.commands.scripted import from_answers, over_jsonl

        names = exact(session, playbook, failure)
        if answers is not None and quick:
            raise UsageError("Answers are walked to their end; --quick leaves the end for later.", "Leave out --quick.")
        if answers is not None:
            return from_answers(session, names, answers, given, person=person, as_json=as_json)
        return over_jsonl(session, names, given, person=person, quick=quick)
    if not (sys.stdin.isatty() and sys.stdout.isatty()) and not plain:
        names = exact(session, playbook, failure)
        command = f"recover start {names[0]} {names[1]}"
        sys.stderr.write(
            "Nobody is at the keyboard, and recover start asks questions.\n"
            f"Give the answers with {command} --answers FILE, many with --from TABLE, or drive the walk with --jsonl.\n"
        )
        return USAGE
    from recovery_cli.commands.counter import at_the_counter

    return at_the_counter(
        session, playbook, failure, given, person=person, stay=stay, plain=plain, as_json=as_json, quick=quick
    )


def exact(session: Session, playbook: str | None, failure: str | None) -> tuple[str, str]:
    """In a script both are named; raises `UsageError` with the nearest names."""
    books = session.catalogue.playbooks()
    if playbook is None:
        raise UsageError("Which playbook?", f"recover start PLAYBOOK FAILURE, of: {', '.join(books)}")
    book = catalogue.match(playbook, books, kind="playbook")
    failures = session.catalogue.failures(book)
    if failure is None:
        raise UsageError(f"Which failure of {book}?", f"There is: {', '.join(failures)}")
    return book, named_failure(session, book, failure)


def named_failure(session: Session, book: str, failure: str) -> str:
    """The failure that is meant; raises `UsageError` that names the nearest, by its synonyms too."""
    failures = session.catalogue.failures(book)
    try:
        return catalogue.match(failure, failures, kind="failure")
    except UsageError as unknown:
        if not unknown.message.startswith("There is no"):
            raise
        from recovery_cli.commands.ready import nearest_ids

        near = nearest_ids(session, book, failure)
        names = f"Nearest: {', '.join(near)}." if near else f"There is: {', '.join(failures)}."
        example = near[0] if near else "FAILURE"
        hint = f"recover start {book} {example} --answers FILE"
        raise UsageError(f'{book} has no failure "{failure}". {names}', hint) from None
