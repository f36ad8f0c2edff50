"""From the row of a table to the facts of a letter: each cell as its field wants it, every fault of a row at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

from recovery_cli.commands.letter_types import typed
from recovery_cli.diagnostics import Diagnostic, did_you_mean
from recovery_cli.errors import Broken
from recovery_cli.letters.model import Kind, Template
from recovery_cli.rows import Matching, Row, Table, Unreadable, match
from recovery_cli.rows.headers import key, near
from recovery_cli.rows.row import TABLE, UNFIT

ID, LANGUAGE, OF_CUSTOMER = "id", "language", "customer.language"
MOST_ITEMS = 9
"""Items of a list that a table may have columns for."""
UNWRITABLE = "B10"
Steps: TypeAlias = tuple[str, ...]
_BESIDE: Mapping[str, Kind] = {"customer.email": "email", "customer.language": "text"}
"""What no template prints: where a mail goes, and whose signs its reader's script needs."""
STEP = re.compile(r"[^.\[\]]+|\[\d+\]")


@dataclass(frozen=True, slots=True)
class Layout:
    """What each column is for: `fields` are the places in a letter by column, with their kinds.

    `at` are the columns as they are counted in the file, from 1.
    """

    fields: Mapping[str, tuple[str, Kind]]
    at: Mapping[str, int]
    id: str
    language: str


def layout(
    table: Table,
    template: Template,
    *,
    mapping: Mapping[str, str],
    id_column: str | None,
    ignore: bool,
    closed: Collection[str] = (),
) -> Layout:
    """Raises `Unreadable` with every column that means nothing, unless those are to be ignored.

    `closed` are places that no table may fill.
    """
    kinds = {place: kind for place, kind in _places(template) if place not in closed}
    matching = match(table.columns, (*kinds, ID, LANGUAGE), mapping=mapping, path=table.name)
    columns = dict(matching.columns)
    named_by = _id(table, columns.pop(ID, ""), id_column)
    # Without a column of its own, a letter speaks its customer's language.
    language = columns.pop(LANGUAGE, "") or columns.get(OF_CUSTOMER, "")
    left = [name for name in matching.unknown if name != named_by]
    if left and not ignore:
        _unknown(table, left, kinds, matching)
    fields = {column: (place, kinds[place]) for place, column in columns.items()}
    return Layout(fields, {name: at for at, name in enumerate(table.columns, start=1)}, named_by, language)


def _places(template: Template) -> list[tuple[str, Kind]]:
    """Each field with a place of its own in a row, those of lists as remedies[0].label and so on."""
    found: list[tuple[str, Kind]] = [(path, kind) for path, kind in _BESIDE.items() if path not in template.fields]
    for path, field in template.fields.items():
        if field.type == "list":
            continue
        if path.count("[]") == 1:
            found += [(path.replace("[]", f"[{at}]"), field.type) for at in range(MOST_ITEMS)]
        elif "[]" not in path:
            found.append((path, field.type))
    return found


def _id(table: Table, found: str, wanted: str | None) -> str:
    if wanted is None:
        return found
    for name in table.columns:
        if name and key(name) == key(wanted):
            return name
    near = did_you_mean(wanted, [name for name in table.columns if name])
    fault = Diagnostic(table.name, 1, 0, TABLE, f'no column "{wanted}"', near)
    raise Unreadable(f"{table.name} has no such id.", [fault], "--id-column COLUMN")


def _unknown(table: Table, left: list[str], kinds: Mapping[str, Kind], matching: Matching) -> None:
    free = [place for place in (*kinds, ID, LANGUAGE) if place not in matching.columns]
    faults = [
        Diagnostic(
            table.name, 1, table.columns.index(name) + 1, TABLE, f'no field for column "{name}"', near(name, free)
        )
        for name in left
    ]
    raise Unreadable(
        f"{table.name} has columns that this letter has no place for.",
        faults,
        "Name their field with --map FIELD=COLUMN, or leave them out with --ignore-unknown.",
    )


def facts_of(
    row: Row, layout: Layout, base: Mapping[str, object], *, zone: ZoneInfo, name: str
) -> tuple[dict[str, object], list[Diagnostic]]:
    """The facts of one letter over those of all, and what is wrong with the cells."""
    facts = dict(base)
    groups: dict[Steps, dict[str, object]] = {(): facts}
    faults: list[Diagnostic] = []
    for column, text in row.cells.items():
        if not text or column not in layout.fields:
            continue
        place, kind = layout.fields[column]
        try:
            value = value_of(kind, text, zone)
        except ValueError as fault:
            faults.append(Diagnostic(name, row.line, layout.at.get(column, 0), UNFIT, f"{column}: {fault}"))
            continue
        if value is not None:
            above, leaf = _steps(place)
            group = groups.get(above)
            if group is None:
                group = _group(above, groups)
            group[leaf] = value
    return facts, faults


def value_of(kind: Kind, text: str, zone: ZoneInfo) -> object:
    """A cell as its field wants it, None for a blank one; raises ValueError."""
    # A name comes once, a sum again and again.
    return typed(kind, text, zone) if kind == "text" else _known(kind, text, zone)


@lru_cache(maxsize=8192)
def _known(kind: Kind, text: str, zone: ZoneInfo) -> object:
    return typed(kind, text, zone)


@lru_cache(maxsize=1024)
def _steps(place: str) -> tuple[Steps, str]:
    *above, leaf = STEP.findall(place)
    return tuple(above), leaf


def _group(steps: Steps, groups: dict[Steps, dict[str, object]]) -> dict[str, object]:
    """The row's own copy of a group that all letters share; a row that has items of a list has its own list."""
    *above, step = steps
    if step.startswith("["):
        *higher, name = above
        holder = groups.get(tuple(higher)) or _group(tuple(higher), groups)
        begun = any(known[: len(above)] == tuple(above) for known in groups if len(known) > len(above))
        items = holder[name] if begun else []
        assert isinstance(items, list)  # noqa: S101 - begun by this row
        holder[name] = items
        at = int(step[1:-1])
        items += [{} for _ in range(at + 1 - len(items))]
        made: dict[str, object] = items[at]
    else:
        holder = groups.get(tuple(above)) or _group(tuple(above), groups)
        shared = holder.get(step)
        made = holder[step] = dict(shared) if isinstance(shared, Mapping) else {}
    groups[steps] = made
    return made


def refused(fault: Broken, row: Row, layout: Layout, *, name: str) -> list[Diagnostic]:
    """What a template or a page said of a letter, at its row, and at the column of a field that it names."""
    columns = {place: layout.at.get(column, 0) for column, (place, _) in layout.fields.items()}
    return [
        Diagnostic(name, row.line, columns.get(each.message.partition(" ")[0], 0), UNWRITABLE, each.message, each.hint)
        for each in fault.faults
    ]
