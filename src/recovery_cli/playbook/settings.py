"""`recovery.yaml`: the business, who may decide what, and the terms of its notes."""

from __future__ import annotations

import zoneinfo
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from recovery_cli.playbook.model import Amount, Country, Currency, Model, RoleId
from recovery_cli.playbook.text import Line, Text

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(?:-[A-Z]{2})?$")]
Site = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}[0-9]{2}$")]


def _timezone(name: str) -> str:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as fault:  # the last: a folder of zones, as Europe
        raise ValueError(f'"{name}" is not a time zone; write one like Europe/Madrid') from fault
    return name


class Signatory(Model):
    name: Line
    role: Text


class Business(Model):
    """What stands on every paper; `fonts` are names of families, the first of which has the character."""

    name: Line
    legal_name: Line
    address: Line
    city: Line
    tax_id: Line | None = None
    phone: Line
    email: Line
    website: Line | None = None
    logo: Line | None = None
    colour: Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")] = "#7a2e1f"
    fonts: tuple[Line, ...] = ()
    signatory: Signatory | None = None


class Person(Model):
    """Somebody on the staff who may be fetched, or who promises something."""

    name: Line
    phone: Line | None = None
    title: Text | None = None


class Staff(Model):
    """A role in this house: its limit (instead of the playbook's) and the people who hold it."""

    limit: Amount | None = None
    people: tuple[Person, ...] = ()


class NoteTerms(Model):
    """Days count from the issue; accounts are kept to the end of the year, `keep_years` later."""

    clean_by_days: int = Field(default=60, ge=30, le=365)
    claim_by_days: int = Field(default=90, ge=30, le=730)
    pay_within_days: int = Field(default=10, ge=1, le=10)
    keep_years: int = Field(default=6, ge=0, le=30)
    house_cleaner: Line | None = None
    verify_at: Line | None = None

    @model_validator(mode="after")
    def _in_order(self) -> NoteTerms:
        if self.claim_by_days < self.clean_by_days:
            raise ValueError("claim_by_days is before clean_by_days; a guest cleans first and claims then")
        return self


class Settings(Model):
    """The whole of `recovery.yaml`; `specimen` is set for the demo business only."""

    business: Business
    site: Site
    country: Country
    timezone: Annotated[str, AfterValidator(_timezone)]
    currency: Currency
    languages: tuple[Language, ...] = Field(min_length=1)
    emergency_number: Line
    playbooks: tuple[str, ...] = ()
    roles: dict[RoleId, Staff] = Field(default_factory=dict)
    note: NoteTerms = NoteTerms()
    print_format: Literal["pdf", "html", "text", "receipt", "receipt-58"] = "pdf"
    clock: Literal["on", "off"] = "on"
    terminal: Literal["full", "plain"] = "full"
    operator_language: Language | None = None
    journal: Line | None = None
    specimen: bool = False

    def people(self, role: RoleId) -> tuple[Person, ...]:
        return self.roles[role].people if role in self.roles else ()
