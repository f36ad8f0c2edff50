"""Several walks are not finished: which one? One line each, newest first; a number and Enter."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TextIO
from zoneinfo import ZoneInfo

from recovery_cli.ports import IncidentRow
from recovery_cli.ui.columns import encoding_of, put, table
from recovery_cli.ui.furniture import furnish

MOST = 9


def unfinished(
    rows: Sequence[IncidentRow],
    *,
    language: str,
    timezone: str,
    stdin: TextIO | None = None,
    stdout: TextIO | None = None,
) -> str | None:
    """The id that was chosen; Enter alone is the newest, 0 or the end of input is none."""
    source, out = stdin or sys.stdin, stdout or sys.stdout
    shown = rows[:MOST]
    zone = ZoneInfo(timezone)
    lines = [
        (str(number), row.id, f"{row.began_at.astimezone(zone):%d.%m. %H:%M}", row.title, row.owner)
        for number, row in enumerate(shown, 1)
    ]
    lines.append(("0", furnish("none-of-them", language), "", "", ""))
    put([furnish("which-unfinished", language, len(rows))], file=out)
    put(table(lines, shrinking=(3, 4), encoding=encoding_of(out), indent=6), file=out)
    while True:
        out.write("> ")
        out.flush()
        line = source.readline()
        typed = line.strip()
        if not line or typed == "0":
            return None
        if not typed:
            return shown[0].id
        if typed.isdecimal() and 1 <= int(typed) <= len(shown):
            return shown[int(typed) - 1].id
        put([furnish("a-number", language, len(shown))], file=out)
