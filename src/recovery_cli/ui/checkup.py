"""What the doctor found, one line a look, and below it what to type."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from recovery_cli.ui.columns import WIDTH, Column, encoding_of, paragraph, put, row, shown
from recovery_cli.ui.furniture import furnish

Line = tuple[str, str, str, str, tuple[str, ...]]
"""What was looked at, ok, note or fault, what is there, what to type, and the faults one by one."""
_STATE, _LABEL = 6, 14


def findings(lines: Sequence[Line], *, language: str) -> None:
    """A long path is never broken: it is there to be copied."""
    encoding = encoding_of(sys.stdout)
    told: list[str] = []
    for check, state, text, hint, details in lines:
        told += _line(furnish(f"health-{state}", language), furnish(f"health-{check}", language), text, encoding)
        if state == "fault":
            told += [f"    {shown(part, encoding)}" for each in details for part in each.splitlines()]
        if hint:
            told += _line("", "", hint, encoding)
    faults = sum(state == "fault" for _, state, *_ in lines)
    match faults:
        case 0:
            summary = furnish("health-well", language)
        case 1:
            summary = furnish("health-found-one", language)
        case number:
            summary = furnish("health-found", language, number)
    put([*told, *paragraph(summary, encoding=encoding)], file=sys.stdout)


def _line(state: str, label: str, text: str, encoding: str) -> tuple[str, ...]:
    room = WIDTH - _STATE - _LABEL - 4
    if len(max(text.split(), key=len, default="")) > room:
        (head,) = row((Column(state, _STATE), Column(label, _LABEL)), encoding=encoding) or ("",)
        return (f"{head.ljust(_STATE + _LABEL + 4)}{shown(text, encoding)}",)
    return row((Column(state, _STATE), Column(label, _LABEL), Column(text, room)), encoding=encoding)
