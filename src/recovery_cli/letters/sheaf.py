"""Letters that are set together, many in one document; one that cannot be set is left out, and the others are set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from recovery_cli.errors import RecoverError
from recovery_cli.letters.binding import lengths
from recovery_cli.letters.formats import pdf
from recovery_cli.letters.letter import Letter


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
