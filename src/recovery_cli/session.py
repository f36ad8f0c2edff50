"""The composition root: workspace, catalogue, settings, clock, languages; the rest only when it is needed."""

from __future__ import annotations

import os
import secrets
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from recovery_cli import catalogue
from recovery_cli.catalogue import Catalogue

if TYPE_CHECKING:
    from recovery_cli.journal import Ledger
    from recovery_cli.keys import Keys
    from recovery_cli.letters.library import Library
    from recovery_cli.papers import Papers
    from recovery_cli.playbook.settings import Settings
    from recovery_cli.ports import Clock

DEMO = "playbooks/demo/recovery.yaml"
LANGUAGES = ("en", "es", "it")


class SystemClock:
    """The one place where the real time is read."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class Session:
    """What one call of the program works with; `home` is the workspace, or None for the demo business.

    `named` is the workspace as it was typed: None where the environment or the folder told it.
    """

    home: Path | None
    out: Path | None = None
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    clock: Clock = field(default_factory=SystemClock)
    named: Path | None = None

    @classmethod
    def here(cls, workspace: Path | None = None, *, out: Path | None = None) -> Session:
        """The session of this folder and environment; raises `UsageError` for a workspace that is not there."""
        return cls(catalogue.workspace(workspace, os.environ, catalogue.here()), out=out, named=workspace)

    @property
    def tail(self) -> str:
        """What a line to type ends with, so that it finds the workspace that was named."""
        return "" if self.named is None else f" --workspace {shlex.quote(str(self.named))}"

    @cached_property
    def catalogue(self) -> Catalogue:
        return Catalogue.over(self.home)

    @property
    def settings_path(self) -> Path:
        """`recovery.yaml`, or the demo business's where there is none."""
        own = None if self.home is None else self.home / catalogue.SETTINGS
        return own if own is not None and own.is_file() else catalogue.shipped() / DEMO

    @cached_property
    def settings(self) -> Settings:
        """Raises `Broken` with every fault of `recovery.yaml`."""
        from recovery_cli.playbook import load

        return load.settings(self.settings_path, name=self.settings_path.name)

    @cached_property
    def journal(self) -> Ledger:
        """Opened on first use; raises `RecoverError` when it cannot be."""
        from recovery_cli.journal import open_journal
        from recovery_cli.journal.projection import project

        return open_journal(self.journal_url, project)

    @property
    def journal_url(self) -> str:
        """Where the journal is; a specimen's settings cannot say it."""
        configured = None if self.settings.specimen else self.settings.journal
        return catalogue.journal_url(self.environ, configured=configured, home=self.home)

    @cached_property
    def library(self) -> Library:
        from recovery_cli.letters.library import Library

        return Library(self._template, self._templates, self.catalogue.find)

    @cached_property
    def papers(self) -> Papers:
        from recovery_cli.letters.writer import Writer
        from recovery_cli.papers import Papers

        folder = catalogue.documents(self.out, home=self.home, environ=self.environ)
        return Papers(
            journal=self.journal,
            writer=Writer(self.library),
            folder=folder,
            format=self.settings.print_format,
            below=secrets.randbelow,
            base=self.home,
            signer=self.keys,
        )

    @cached_property
    def keys(self) -> Keys | None:
        """The keys of the workspace; None for the demo business, which signs nothing."""
        from recovery_cli.keys import FOLDER, Keys

        return None if self.home is None or self.settings.specimen else Keys(self.home / FOLDER)

    def operator_language(self) -> str:
        """From recovery.yaml, else the environment, else English."""
        return self.settings.operator_language or spoken_here(self.environ)

    def _template(self, name: str) -> Path:
        found = self.catalogue.find(f"templates/{name}")
        return found if found is not None else catalogue.shipped() / "templates" / name

    def _templates(self) -> tuple[str, ...]:
        names = {f"{each}.yaml" for each in self.catalogue.templates()}
        for each in self.catalogue.templates():
            names |= {f"{each}.{language}.md.jinja" for language in self.catalogue.languages_of(each)}
        return tuple(sorted(names))


def spoken_here(environ: Mapping[str, str]) -> str:
    """The language of the person at the keyboard, of those the furniture speaks."""
    named = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    language = named[:2].lower()
    return language if language in LANGUAGES else "en"
