"""The phrases that never reach a customer, and the cues that an apology needs: `patterns.yaml`."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import cast

from recovery_cli import yamltree

TABLE = Path(__file__).with_name("patterns.yaml")


@cache
def patterns(group: str) -> dict[str, dict[str, str]]:
    tree, faults = yamltree.load_file(TABLE, path=TABLE.name)
    assert tree is not None
    assert faults == []
    return cast("dict[str, dict[str, dict[str, str]]]", tree.data)[group]


def matches(pattern: str, text: str) -> bool:
    flat = unicodedata.normalize("NFC", " ".join(text.replace("’", "'").split()))
    return re.search(pattern, flat, re.IGNORECASE) is not None
