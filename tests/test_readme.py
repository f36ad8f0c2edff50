"""The README is true: every block of output in it is what the program prints today."""

from __future__ import annotations

import re

import readme_blocks


def test_every_block_is_what_the_program_prints() -> None:
    text = readme_blocks.README.read_text("utf-8")
    assert readme_blocks.written(text) == text, "make it true with: python tests/readme_blocks.py"


def test_every_block_that_is_made_stands_in_the_readme() -> None:
    text = readme_blocks.README.read_text("utf-8")
    assert set(re.findall(r"<!-- made: ([a-z-]+) -->", text)) == set(readme_blocks.blocks())


def test_the_two_commands_are_named() -> None:
    text = readme_blocks.README.read_text("utf-8")
    assert "make demo" in text
    assert "make test" in text
