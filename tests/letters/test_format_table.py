"""The table of formats: nothing promised is missing, nothing written is left out, and each one may be refused."""

from __future__ import annotations

import inspect
import pkgutil
import subprocess
import sys
from importlib import import_module

from recovery_cli import papers
from recovery_cli.letters import formats
from recovery_cli.letters.formats import FORMATS, load

PROMISED = {"text", "markdown", "html", "pdf", "receipt", "receipt-58", "eml", "json"}


def test_the_table_has_what_is_promised() -> None:
    assert set(FORMATS) == PROMISED


def test_every_function_that_writes_is_in_the_table() -> None:
    writers = set()
    for found in pkgutil.iter_modules(formats.__path__, f"{formats.__name__}."):
        for name, function in inspect.getmembers(import_module(found.name), inspect.isfunction):
            if name.startswith("write") and function.__module__ == found.name:
                writers.add(f"{found.name}:{name}")
    assert writers == set(FORMATS.values())


def test_every_format_takes_a_letter_and_its_pages() -> None:
    for name in FORMATS:
        assert len(inspect.signature(load(name)).parameters) == 2


def test_every_format_has_a_suffix_and_an_end_to_falling_back() -> None:
    assert set(papers.SUFFIX) == set(papers.SIMPLER) == set(FORMATS)
    for name in FORMATS:
        seen = []
        while name := papers.SIMPLER[name]:
            assert name not in seen
            seen.append(name)


def test_a_receipt_that_needs_no_picture_loads_no_typesetter() -> None:
    code = "import sys, recovery_cli.letters.formats.receipt; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "recovery_cli" in loaded
    assert not {"typst", "PIL", "segno", "babel"} & set(loaded)
