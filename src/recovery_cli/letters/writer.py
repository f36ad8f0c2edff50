"""One letter: checked, filled and written, by the same way singly and in a batch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime

from recovery_cli.diagnostics import Diagnostic, did_you_mean
from recovery_cli.document.clean import clean
from recovery_cli.document.fill import Locale, written
from recovery_cli.document.shaped import Shaped, Way
from recovery_cli.errors import Broken, UsageError
from recovery_cli.letters import letter as letters
from recovery_cli.letters.formats import FORMATS, load
from recovery_cli.letters.gaps import MISSING, at, gaps
from recovery_cli.letters.letter import Letter, Logo, Mail
from recovery_cli.letters.library import Library, Opened
from recovery_cli.letters.model import Template
from recovery_cli.letters.sheaf import Part, known_by, together
from recovery_cli.sandbox import blank

_DATED: Mapping[str, tuple[str, ...]] = {
    "letter": ("letter.date", "note.issued_at"),
    "note": ("note.issued_at", "letter.date"),
}
"""What a page is dated by, the first that is there: a note printed again is the same note."""
_DATE = "The date of the letter"


@dataclass(frozen=True, slots=True)
class House:
    """The business as a letter shows it, whoever it is written to."""

    name: str
    country: str
    email: str
    accent: str
    logo: Logo | None
    fonts: tuple[str, ...]


class Writer:
    """Writes documents from the templates of `library`."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._shaped: dict[tuple[str, str], Shaped] = {}
        self._house_of: tuple[object, House] | None = None

    def languages(self, template: str) -> tuple[str, ...]:
        return self._library.languages(template)

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

    def printed(self, template: str, language: str) -> frozenset[str]:
        """The paths that a letter only prints: whether it can be written depends on their kinds of value alone."""
        printed = self._body(self._library.opened(template).template, language).printed
        return frozenset(path for path in printed if not path.startswith("business."))

    def check(self, template: str, facts: Mapping[str, object], *, language: str) -> None:
        """Raises what `fill` would raise; a letter like one that was made before is only looked at."""
        opened = self._library.opened(template)
        locale = Locale(language, self._house(facts).country)
        known = self._body(opened.template, language).way(facts, locale=locale)
        if known is None or _day(facts, opened.template.page) is None:
            self.fill(template, facts, language=language)

    def way(self, template: str, facts: Mapping[str, object], *, language: str) -> Way | None:
        """How the blocks of a letter like this one are filled; None while none was, or when each is like no other."""
        opened = self._library.opened(template)
        return self._body(opened.template, language).way(facts, locale=Locale(language, self._house(facts).country))

    def fill(self, template: str, facts: Mapping[str, object], *, language: str, marks: Sequence[str] = ()) -> Letter:
        """The document without a format."""
        opened = self._library.opened(template)
        body = self._body(opened.template, language)
        house = self._house(facts)
        locale = Locale(language, house.country)
        blocks = body.blocks(facts, locale=locale, check=lambda: _whole(opened, facts))
        day = _day(facts, opened.template.page)
        if day is None:
            raise _incomplete(opened, Diagnostic(opened.path, 0, 0, MISSING, "letter.date is missing", _DATE))
        signed = letters.signed(marks)
        return Letter(
            title=_title(opened, facts, locale),
            author=house.name,
            language=language,
            country=house.country,
            page=opened.template.page,
            accent=house.accent,
            day=day,
            marks=letters.marks(marks, language) if marks else (),
            signed=signed,
            blocks=blocks,
            template=opened.template,
            facts=facts,
            mail=Mail(house.email, _text(facts, "customer.email"), _text(facts, "customer.name")),
            qr=_qr(facts) if signed and opened.template.page == "note" else "",
            logo=house.logo,
            fonts=house.fonts,
        )

    def together(self, letters: Sequence[Letter]) -> list[Part]:
        """As PDF for a print shop, many in one document; the letters are of one template."""
        return together(letters, self._library.page)

    def known_by(self, letters: Sequence[Letter]) -> str:
        """The same only for letters that are set the same together."""
        return known_by(letters, self._library.page)

    def _house(self, facts: Mapping[str, object]) -> House:
        """Kept for the next letter: all that is read of a business is text, and equal texts are written alike."""
        business = facts.get("business")
        if type(business) is not dict:
            return self._new_house(facts)
        if self._house_of is None or self._house_of[0] != business:
            self._house_of = deepcopy(business), self._new_house(facts)
        return self._house_of[1]

    def _new_house(self, facts: Mapping[str, object]) -> House:
        logo = _text(facts, "business.logo")
        return House(
            name=clean(_text(facts, "business.name")),
            country=_text(facts, "business.country"),
            email=_text(facts, "business.email"),
            accent=letters.accent(at(facts, "business.colour")),
            logo=Logo(logo, self._library.asset(logo)) if logo else None,
            fonts=_families(at(facts, "business.fonts")),
        )

    def _body(self, template: Template, language: str) -> Shaped:
        body = self._shaped.get((template.id, language))
        if body is None:
            prepared = self._library.body(template.id, language)
            every = template.fields
            lists = {path for path in every if every[path].type == "list" and not _items(path, every)}
            # There is one business, so that what it says of itself is the same in all letters.
            fields = {
                path: bool(field.choices) or path in lists or path.startswith("business.")
                for path, field in template.fields.items()
            }
            body = Shaped(prepared, kinds=template.kinds(), fields=fields)
            self._shaped[template.id, language] = body
        return body


def _items(path: str, fields: Iterable[str]) -> bool:
    return any(each.startswith(f"{path}[]") for each in fields)


def _whole(opened: Opened, facts: Mapping[str, object]) -> None:
    """Raises `Broken` with every gap in the facts, whatever the template would come to print."""
    missing = gaps(opened.template, facts, path=opened.path, tree=opened.tree)
    if missing:
        raise _incomplete(opened, *missing)


def _incomplete(opened: Opened, *missing: Diagnostic) -> Broken:
    said = f'"{opened.template.id}" cannot be written yet.'
    return Broken(said, list(missing), "Give what is missing with --set, or in the facts.")


def _text(facts: Mapping[str, object], path: str) -> str:
    value = at(facts, path)
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
        value = at(facts, path)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
    return None


def _title(opened: Opened, facts: Mapping[str, object], locale: Locale) -> str:
    titles = opened.template.title
    title = titles.get(locale.language) or titles.get(locale.language.partition("-")[0]) or titles["en"]
    if not opened.template.reference:
        return title
    reference = at(facts, opened.template.reference)
    return title if blank(reference) else f"{title} {written(reference, locale)}"
