"""Templates on the ordinary screen: what there is, what a letter wants to know, what is wrong with it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import partial

from recovery_cli.diagnostics import Diagnostic
from recovery_cli.ui.columns import WIDTH, Column, encoding_of, paragraph, put, row, shown
from recovery_cli.ui.furniture import furnish
from recovery_cli.ui.furniture.grammar import capital
from recovery_cli.ui.signs import cells


def templates(rows: Sequence[Mapping[str, object]], *, language: str) -> None:
    """Id, title, languages and where it comes from; when to use it; what is wrong with its own file."""
    says, encoding = partial(_furnish, language), encoding_of(sys.stdout)
    lines: list[str] = []
    for each in rows:
        origin = says(f"templates-{each['source']}")
        spoken = ", ".join(_texts(each["languages"])) or "-"
        lines.append(shown(f"{each['template']}   {each['title']}   ({spoken})   {origin}", encoding))
        if each["use_when"]:
            lines += paragraph(capital(str(each["use_when"])), encoding=encoding, indent=2)
        for fault in _texts(each["faults"]):
            lines += paragraph(fault, encoding=encoding, indent=4)
    lines += paragraph(says("sum-templates", len(rows), "recover template show TEMPLATE"), encoding=encoding)
    put(lines, file=sys.stdout)


def fields(each: Mapping[str, object], wanted: Sequence[Mapping[str, object]], *, language: str) -> None:
    """One template: when to use it, then a line for each field."""
    says, encoding = partial(_furnish, language), encoding_of(sys.stdout)
    spoken = ", ".join(_texts(each["languages"])) or "-"
    lines = [shown(f"{each['template']}   {each['title']}   ({spoken})", encoding)]
    lines += paragraph(capital(str(each["use_when"])), encoding=encoding, indent=2)
    lines += [*paragraph(str(each["path"]), encoding=encoding, indent=2), ""]
    first = min(max((cells(str(field["field"])) for field in wanted), default=0), 30)
    for field in wanted:
        needed = says("templates-needed" if field["required"] else "templates-optional")
        columns = (
            Column(str(field["field"]), first),
            Column(str(field["type"]), 8),
            Column(needed, 11),
            Column(str(field["prompt"]), WIDTH - first - 27),
        )
        lines += row(columns, encoding=encoding, indent=2)
    put(lines, file=sys.stdout)


def faults(found: Mapping[str, Sequence[Diagnostic]], *, languages: Sequence[str], language: str) -> None:
    """Every fault with its place, as editors and searches read them; the last line sums them up."""
    says, encoding = partial(_furnish, language), encoding_of(sys.stdout)
    told = [fault for each in found.values() for fault in each]
    lines = [
        shown(line, encoding) if not line[:1].isspace() else f"    {shown(line.strip(), encoding)}"
        for fault in told
        for line in str(fault).splitlines()
    ]
    broken = sum(bool(each) for each in found.values())
    match len(told):
        case 0:
            summary = says("templates-all-sound", len(found), ", ".join(languages))
        case 1:
            summary = says("templates-one-fault", broken, len(found))
        case number:
            summary = says("templates-faults", number, broken, len(found))
    put([*lines, *paragraph(summary, encoding=encoding)], file=sys.stdout)


def source(text: str) -> None:
    """A body as it is written; for a terminal without what it could obey."""
    if sys.stdout.isatty():
        encoding = encoding_of(sys.stdout)
        put([shown(line, encoding) if line.strip() else "" for line in text.splitlines()], file=sys.stdout)
    else:
        sys.stdout.write(text)


def _furnish(language: str, code: str, *args: object) -> str:
    return furnish(code, language, *args)


def _texts(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else []
