"""A fault that shows when files come together, with its place in one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault and the place of it within the playbook's or the failure's file."""

    file: Literal["playbook", "failure"]
    loc: tuple[str | int, ...]
    code: str
    message: str
    hint: str = ""
