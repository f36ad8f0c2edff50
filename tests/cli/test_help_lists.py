"""Every list of commands is read whole: one line each, at eighty columns, with its end."""

from __future__ import annotations

import re

from cli.program import recover

WIDTH = 80
LINE = re.compile(r"  (?P<name>[a-z-]+)  +(?P<help>\S.*)")


def helped(*command: str) -> list[str]:
    """What `--help` of a command lists of those below it; nothing where it has none."""
    ran = recover(*command, "--help", environ={"COLUMNS": str(WIDTH)})
    assert ran.code == 0, ran.err
    _, _, listed = ran.out.partition("\nCommands:\n")
    return listed.splitlines()


def faults(*command: str) -> list[str]:
    """The lines of this command's list, and of those below it, that are cut, wrapped or too long."""
    found: list[str] = []
    for line in helped(*command):
        told = LINE.fullmatch(line)
        if told is None or len(line) > WIDTH or not re.search(r"[^.][.?]$", line):
            found.append(f"{' '.join(command)}: {line}")
        if told is not None:
            found += faults(*command, told["name"])
    return found


def test_no_help_of_a_command_is_cut_or_wrapped_in_its_list() -> None:
    assert helped(), "recover has commands"
    assert helped("note"), "and so have they"
    assert faults() == []
