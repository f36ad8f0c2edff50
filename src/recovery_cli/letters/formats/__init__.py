"""The formats a document is written in: a name and its function, imported on use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from recovery_cli.letters.letter import Letter

Write: TypeAlias = Callable[[Letter, Callable[[str], Path]], bytes]
"""From a letter, and a function that finds the file of a page, to the bytes of a file."""

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "text": "recovery_cli.letters.formats.text:write",
        "markdown": "recovery_cli.letters.formats.markdown:write",
        "html": "recovery_cli.letters.formats.html:write",
        "pdf": "recovery_cli.letters.formats.pdf:write",
        "receipt": "recovery_cli.letters.formats.receipt:write",
        "receipt-58": "recovery_cli.letters.formats.receipt:write_narrow",
        "eml": "recovery_cli.letters.formats.eml:write",
        "json": "recovery_cli.letters.formats.data:write",
    }
)


@cache
def load(name: str) -> Write:
    """The function of a format; raises KeyError for an unknown name."""
    module, _, function = FORMATS[name].partition(":")
    write: Write = getattr(import_module(module), function)
    return write
