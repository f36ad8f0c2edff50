"""What a proof found: each fault with its place, then a line a playbook, then the sum."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from recovery_cli.diagnostics import Diagnostic
from recovery_cli.ui.columns import encoding_of, paragraph, put, shown, table
from recovery_cli.ui.furniture import furnish


def report(rows: Sequence[tuple[str, int, int, int]], faults: Sequence[Diagnostic], *, language: str) -> None:
    """`rows`: playbook, failures, cases that were tried, faults. Places stand as editors and searches read them."""
    encoding = encoding_of(sys.stdout)
    lines = [
        shown(line, encoding) if not line[:1].isspace() else f"    {shown(line.strip(), encoding)}"
        for fault in faults
        for line in str(fault).splitlines()
    ]
    heads = [furnish(f"head-{each}", language) for each in ("playbook", "failures", "tried", "wrong")]
    cells = [[name, *(str(number) for number in numbers)] for name, *numbers in rows]
    lines += table([heads, *cells], shrinking=(0,), encoding=encoding)
    wrong, cases = len(faults), sum(row[2] for row in rows)
    summary = furnish("check-wrong", language, wrong) if wrong else furnish("check-good", language, cases)
    put([*lines, "", *paragraph(summary, encoding=encoding)], file=sys.stdout)
