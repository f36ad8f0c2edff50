"""From YAML files to models: every fault of a file with its line, and the other files still usable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from recovery_cli import yamltree
from recovery_cli.diagnostics import Diagnostic, did_you_mean
from recovery_cli.errors import Broken, RecoverError
from recovery_cli.playbook import checks
from recovery_cli.playbook.entitlements import Regime
from recovery_cli.playbook.model import Failure, Method, Playbook
from recovery_cli.playbook.plan import Plan, Unresolved, resolve
from recovery_cli.playbook.settings import Settings

M = TypeVar("M", bound=BaseModel)


class Shelf(Protocol):
    """Where content is found by its relative name."""

    def find(self, name: str) -> Path | None: ...

    def playbooks(self) -> tuple[str, ...]: ...

    def failures(self, playbook: str) -> tuple[str, ...]: ...

    def regimes(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Read(Generic[M]):
    """A file as it was read: its model if it fits, its tree for the places of later faults, its faults."""

    name: str
    model: M | None
    tree: yamltree.Tree | None
    faults: tuple[Diagnostic, ...]

    def fault(self, loc: tuple[str | int, ...], code: str, message: str, hint: str = "") -> Diagnostic:
        line, column = (1, 1) if self.tree is None else self.tree.position(loc)
        return Diagnostic(self.name, line, column, code, message, hint)


def read(shelf: Shelf, name: str, model: type[M]) -> Read[M]:
    """Read one file as `model`; a file that is not there is a fault like another."""
    path = shelf.find(name)
    if path is None:
        return Read(name, None, None, (Diagnostic(name, 0, 0, "Y00", "there is no such file"),))
    try:
        tree, faults = yamltree.load_file(path, path=name)
    except OSError as fault:
        return Read(name, None, None, (Diagnostic(name, 0, 0, "Y00", f"cannot be read: {fault.strerror}"),))
    if tree is None:
        return Read(name, None, None, tuple(faults))
    try:
        found = model.model_validate(tree.data)
    except ValidationError as fault:
        errors = [dict(error) for error in fault.errors(include_url=False)]
        misfits = yamltree.faults_of(errors, tree, path=name, known=lambda loc: checks.keys_of(model, loc))
        return Read(name, None, tree, tuple(sorted({*faults, *misfits})))
    return Read(name, None if faults else found, tree, tuple(faults))


def playbook(shelf: Shelf, playbook_id: str) -> Read[Playbook]:
    found = read(shelf, f"playbooks/{playbook_id}/playbook.yaml", Playbook)
    return named(found, playbook_id)


def failure(shelf: Shelf, playbook_id: str, failure_id: str) -> Read[Failure]:
    found = read(shelf, f"playbooks/{playbook_id}/failures/{failure_id}.yaml", Failure)
    return named(found, failure_id)


def method(shelf: Shelf, method_id: str) -> Read[Method]:
    return named(read(shelf, f"playbooks/methods/{method_id}.yaml", Method), method_id)


def named(found: Read[M], wanted: str) -> Read[M]:
    """With a fault where its id is not `wanted`, the name of its file."""
    if found.model is None or getattr(found.model, "id", wanted) == wanted:
        return found
    hint = f"Write id: {wanted}, or rename the file."
    fault = found.fault(("id",), "Y07", "the id is not the name of the file", hint)
    return Read(found.name, None, found.tree, (*found.faults, fault))


def plan(shelf: Shelf, playbook_id: str, failure_id: str, *, settings: Settings) -> Plan:
    """Resolve one failure; raises `Broken` with every fault of its files."""
    found, faults = resolved(shelf, playbook_id, failure_id, settings=settings)
    if found is None or faults:
        raise Broken(
            f"{playbook_id} {failure_id} cannot be used: {_count(faults)}.",
            faults,
            f"recover playbook show {playbook_id} {failure_id}",
        )
    return found


def resolved(
    shelf: Shelf, playbook_id: str, failure_id: str, *, settings: Settings
) -> tuple[Plan | None, tuple[Diagnostic, ...]]:
    """The plan of a failure, if its three files allow one, and all their faults."""
    book, fails = playbook(shelf, playbook_id), failure(shelf, playbook_id, failure_id)
    faults = [*book.faults, *fails.faults]
    if book.model is None:
        return None, tuple(faults)
    flow = method(shelf, book.model.method)
    if flow.faults and shelf.find(flow.name) is None:
        hint = did_you_mean(book.model.method, ("five-steps", "four-steps", "heard"))
        faults.append(book.fault(("method",), "Y07", f'no method "{book.model.method}"', hint))
    else:
        faults += flow.faults
    if fails.model is None or flow.model is None:
        return None, tuple(faults)
    try:
        made = resolve(book.model, flow.model, fails.model, settings=settings)
    except Unresolved as fault:
        return None, (*faults, fails.fault(fault.where, "Y07", str(fault)))
    tables, misnamed = _tables(shelf, book, fails.model, settings.country)
    made = made.model_copy(update={"tables": tables})
    faults += misnamed
    faults += [
        (fails if where.file == "failure" else book).fault(where.loc, where.code, where.message, where.hint)
        for where in checks.check(made)
    ]
    return (None if faults else made), tuple(sorted(faults))


def _tables(
    shelf: Shelf, book: Read[Playbook], failure: Failure, country: str
) -> tuple[dict[str, Regime], list[Diagnostic]]:
    if not failure.remedies.owed:
        return {}, []
    # Tables are read with what stands above, and most failures owe nothing by law.
    from recovery_cli.playbook import regimes

    return regimes.owed_by(shelf, book, failure, country)


def every(shelf: Shelf, *, settings: Settings) -> dict[tuple[str, str], tuple[Diagnostic, ...]]:
    """All failures there are with their faults, none for a sound one."""
    return {
        (book, each): resolved(shelf, book, each, settings=settings)[1]
        for book in shelf.playbooks()
        for each in shelf.failures(book)
    }


def settings(path: Path, *, name: str) -> Settings:
    """`recovery.yaml`; raises `Broken` with every fault, `RecoverError` where it cannot be read at all."""
    try:
        tree, faults = yamltree.load_file(path, path=name)
    except OSError as fault:
        raise RecoverError(f"{path} cannot be read: {fault.strerror}.", f"See who may:   ls -l {path}") from fault
    if tree is not None and not faults:
        try:
            return Settings.model_validate(tree.data)
        except ValidationError as fault:
            errors = [dict(error) for error in fault.errors(include_url=False)]
            faults = yamltree.faults_of(errors, tree, path=name, known=lambda loc: checks.keys_of(Settings, loc))
    raise Broken(f"{name} cannot be used: {_count(faults)}.", faults, "Mend it, or make it anew with: recover init")


def _count(faults: Iterable[Diagnostic]) -> str:
    number = len(tuple(faults))
    return f"{number} fault" if number == 1 else f"{number} faults"
