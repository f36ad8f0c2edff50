"""Letters that are set together, many in one document; one that cannot be set is left out, and the others are set."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from importlib.metadata import version
from pathlib import Path

from recovery_cli import __version__
from recovery_cli.errors import RecoverError
from recovery_cli.letters.binding import lengths
from recovery_cli.letters.formats import pdf
from recovery_cli.letters.gaps import at
from recovery_cli.letters.letter import Letter

_GIVEN = ("template", "facts")
"""What a letter was filled from, all of which its words tell, but for its reader's language."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some letters in one PDF, with the pages of each; or one letter that cannot be set, and why."""

    pdf: bytes
    lengths: tuple[int, ...]
    fault: RecoverError | None = None


def together(letters: Sequence[Letter], page: Callable[[str], Path]) -> list[Part]:
    """The letters in their order; they share their page.

    Where one cannot be set, the halves are tried, so that it comes to stand alone.
    """
    if not letters:
        return []
    try:
        made = pdf.many(letters, page)
    except RecoverError as fault:
        if len(letters) == 1:
            return [Part(b"", (), fault)]
        half = len(letters) // 2
        return [*together(letters[:half], page), *together(letters[half:], page)]
    return [Part(made, lengths(made))]


def known_by(letters: Sequence[Letter], page: Callable[[str], Path]) -> str:
    """The same only for what the same is set of: the letters, their page, the logo, this program and Typst."""
    held = hashlib.sha256(f"{__version__} {version('typst')}\n".encode())
    for file in sorted(page(f"{letters[0].page}.typ").parent.iterdir()):
        if file.is_file():
            _hold(held, file.name.encode(), file.read_bytes())
    for logo in dict.fromkeys(letter.logo for letter in letters):
        if logo is not None and logo.path is not None:
            _hold(held, logo.path.read_bytes())
    names = [field.name for field in fields(Letter) if field.name not in _GIVEN]
    for letter in letters:
        said = [getattr(letter, name) for name in names]
        _hold(held, repr((said, at(letter.facts, "customer.language"))).encode("utf-8", "surrogatepass"))
    return held.hexdigest()


def _hold(held: hashlib._Hash, *parts: bytes) -> None:
    for part in parts:
        held.update(b"%d\n" % len(part))
        held.update(part)
