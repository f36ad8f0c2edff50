"""From a template's source to a prepared document: checked when read, parsed once for each path through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from recovery_cli import sandbox
from recovery_cli.diagnostics import Diagnostic
from recovery_cli.document.blocks import Block
from recovery_cli.document.markdown import FIRST, LAST, Misplaced, parse
from recovery_cli.errors import Broken

MARKDOWN, BLANK, FAILED = "T12", "T13", "T14"


class Value(NamedTuple):
    """A value that a template printed, and the path it was read by ("" when it was computed)."""

    value: object
    path: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A template that may be filled; `paths` are the facts that it reads."""

    path: str
    paths: frozenset[str]
    body: sandbox.Body

    def skeleton(self, facts: Mapping[str, object]) -> tuple[tuple[Block, ...], tuple[Value, ...]]:
        """Blocks with a placeholder for each value, and the values; raises `Broken` with the line of a gap."""
        values: list[Value] = []

        def placeholder(value: object, path: str) -> str:
            if len(values) > LAST - FIRST:
                raise sandbox.TemplateFault("too many values are printed")
            values.append(Value(value, path))
            return chr(FIRST + len(values) - 1)

        try:
            return parse(self.body.run(facts, placeholder)), tuple(values)
        except sandbox.UndefinedFact as gap:
            fault = Diagnostic(self.path, gap.line, 0, BLANK, f"{gap.path} is missing or blank")
        except sandbox.TemplateFault as wrong:
            fault = Diagnostic(self.path, wrong.line, 0, FAILED, wrong.message)
        except Misplaced as wrong:
            fault = Diagnostic(self.path, 0, 0, MARKDOWN, wrong.message)
        raise Broken(f"{self.path} cannot be filled.", [fault], "Give what is missing, then write it again.")


def faults(source: str, *, path: str) -> list[Diagnostic]:
    """All that is wrong with a template before anything is filled into it."""
    found = sandbox.check(source, path=path)
    if found:
        return found
    try:
        return _misplaced(sandbox.body(source, path=path))
    except sandbox.TemplateFault as fault:
        return [Diagnostic(path, fault.line, 0, FAILED, fault.message)]


def prepare(source: str, *, path: str) -> Prepared:
    """Read a template; raises `Broken` with all its faults."""
    found = faults(source, path=path)
    if found:
        raise Broken(f"{path} is not a template.", found, "Mend the template, then write it again.")
    body = sandbox.body(source, path=path)
    return Prepared(path, body.paths, body)


def _misplaced(body: sandbox.Body) -> list[Diagnostic]:
    """Parse the template with each branch taken once, so that a fault shows before somebody meets it.

    A line of that text is found in the source through the line on which each of its pieces began.
    """
    text, lines = "", [1]
    for piece, line in body.probe:
        lines[-1] = line
        text += chr(FIRST) if piece is None else piece
        lines += [line + 1 + at for at in range((piece or "").count("\n"))]
    try:
        parse(text)
    except Misplaced as fault:
        at = lines[min(fault.line, len(lines)) - 1]
        return [Diagnostic(body.path, at, 0, MARKDOWN, fault.message)]
    return []
