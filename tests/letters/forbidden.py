"""The phrases that never reach a customer and the cues that an apology needs, as compiled patterns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from recovery_cli import yamltree

_PATTERNS = Path(__file__).parents[1] / "content" / "patterns.yaml"


@cache
def table() -> Mapping[str, Mapping[str, Mapping[str, re.Pattern[str]]]]:
    """`forbidden` and `required`, each from a name to a pattern a language."""
    tree, faults = yamltree.load(_PATTERNS.read_text("utf-8"), path=str(_PATTERNS))
    assert tree is not None
    assert not faults
    data: Any = tree.data
    return {
        level: {
            name: {language: re.compile(text, re.IGNORECASE) for language, text in patterns.items()}
            for name, patterns in data[level].items()
        }
        for level in ("forbidden", "required")
    }


def said(text: str) -> str:
    """A text as the patterns read it: NFC, straight quotes, wrapped lines joined."""
    straight = unicodedata.normalize("NFC", text).translate(str.maketrans("’‘“”", "''\"\""))
    return re.sub(r"(?<!\n)\n\s*(?!\n)", " ", straight)


def found(text: str, language: str) -> list[str]:
    """The names of all forbidden patterns in `text`."""
    return [name for name, patterns in table()["forbidden"].items() if patterns[language].search(said(text))]


def cues(text: str, name: str, language: str) -> int:
    """How often a required cue is there."""
    return len(table()["required"][name][language].findall(said(text)))
