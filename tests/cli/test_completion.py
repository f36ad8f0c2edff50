"""Shell completion knows the names, and a missing workspace completes nothing instead of failing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

RECOVER = Path(sys.executable).with_name("recover")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("recover st", ["start"]),
        ("recover start rest", ["restaurant"]),
        ("recover start restaurant sp", ["spill-on-guest"]),
        ("recover playbook show restaurant al", ["allergen"]),
        ("recover owed uk-f", ["uk-fixed-telecom"]),
        ("recover owed uk-fixed-telecom mis", ["missed-appointment"]),
        ("recover owed nowhere mis", []),
        ("recover start nowhere sp", []),
        ("recover resume INC", []),
        ("recover start --workspace /no/such/folder rest", []),
    ],
)
def test_names_are_completed(words: str, expected: list[str]) -> None:
    environ = {
        **os.environ,
        "_RECOVER_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    done = subprocess.run([RECOVER], env=environ, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == expected
    assert "Traceback" not in done.stderr
