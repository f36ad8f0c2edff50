"""What `recover doctor` looks at around the business: journal, papers, fonts, printers, terminal."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator

from recovery_cli import catalogue
from recovery_cli.commands.checkups import Checkup, Finding, writable
from recovery_cli.errors import RecoverError
from recovery_cli.journal import verify
from recovery_cli.journal.address import MEMORY, file_of

_PASSWORD = re.compile(r"(?<=://)([^/@]*?):[^/]*@|(?<=password=)[^&]*")
_PATIENCE = 10
"""Seconds that the printing system has for its answer."""
_SIGNS = "ñè€»"


def masked(url: str) -> str:
    """An address as it may be shown: without its password."""
    return _PASSWORD.sub(lambda found: f"{found[1]}:…@" if found[1] is not None else "…", url)


def journal(checkup: Checkup) -> Iterator[Finding]:
    """Where it is, who may read it, whether it opens, is whole and has nothing left to erase; makes none."""
    session, says = checkup.session, checkup.says
    settings = checkup.settings
    if checkup.broken is not None and not session.environ.get("RECOVER_JOURNAL"):
        yield Finding("journal", "note", says("after-settings"))
        return
    configured = None if settings.specimen else settings.journal
    url = catalogue.journal_url(session.environ, configured=configured, home=session.home)
    if url == MEMORY:
        yield Finding("journal", "note", says("in-memory"))
        return
    try:
        if "://" not in url or url.startswith("sqlite"):
            file = file_of(url)
            if not file.exists():
                text = says("no-journal" if writable(file.parent) else "unwritable", file)
                hint = "" if writable(file.parent) else "RECOVER_JOURNAL=PATH, or `journal:` in recovery.yaml"
                yield Finding("journal", "fault" if hint else "ok", text, hint)
                return
            if file.is_file() and (mode := file.stat().st_mode & 0o777) & 0o077:
                yield Finding("journal", "fault", says("open-mode", file, f"{mode:o}"), f"chmod 600 {file}")
        yield from _opened(checkup, masked(url))
    except RecoverError as fault:
        yield Finding("journal", "fault", masked(fault.message), fault.hint)


def _opened(checkup: Checkup, address: str) -> Iterator[Finding]:
    says, held = checkup.says, checkup.session.journal
    # Opening refuses every other shape, so this is the file's own number.
    from recovery_cli.journal.tables import SCHEMA

    yield Finding("journal", "ok", says("opens", address, SCHEMA))
    torn = verify(held)
    if torn:
        details = tuple(str(fault) for fault in torn)
        yield Finding("chain", "fault", says("torn", len(torn)), "recover journal verify", details)
    else:
        yield Finding("chain", "ok", says("whole", len(held.incidents())))
    if held.settle() == "pending":
        yield Finding("erasures", "fault", says("pending"), says("close-others"))
    else:
        yield Finding("erasures", "ok", says("settled"))


def documents(checkup: Checkup) -> Finding:
    session, says = checkup.session, checkup.says
    folder = catalogue.documents(None, home=session.home, environ=session.environ)
    if not writable(folder):
        return Finding("documents", "fault", says("unwritable", folder), f"chmod u+rwx {folder}, or use --out DIR")
    if not folder.exists():
        return Finding("documents", "ok", says("no-folder", folder))
    mode = folder.stat().st_mode & 0o777
    if mode & 0o022:
        return Finding("documents", "fault", says("anyone", folder, f"{mode:o}"), f"chmod 700 {folder}")
    return Finding("documents", "ok", str(folder))


def fonts(checkup: Checkup) -> Finding:
    """A script without a font is no fault until somebody's name is written in it."""
    from recovery_cli.letters.formats.pdf import coverage

    found = coverage()
    lacking = [each for each in found if not each.font]
    if not lacking:
        return Finding("fonts", "ok", checkup.says("covered", len(found)))
    hint = " ".join(dict.fromkeys(each.install for each in lacking[:1] if each.install))
    details = tuple(f"{each.script}: {each.font or each.install}" for each in found)
    return Finding("fonts", "note", checkup.says("uncovered", ", ".join(e.script for e in lacking)), hint, details)


def printers(checkup: Checkup) -> Finding:
    """No printer is no fault: a note can be shown, or printed elsewhere."""
    program = shutil.which("lpstat")
    if program is None:
        return Finding("printers", "note", checkup.says("no-printing"))
    try:
        asked = subprocess.run(  # noqa: S603 - the program of the path, without arguments from outside
            [program, "-e"], capture_output=True, text=True, errors="replace", timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return Finding("printers", "note", checkup.says("no-printers"), "lpstat -e")
    names = asked.stdout.split()
    if asked.returncode or not names:
        return Finding("printers", "note", checkup.says("no-printers"), "lpstat -e")
    return Finding("printers", "ok", ", ".join(names))


def terminal(checkup: Checkup) -> Finding:
    says = checkup.says
    if not sys.stdout.isatty():
        return Finding("terminal", "ok", says("not-a-terminal"))
    size = os.get_terminal_size(sys.stdout.fileno())
    encoding = sys.stdout.encoding
    environ = checkup.session.environ
    plain = bool(environ.get("NO_COLOR")) or environ.get("TERM", "dumb") == "dumb"
    text = says("screen", size.columns, size.lines, encoding, says("no-colour" if plain else "colour"))
    if size.columns < 80 or size.lines < 24:
        return Finding("terminal", "note", text, says("small"))
    try:
        _SIGNS.encode(encoding)
    except UnicodeEncodeError:
        return Finding("terminal", "note", text, says("few-signs"))
    return Finding("terminal", "ok", text)
