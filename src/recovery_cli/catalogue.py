"""The one module that knows where things lie: the content, the workspace, the journal, the documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from recovery_cli.diagnostics import did_you_mean
from recovery_cli.errors import RecoverError, UsageError

SETTINGS = "recovery.yaml"
_APP = "recover"
_BODY = re.compile(r"(?P<template>[^.]+)\.(?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]+)*)\.md\.jinja")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The content under `roots`, in their order: a workspace's file replaces the shipped one of its path.

    Names are relative, written with `/`; nothing outside a root is ever found, by `..` or through a link.
    """

    roots: Sequence[Path]

    @classmethod
    def over(cls, workspace: Path | None) -> Catalogue:
        """The shipped content, below that of the workspace if there is one."""
        return cls((shipped(),) if workspace is None else (workspace, shipped()))

    def find(self, name: str) -> Path | None:
        """The first file of that name, such as `playbooks/restaurant/playbook.yaml`."""
        return next(self._all(name, Path.is_file), None)

    def playbooks(self) -> tuple[str, ...]:
        """The ids of all playbooks, sorted."""
        folders = self._names("playbooks")
        return tuple(name for name in folders if self.find(f"playbooks/{name}/playbook.yaml"))

    def failures(self, playbook: str) -> tuple[str, ...]:
        """The ids of a playbook's failures, sorted; none if there is no such playbook."""
        return self._stems(f"playbooks/{playbook}/failures")

    def scenarios(self, playbook: str) -> tuple[str, ...]:
        """The ids of a playbook's scenarios, sorted."""
        return self._stems(f"playbooks/{playbook}/scenarios")

    def regimes(self) -> tuple[str, ...]:
        """The ids of all tables of what the law owes, sorted."""
        return self._stems("playbooks/entitlements")

    def templates(self) -> tuple[str, ...]:
        """The ids of all letters, sorted."""
        return self._stems("templates")

    def languages_of(self, template: str) -> tuple[str, ...]:
        """The languages that a letter has a body in, sorted."""
        bodies = (_BODY.fullmatch(name) for name in self._names("templates"))
        return tuple(sorted(body["language"] for body in bodies if body and body["template"] == template))

    def _stems(self, folder: str) -> tuple[str, ...]:
        files = (name for name in self._names(folder) if name.endswith(".yaml"))
        return tuple(sorted(name.removesuffix(".yaml") for name in files if self.find(f"{folder}/{name}")))

    def _names(self, folder: str) -> tuple[str, ...]:
        """What lies in a folder of any root, sorted; hidden files and editors' leavings are not content."""
        names: set[str] = set()
        for found in self._all(folder, Path.is_dir):
            try:
                names |= {child.name for child in found.iterdir()}
            except OSError as fault:
                raise RecoverError(
                    f"{found} cannot be read: {fault.strerror}.", f"See who may:   ls -ld {found}"
                ) from fault
        return tuple(sorted(name for name in names if name[0] not in "._#~"))

    def _all(self, name: str, is_wanted: Callable[[Path], bool]) -> Iterator[Path]:
        relative = PurePosixPath(name)
        if not name or relative.is_absolute() or ".." in relative.parts or "\0" in name or "\\" in name:
            return
        for root in self.roots:
            path = root / relative
            # A name too long for the file system, or a folder without access, holds nothing to be found.
            with suppress(OSError):
                if is_wanted(path) and path.resolve().is_relative_to(root.resolve()):
                    yield path


def shipped() -> Path:
    """Where the shipped `playbooks/` and `templates/` lie: in a wheel, or at the top of a source checkout."""
    here = Path(__file__).resolve().parent
    for root in (here / "content", here.parents[1]):
        if (root / "playbooks").is_dir() and (root / "templates").is_dir():
            return root
    raise RecoverError("The shipped playbooks are missing.", "Install `recovery-cli` again.")


def match(name: str, known: Iterable[str], *, kind: str) -> str:
    """The one known id that `name` means: itself, else its unique beginning, else a unique part of it.

    Case does not count unless it must. Raises UsageError, which names the nearest ids or all that would fit.
    """
    ids = sorted(set(known))
    if name in ids:
        return name
    wanted = name.strip().casefold()
    tests: tuple[Callable[[str], bool], ...] = (
        lambda known_id: known_id == wanted,
        lambda known_id: known_id.startswith(wanted),
        lambda known_id: wanted in known_id,
    )
    for fits in tests:
        found = [known_id for known_id in ids if wanted and fits(known_id.casefold())]
        if len(found) == 1:
            return found[0]
        if found:
            more = f", and {len(found) - 12} more" if len(found) > 12 else ""
            raise UsageError(f'"{name}" fits more than one {kind}.', f"Say which: {', '.join(found[:12])}{more}")
    raise UsageError(f'There is no {kind} "{name}".', did_you_mean(wanted, ids))


def workspace(explicit: Path | None, environ: Mapping[str, str], cwd: Path) -> Path | None:
    """The folder with the business's own content, if any; raises UsageError if a wrong one is named."""
    named = environ.get("RECOVER_WORKSPACE")
    if explicit is not None:
        return _existing(cwd / explicit, "--workspace")
    if named:
        return _existing(cwd / named, "RECOVER_WORKSPACE")
    folders = (*(cwd, *cwd.parents), *_user_config(environ))
    return next((folder for folder in folders if _has_settings(folder)), None)


def here() -> Path:
    """The folder that the program was started in; raises UsageError where it was removed meanwhile."""
    try:
        return Path.cwd()
    except OSError as fault:
        raise UsageError("The folder you are in is not there any more.", "Change to another one:   cd") from fault


def _has_settings(folder: Path) -> bool:
    """A folder that may not be looked into has none for us."""
    try:
        return (folder / SETTINGS).is_file()
    except OSError:
        return False


def _existing(folder: Path, source: str) -> Path:
    if folder.is_dir():
        return folder
    raise UsageError(f"There is no folder {folder} ({source}).", f"Make it with: recover init {folder}")


def journal_url(environ: Mapping[str, str], *, configured: str | None, home: Path | None) -> str:
    """Where the journal is: $RECOVER_JOURNAL, else `configured`, else a file of the user's.

    `configured` is `journal:` of recovery.yaml; a relative file in it lies in the workspace `home`.
    """
    if named := environ.get("RECOVER_JOURNAL"):
        return named
    if not configured:
        return f"sqlite:///{user_data(environ) / 'journal.sqlite3'}"
    mark = "sqlite:///" if configured.startswith("sqlite:///") else ""
    file = configured.removeprefix(mark)
    if home is None or ":" in file or file.startswith("~"):
        return configured
    return f"{mark}{home / file}"


def documents(explicit: Path | None, *, home: Path | None, environ: Mapping[str, str]) -> Path:
    """Where letters and notes go: `--out`, else the workspace's `documents/`, else a user's folder."""
    if explicit is not None:
        return explicit
    return (home or user_data(environ)) / "documents"


def user_data(environ: Mapping[str, str]) -> Path:
    """The user's data folder of this program, which need not exist yet; raises RecoverError where there is no home."""
    if base := _absolute(environ.get("XDG_DATA_HOME")):
        return base / _APP
    import platformdirs

    try:
        return platformdirs.user_data_path(_APP, appauthor=False)
    except RuntimeError as fault:
        raise RecoverError("This user has no home folder.", "Name one:   XDG_DATA_HOME=DIR recover …") from fault


def _user_config(environ: Mapping[str, str]) -> tuple[Path, ...]:
    """None where there is no home."""
    if base := _absolute(environ.get("XDG_CONFIG_HOME")):
        return (base / _APP,)
    import platformdirs

    try:
        return (platformdirs.user_config_path(_APP, appauthor=False),)
    except RuntimeError:
        return ()


def _absolute(name: str | None) -> Path | None:
    """The XDG rules say to pass over a relative path."""
    return Path(name) if name and Path(name).is_absolute() else None
