"""Rows that are alike share their text; each letter is the one that its row would have by itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recovery_cli.commands.letter_draft import by_hand
from recovery_cli.commands.letter_press import Press, Unfit
from recovery_cli.commands.letter_rows import Layout
from recovery_cli.commands.letter_values import merged
from recovery_cli.commands.letter_work import Job, Sheet
from recovery_cli.diagnostics import Diagnostic
from recovery_cli.letters.formats import text
from recovery_cli.letters.model import Template
from recovery_cli.rows import Row
from recovery_cli.sandbox import blank
from recovery_cli.session import Session

TEXTS = (
    *("Ana", "Ana", "N/A", "", "  ", "Zoë Ñandú", "a b", " ends in a space ", "two\nlines", "Łódź 北京 ビル"),
    *("{{ customer.name }}", "**loud** `code` <b>", "\u202eturned", "x" * 90, "one word after the other, " * 6),
)
CELLS: Mapping[str, tuple[str, ...]] = {
    "text": TEXTS,
    "money": ("5.00 EUR", "7.50 EUR", "1234567.89 EUR", "-0.00 EUR", "0.00 EUR", "", " "),
    "date": ("2026-12-05", "2026-12-06", ""),
    "datetime": ("2026-12-05T21:12", "2026-12-05 21:12:30", ""),
    "number": ("10", "-0", "1.50", "1.5", ""),
    "email": ("ana@post.example", "o.prats@post.example", ""),
    "phone": ("955 000 001", "+34 955-000-001", ""),
    "url": ("post.example/ñ", ""),
    "flag": ("true", "false", ""),
}
LANGUAGES = ("en", "es", "it")
SHARED = {"contact": {"name": "Ana Ferrer", "phone": "955 000 001"}, "customer": {"name": "Elena Prats"}}
"""What stands in the letters of rows that say nothing else."""


def columns(template: Template) -> dict[str, tuple[str, ...]]:
    """Two items of each list that has parts, and a column for all that stands alone."""
    found = {}
    for path, field in template.fields.items():
        if field.type != "list" and path.count("[]") <= 1 and not path.startswith("business."):
            for at in range(2 if "[]" in path else 1):
                cells = field.choices or CELLS[field.type]
                needed = (field.required and not path.startswith("contact.")) or "[0]" in path.replace("[]", f"[{at}]")
                found[path.replace("[]", f"[{at}]")] = tuple(text for text in cells if not (needed and blank(text)))
    return found


def job_of(template: str) -> Job:
    session = Session(None)
    fields = session.library.template(template).fields
    wanted = {place: fields[place.replace("[0]", "[]").replace("[1]", "[]")].type for place in PLACES[template]}
    drafts = {language: by_hand(session, template=template, language=language) for language in LANGUAGES}
    return Job(
        home=None,
        template=template,
        format="text",
        folder=Path(),
        table="t.csv",
        layout=Layout({place: (place, kind) for place, kind in wanted.items()}, {}, "", ""),
        base={language: merged(draft.facts, SHARED) for language, draft in drafts.items()},
        marks={language: draft.marks for language, draft in drafts.items()},
        zone="Europe/Madrid",
        key=template,
        language="en",
        suffix=".txt",
    )


LIBRARY = Session(None).library
PLACES = {name: columns(LIBRARY.template(name)) for name in LIBRARY.ids()}


@cache
def press_for(template: str) -> Press:
    """One for all the examples: what it has learnt from earlier ones must not change a letter either."""
    return Press(job_of(template))


def alone(press: Press, sheet: Sheet) -> bytes | tuple[Diagnostic, ...]:
    try:
        return text.write(press.letter(sheet), Path)
    except Unfit as unfit:
        return unfit.faults


def together(press: Press, sheet: Sheet) -> bytes | tuple[Diagnostic, ...]:
    try:
        return press.content(sheet)
    except Unfit as unfit:
        return unfit.faults


@pytest.mark.parametrize("template", PLACES)
@settings(max_examples=25)
@given(data=st.data())
def test_a_letter_is_the_one_that_its_row_has_alone(template: str, data: st.DataObject) -> None:
    press, places = press_for(template), PLACES[template]
    # Rows differ from the first one here and there, so that many are alike.
    first = {place: data.draw(st.sampled_from(cells)) for place, cells in places.items()}
    other = st.fixed_dictionaries({}, optional={place: st.sampled_from(cells) for place, cells in places.items()})
    rows = [first, first, *({**first, **data.draw(other)} for _ in range(3)), first]
    for at, cells in enumerate(rows):
        sheet = Sheet(Row(at, at, cells, ()), f"{at}", f"{at}.txt", data.draw(st.sampled_from(LANGUAGES)))
        assert together(press, sheet) == alone(press, sheet)
