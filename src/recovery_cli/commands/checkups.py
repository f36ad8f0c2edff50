"""What `recover doctor` looks at here: the business and its content; each look is a finding, whatever goes wrong."""

from __future__ import annotations

import platform
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from recovery_cli import __version__
from recovery_cli.catalogue import SETTINGS
from recovery_cli.commands.template import reviewer
from recovery_cli.errors import Broken, RecoverError
from recovery_cli.keys import AGAIN
from recovery_cli.letters.formats import logo, pdf
from recovery_cli.letters.letter import Logo
from recovery_cli.playbook import load
from recovery_cli.playbook.model import ROLES
from recovery_cli.playbook.settings import Settings
from recovery_cli.session import Session
from recovery_cli.ui.furniture import furnish


@dataclass(frozen=True, slots=True)
class Finding:
    """`fault` is to be mended and `note` may be; `hint` says what to type, `details` are the faults one by one."""

    check: str
    state: Literal["ok", "note", "fault"]
    text: str
    hint: str = ""
    details: tuple[str, ...] = ()


@dataclass
class Checkup:
    """Looks at a session; with broken settings what hangs on them is looked at with the demo's."""

    session: Session
    language: str
    broken: Broken | None = field(default=None, init=False)

    def says(self, code: str, *args: object) -> str:
        return furnish(f"health-{code}", self.language, *args)

    @cached_property
    def settings(self) -> Settings:
        try:
            return self.session.settings
        except Broken as broken:
            self.broken = broken
            return Session(None, environ=self.session.environ).settings

    def content(self) -> Iterator[Finding]:
        """Version, workspace, settings, business, playbooks, templates."""
        yield Finding("version", "ok", f"recover {__version__}, Python {platform.python_version()}")
        home = self.session.home
        yield Finding("workspace", "ok", self.says("no-workspace") if home is None else str(home))
        yield self._settings()
        yield from self._business()
        yield self._playbooks()
        yield self._templates()

    def _settings(self) -> Finding:
        settings, path = self.settings, self.session.settings_path
        if self.broken is not None:
            details = tuple(str(fault) for fault in self.broken.faults)
            return Finding("settings", "fault", self.broken.message, self.says("mend", path), details)
        return Finding("settings", "ok", self.says("as-demo", path) if settings.specimen else str(path))

    def _business(self) -> Iterator[Finding]:
        if self.broken is not None:
            return
        if self.settings.specimen:
            own = self.session.home is not None and (self.session.home / SETTINGS).is_file()
            hint = self.says("mend", f"{self.session.settings_path} (specimen)") if own else "recover init"
            yield Finding("business", "note", self.says("demo"), hint)
            return
        yield Finding("business", "ok", self.settings.business.name)
        name, families = self.settings.business.logo, self.settings.business.fonts
        if name is not None:
            yield _looked("logo", name, lambda: logo.uri(Logo(name, self.session.library.asset(name))))
        if families:
            yield _looked("typeface", ", ".join(families), lambda: pdf.at_hand(families))

    def signatory(self) -> Iterator[Finding]:
        """Whether a person signs: a note without one is signed by a role, a letter by nobody."""
        if self.broken is not None or self.settings.specimen:
            return
        named = any(self.settings.people(role) for role in ROLES)
        missing = [
            self.says(code)
            for code, there in (("no-people", named), ("no-signatory", self.settings.business.signatory is not None))
            if not there
        ]
        if missing:
            hint = self.says("mend", self.session.settings_path)
            yield Finding("signatory", "note", "; ".join(missing), hint)

    def key(self) -> Iterator[Finding]:
        """Whether notes are signed; without a key they are issued all the same, and only the ledger knows them."""
        keys = None if self.broken is not None else self.session.keys
        if keys is None:
            return
        if not keys.exist():
            yield Finding("key", "note", self.says("no-key"), AGAIN)
            return
        mode = keys.file.stat().st_mode & 0o777
        if mode & 0o077:
            yield Finding("key", "fault", self.says("open-mode", keys.file, f"{mode:o}"), f"chmod 600 {keys.file}")
        try:
            current = keys.current()
        except RecoverError as fault:
            yield Finding("key", "fault", fault.message, fault.hint)
            return
        publics = keys.publics()
        if current not in publics:
            yield Finding("key", "fault", self.says("key-alone", keys.folder), AGAIN)
        elif not mode & 0o077:
            yield Finding("key", "ok", self.says("key-good", current.fingerprint, len(publics) - 1))

    def _playbooks(self) -> Finding:
        shelf = self.session.catalogue
        found = load.every(shelf, settings=self.settings)
        counts = self.says("failures", len(found), len(shelf.playbooks()))
        faulty = sum(bool(faults) for faults in found.values()) + sum(not shelf.failures(b) for b in shelf.playbooks())
        if faulty:
            return Finding("playbooks", "fault", self.says("with-faults", counts, faulty), "recover playbook list")
        if foreign := self._in_another_currency():
            hint = self.says("own-amounts", f"playbooks/{foreign[0]}/playbook.yaml")
            text = self.says("not-in-currency", ", ".join(foreign), self.settings.currency)
            return Finding("playbooks", "fault", text, hint)
        return Finding("playbooks", "ok", counts)

    def _in_another_currency(self) -> list[str]:
        """Amounts are never converted: nothing of such a playbook can be walked."""
        shelf = self.session.catalogue
        models = [load.playbook(shelf, book).model for book in self.settings.playbooks or shelf.playbooks()]
        return [book.id for book in models if book is not None and book.currency != self.settings.currency]

    def _templates(self) -> Finding:
        review = reviewer(self.session, self.settings.languages)
        names = self.session.library.ids()
        faulty = sum(bool(review.faults(name)) for name in names)
        counts = self.says("letters", len(names), ", ".join(self.settings.languages))
        if faulty:
            return Finding("templates", "fault", self.says("with-faults", counts, faulty), "recover template check")
        return Finding("templates", "ok", counts)


def writable(folder: Path) -> bool:
    """Whether something can be made in a folder, or the folder itself where it is not there yet; it is tried."""
    for each in (folder, *folder.parents):
        if each.exists():
            try:
                with tempfile.TemporaryFile(dir=each):
                    return True
            except OSError:
                return False
    return False


def _looked(check: str, there: str, look: Callable[[], object]) -> Finding:
    """Something that the settings name: `there`, unless looking at it raises."""
    try:
        look()
    except RecoverError as fault:
        return Finding(check, "fault", fault.message, fault.hint)
    return Finding(check, "ok", there)
