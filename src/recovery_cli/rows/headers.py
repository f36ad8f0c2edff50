"""The first line of a table: names of columns, and the fields that they meet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recovery_cli.diagnostics import Diagnostic, did_you_mean, nearest
from recovery_cli.rows.row import TABLE, WIDEST, Unreadable

_ITEM = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Matching:
    """`columns` are the columns by the field that they meet; `unknown` those that meet none."""

    columns: Mapping[str, str]
    unknown: tuple[str, ...]


def key(name: str) -> str:
    """The same for two names that differ in case, spaces, `_`, `-` and dots only: few tables have dots in a header."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(sign for sign in folded if not sign.isspace() and sign not in "_-.")


def header(cells: Sequence[str], *, path: str, line: int) -> tuple[str, ...]:
    """The names; a column at the end without one is given "". Raises `Unreadable` for twins and for too many."""
    names = [" ".join(cell.split()) for cell in cells]
    if len(names) > WIDEST:
        fault = Diagnostic(path, line, WIDEST + 1, TABLE, f"{len(names):,} columns; {WIDEST:,} are the most")
        raise Unreadable(f"{path} is not a table of customers.", [fault], "Give the columns that the letter needs.")
    if not any(names):
        raise Unreadable(f"{path} has no header.", [Diagnostic(path, line, 1, TABLE, "its first line names no column")])
    seen: dict[str, int] = {}
    faults = []
    for place, name in enumerate(names, start=1):
        if name and (first := seen.setdefault(key(name), place)) != place:
            message = f'columns {first} and {place} have the same name, "{name}"'
            faults.append(Diagnostic(path, line, place, TABLE, message))
    if faults:
        raise Unreadable(f"{path} names a column twice.", faults, "Give each column a name of its own.")
    return tuple(names)


def near(name: str, fields: Sequence[str]) -> str:
    """The fields that a column most likely meant, by their last part too; of a list one item, the one it names."""
    item = _ITEM.search(name)
    shapes: dict[str, str] = {}
    for field in fields:
        like = _ITEM.sub("[]", field)
        if like not in shapes or (item is not None and item[0] in field):
            shapes[like] = field
    close = nearest(_ITEM.sub("[]", name.casefold()), shapes)
    if not close:
        last = {field.rpartition(".")[2]: field for field in reversed(shapes.values())}
        close, shapes = nearest(key(name), last, most=1), last
    return f"Nearest: {', '.join(shapes[each] for each in close)}" if close else ""


def match(
    names: Iterable[str], fields: Iterable[str], *, mapping: Mapping[str, str], path: str, line: int = 1
) -> Matching:
    """Which column meets which field, without regard to case, spaces, `_` and `-`; `mapping` is field to column.

    Raises `Unreadable` for a field or a column that `mapping` names and that is not there, all at once.
    """
    columns = {key(name): name for name in names if name}
    wanted = {key(field): field for field in fields}
    faults = []
    found: dict[str, str] = {}
    for field, column in mapping.items():
        if key(field) not in wanted:
            faults.append(Diagnostic(path, 0, 0, TABLE, f'no field "{field}"', near(field, [*wanted.values()])))
        elif key(column) not in columns:
            message = f'no column "{column}"'
            faults.append(Diagnostic(path, line, 0, TABLE, message, did_you_mean(column, columns.values())))
        else:
            found[wanted[key(field)]] = columns[key(column)]
    if faults:
        raise Unreadable(f"{path} does not have what --map names.", faults, "--map customer.name='Full name'")
    taken = {*found.values()}
    for folded, name in columns.items():
        if folded in wanted and wanted[folded] not in found and name not in taken:
            found[wanted[folded]] = name
    taken = {*found.values()}
    return Matching(found, tuple(name for name in columns.values() if name not in taken))
