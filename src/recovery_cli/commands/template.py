"""`recover template list`, `show` and `check`: what letters there are, and whether they can be written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from recovery_cli import catalogue
from recovery_cli.commands.shown import print_json
from recovery_cli.diagnostics import Diagnostic
from recovery_cli.errors import DONE, INVALID, Broken, RecoverError, UsageError
from recovery_cli.letters.model import Template
from recovery_cli.letters.review import Review
from recovery_cli.session import Session
from recovery_cli.ui import shelf

_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")


def list_templates(*, as_json: bool, workspace: Path | None) -> int:
    """Exit 3 when the file of one of them is broken; the others are listed as usable."""
    session = Session.here(workspace)
    spoken = session.operator_language()
    rows = [_row(session, name, spoken) for name in session.library.ids()]
    if as_json:
        print_json(rows)
    else:
        shelf.templates(rows, language=spoken)
    return INVALID if any(row["faults"] for row in rows) else DONE


def _row(session: Session, id: str, spoken: str) -> dict[str, object]:
    found: dict[str, object] = {"template": id, "title": id, "use_when": "", "source": "broken", "path": ""}
    languages = session.library.languages(id)
    try:
        opened = session.library.opened(id)
    except Broken as broken:
        return {**found, "languages": languages, "faults": [str(_short(fault)) for fault in broken.faults]}
    template = opened.template
    return {
        **found,
        "title": _in(template.title, spoken),
        "use_when": _in(template.use_when, spoken),
        "source": "shipped" if _is_shipped(opened.path) else "workspace",
        "path": opened.path,
        "languages": languages,
        "faults": [],
    }


def _in(texts: dict[str, str], language: str) -> str:
    return texts.get(language) or texts.get(language.partition("-")[0]) or texts["en"]


def _is_shipped(path: str) -> bool:
    return Path(path).is_relative_to(catalogue.shipped())


def show_template(template: str, *, language: str | None, source: bool, as_json: bool, workspace: Path | None) -> int:
    """Its fields with their prompts, or with `source` the body in a language."""
    session = Session.here(workspace)
    spoken = _language(language) or session.operator_language()
    name = catalogue.match(template, session.library.ids(), kind="template")
    if source:
        return _source(session, name, _language(language), as_json=as_json)
    found = session.library.template(name)
    if language is not None and not {language, language.partition("-")[0]} & set(session.library.languages(name)):
        there = ", ".join(session.library.languages(name))
        raise UsageError(f'"{name}" is not written in {language}.', f"There is: {there or 'none'}")
    fields = [
        {"field": path, "type": field.type, "required": field.required, "prompt": _in(field.prompt, spoken)}
        for path, field in found.fields.items()
    ]
    row = _row(session, name, spoken)
    if as_json:
        print_json({**row, "page": found.page, "fields": fields})
    else:
        shelf.fields(row, fields, language=session.operator_language())
    return DONE


def _source(session: Session, name: str, language: str | None, *, as_json: bool) -> int:
    """The body as it is written, faults and all: whoever mends it wants to see it."""
    there = session.library.languages(name)
    wanted = language or session.settings.languages[0]
    written = next((each for each in (wanted, wanted.partition("-")[0]) if each in there), None)
    if written is None:
        raise UsageError(f'"{name}" is not written in {wanted}.', f"There is: {', '.join(there) or 'none'}")
    file = session.catalogue.find(f"templates/{name}.{written}.md.jinja")
    if file is None:
        raise RecoverError(f"The body of {name} in {written} is gone.", "recover template list")
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise RecoverError(f"{file} cannot be read.", str(fault)) from fault
    if as_json:
        print_json({"template": name, "language": written, "path": str(file), "source": text})
    else:
        shelf.source(text)
    return DONE


def check_templates(templates: Sequence[str], *, language: str | None, as_json: bool, workspace: Path | None) -> int:
    """Exit 3 when there is a fault; each in the languages of the business, or in the one that was named."""
    session = Session.here(workspace)
    known = session.library.ids()
    names = [catalogue.match(each, known, kind="template") for each in templates] or list(known)
    named = _language(language)
    languages = session.settings.languages if named is None else (named,)
    review = reviewer(session, languages)
    found = {name: tuple(_short(fault) for fault in review.faults(name)) for name in dict.fromkeys(names)}
    if as_json:
        print_json([{"template": name, "faults": [_json(fault) for fault in each]} for name, each in found.items()])
    else:
        shelf.faults(found, languages=languages, language=session.operator_language())
    return INVALID if any(found.values()) else DONE


def reviewer(session: Session, languages: Sequence[str]) -> Review:
    """A review in these languages, which knows what the shipped templates require."""
    shipped = Session(None, environ=session.environ).library

    def replaced(id: str) -> Template | None:
        own = not _is_shipped(session.library.opened(id).path)
        return shipped.template(id) if own and id in shipped.ids() else None

    return Review(session.library, languages, replaced)


def _language(named: str | None) -> str | None:
    if named is not None and not _LANGUAGE.fullmatch(named):
        raise UsageError(f'"{named}" is not a language.', "--lang en, es, it or es-CO")
    return named


def _short(fault: Diagnostic) -> Diagnostic:
    """From here, when the file lies below: so an editor opens it too."""
    path = Path(fault.path)
    return replace(fault, path=str(path.relative_to(Path.cwd()))) if path.is_relative_to(Path.cwd()) else fault


def _json(fault: Diagnostic) -> dict[str, object]:
    return {
        "path": fault.path,
        "line": fault.line,
        "column": fault.column,
        "code": fault.code,
        "message": fault.message,
        "hint": fault.hint,
    }
