"""Where a letter goes, and in which form: the screen, a file, a printer, or JSON for a script."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from recovery_cli.commands.shown import print_json
from recovery_cli.diagnostics import did_you_mean
from recovery_cli.errors import Broken, RecoverError, UsageError
from recovery_cli.letters.formats import FORMATS
from recovery_cli.papers import SUFFIX, write_whole
from recovery_cli.printing import Printer, Queue, printer, send

BINARY = frozenset({"pdf", "receipt", "receipt-58"})
"""What no terminal shows."""

PAGES, RECEIPTS = ("pdf", "text"), ("receipt", "receipt-58")
"""What the system's printers and receipt printers take, best first."""

BY_SUFFIX: Mapping[str, str] = MappingProxyType(
    {
        "": "text",
        ".txt": "text",
        ".md": "markdown",
        ".html": "html",
        ".htm": "html",
        ".pdf": "pdf",
        ".eml": "eml",
        ".json": "json",
    }
)
PAPER = frozenset({"pdf", "eml", *RECEIPTS})
"""A note in these is a paper wherever it goes; HTML only as a file, everything that is printed in any case."""


@dataclass(frozen=True, slots=True)
class Way:
    """`simpler`: another form may stand in when this one refuses, since nobody asked for it by name."""

    format: str
    output: Path | None = None
    printer: Printer | None = None
    as_json: bool = False
    simpler: str = ""

    @property
    def paper(self) -> bool:
        return self.printer is not None or self.format in PAPER or (self.format == "html" and self.output is not None)


@dataclass(frozen=True, slots=True)
class Made:
    """A letter as it was written; `copy` counts a note's papers from 1, the original, and is None for a view."""

    template: str
    language: str
    format: str
    content: bytes
    incident: str = ""
    note: str = ""
    copy: int | None = None


def way(
    template: str, *, format: str | None, output: Path | None, printing: bool, name: str | None, as_json: bool
) -> Way:
    """Raises `UsageError` for an unknown format, one that does not fit, and two ways at once."""
    if format is not None and format not in FORMATS:
        raise UsageError(f'There is no format "{format}".', did_you_mean(format, FORMATS))
    if printing or name is not None:
        return _printed(template, printer(name), format, output, as_json=as_json)
    to = None if output is not None and str(output) == "-" else output
    form = format or _by_suffix(template, to)
    if to is None and form in BINARY and (as_json or sys.stdout.isatty()):
        what = "JSON holds no binary" if as_json else "A terminal cannot show"
        raise UsageError(f"{what} {form}.", f"recover letter {template} … --format {form} -o FILE")
    return Way(form, to, as_json=as_json)


def _by_suffix(template: str, to: Path | None) -> str:
    suffix = "" if to is None else to.suffix.lower()
    if suffix not in BY_SUFFIX:
        known = ", ".join(each for each in BY_SUFFIX if each)
        raise UsageError(
            f"{to} says no format: these do: {known}.", f"recover letter {template} … -o FILE.pdf, or --format text"
        )
    return BY_SUFFIX[suffix]


def _printed(template: str, to: Printer, format: str | None, output: Path | None, *, as_json: bool) -> Way:
    takes = PAGES if isinstance(to, Queue) else RECEIPTS
    if output is not None:
        raise UsageError("A letter is printed or goes into a file.", f"recover letter {template} … --print")
    if format is not None and format not in takes:
        raise UsageError(f"{to} does not print {format}.", f"--format {' or '.join(takes)}")
    simpler = takes[1] if format is None and isinstance(to, Queue) else ""
    return Way(format or takes[0], printer=to, as_json=as_json, simpler=simpler)


def formed(to: Way, write: Callable[[str], bytes]) -> tuple[bytes, str]:
    """The letter and the form it came in: a PDF that is refused never costs the guest the paper."""
    try:
        return write(to.format), to.format
    except (Broken, UsageError):
        raise
    except RecoverError as fault:
        if not to.simpler:
            raise
        sys.stderr.write(f"{fault.message} It is printed as {to.simpler} instead.\n")
        return write(to.simpler), to.simpler


def put(to: Way, content: bytes, *, format: str, title: str) -> None:
    """Bring it there, whole; raises `RecoverError`. JSON on the screen is told afterwards."""
    if to.printer is not None:
        said = send(to.printer, content, suffix=f".{SUFFIX[format]}", title=title)
        sys.stderr.write(f"Printed on {to.printer}{f': {said}' if said else '.'}\n")
    elif to.output is not None:
        _filed(to.output, content)
    elif not to.as_json:
        _shown(content)


def _filed(file: Path, content: bytes) -> None:
    try:
        if file.is_dir():
            raise IsADirectoryError(0, "it is a folder")
        if file.exists() and not file.is_file():
            # Renaming a file over a device or a pipe would remove it from the system.
            with file.open("wb") as stream:
                stream.write(content)
        else:
            write_whole(file, content)
    except (OSError, ValueError) as fault:  # the second: a name that no file system could hold
        why = fault.strerror if isinstance(fault, OSError) else str(fault)
        raise RecoverError(f"{file} cannot be written: {why}.", "Give another place: -o FILE") from fault


def _shown(content: bytes) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    if sys.stdout.isatty() and encoding.lower().replace("-", "") != "utf8":
        content = content.decode("utf-8", "replace").encode(encoding, "replace")
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def tell(to: Way, made: Made) -> None:
    """What `--json` prints of a letter that was written: its text, or where it went."""
    if not to.as_json:
        return
    if to.printer is not None:
        went: tuple[str, str] = ("printer", str(to.printer) if to.printer != Queue() else "")
    elif to.output is not None:
        went = ("path", os.fspath(to.output))
    else:
        went = ("text", made.content.decode("utf-8"))
    print_json(
        {
            "template": made.template,
            "incident": made.incident or None,
            "language": made.language,
            "format": made.format,
            went[0]: went[1],
            "digest": hashlib.sha256(made.content).hexdigest(),
            "note": made.note or None,
            "copy": made.copy,
        }
    )
