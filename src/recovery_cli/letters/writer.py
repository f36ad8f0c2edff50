"""One letter: checked, filled and written, by the same way singly and in a batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from recovery_cli.diagnostics import Diagnostic, did_you_mean
from recovery_cli.document.clean import clean
from recovery_cli.document.fill import Locale, fill, written
from recovery_cli.errors import Broken, UsageError
from recovery_cli.letters import letter as letters
from recovery_cli.letters.formats import FORMATS, load
from recovery_cli.letters.gaps import MISSING, gaps, look_up
from recovery_cli.letters.letter import Letter, Logo, Mail
from recovery_cli.letters.library import Library, Opened
from recovery_cli.sandbox import blank

_DATED: Mapping[str, tuple[str, ...]] = {
    "letter": ("letter.date", "note.issued_at"),
    "note": ("note.issued_at", "letter.date"),
}
"""What a page is dated by, the first that is there: a note printed again is the same note."""


class Writer:
    """Writes documents from the templates of `library`."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def write(
        self,
        template: str,
        facts: Mapping[str, object],
        *,
        language: str,
        format: str,
        marks: Sequence[str] = (),
    ) -> bytes:
        """The document in `format`; the same input gives the same bytes.

        Raises `UsageError` for an unknown template, language or format, `Broken` with every gap in the facts.
        """
        if format not in FORMATS:
            raise UsageError(f'There is no format "{format}".', did_you_mean(format, FORMATS))
        filled = self.fill(template, facts, language=language, marks=marks)
        return load(format)(filled, self._library.page)

    def fill(self, template: str, facts: Mapping[str, object], *, language: str, marks: Sequence[str] = ()) -> Letter:
        """The document without a format."""
        opened = self._library.opened(template)
        body = self._library.body(template, language)
        missing = gaps(opened.template, facts, path=opened.path, tree=opened.tree)
        day = _day(facts, opened.template.page)
        if missing or day is None:
            undated = Diagnostic(opened.path, 0, 0, MISSING, "letter.date is missing", "The date of the letter")
            raise Broken(
                f'"{template}" cannot be written yet.',
                missing or [undated],
                "Give what is missing with --set, or in the facts.",
            )
        locale = Locale(language, _text(facts, "business.country"))
        blocks, values = body.skeleton(facts)
        logo = _text(facts, "business.logo")
        signed = letters.signed(marks)
        return Letter(
            title=_title(opened, facts, locale),
            author=written(_text(facts, "business.name"), locale),
            language=language,
            country=locale.country,
            page=opened.template.page,
            accent=letters.accent(_one(facts, "business.colour")),
            day=day,
            marks=letters.marks(marks, language),
            signed=signed,
            blocks=fill(blocks, values, locale=locale, kinds=opened.template.kinds()),
            template=opened.template,
            facts=facts,
            mail=Mail(*(_text(facts, path) for path in ("business.email", "customer.email", "customer.name"))),
            qr=_qr(facts) if signed and opened.template.page == "note" else "",
            logo=Logo(logo, self._library.asset(logo)) if logo else None,
            fonts=_families(_one(facts, "business.fonts")),
        )


def _one(facts: Mapping[str, object], path: str) -> object:
    return next((value for _, value in look_up(facts, path)), None)


def _text(facts: Mapping[str, object], path: str) -> str:
    value = _one(facts, path)
    return value if isinstance(value, str) else ""


def _families(value: object) -> tuple[str, ...]:
    """One name, or several; a letter that is given by hand may hold either."""
    named = [value] if isinstance(value, str) else value if isinstance(value, list | tuple) else []
    return tuple(dict.fromkeys(name for each in named if isinstance(each, str) and (name := clean(each).strip())))


def _qr(facts: Mapping[str, object]) -> str:
    """The text that the note brings for it, else its number and its code."""
    number, code = _text(facts, "note.number"), _text(facts, "note.code")
    return clean(_text(facts, "note.qr") or (f"{number} {code}" if number and code else ""))


def _day(facts: Mapping[str, object], page: str) -> date | None:
    for path in _DATED[page]:
        value = _one(facts, path)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
    return None


def _title(opened: Opened, facts: Mapping[str, object], locale: Locale) -> str:
    titles = opened.template.title
    title = titles.get(locale.language) or titles.get(locale.language.partition("-")[0]) or titles["en"]
    reference = _one(facts, opened.template.reference) if opened.template.reference else None
    return title if blank(reference) else f"{title} {written(reference, locale)}"
