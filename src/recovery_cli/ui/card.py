"""The closing card and the lines of Ctrl-C: on the ordinary screen, so that they stay in the scrollback."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from recovery_cli.i18n import format_day_month
from recovery_cli.ports import Scene
from recovery_cli.ui import told
from recovery_cli.ui.here import Here, request_name
from recovery_cli.ui.signs import cells, one_row, shortened, written
from recovery_cli.ui.story import offer_label
from recovery_cli.walk import events as e

_LABEL, _WIDTH, _LEFT = 16, 80, 44


@dataclass(frozen=True, slots=True)
class Card:
    """What is printed: a title with its time, then labels with their lines; a line is (left, right)."""

    title: tuple[str, str]
    parts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    last: tuple[tuple[str, str], ...] = ()


def closing(scene: Scene, *, path: str = "") -> Card:
    """The card of a finished walk; `path` is where the note lies."""
    here = Here(scene, scene.moments[-1].at)
    if here.plan.failure.ice_cream:
        return Card((here.furnish("card-replaced"), ""), ())
    parts = (
        ("card-sorry", _sorry(here)),
        ("card-given", _given(here)),
        ("card-promised", _promised(here)),
        ("card-changes", _changes(here)),
        ("card-open", _open(here)),
    )
    last = [(here.furnish("card-note"), path)] if path else []
    last.append((here.furnish("card-again"), f"recover incident show {here.walk.incident}"))
    title = f"{here.walk.incident}   {here.plan.failure.name[here.language]}"
    return Card((title, _when(here)), tuple((here.furnish(code), lines) for code, lines in parts if lines), tuple(last))


def _when(here: Here) -> str:
    began = told.local(here.scene, here.scene.began)
    day = format_day_month(began.date(), language=here.language, country=here.plan.settings.country)
    times = here.furnish("card-to", f"{began:%H:%M}", told.hour(here.scene, here.now))
    return f"{day} {began.year}, {times}"


def _sorry(here: Here) -> tuple[tuple[str, str], ...]:
    said = [
        f"{told.stamp(here.scene, moment.at)} {moment.event.by}"
        for moment in here.scene.moments
        if isinstance(moment.event, e.ApologyGiven)
    ]
    return ((", ".join(said), ""),) if said else ()


def _given(here: Here) -> tuple[tuple[str, str], ...]:
    """What was chosen and still holds, the note with its number; where nothing was wanted, that."""
    note = here.walk.note
    lines: list[tuple[str, str]] = []
    for chosen in here.walk.chosen.values():
        if here.plan.remedy(chosen.remedy).kind == "fix":
            continue
        document = here.plan.remedy(chosen.remedy).document is not None
        amount = note.cap if document and note is not None else chosen.amount
        lines.append((offer_label(here, chosen.remedy, amount), note.number if document and note is not None else ""))
    if not lines and here.walk.declined:
        lines.append((here.furnish("card-nothing"), ""))
    return tuple(lines)


def _promised(here: Here) -> tuple[tuple[str, str], ...]:
    """Each promise once, as it was made last."""
    made = {event.id: event for moment in here.scene.moments if isinstance(event := moment.event, e.FollowUpPromised)}
    return tuple(
        (f"{told.day_or_hour(here.scene, event.due_at, here.now):<7} {event.what}", event.who)
        for event in made.values()
    )


def _changes(here: Here) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"{told.day_or_hour(here.scene, event.due_at, here.now):<7} {event.what}", event.who)
        for moment in here.scene.moments
        if isinstance(event := moment.event, e.CorrectiveActionPlanned)
    )


def _open(here: Here) -> tuple[tuple[str, str], ...]:
    codes = [f"open-{what}" for what in ("cause", "change") if what in here.walk.left_open]
    codes += [] if here.walk.outcome else ["open-outcome"]
    return tuple((here.furnish(code), "") for code in codes)


def stopped(scene: Scene) -> tuple[str, ...]:
    """What stays on the screen after Ctrl-C: saved, how to go on, and what was promised."""
    here = Here(scene, scene.moments[-1].at)
    before = here.furnish(f"before-{request_name(scene.request)}")
    lines = [
        here.furnish("saved-stopped", here.walk.incident, before),
        here.furnish("to-go-on", f"recover resume {here.walk.incident}"),
    ]
    given = [
        offer_label(here, each.remedy, each.amount)
        for each in here.walk.chosen.values()
        if here.plan.remedy(each.remedy).kind != "fix"
    ]
    keeper = here.plan.on_duty("manager")
    if given and here.walk.follow_ups:
        who = here.walk.operator if keeper is None else keeper.name
        lines.append(here.furnish("promised-so-far", ", ".join(given), who))
    elif given:
        lines.append(here.furnish("offered-so-far", ", ".join(given)))
    return tuple(lines)


def print_card(card: Card, console: Console) -> None:
    """Plain columns that survive a pipe; a customer's words are text, never markup."""
    left, right = card.title
    gap = " " * max(_WIDTH - cells(left) - cells(right), 2)
    rows = [f"{left}{gap}{right}".rstrip()]
    for label, lines in card.parts:
        rows += [""] if label == card.parts[0][0] else []
        rows += [_row(label if number == 0 else "", line) for number, line in enumerate(lines)]
    rows += [""] if card.last else []
    rows += [f"  {label}{' ' * max(_LABEL - cells(label), 1)}{text}" for label, text in card.last]
    print_lines(rows, console)


def _row(label: str, line: tuple[str, str]) -> str:
    left, right = line
    text = f"  {label}{' ' * max(_LABEL - cells(label), 1)}{shortened(left, _LEFT) if right else left}"
    return f"{text}{' ' * max(_LABEL + _LEFT + 4 - cells(text), 2)}{right}" if right else text


def print_lines(lines: Sequence[str], console: Console) -> None:
    """Each line as it stands, in signs that the terminal has."""
    for line in lines:
        console.print(Text(written(one_row(line), console.encoding)), soft_wrap=True, highlight=False)
