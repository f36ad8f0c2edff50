"""The templates that there are: read on use, each file once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from recovery_cli.diagnostics import Diagnostic, did_you_mean
from recovery_cli.document.prepare import Prepared, prepare
from recovery_cli.errors import Broken, RecoverError, UsageError
from recovery_cli.letters.model import Template, read
from recovery_cli.yamltree import Tree

UNDECLARED = "T04"
_BODY = re.compile(r"(?P<id>[^/]+)\.(?P<language>[a-z]{2}(?:-[A-Z]{2})?)\.md\.jinja")

_PARTS: Mapping[str, tuple[str, ...]] = {
    "money": ("amount", "currency"),
    **dict.fromkeys(("date", "datetime"), ("year", "month", "day")),
}
"""What a template may read of a value."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A template with the file that it was read from."""

    template: Template
    path: str
    tree: Tree


class Library:
    """`find` gives the file of a name below `templates/` (`apology.yaml`), `names` all the names there are.

    `own` gives a file of the business's own, such as its logo, and never one from outside its workspace.
    """

    def __init__(
        self,
        find: Callable[[str], Path],
        names: Callable[[], Iterable[str]],
        own: Callable[[str], Path | None] = lambda _: None,
    ) -> None:
        self._find = find
        self._own = own
        self._names = names
        self._opened: dict[str, Opened] = {}
        self._prepared: dict[tuple[str, str], Prepared] = {}
        """By template and by the language that was asked for."""

    def ids(self) -> tuple[str, ...]:
        return tuple(
            sorted(name.removesuffix(".yaml") for name in self._names() if name.endswith(".yaml") and "/" not in name)
        )

    def languages(self, id: str) -> tuple[str, ...]:
        found = (match for name in self._names() if (match := _BODY.fullmatch(name)))
        return tuple(sorted(match["language"] for match in found if match["id"] == id))

    def template(self, id: str) -> Template:
        """Raises `UsageError` for an unknown id, `Broken` for a file with faults."""
        return self.opened(id).template

    def opened(self, id: str) -> Opened:
        if id not in self._opened:
            if id not in self.ids():
                raise UsageError(f'There is no template "{id}".', did_you_mean(id, self.ids()))
            file = self._find(f"{id}.yaml")
            template, tree = read(_text(file), path=str(file))
            if template.id != id:
                line, column = tree.position(("id",))
                fault = Diagnostic(str(file), line, column, "T01", f'its id is "{template.id}", its file is {id}.yaml')
                raise Broken(f"{file} is not a template.", [fault], "Give both the same name.")
            self._opened[id] = Opened(template, str(file), tree)
        return self._opened[id]

    def page(self, name: str) -> Path:
        """The file of a page, such as `letter.typ`."""
        return self._find(f"pages/{name}")

    def asset(self, name: str) -> Path | None:
        """A file of the business's own, if it is there."""
        return self._own(name)

    def body(self, id: str, language: str) -> Prepared:
        """The body for `language`, or for its base (es for es-CO).

        Raises `UsageError`, naming the languages there are, or `Broken` with all faults of the body.
        """
        if (id, language) not in self._prepared:
            self._prepared[id, language] = self._read(id, language)
        return self._prepared[id, language]

    def _read(self, id: str, language: str) -> Prepared:
        template = self.opened(id).template
        there = self.languages(id)
        written = next((each for each in (language, language.partition("-")[0]) if each in there), None)
        if written is None:
            raise UsageError(f'"{id}" is not written in {language}.', f"There is: {', '.join(there) or 'none'}")
        file = self._find(f"{id}.{written}.md.jinja")
        prepared = prepare(_text(file), path=str(file))
        missing = _undeclared(template, prepared)
        if missing:
            raise Broken(f"{file} reads facts that {id}.yaml does not declare.", missing, "Declare them there.")
        return prepared

    def faults(self, id: str) -> tuple[Diagnostic, ...]:
        """All that is wrong with a template, in its own file and in every body."""
        try:
            self.opened(id)
        except Broken as broken:
            return broken.faults
        found: list[Diagnostic] = []
        for language in self.languages(id):
            try:
                self.body(id, language)
            except Broken as broken:
                found += broken.faults
        return tuple(sorted(found))


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise RecoverError(f"{file} cannot be read.", str(fault)) from fault


def _undeclared(template: Template, prepared: Prepared) -> list[Diagnostic]:
    """A fact that no field declares would be checked, asked for and linked by nobody."""
    declared = set(template.fields)
    groups = {path[:at] for path in declared for at, sign in enumerate(path) if sign in ".["}
    parts = {f"{path}.{part}" for path in declared for part in _PARTS.get(template.fields[path].type, ())}
    return [
        Diagnostic(prepared.path, 0, 0, UNDECLARED, f"{path} is not among the fields", did_you_mean(path, declared))
        for path in sorted(prepared.paths - declared - groups - parts)
    ]
