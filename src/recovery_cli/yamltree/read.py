"""From text to a tree: all faults at once, and nothing that YAML would guess.

It reads the parser's events and does not `compose`: events carry anchors, and however deeply a file nests, no
stack is exhausted (in C that would end the program without a word).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import yaml

from recovery_cli.diagnostics import Diagnostic
from recovery_cli.errors import Broken, RecoverError
from recovery_cli.yamltree.build import Builder
from recovery_cli.yamltree.tree import Place, Tree

if yaml.__with_libyaml__:
    from yaml import CBaseLoader as Parser
else:  # pragma: no cover - only where PyYAML was built without libyaml
    from yaml import BaseLoader as Parser  # type: ignore[assignment]  # the same interface, slower

MAX_SIZE = 1024 * 1024
"""In characters."""

_SYNTAX, _LIMIT = "Y01", "Y05"
_UNREADABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")


def load(text: str, *, path: str) -> tuple[Tree | None, list[Diagnostic]]:
    """Read one document; `path` names it in the faults. No tree when it could not be read to its end."""
    return _load(text, path, raw=False)


def load_file(file: Path, *, path: str) -> tuple[Tree | None, list[Diagnostic]]:
    """The same from a UTF-8 file; raises OSError."""
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError as fault:
        return None, [_not_utf8(fault, path)]
    return _load(text, path, raw=False)


def load_fast(path: Path) -> object:
    """Read a file as dicts, lists and text, unchecked, for the first screen; raises RecoverError."""
    try:
        tree, faults = _load(path.read_text("utf-8-sig"), str(path), raw=True)
    except OSError as fault:
        raise RecoverError(f"{path} cannot be read: {fault.strerror}.", f"See who may:   ls -l {path}") from fault
    except UnicodeDecodeError as fault:
        tree, faults = None, [_not_utf8(fault, str(path))]
    if tree is None:
        raise Broken(f"{path.name} cannot be read.", faults, "Mend the file and start again.")
    return tree.data


def _load(text: str, path: str, *, raw: bool) -> tuple[Tree | None, list[Diagnostic]]:
    text = text.removeprefix("\ufeff")
    if len(text) > MAX_SIZE:
        return None, [Diagnostic(path, 0, 0, _LIMIT, "this file is larger than 1 MiB", "Divide it.")]
    faults = [
        Diagnostic(path, *_place(text, at.start()), _SYNTAX, f"U+{ord(at[0]):04X} cannot stand here", "Remove it.")
        for at in islice(_UNREADABLE.finditer(text), 20)
    ]
    if faults:
        return None, faults
    builder = Builder(path, raw=raw)
    try:
        whole = all(builder.take(event) for event in _events(text))
    except (yaml.YAMLError, ValueError, OverflowError) as fault:  # the last two: an escape, without libyaml
        builder.faults.append(_unparsed(fault, text, path))
        whole = False
    return builder.tree() if whole else None, sorted(builder.faults)


def _events(text: str) -> Iterator[yaml.Event]:
    parser = Parser(text)
    while (event := parser.get_event()) is not None:
        yield event


def _place(text: str, index: int) -> Place:
    lines = _BREAK.split(text[:index])
    return len(lines), len(lines[-1]) + 1


def _not_utf8(fault: UnicodeDecodeError, path: str) -> Diagnostic:
    line = fault.object.count(b"\n", 0, fault.start) + 1
    return Diagnostic(path, line, 1, _SYNTAX, "this is not UTF-8", "Save the file as UTF-8.")


def _unparsed(fault: Exception, text: str, path: str) -> Diagnostic:
    mark = getattr(fault, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    rows = _BREAK.split(text)
    at = rows[line - 1][column - 1 : column] if 0 < line <= len(rows) else ""
    problem = str(getattr(fault, "problem", None) or fault)
    if at == "\t":
        hint = "Indent with spaces, not with a tab."
    elif "cannot start any token" in problem:
        hint = f"Text that begins with {at} goes in quotes."
    elif "mapping values" in problem:
        hint = "Text that holds a colon and a space goes in quotes; else look at the indentation."
    else:
        hint = "Look for a missing quote, bracket or dash, and at the indentation."
    return Diagnostic(path, line, column, _SYNTAX, f"this cannot be read as YAML: {problem}", hint)
