"""`recover playbook list` and `show`: what there is, with every fault of what is broken."""

from __future__ import annotations

from pathlib import Path

from recovery_cli import catalogue
from recovery_cli.commands.shown import print_json
from recovery_cli.commands.start import named_failure
from recovery_cli.diagnostics import Diagnostic
from recovery_cli.errors import DONE, INVALID, Broken
from recovery_cli.playbook import load
from recovery_cli.session import Session
from recovery_cli.ui import tables


def list_playbooks(*, as_json: bool, workspace: Path | None) -> int:
    """Exit 3 when one of them is broken; the others are listed as usable."""
    session = Session.here(workspace)
    language = session.operator_language()
    faults = load.every(session.catalogue, settings=session.settings)
    books = []
    for book in in_order(session):
        found = load.playbook(session.catalogue, book)
        entries = []
        for failure in session.catalogue.failures(book):
            model = load.failure(session.catalogue, book, failure).model
            entries.append(
                {
                    "id": failure,
                    "name": failure if model is None else model.name[language],
                    "careful": None if model is None else model.careful,
                    "faults": [_fault(each) for each in faults[book, failure]],
                }
            )
        title = book if found.model is None else found.model.name[language]
        books.append({"id": book, "name": title, "failures": entries})
    if as_json:
        print_json(books)
    else:
        tables.playbooks(books, language=language)
    return INVALID if any(faults.values()) or any(not each["failures"] for each in books) else DONE


def in_order(session: Session) -> list[str]:
    """The playbooks as they want to be listed; a broken one last."""

    def place(book: str) -> tuple[int, str]:
        model = load.playbook(session.catalogue, book).model
        return (1000 if model is None else model.order), book

    return sorted(session.catalogue.playbooks(), key=place)


def _fault(fault: Diagnostic) -> dict[str, object]:
    return {
        "path": fault.path,
        "line": fault.line,
        "column": fault.column,
        "code": fault.code,
        "message": fault.message,
        "hint": fault.hint,
    }


def show_playbook(
    playbook: str, failure: str | None, *, language: str | None, as_json: bool, workspace: Path | None
) -> int:
    """A playbook's failures and remedies, or one failure's whole flow; raises `Broken` with all faults."""
    session = Session.here(workspace)
    spoken = language or session.operator_language()
    book = catalogue.match(playbook, session.catalogue.playbooks(), kind="playbook")
    if failure is None:
        found = load.playbook(session.catalogue, book)
        if found.model is None:
            raise Broken(f"{book} cannot be used.", found.faults, f"Mend {found.name}.")
        if as_json:
            print_json(found.model.model_dump(mode="json", by_alias=True))
        else:
            tables.playbook(found.model, session.catalogue.failures(book), language=spoken)
        return DONE
    plan = load.plan(
        session.catalogue,
        book,
        named_failure(session, book, failure),
        settings=session.settings,
    )
    if as_json:
        print_json(plan.model_dump(mode="json", by_alias=True, exclude={"settings"}))
    else:
        tables.failure(plan, language=spoken)
    return DONE
