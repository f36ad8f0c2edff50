"""JSON lines: one object a line, nested or with dotted names; numbers stay as they are written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from recovery_cli.diagnostics import Diagnostic
from recovery_cli.rows.headers import header
from recovery_cli.rows.row import LONGEST, TABLE, TWIN, UNFIT, WIDEST, Row, Unreadable, checked

_LINE = LONGEST * 10


class Written(str):
    """A number as it stands in the file."""

    __slots__ = ()


class Records:
    """The rows of a file of JSON lines; the first one names the columns."""

    def __init__(self, path: Path, *, name: str, encoding: str) -> None:
        self._path = path
        self._name = name
        self._encoding = encoding
        first = next(self.rows(), None)
        if first is None or (first.faults and not first.cells):
            faults = first.faults if first is not None else [Diagnostic(name, 1, 0, TABLE, "it holds no object")]
            raise Unreadable(
                f"{name} is not JSON lines.", faults, 'One object a line: {"customer.name": "Elena Prats"}'
            )
        self.header = header(tuple(first.cells), path=name, line=first.line)

    def rows(self) -> Iterator[Row]:
        number = 0
        with self._path.open(encoding=self._encoding, newline="\n") as file:
            for line, text in enumerate(iter(lambda: file.readline(_LINE + 1), ""), start=1):
                if len(text) > _LINE:
                    fault = Diagnostic(self._name, line, 1, TABLE, f"this line is longer than {_LINE:,} characters")
                    raise Unreadable(f"{self._name} cannot be read from line {line} on.", [fault])
                if text.strip():
                    number += 1
                    yield self._row(number, line, text)

    def _row(self, number: int, line: int, text: str) -> Row:
        raw = (text.rstrip("\r\n"),)
        try:
            given = json.loads(
                text, parse_float=Written, parse_int=Written, parse_constant=_refuse, object_pairs_hook=_once
            )
            if not isinstance(given, dict):
                raise ValueError("this line is not an object")
            cells = dict(_flat(given, ""))
        except json.JSONDecodeError as fault:
            message = f"this line is not JSON: {fault.msg[:1].lower()}{fault.msg[1:]}"
            return Row(number, line, {}, raw, (Diagnostic(self._name, line, fault.colno, UNFIT, message),))
        except (ValueError, RecursionError) as fault:
            code = TWIN if "twice" in str(fault) else UNFIT
            message = str(fault) if isinstance(fault, ValueError) else "this line is nested too deeply"
            return Row(number, line, {}, raw, (Diagnostic(self._name, line, 0, code, message),))
        return Row(number, line, cells, raw, checked(cells, cells.values(), path=self._name, line=line))


def _flat(group: Mapping[str, object], above: str) -> Iterator[tuple[str, str]]:
    if len(group) > WIDEST:
        raise ValueError(f"{len(group):,} columns; {WIDEST:,} are the most")
    for name, value in group.items():
        path = f"{above}.{name}" if above else name
        match value:
            case None:
                yield path, ""
            case bool():
                yield path, "true" if value else "false"
            case str():
                yield path, str(value)
            case Mapping():
                yield from _flat(value, path)
            case _:
                raise ValueError(f"{path} is a list; a table has one value in a cell")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f'"{name}" stands here twice')
        found[name] = value
    return found


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
