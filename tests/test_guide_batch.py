"""The guide to letters in batch is true: its table and its commands do what it says."""

from __future__ import annotations

import re
from pathlib import Path

from cli.forked import recover
from cli.tables import manifest, papers

GUIDE = (Path(__file__).parents[1] / "docs/guides/letters-in-batch.md").read_text("utf-8")
COMMANDS = re.findall(r"^    recover (.+)$", GUIDE, re.MULTILINE)


def block(begins: str) -> str:
    """The indented lines from the one that begins so."""
    lines = GUIDE[GUIDE.index(f"    {begins}") :].splitlines()
    end = next(at for at, line in enumerate(lines) if not line.startswith("    "))
    return "\n".join(line.strip() for line in lines[:end]) + "\n"


def test_its_commands_check_bind_and_write_the_letters_of_its_table() -> None:
    Path("outage.csv").write_text(block("id,customer.name"), "utf-8")
    Path("outage.yaml").write_text(block("incident.summary"), "utf-8")
    assert len(COMMANDS) == 3
    for command in COMMANDS:
        ran = recover(*command.split(), "--jobs", "1")
        assert ran.code == 0, ran.err
    assert [each["page"] for each in manifest(Path("outage"))] == [1]
    assert Path("outage.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert [name.endswith(".pdf") for name in papers(Path("letters"))] == [True]


def test_the_fault_that_it_shows_is_the_one_that_is_told() -> None:
    shown = block("outage.csv:1207")
    bad = block("id,customer.name").replace("18.50 EUR", '"18,50"')
    Path("outage.csv").write_text(bad, "utf-8")
    Path("outage.yaml").write_text(block("incident.summary"), "utf-8")
    ran = recover(*COMMANDS[0].split())
    told = "\n".join(line.strip() for line in ran.err.splitlines()) + "\n"
    assert (ran.code, told) == (1, shown.replace(":1207:", ":2:"))
