"""`recover letter`: from an incident, a file and values given by hand, each laid over the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from recovery_cli import catalogue
from recovery_cli.commands.given import pairs
from recovery_cli.commands.letter_asking import asked, missing, somebody_there, wanted_by
from recovery_cli.commands.letter_data import read
from recovery_cli.commands.letter_draft import Draft, by_hand, of_incident
from recovery_cli.commands.letter_note import NOTE, note
from recovery_cli.commands.letter_values import Layer, from_pairs, from_tree, merged
from recovery_cli.commands.letter_way import Made, Way, formed, put, tell, way
from recovery_cli.commands.note_by_hand import blank_note, issue
from recovery_cli.commands.shown import print_json
from recovery_cli.diagnostics import Diagnostic
from recovery_cli.errors import DONE, USAGE, Broken, UsageError
from recovery_cli.letters.gaps import gaps
from recovery_cli.letters.writer import Writer
from recovery_cli.session import Session


class Mistyped(Broken):
    """Faults of which some were typed on the command line."""

    exit_code = USAGE


def letter(
    template: str | None,
    incident: str | None,
    *,
    listing: bool,
    given: Sequence[str],
    data: str | None,
    language: str | None,
    format: str | None,
    output: Path | None,
    date: str | None,
    printing: bool,
    printer: str | None,
    as_json: bool,
    workspace: Path | None,
) -> int:
    """To stdout as text, unless a file, a printer or another format is named."""
    session = Session.here(workspace)
    if listing or template is None:
        return _list(session, as_json=as_json)
    name = catalogue.match(template, session.library.ids(), kind="template")
    to = way(name, format=format, output=output, printing=printing, name=printer, as_json=as_json)
    if name == NOTE and incident is not None:
        if given or data is not None or date is not None:
            raise UsageError(
                "A note says what it was issued with, on the day it was issued.", f"recover letter {NOTE} {incident}"
            )
        tell(to, note(session, incident, language=language, to=to))
        return DONE
    if name == NOTE:
        _dated_today(date)
        start = blank_note(session, language=language)
        number = issue(session, _filled(session, start, given, data, None), start)
        tell(to, note(session, number, language=None, to=to))
        return DONE
    day = dated(date)
    if incident is None:
        draft = by_hand(session, name, language=language)
    else:
        draft = of_incident(session, name, incident, language=language)
    tell(to, _written(session, _filled(session, draft, given, data, day), to))
    return DONE


def _dated_today(date: str | None) -> None:
    if date is not None:
        raise UsageError("A note bears the day on which it is issued.", f"recover letter {NOTE}")


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

        templates(rows, language=language)
    return DONE


def dated(text: str | None) -> date | None:
    """Raises `UsageError` for what is not a date as --date wants it."""
    try:
        if text is None:
            return None
        day = date.fromisoformat(text)
        if day.isoformat() != text:
            raise ValueError
    except ValueError as fault:
        raise UsageError(f'"{text}" is not a date.', "--date 2026-11-21") from fault
    return day


def _filled(session: Session, draft: Draft, given: Sequence[str], data: str | None, day: date | None) -> Draft:
    """The draft under the file's values, the day and `--set`; raises `Broken` with everything that is wrong at once.

    What is only missing is asked where somebody can answer.
    """
    template = session.library.template(draft.template)
    file = Layer()
    if data is not None:
        values, tree, path = read(data)
        file = from_tree(values, tree, template, path=path, zone=draft.zone)
    typed = from_pairs(pairs(given), template, draft.zone)
    facts = merged(draft.facts, file.facts)
    if day is not None:
        facts = merged(facts, {"letter": {"date": day}})
    facts = merged(facts, typed.facts)
    there = somebody_there()
    if file.faults or typed.lines or not there:
        _refuse(session, draft, facts, file, typed)
    if there and (places := missing(template, facts)):
        facts = asked(template, facts, places, language=session.operator_language(), zone=draft.zone)
    return replace(draft, facts=facts)


def _refuse(session: Session, draft: Draft, facts: dict[str, object], file: Layer, typed: Layer) -> None:
    """Raises if there is a reason to; a field that was given wrongly is not said to be missing as well."""
    opened = session.library.opened(draft.template)
    touched = {f"{path} is missing" for path in file.unfit | typed.unfit}
    found = [
        fault
        for fault in gaps(opened.template, facts, path=opened.path, tree=opened.tree)
        if fault.message not in touched
    ]
    faults: list[Diagnostic] = [*sorted(file.faults), *found]
    if typed.lines:
        raise Mistyped("\n".join(typed.lines), faults, f"recover letter {draft.template} --set FIELD=VALUE")
    if faults:
        raise Broken(
            f'"{draft.template}" cannot be written yet.', faults, "Give what is missing with --set or --data FILE."
        )


def _written(session: Session, draft: Draft, to: Way) -> Made:
    """Written and brought there; what a template turns out to need on its way is asked for too."""
    template, writer = session.library.template(draft.template), Writer(session.library)

    def write(form: str) -> bytes:
        return writer.write(draft.template, draft.facts, language=draft.language, format=form, marks=draft.marks)

    before: list[str] = []
    while True:
        try:
            content, form = formed(to, write)
            break
        except Broken as broken:
            places = wanted_by(template, broken) if somebody_there() else []
            if not places or places == before:
                raise
            before = places
            language = session.operator_language()
            draft = replace(draft, facts=asked(template, draft.facts, places, language=language, zone=draft.zone))
    put(to, content, format=form, title=f"{draft.template} {draft.incident}".strip())
    return Made(draft.template, draft.language, form, content, incident=draft.incident)
