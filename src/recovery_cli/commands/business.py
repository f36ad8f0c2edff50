"""What `recover init` asks about a business, in this order, and what it takes for an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import get_args
from zoneinfo import available_timezones

from recovery_cli import i18n
from recovery_cli.commands import places
from recovery_cli.diagnostics import did_you_mean
from recovery_cli.document.clean import clean
from recovery_cli.errors import RecoverError
from recovery_cli.letters.formats import logo
from recovery_cli.letters.letter import Logo
from recovery_cli.playbook.settings import Business, NoteTerms, Settings
from recovery_cli.ui.furniture import SPOKEN, furnish
from recovery_cli.ui.interview import Answers, Question

SIGNER = "business.signatory.name"
MANAGER = "roles.manager.people.0.name"
FORMATS: tuple[str, ...] = get_args(Settings.model_fields["print_format"].annotation)
_PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{3,}[0-9]")
_MAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s.,;<>\"]+(?:\.[^@\s.,;<>\"]+)+")
_WEB = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?", re.IGNORECASE)
_DIAL = re.compile(r"\+?[0-9]{2,15}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_SITE = re.compile(r"[A-Z]{3}[0-9]{2}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_BETWEEN = re.compile(r"[\s,;]+")
_AMOUNT = re.compile(r"[0-9]{1,10}(?:\.[0-9]{1,2})?", re.ASCII)
_DAYS = ("clean_by_days", "claim_by_days", "pay_within_days")


@dataclass(frozen=True, slots=True)
class Form:
    """`folder` is the workspace to be, `here` where files are named from; `limits` are in the currency `counts`."""

    language: str
    folder: Path
    here: Path
    limits: Mapping[str, Decimal]
    counts: str

    def ask(
        self,
        key: str,
        read: Callable[[str, Answers], object],
        proposed: Callable[[Answers], str] | str = "",
        *,
        required: bool = True,
        when: str = "",
    ) -> Question:
        """A question with the words of its key; `when` names the answer without which it is not asked."""
        propose = (lambda _: proposed) if isinstance(proposed, str) else proposed
        return Question(
            key, self.says(f"init-{key}"), read, propose, required, lambda said: not when or bool(said.get(when))
        )

    def says(self, code: str, *args: object) -> str:
        return furnish(code, self.language, *args).rstrip()

    def questions(self) -> tuple[Question, ...]:
        return (*self._names(), *self._face(), *self._house(), *self._terms())

    def _names(self) -> tuple[Question, ...]:
        ask = self.ask
        return (
            ask("business.name", self._line),
            ask("business.legal_name", self._line, lambda said: said.get("business.name", "")),
            ask("business.address", self._line),
            ask("business.city", self._line),
            ask("country", self._country),
            ask("timezone", self._timezone, lambda said: next(iter(places.zones(said.get("country", ""))), "")),
            ask("business.phone", self._like(_PHONE, "bad-phone")),
            ask("business.email", self._like(_MAIL, "bad-email")),
        )

    def _face(self) -> tuple[Question, ...]:
        ask, colour = self.ask, str(Business.model_fields["colour"].default)
        return (
            ask("business.tax_id", self._line, required=False),
            ask("business.website", self._like(_WEB, "bad-website"), required=False),
            ask("business.logo", self._logo, required=False),
            ask("business.colour", self._like(_COLOUR, "bad-colour"), colour),
            ask(SIGNER, self._line, required=False),
            ask("business.signatory.role", self._line, when=SIGNER),
        )

    def _house(self) -> tuple[Question, ...]:
        ask = self.ask
        number = partial(_of, "country", places.EMERGENCY)
        return (
            ask("site", self._like(_SITE, "bad-site", str.upper), lambda s: places.site(s.get("business.city", ""))),
            ask("currency", self._like(_CURRENCY, "bad-currency", str.upper), _currency),
            ask("languages", self._languages, self._usual_languages),
            ask("emergency_number", self._like(_DIAL, "bad-emergency"), number),
            ask(MANAGER, self._line, required=False),
            ask(f"{MANAGER.removesuffix('name')}phone", self._like(_PHONE, "bad-phone"), required=False, when=MANAGER),
        )

    def _terms(self) -> tuple[Question, ...]:
        roles = ("front_line", "supervisor", "manager")
        days = {name: str(NoteTerms.model_fields[name].default) for name in _DAYS}
        return (
            *(self.ask(f"roles.{role}.limit", self._amount, self._limit(role), required=False) for role in roles),
            *(self.ask(f"note.{name}", self._days(name), days[name]) for name in days),
            self.ask("print_format", self._format, str(Settings.model_fields["print_format"].default)),
        )

    def _limit(self, role: str) -> Callable[[Answers], str]:
        def proposed(said: Answers) -> str:
            return str(self.limits[role]) if said.get("currency") == self.counts and role in self.limits else ""

        return proposed

    def _line(self, text: str, _said: Answers) -> str:
        line = clean(text).strip()
        if not line or "\n" in line:
            raise ValueError(self.says("bad-line"))
        return line

    def _like(
        self, shape: re.Pattern[str], wrong: str, change: Callable[[str], str] = str
    ) -> Callable[[str, Answers], str]:
        def read(text: str, said: Answers) -> str:
            line = change(self._line(text, said))
            if not shape.fullmatch(line):
                raise ValueError(self.says(wrong, line))
            return line

        return read

    def _country(self, text: str, said: Answers) -> str:
        line = self._line(text, said)
        if places.zones(line.upper()):
            return line.upper()
        named = {
            name.casefold(): code
            for language in (*SPOKEN, self.language)
            for code, name in i18n.country_names(language).items()
        }
        code = named.get(line.casefold(), "")
        if not places.zones(code):
            near = did_you_mean(line, i18n.country_names(self.language).values()) if len(line) > 2 else ""
            raise ValueError(self.says("bad-country", line, near))
        return code

    def _timezone(self, text: str, said: Answers) -> str:
        line = self._line(text, said).replace(" ", "_")
        known = {each.casefold(): each for each in available_timezones()}
        if line.casefold() not in known:
            near = places.zones(said.get("country", "")) or tuple(known.values())
            raise ValueError(self.says("bad-timezone", line, did_you_mean(line, near)))
        return known[line.casefold()]

    def _languages(self, text: str, said: Answers) -> tuple[str, ...]:
        line = self._line(text, said)
        found = tuple(dict.fromkeys(each.lower() for each in _BETWEEN.split(line.strip(",; ")) if each))
        strange = [each for each in found if each not in SPOKEN]
        if strange or not found:
            raise ValueError(self.says("bad-languages", *(strange[:1] or [line])))
        return found

    def _usual_languages(self, said: Answers) -> str:
        """Those of the country first, then the operator's; the others after them."""
        at_home = i18n.customs(said.get("country", ""))[1] if said.get("country") else ()
        wanted = (*at_home, self.language, *SPOKEN)
        return ", ".join(dict.fromkeys(each for each in wanted if each in SPOKEN)) if at_home else ""

    def _amount(self, text: str, said: Answers) -> Decimal:
        line = self._line(text, said)
        if not _AMOUNT.fullmatch(line):
            raise ValueError(self.says("bad-amount", line))
        return Decimal(line)

    def _days(self, name: str) -> Callable[[str, Answers], int]:
        least, most = _bounds(name)

        def read(text: str, said: Answers) -> int:
            line = self._line(text, said)
            if not re.fullmatch("[0-9]{1,4}", line) or not least <= int(line) <= most:
                raise ValueError(self.says("bad-days", line, least, most))
            clean_by = said.get("note.clean_by_days", "0")
            if name == "claim_by_days" and int(line) < int(clean_by):
                raise ValueError(self.says("bad-claim", clean_by))
            return int(line)

        return read

    def _format(self, text: str, said: Answers) -> str:
        line = self._line(text, said).lower()
        if line not in FORMATS:
            raise ValueError(self.says("bad-choice", line, ", ".join(FORMATS)))
        return line

    def _logo(self, text: str, said: Answers) -> str:
        """Its name in the workspace, or where it lies now, to be copied there."""
        file = self.logo_file(self._line(text, said))
        if not file.is_file():
            raise ValueError(self.says("bad-logo", text))
        try:
            logo.uri(Logo(text, file))
        except RecoverError as fault:
            raise ValueError(fault.message) from fault
        if file.resolve().is_relative_to(self.folder.resolve()):
            return file.resolve().relative_to(self.folder.resolve()).as_posix()
        taken = self.folder / file.name
        if taken.exists() and taken.read_bytes() != file.read_bytes():
            raise ValueError(self.says("bad-logo-taken", text, file.name))
        return str(file.resolve())

    def logo_file(self, name: str) -> Path:
        """A file named from the workspace, else from here."""
        own = self.folder / Path(name).expanduser()
        return own if own.is_file() else self.here / Path(name).expanduser()


def _of(key: str, table: Mapping[str, str], said: Answers) -> str:
    return table.get(said.get(key, ""), "")


def _currency(said: Answers) -> str:
    return i18n.customs(said["country"])[0] if said.get("country") else ""


def _bounds(name: str) -> tuple[int, int]:
    """What the model allows, so that both say the same."""
    field = NoteTerms.model_fields[name]
    found = {type(each).__name__: getattr(each, type(each).__name__.lower(), 0) for each in field.metadata}
    return int(found["Ge"]), int(found["Le"])
