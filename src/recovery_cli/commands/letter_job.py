"""What was ordered of a batch, and what all of its letters share."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from recovery_cli import catalogue, i18n
from recovery_cli.commands.begin import language_of
from recovery_cli.commands.given import pairs
from recovery_cli.commands.letter_data import read
from recovery_cli.commands.letter_draft import by_hand
from recovery_cli.commands.letter_rows import Layout, layout
from recovery_cli.commands.letter_values import Layer, from_pairs, from_tree, merged
from recovery_cli.commands.letter_work import Job
from recovery_cli.commands.note_by_hand import TEMPLATE as NOTE
from recovery_cli.commands.note_by_hand import blank_note, registered
from recovery_cli.diagnostics import Diagnostic, did_you_mean
from recovery_cli.document.shape import exact
from recovery_cli.errors import Broken, UsageError
from recovery_cli.letters.formats import FORMATS
from recovery_cli.letters.gaps import at
from recovery_cli.letters.model import Template
from recovery_cli.rows import Table, Unreadable
from recovery_cli.rows.row import TABLE
from recovery_cli.sandbox import blank
from recovery_cli.session import Session

SUFFIXES: Mapping[str, str] = {"text": ".txt", "markdown": ".md", "receipt": ".bin", "receipt-58": ".bin"}


@dataclass(frozen=True, slots=True)
class Order:
    """The options as they were typed; `jobs` 0 means all cores."""

    template: str
    source: str
    out: Path | None
    given: Sequence[str] = ()
    data: str | None = None
    language: str | None = None
    format: str = "text"
    day: date | None = None
    mapping: Sequence[str] = ()
    id_column: str | None = None
    ignore_unknown: bool = False
    encoding: str = ""
    delimiter: str = ""
    check: bool = False
    all_or_nothing: bool = False
    jobs: int = 0
    cluster: str = ""
    merge: Path | None = None
    as_json: bool = False


def job_of(session: Session, order: Order, table: Table) -> Job:
    """Raises `UsageError` for an unknown template or format, `Broken` for values or columns that do not fit."""
    name = catalogue.match(order.template, session.library.ids(), kind="template")
    if order.format not in FORMATS:
        raise UsageError(f'There is no format "{order.format}".', did_you_mean(order.format, FORMATS))
    template = session.library.template(name)
    there = session.library.languages(name)
    wanted = language_of(session, order.language)
    if name == NOTE and order.day is not None:
        raise UsageError("A note bears the day on which it is issued.", f"recover letter {NOTE} --from {order.source}")
    begin = blank_note if name == NOTE else partial(by_hand, template=name)
    drafts = {language: begin(session, language=language) for language in there}
    zone = drafts[there[0]].zone
    shared = _shared(order, template, drafts[there[0]].zone)
    base = {language: merged(draft.facts, shared) for language, draft in drafts.items()}
    placed = layout(
        table,
        template,
        mapping=pairs(order.mapping),
        id_column=order.id_column,
        ignore=order.ignore_unknown,
        closed=(*registered(drafts[there[0]].facts), "note.qr") if name == NOTE else (),
    )
    _complete(table, template, placed, base[there[0]])
    # A note says when it was issued: the moment of a second run is no other value.
    same = {language: dict(facts, note=None) if name == NOTE else facts for language, facts in base.items()}
    values = sorted((language, exact(facts)) for language, facts in same.items())
    key = repr((name, order.format, values, sorted(placed.fields.items())))
    return Job(
        home=session.home,
        template=name,
        format=order.format,
        folder=(order.out or Path()).resolve(),
        table=table.name,
        layout=placed,
        base=base,
        marks={language: draft.marks for language, draft in drafts.items()},
        zone=zone.key,
        key=hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest(),
        language=i18n.fallback(wanted, there),
        suffix=SUFFIXES.get(order.format, f".{order.format}"),
    )


def _complete(table: Table, template: Template, placed: Layout, base: Mapping[str, object]) -> None:
    """Raises `Unreadable` once for what every row would lack: a required field without a column and without a value."""
    places = {place.partition("[")[0] for place, _ in placed.fields.values()}
    places |= {place for place, _ in placed.fields.values()}
    lacking = [
        path
        for path, field in template.fields.items()
        if field.required and "[]" not in path and path not in places and blank(at(base, path))
    ]
    if lacking:
        told = "no column is for {}, which every letter needs"
        faults = [Diagnostic(table.name, 1, 0, TABLE, told.format(path)) for path in lacking]
        hint = f"--map {lacking[0]}=COLUMN, or --set {lacking[0]}=VALUE for all"
        raise Unreadable(f"{table.name} lacks what every letter needs.", faults, hint)


def _shared(order: Order, template: Template, zone: ZoneInfo) -> dict[str, object]:
    """The values that were given for all letters."""
    file = Layer()
    if order.data is not None:
        values, tree, path = read(order.data)
        file = from_tree(values, tree, template, path=path, zone=zone)
    typed = from_pairs(pairs(order.given), template, zone)
    if file.faults or typed.lines:
        raise Broken(
            "\n".join(typed.lines) or "These values cannot be used.", file.faults, "--set FIELD=VALUE, or --data FILE"
        )
    facts = merged(file.facts, {"letter": {"date": order.day}} if order.day is not None else {})
    return merged(facts, typed.facts)
