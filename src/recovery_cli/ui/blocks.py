"""The parts of a screen as rows: each a list of spans, cut and wrapped for one width."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from recovery_cli.ui.screen import Option, Screen, To
from recovery_cli.ui.signs import cells, one_row, packed, shortened, wrapped, written

Span: TypeAlias = tuple[str, str]
"""A style (`""`, `bold` or `late`) and its text."""
Row: TypeAlias = list[Span]

_WORDS, _UNDER, _TAB = 66, 72, 59


@dataclass(frozen=True, slots=True)
class Parts:
    """The rows of a screen by what they are."""

    head: list[Row]
    label: list[Row]
    words: list[Row]
    under: list[Row]
    ask: list[Row]
    listed: list[Row]
    notes: list[Row]
    quiet: list[Row]
    rail: list[Row]
    keys: list[Row]


def sendable(screen: Screen[To], encoding: str) -> Screen[To]:
    """The same screen in signs that the terminal has and cannot obey."""

    def sent(text: str) -> str:
        return written(one_row(text), encoding)

    def each(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sent(text) for text in texts)

    entry = screen.entry
    return replace(
        screen,
        header=sent(screen.header),
        label=sent(screen.label),
        tab=sent(screen.tab),
        breaths=tuple(breath for breath in each(screen.breaths) if breath.strip()),
        under=each(screen.under),
        ask=sent(screen.ask),
        place=sent(screen.place),
        options=tuple(
            replace(option, label=sent(option.label), remark=sent(option.remark)) for option in screen.options
        ),
        entry=None if entry is None else replace(entry, text=sent(entry.text), hint=sent(entry.hint)),
        notes=tuple(written(one_row(note).rstrip(), encoding) for note in screen.notes),
        quiet=sent(screen.quiet),
        rail=tuple((mark, sent(name)) for mark, name in screen.rail),
        keys=tuple((sent(key), sent(name)) for key, name in screen.keys),
    )


def parts(screen: Screen[To], width: int, gone: frozenset[str], clock: str, late: bool) -> Parts:
    margin = 6 if width >= 60 else 2
    words = [wrapped(breath, min(_WORDS, width - margin - 2)) for breath in screen.breaths]
    under = packed(screen.under, min(_UNDER, width - margin - 2))
    return Parts(
        head=[] if "head" in gone else [_head(screen.header, width, clock, late)],
        label=[] if "label" in gone or not screen.label else [_label(screen, width)],
        words=[[("bold", " " * margin + line)] for breath in words for line in breath],
        under=[] if "under" in gone else [[("", " " * margin + line)] for line in under],
        ask=_question(screen, width),
        listed=_listed(screen, width, remarks="remarks" not in gone),
        notes=[] if "remarks" in gone else [_note(note) for note in screen.notes],
        quiet=[] if "quiet" in gone or not screen.quiet else [[("", "  " + shortened(screen.quiet, width - 4))]],
        rail=[] if "rail" in gone or not screen.rail else [[("", _rail(screen.rail, width))]],
        keys=[_keys(screen.keys, width, clock if "head" in gone else "", late)],
    )


def _head(header: str, width: int, clock: str, late: bool) -> Row:
    left = "  " + shortened(header, width - 6 - cells(clock))
    room = " " * max(width - 2 - cells(left) - cells(clock), 1)
    return [("", left + room), ("late" if late else "", clock)]


def _label(screen: Screen[To], width: int) -> Row:
    left = "  " + shortened(screen.label, width - 4)
    start = min(_TAB, width - 2 - cells(screen.tab))
    if not screen.tab or start < cells(left) + 2:
        return [("", left)]
    return [("", left + " " * (start - cells(left)) + screen.tab)]


def _question(screen: Screen[To], width: int) -> list[Row]:
    if not screen.ask:
        return []
    lines = wrapped(screen.ask, width - 4 - (cells(screen.place) + 2 if screen.place else 0))
    drawn: list[Row] = [[("", "  " + line)] for line in lines]
    if screen.place and drawn:
        last = "  " + lines[-1]
        drawn[-1] = [("", last + " " * max(width - 6 - cells(last) - cells(screen.place), 2) + screen.place)]
    return drawn


def _note(note: str) -> Row:
    return [("", "  " + note)] if note else []


def _listed(screen: Screen[To], width: int, *, remarks: bool) -> list[Row]:
    drawn = [row for option in screen.options for row in _option(option, width, remarks=remarks)]
    if screen.entry is not None:
        room = max(width - 11, 1)
        text = screen.entry.text
        while cells(text) > room:
            text = text[1:]
        drawn.append([("", "      > "), ("bold", text), ("", "_")])
        drawn += [[("", "        " + line)] for line in wrapped(screen.entry.hint, width - 10)] if remarks else []
    return drawn


def _option(option: Option[To], width: int, *, remarks: bool) -> list[Row]:
    lines = wrapped(option.label, max(width - 14, 8)) or ("",)
    mark = "»" if option.marked else " "
    drawn: list[Row] = [[("", f"  {mark} "), ("bold", f"{option.key:>5}"), ("", "   " + lines[0])]]
    drawn += [[("", " " * 12 + line)] for line in lines[1:]]
    if remarks and option.remark:
        gap = max(46 - 12 - cells(lines[-1]), 2)
        room = width - 2 - 12 - cells(lines[-1]) - gap
        if room >= min(8, cells(option.remark)):
            drawn[-1].append(("", " " * gap + shortened(option.remark, room)))
    return drawn


def _rail(names: tuple[tuple[str, str], ...], width: int) -> str:
    for gap in (4, 3, 2, 1):
        line = "  " + (" " * gap).join(f"{mark or ' '} {name}" for mark, name in names)
        if cells(line) <= width - 1:
            return line
    return shortened(line, width - 1)


def _keys(keys: tuple[tuple[str, str], ...], width: int, clock: str, late: bool) -> Row:
    """The last row; what does not fit goes in this order: the gaps, the last label, then keys from the middle."""
    short = clock.partition(" ")[0]
    room = width - 2 - (cells(short) + 2 if short else 0)
    tries = [(keys, gap) for gap in (4, 3, 2)]
    if keys:
        bare = (*keys[:-1], (keys[-1][0], ""))
        tries += [((*bare[:kept], bare[-1]), 3) for kept in range(len(bare) - 1, 0, -1)] + [((bare[-1],), 2)]
    line = ""
    for some, gap in tries:
        line = (" " * gap).join("  ".join(part for part in pair if part) for pair in some)
        if cells(line) <= room:
            break
    left = "  " + shortened(line, max(room, 0))
    if not short:
        return [("", left)]
    return [("", left + " " * max(width - cells(left) - cells(short), 1)), ("late" if late else "", short)]
