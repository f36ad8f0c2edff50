"""What a rehearsal found: expected beside got, what each playbook has covered, what nothing reaches."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from recovery_cli.ui.columns import encoding_of, paragraph, put, shown, table
from recovery_cli.ui.furniture import furnish

KINDS = ("steps", "remedies", "conditions", "words", "owed", "in")
"""The columns of what is covered; `in` are the languages."""

Row = Mapping[str, object]


def report(rows: Sequence[Row], differing_cases: Sequence[Row], *, differing: int, whole: bool, language: str) -> None:
    """Differences first, then the table, then what is not reached; the last lines sum up."""
    encoding = encoding_of(sys.stdout)
    lines: list[str] = []
    for each in differing_cases:
        lines += _case(each, encoding, language)
    if whole:
        lines += _table(rows, encoding, language)
        lines += _unreached(rows, encoding, language)
    for line in _sum(rows, differing, whole=whole, language=language):
        lines += paragraph(line, encoding=encoding)
    put(lines, file=sys.stdout)


def _case(each: Row, encoding: str, language: str) -> Iterator[str]:
    languages = each["languages"]
    spoken = ", ".join(map(str, languages)) if isinstance(languages, list) else ""
    yield shown(f"{each['file']}:{each['line']}: {each['case']} ({spoken})", encoding)
    for found in _maps(each["differences"]):
        yield shown(f"    {found['what']}", encoding)
        if found["expected"]:
            yield "        " + shown(furnish("test-expected", language, found["expected"]), encoding)
        yield "        " + shown(furnish("test-got", language, found["got"]), encoding)


def _maps(value: object) -> list[Row]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _table(rows: Sequence[Row], encoding: str, language: str) -> Iterator[str]:
    heads = [furnish(f"head-{each}", language) for each in ("playbook", "scenarios", "walks", *KINDS)]
    lines = [[str(row["playbook"]), str(row["cases"]), str(row["walks"]), *_counts([row])] for row in rows]
    if len(rows) > 1:
        sums = [str(sum(_number(row[key]) for row in rows)) for key in ("cases", "walks")]
        lines.append([furnish("test-all-playbooks", language), *sums, *_counts(rows)])
    yield from table([heads, *lines], shrinking=(0,), encoding=encoding)
    yield ""


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def counts_of(rows: Sequence[Row], kind: str) -> tuple[int, int]:
    """Reached and declared of one kind, over all these playbooks."""
    reached = declared = 0
    for row in rows:
        coverage = row["coverage"]
        found = coverage.get(kind) if isinstance(coverage, Mapping) else None
        if isinstance(found, Mapping):
            reached, declared = reached + _number(found["reached"]), declared + _number(found["declared"])
    return reached, declared


def _counts(rows: Sequence[Row]) -> list[str]:
    pairs = (counts_of(rows, kind) for kind in KINDS)
    return [f"{reached}/{declared}" if declared else "-" for reached, declared in pairs]


def _unreached(rows: Sequence[Row], encoding: str, language: str) -> Iterator[str]:
    """By file; what several playbooks share is told with those of them that do not come to it."""
    items: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        for item in _maps(row["unreached"]):
            items.setdefault((str(item["file"]), str(item["what"])), []).append(str(row["playbook"]))
    if not items:
        return
    yield from paragraph(furnish("test-unreached", language), encoding=encoding)
    for file, unreached in groupby(sorted(items), key=lambda item: item[0]):
        yield "  " + shown(file, encoding)
        for each in unreached:
            books = "" if f"/{items[each][0]}/" in file else f"  [{', '.join(items[each])}]"
            yield "      " + shown(each[1] + books, encoding)
    yield ""


def _sum(rows: Sequence[Row], differing: int, *, whole: bool, language: str) -> Iterator[str]:
    cases, walks = (sum(_number(row[key]) for row in rows) for key in ("cases", "walks"))
    if not walks:
        yield furnish("test-none", language, "playbooks/PLAYBOOK/scenarios/")
    elif differing:
        yield furnish("test-differs", language, differing, walks)
    else:
        yield furnish("test-good", language, walks, cases)
    if whole:
        reached, declared = (sum(each) for each in zip(*(counts_of(rows, kind) for kind in KINDS), strict=True))
        missing = declared - reached
        yield (
            furnish("test-part", language, missing, declared) if missing else furnish("test-whole", language, declared)
        )
