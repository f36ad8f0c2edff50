"""All that is wrong with a template, before a customer waits for it: its bodies, its fields, and a trial of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from recovery_cli.diagnostics import Diagnostic
from recovery_cli.document.prepare import BLANK, Prepared
from recovery_cli.errors import Broken, RecoverError, UsageError
from recovery_cli.letters.library import UNDECLARED, Library, Opened
from recovery_cli.letters.model import Template
from recovery_cli.money import Money

UNREADABLE, UNWRITTEN, UNUSED, LACKING = "T00", "T05", "T06", "T07"

ON_THE_PAGE = frozenset(
    {
        *(f"business.{part}" for part in ("name", "email", "country", "logo", "colour")),
        *(f"customer.{part}" for part in ("name", "email", "language")),
        *(f"note.{part}" for part in ("number", "code", "qr", "issued_at")),
        "letter.date",
    }
)
"""Facts that are read beside the body: by the page, the mail, the QR."""

_SAMPLES: Mapping[str, object] = MappingProxyType(
    {
        "text": "Ana",
        "email": "ana@example.com",
        "phone": "955 000 000",
        "url": "https://example.com",
        "money": Money(Decimal("80.00"), "EUR"),
        "date": date(2026, 11, 21),
        "datetime": datetime(2026, 11, 21, 21, 12, tzinfo=UTC),
        "flag": True,
        "number": 10,
    }
)
_QUOTED = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Review:
    """`shipped` gives the template that one of the business's own stands in for, if there is one."""

    library: Library
    languages: Sequence[str]
    shipped: Callable[[str], Template | None]

    def faults(self, id: str) -> tuple[Diagnostic, ...]:
        """Every fault with its place, sorted by file and line; none for a sound template."""
        try:
            opened = self.library.opened(id)
        except Broken as broken:
            return broken.faults
        except RecoverError as fault:
            return (Diagnostic(id, 0, 0, UNREADABLE, fault.message, fault.hint),)
        found: list[Diagnostic] = []
        read: set[str] = set()
        whole = True
        for language in self.languages:
            try:
                body = self.library.body(id, language)
            except UsageError:
                found.append(_unwritten(opened, language, self.library.languages(id)))
            except Broken as broken:
                found += broken.faults
                whole = False
            except RecoverError as fault:
                found.append(Diagnostic(opened.path, 0, 0, UNREADABLE, fault.message, fault.hint))
                whole = False
            else:
                read |= body.paths
                found += _tried(opened.template, body)
        if whole and read:
            found += _unused(opened, read)
        found += _lacking(opened, self.shipped(id))
        return tuple(sorted({_placed(fault) for fault in found}))


def _unwritten(opened: Opened, language: str, there: Sequence[str]) -> Diagnostic:
    name = f"{opened.template.id}.{language}.md.jinja"
    return Diagnostic(
        opened.path, 1, 1, UNWRITTEN, f"there is no body in {language}", f"Write {name}; there is: {', '.join(there)}"
    )


def _unused(opened: Opened, read: set[str]) -> Iterator[Diagnostic]:
    """Whoever writes the letter is asked for it, and nobody ever sees it."""
    used = {*read, *ON_THE_PAGE, opened.template.reference}
    for path in opened.template.fields:
        if not any(each == path or each.startswith((f"{path}.", f"{path}[")) for each in used):
            line, column = opened.tree.key_position(("fields", path))
            hint = "Take it out, or print it."
            yield Diagnostic(opened.path, line, column, UNUSED, f"{path} is declared, and no body reads it", hint)


def _lacking(opened: Opened, shipped: Template | None) -> Iterator[Diagnostic]:
    """A walk fills the letter as the shipped one wants it; what that cannot do without, another cannot either."""
    if shipped is None:
        return
    line, column = opened.tree.key_position(("fields",))
    for path, field in shipped.fields.items():
        if field.required and path not in opened.template.fields:
            message = f"{path} is missing, which the shipped {shipped.id} requires"
            yield Diagnostic(opened.path, line, column, LACKING, message, field.prompt["en"])


def _tried(template: Template, body: Prepared) -> Iterator[Diagnostic]:
    """Filled with samples, once with every field and once with the required ones alone.

    A value that is missing from the second is no fault: a body may refuse what its conditions do not allow.
    """
    for every in (True, False):
        try:
            body.skeleton(sample(template, every=every))
        except Broken as broken:
            yield from (fault for fault in broken.faults if every or fault.code != BLANK)


def sample(template: Template, *, every: bool) -> dict[str, object]:
    """Facts of the right types for all fields, or for the required ones only."""
    facts: dict[str, object] = {}
    for path in sorted(template.fields):
        field = template.fields[path]
        if (every or field.required) and field.type != "list":
            _put(facts, path.split("."), _SAMPLES[field.type])
    return facts


def _put(at: dict[str, object], steps: Sequence[str], value: object) -> None:
    name, *rest = steps
    inner = at.setdefault(name.removesuffix("[]"), [{}] if name.endswith("[]") else ({} if rest else value))
    for item in inner if isinstance(inner, list) else [inner]:
        if rest and isinstance(item, dict):
            _put(item, rest, value)


def _placed(fault: Diagnostic) -> Diagnostic:
    """With a line and a column: those of the name in question, where the source shows it."""
    if fault.column:
        return fault
    try:
        lines = Path(fault.path).read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return fault
    words = _QUOTED.findall(fault.message) or [fault.message.partition(" ")[0]] * (fault.code == UNDECLARED)
    numbers = [fault.line] if fault.line else range(1, len(lines) + 1)
    for word in (*words, *(each.rpartition(".")[2] for each in words)):
        whole = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        for number in numbers:
            if word and number <= len(lines) and (match := whole.search(lines[number - 1])):
                return replace(fault, line=number, column=match.start() + 1)
    line = lines[fault.line - 1] if 0 < fault.line <= len(lines) else ""
    return replace(fault, line=max(fault.line, 1), column=len(line) - len(line.lstrip()) + 1)
