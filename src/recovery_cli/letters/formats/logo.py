"""The business's logo, read when a page wants it: a letter as text needs none."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from pathlib import Path

from recovery_cli.errors import RecoverError
from recovery_cli.letters.letter import Logo

_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = re.compile(r"\ufeff?(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>)*<svg[\s>]", re.DOTALL)
LARGEST = 2_000_000
"""Bytes; a logo travels within every letter."""


def svg(logo: Logo) -> str:
    """The source of an SVG picture; a PNG is wrapped in one.

    Raises `RecoverError` when the file is not there, or is neither.
    """
    kind, content = _read(_there(logo), _changed(logo))
    if kind == "svg+xml":
        return content.decode("utf-8-sig")
    wide, high = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' width="{wide}" height="{high}"><image width="{wide}" height="{high}" xlink:href="{uri(logo)}"/></svg>'
    )


def uri(logo: Logo) -> str:
    """The picture as a `data:` address, in which no script of an SVG runs; raises as `svg`."""
    kind, content = _read(_there(logo), _changed(logo))
    return f"data:image/{kind};base64,{b64encode(content).decode()}"


def _there(logo: Logo) -> Path:
    if logo.path is None:
        raise RecoverError(
            f"There is no {logo.name} in the workspace, which business.logo names.",
            "Put the file there, or take `logo:` out of recovery.yaml.",
        )
    return logo.path


def _changed(logo: Logo) -> int:
    """A file that was replaced is read again."""
    try:
        return _there(logo).stat().st_mtime_ns
    except OSError as fault:
        raise RecoverError(f"{logo.path} cannot be read.", str(fault)) from fault


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int) -> tuple[str, bytes]:
    try:
        content = file.read_bytes()
    except OSError as fault:
        raise RecoverError(f"{file} cannot be read.", str(fault)) from fault
    if len(content) > LARGEST:
        raise RecoverError(f"{file} is too large for a logo: {len(content):,} bytes.", f"At most {LARGEST:,} bytes.")
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and all(map(any, (content[16:20], content[20:24]))):
        return "png", content
    try:
        if _SVG.match(content[:10_000].decode("utf-8", "strict" if len(content) <= 10_000 else "ignore")):
            content.decode("utf-8")
            return "svg+xml", content
    except UnicodeDecodeError:
        pass
    raise RecoverError(f"{file} is no logo: neither SVG nor PNG.", "Set business.logo to an .svg or .png file.")
