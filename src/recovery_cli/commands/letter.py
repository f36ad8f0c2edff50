"""`recover letter`: from an incident, or from values given by hand."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from recovery_cli import catalogue
from recovery_cli.commands.given import pairs
from recovery_cli.commands.incident import opened
from recovery_cli.commands.shown import plan_kept, print_json
from recovery_cli.diagnostics import did_you_mean
from recovery_cli.errors import DONE, Refused, UsageError
from recovery_cli.letters.facts import business_facts, incident_facts
from recovery_cli.letters.letter import SPECIMEN
from recovery_cli.letters.model import Template
from recovery_cli.letters.writer import Writer
from recovery_cli.money import Money
from recovery_cli.notes.ledger import replay
from recovery_cli.papers import write_whole
from recovery_cli.record import note_events
from recovery_cli.session import Session

NOTE = "guarantee-note"
_NO_TEXT = frozenset({"pdf", "receipt", "receipt-58"})
"""A terminal would obey the bytes of a receipt."""


def letter(
    template: str | None,
    incident: str | None,
    *,
    listing: bool,
    given: Sequence[str],
    language: str | None,
    format: str,
    output: Path | None,
    date: str | None,
    as_json: bool,
    workspace: Path | None,
) -> int:
    """Text goes to stdout; a PDF needs `-o` unless stdout is a file or a pipe."""
    session = Session.here(workspace)
    if listing or template is None:
        return _list(session, as_json=as_json)
    name = catalogue.match(template, session.library.ids(), kind="template")
    if format in _NO_TEXT and output is None and sys.stdout.isatty():
        raise UsageError(f'"{format}" is no text for a terminal.', f"recover letter {name} … --format {format} -o FILE")
    day = _day(date)
    if incident is None:
        content = _by_hand(session, name, pairs(given), language=language, format=format, day=day)
    elif name == NOTE:
        content = _note(session, incident, format=format, language=language)
    else:
        content = _of_incident(session, name, incident, pairs(given), language=language, format=format, day=day)
    if output is not None:
        write_whole(output, content)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    return DONE


def _list(session: Session, *, as_json: bool) -> int:
    language = session.operator_language()
    found = [session.library.template(name) for name in session.library.ids()]
    rows = [
        {
            "template": each.id,
            "title": each.title.get(language, each.title["en"]),
            "use_when": each.use_when.get(language, each.use_when["en"]),
            "languages": session.library.languages(each.id),
            "required": [path for path, field in each.fields.items() if field.required],
        }
        for each in found
    ]
    if as_json:
        print_json(rows)
    else:
        from recovery_cli.ui.tables import templates

        templates(rows)
    return DONE


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as fault:
        raise UsageError(f'"{text}" is not a date.', "--date 2026-11-21") from fault


def _note(session: Session, incident: str, *, format: str, language: str | None) -> bytes:
    """That incident's note; its language is the one it was issued in."""
    record = opened(session, incident)
    note = record.walk.note
    if note is None:
        raise Refused(f"{record.walk.incident} has no note.", f"recover resume {record.walk.incident}")
    if language is not None and language != record.walk.language:
        raise Refused(f"{note.number} was issued in {record.walk.language}.", "A note speaks one language only.")
    plan = plan_kept(session, record)
    marks = (SPECIMEN,) if plan.settings.specimen else ()
    return session.papers.view(note.number, format=format, marks=marks)


def _of_incident(
    session: Session,
    template: str,
    incident: str,
    given: Mapping[str, str],
    *,
    language: str | None,
    format: str,
    day: date | None,
) -> bytes:
    record = opened(session, incident)
    plan = plan_kept(session, record)
    walk = record.walk
    if walk.careful:
        raise Refused(
            f"{walk.incident} is careful: a letter waits until a manager has reviewed it.",
            f"recover incident show {walk.incident}",
        )
    if language is not None:
        walk = replace(walk, language=language)
    moments = [(moment.event, moment.at) for moment in record.moments]
    now = session.clock.now() if day is None else _noon(day, plan.settings.timezone)
    facts: dict[str, object] = dict(incident_facts(plan, walk, moments, now=now))
    if walk.note is not None:
        facts["note"] = _note_facts(session, walk.note.number)
    merged = _merged(facts, _typed(session.library.template(template), given))
    marks = (SPECIMEN,) if plan.settings.specimen else ()
    return session.papers.writer.write(template, merged, language=walk.language, format=format, marks=marks)


def _note_facts(session: Session, number: str) -> object:
    issued = replay(note_events(session.journal, number)).issued
    return {} if issued is None else issued.content["note"]


def _by_hand(
    session: Session, template: str, given: Mapping[str, str], *, language: str | None, format: str, day: date | None
) -> bytes:
    settings = session.settings
    zone = ZoneInfo(settings.timezone)
    today = day or session.clock.now().astimezone(zone).date()
    spoken = language or settings.languages[0]
    facts: dict[str, object] = {"business": business_facts(settings, spoken), "letter": {"date": today}}
    merged = _merged(facts, _typed(session.library.template(template), given))
    marks = (SPECIMEN,) if settings.specimen else ()
    return Writer(session.library).write(template, merged, language=spoken, format=format, marks=marks)


def _noon(day: date, timezone: str) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo(timezone))


def _typed(template: Template, given: Mapping[str, str]) -> dict[str, object]:
    """Values as their fields want them; raises `UsageError` with every one that does not fit."""
    wrong: list[str] = []
    found: dict[str, object] = {}
    for path, text in given.items():
        field = template.fields.get(path)
        if field is None:
            wrong.append(f'no field "{path}". {did_you_mean(path, template.fields)}'.rstrip())
            continue
        try:
            found[path] = _value(field.type, text)
        except ValueError as fault:
            wrong.append(f"{path}: {fault}")
    if wrong:
        raise UsageError("\n".join(wrong), f"recover letter {template.id} --set FIELD=VALUE")
    return found


def _value(kind: str, text: str) -> object:
    match kind:
        case "money":
            return Money.parse(text)
        case "date":
            return _read(date.fromisoformat, text, "a date; write it like 2026-11-21")
        case "datetime":
            return _read(datetime.fromisoformat, text, "a time; write it like 2026-11-21T21:12")
        case "number":
            return _read(int, text, "a whole number; write it like 10")
        case "flag":
            if text.strip() not in ("true", "false"):
                raise ValueError("write true or false")
            return text.strip() == "true"
        case "list":
            raise ValueError("a list comes from an incident")
        case _:
            return text


def _read(reader: Callable[[str], object], text: str, wanted: str) -> object:
    try:
        return reader(text.strip())
    except ValueError as fault:
        raise ValueError(f'"{text}" is not {wanted}') from fault


def _merged(facts: Mapping[str, object], values: Mapping[str, object]) -> dict[str, object]:
    """`facts` with the values at their paths; nothing of `facts` is changed."""
    merged = dict(facts)
    for path, value in values.items():
        *above, leaf = path.split(".")
        branch = merged
        for part in above:
            found = branch.get(part)
            inner: dict[str, object] = dict(found) if isinstance(found, Mapping) else {}
            branch[part] = inner
            branch = inner
        branch[leaf] = value
    return merged
