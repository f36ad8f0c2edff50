"""The ready screen: what happened? It may stand on a terminal all evening."""

from __future__ import annotations

from recovery_cli.ports import Clock
from recovery_cli.ui.blocks import Parts, Row, parts, sendable
from recovery_cli.ui.finding import Choosing, Match, Picked, Question, pressed, telling
from recovery_cli.ui.frame import in_language
from recovery_cli.ui.grid import HEIGHT, WIDTH, within
from recovery_cli.ui.keyboard import Last
from recovery_cli.ui.screen import Option, Screen
from recovery_cli.ui.signs import packed, written
from recovery_cli.ui.stage import PASTE, Stage

_LINES, _SAY = 10, 66
_SAID, _ASK, _TYPED = 4, 7, 20
"""Rows, counted from 0."""


def drawn(state: Choosing, *, width: int, height: int, clock: str = "", encoding: str = "utf-8") -> list[Row]:
    """The ready screen: words at the top, the list, the typed letters, one line of what is due.

    On a smaller terminal what is due goes first, then the operator's language, the label and the header.
    """
    width, height = min(width, WIDTH), min(height, HEIGHT)
    of = parts(sendable(_screen(state, width), encoding), width, frozenset(), clock, False)
    typed = [[("", "      > "), ("bold", state.typed), ("", "_")]]
    top = _placed(of) if height == HEIGHT else None
    for leave in range(5):
        if top is not None:
            break
        top = _flowing(of, frozenset(("quiet", "under", "label", "head")[:leave]), height - 2 - len(of.quiet))
    if top is None:
        top = (of.words + of.ask + of.listed)[: max(height - 3, 0)]
    bottom = [*typed, [], *(of.quiet or [[]]), *of.keys] if height == HEIGHT else [*typed, *of.keys]
    filler = max(height - len(top) - len(bottom), 0)
    grid = [*top, *([] for _ in range(filler)), *bottom][-height:]
    return [within([(style, written(text, encoding)) for style, text in row], width) for row in grid]


def _placed(of: Parts) -> list[Row] | None:
    """Each thing in its own row, or None when that is too much."""
    grid: list[Row] = [[] for _ in range(_TYPED)]
    said = of.words + of.under
    if len(said) > _ASK - _SAID or len(of.ask) > 1 or _ASK + 1 + len(of.listed) > _TYPED:
        return None
    for at, block in ((0, of.head), (2, of.label), (_SAID, said), (_ASK, of.ask), (_ASK + 1, of.listed)):
        grid[at : at + len(block)] = block
    return grid


def _flowing(of: Parts, gone: frozenset[str], room: int) -> list[Row] | None:
    top: list[Row] = []
    for name, block in (("head", of.head), ("label", of.label), ("words", of.words + _unless(of.under, "under", gone))):
        if name not in gone and block:
            top += [*block, []]
    top += of.ask + of.listed
    return top if len(top) <= room else None


def _unless(block: list[Row], name: str, gone: frozenset[str]) -> list[Row]:
    return [] if name in gone else block


def _screen(state: Choosing, width: int) -> Screen[None]:
    question = state.question
    spoken = question.words.get(state.spoken_in) or next(iter(question.words.values()), ())
    same = state.spoken_in.partition("-")[0] == question.operator_language.partition("-")[0]
    under = () if same else question.words.get(question.operator_language, ())
    options = [_line(state, match, number) for number, match in enumerate(state.matches[:_LINES])]
    options.append(Option("0", state.furnish(question.other), marked=bool(state.typed) and not state.matches))
    keys = [(state.furnish("enter"), state.furnish("take-marked"))]
    if state.typed:
        keys.append((state.furnish("backspace"), state.furnish("widen")))
    return Screen(
        header=question.header,
        label=in_language(state.furnish("say-now"), state.spoken_in, question.operator_language),
        tab=state.furnish("other-language") if len(question.languages) > 1 else "",
        breaths=packed(spoken, max(min(_SAY, width - 8), 1)),
        under=under,
        ask=state.furnish("did-you-mean", question.wanted) if question.wanted else state.furnish(question.ask),
        options=tuple(options),
        quiet=question.due,
        keys=(*keys, ("Ctrl-C", state.furnish("leave"))),
    )


def _line(state: Choosing, match: Match, number: int) -> Option[None]:
    entry, by = match
    remark = by or entry.remark
    if not remark and not entry.key:
        remark = state.furnish("type", telling(state.question.entries, entry))
    marked = number == 0 and (bool(state.typed) or bool(state.question.wanted))
    return Option(entry.key, entry.label, remark=remark, marked=marked)


def choose(question: Question, *, stage: Stage[str], clock: Clock) -> Picked:
    """Ask on an open stage; raises KeyboardInterrupt and EOFError to leave. `OTHER` is something else."""
    state, began, last = Choosing(question), clock.now(), Last()

    def draw(width: int, height: int) -> list[Row]:
        seconds = int((clock.now() - began).total_seconds())
        time = f"{seconds // 60}:{seconds % 60:02d}"
        return drawn(state, width=width, height=height, clock=time, encoding=stage.encoding)

    def press(key: str, _data: str) -> str | None:
        nonlocal state, last
        if key == PASTE:
            return None
        at, before = clock.now(), last
        last = Last(key, at)
        if before.is_again(key, at) and not key.isalpha():
            return None
        state, chosen = pressed(state, key)
        return chosen

    return Picked(stage.run(draw, press), state.spoken_in)
