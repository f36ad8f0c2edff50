"""The QR of a note, for a telephone to read from paper, from a screen and from thermal paper: the one home of segno."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from recovery_cli.errors import RecoverError

if TYPE_CHECKING:
    from segno import QRCode

LEVEL = "m"
LARGEST = 8
"""The version that a printer of 58 mm still prints well."""
QUIET = 4
"""Modules of white around it, without which a scanner does not find it."""


def svg(text: str) -> str:
    """A picture without a size of its own, its white edge inside."""
    from io import BytesIO

    made = BytesIO()
    _code(text).save(
        made, kind="svg", border=QUIET, xmldecl=False, nl=False, omitsize=True, svgclass=None, lineclass=None
    )
    return made.getvalue().decode()


def modules(text: str) -> Sequence[Sequence[bool]]:
    """Row by row, dark or not, its white edge inside."""
    return [[bool(module) for module in row] for row in _code(text).matrix_iter(border=QUIET)]


@lru_cache(maxsize=8)
def _code(text: str) -> QRCode:
    import segno

    try:
        code = segno.make(text, error=LEVEL, micro=False, boost_error=False)
        version = cast("int", code.version)
    except segno.DataOverflowError:
        version = LARGEST + 1
    if version > LARGEST:
        raise RecoverError(
            f"{len(text)} characters are too many for the QR of a note.",
            "Leave note.qr out: number and code stand in it.",
        )
    return code
