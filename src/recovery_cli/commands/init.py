"""`recover init`: a business of one's own, asked for on a terminal or given by a script."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from recovery_cli import catalogue, yamltree
from recovery_cli.catalogue import SETTINGS, Catalogue
from recovery_cli.commands import dotted, settings_file
from recovery_cli.commands.answered import Source, asked, given_only
from recovery_cli.commands.business import Form
from recovery_cli.commands.given import pairs, read
from recovery_cli.errors import DONE, INTERRUPTED, Broken, RecoverError, UsageError
from recovery_cli.keys import FOLDER, Keys
from recovery_cli.playbook import load
from recovery_cli.playbook.settings import Settings
from recovery_cli.session import LANGUAGES, spoken_here
from recovery_cli.ui.furniture import furnish
from recovery_cli.yamltree import Data

LIMITS = "restaurant"
"""The playbook whose limits are proposed."""


def init(
    folder: Path | None, *, given: Sequence[str], data: str | None, language: str | None, yes: bool, force: bool
) -> int:
    """Exit 3 with all that is missing or does not fit, 130 when somebody left; then nothing was written."""
    if language is not None and language not in LANGUAGES:
        raise UsageError(f'"{language}" is not a language here.', f"--lang, one of: {', '.join(LANGUAGES)}")
    spoken = language or spoken_here(os.environ)
    home = (catalogue.here() / (folder or os.environ.get("RECOVER_WORKSPACE") or ".")).resolve()
    target = home / SETTINGS
    if target.exists() and not force:
        raise settings_file.taken(target)
    held = {} if data is None else _held(data)
    if language is not None:
        held.setdefault("operator_language", language)
    source = Source(_form(home, spoken).questions(), held, pairs(given), spoken)
    if not (sys.stdin.isatty() and sys.stderr.isatty()) or yes:
        return _written(home, given_only(source), language=spoken, force=force)
    try:
        answered = asked(source, old=_old(target))
    except KeyboardInterrupt:
        sys.stderr.write(f"\n{furnish('init-left', spoken)}\n")
        return INTERRUPTED
    return _written(home, answered, language=spoken, force=force)


def _held(data: str) -> dict[str, Data]:
    try:
        return {key: dotted.as_data(value) for key, value in read(data).items()}
    except Broken:
        raise
    except RecoverError as fault:
        raise RecoverError(fault.message, "recover init --data FILE, with the keys of recovery.yaml") from fault


def _form(home: Path, language: str) -> Form:
    """Limits are proposed in the currency of the playbook that they come from."""
    book = load.playbook(Catalogue.over(None), LIMITS).model
    limits: dict[str, Decimal] = {}
    if book is not None:
        limits = {role.id: role.limit for role in book.roles if role.limit is not None}
    return Form(language, home, Path.cwd(), limits, "" if book is None else book.currency)


def _old(target: Path) -> dict[str, Data]:
    """What the file held that is written anew; nothing when it cannot be read."""
    if not target.is_file():
        return {}
    tree, _ = yamltree.load_file(target, path=SETTINGS)
    return dict(tree.data) if tree is not None and isinstance(tree.data, dict) else {}


def _written(home: Path, data: dict[str, Data], *, language: str, force: bool) -> int:
    logo = dotted.look(data, "business.logo")
    outside = Path(logo) if isinstance(logo, str) and Path(logo).is_absolute() else None
    if outside is not None:
        dotted.put(data, "business.logo", outside.name)
    text = settings_file.composed(data, language=language)
    settings = settings_file.check(text)
    target = settings_file.write(home, text, logo=outside, force=force)
    sys.stdout.write(f"{target}\n")
    sys.stdout.flush()
    there = "" if _is_found(home) else f" --workspace {shlex.quote(str(home))}"
    told = [
        furnish("init-done", language, home / "documents"),
        _key(home, language),
        *_other_currencies(home, settings, language),
        furnish("init-next", language, f"recover start{there}"),
    ]
    sys.stderr.write("\n".join(told) + "\n")
    return DONE


def _key(home: Path, language: str) -> str:
    """Notes are signed from the first one on; a key that is there already stays, whatever is written anew."""
    try:
        return furnish("init-key", language, Keys(home / FOLDER).make(anew=False).fingerprint)
    except RecoverError as fault:
        return f"{fault.message} {fault.hint}"


def _is_found(home: Path) -> bool:
    found = catalogue.workspace(None, os.environ, Path.cwd())
    return found is not None and found.resolve() == home


def _other_currencies(home: Path, settings: Settings, language: str) -> list[str]:
    """Amounts are never converted, so a playbook in another currency waits for the business's own."""
    shelf = Catalogue.over(home)
    books = [load.playbook(shelf, book).model for book in settings.playbooks or shelf.playbooks()]
    return [
        furnish("init-other-currency", language, book.id, book.currency, f"playbooks/{book.id}/playbook.yaml")
        for book in books
        if book is not None and book.currency != settings.currency
    ]
