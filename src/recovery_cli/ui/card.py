"""What stays in the scrollback: the closing card, three lines when a walk was left, one line for an ice cream."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TextIO

from recovery_cli.playbook.plan import Plan
from recovery_cli.ports import Moment, Scene
from recovery_cli.ui.card_rows import Card, offered, put_card, waiting, worded
from recovery_cli.ui.columns import encoding_of, paragraph, put, shown
from recovery_cli.ui.furniture import furnish
from recovery_cli.ui.here import Here, request_name
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r
from recovery_cli.walk.flow import awaiting, fetched, owner
from recovery_cli.walk.state import Walk


def card(
    plan: Plan, walk: Walk, moments: Sequence[Moment], *, note_path: str = "", tail: str = "", file: TextIO
) -> None:
    """The closing card in the operator's language, times local to the business; `tail` ends every line to type."""
    scene = Scene(
        plan=plan,
        walk=walk,
        request=awaiting(plan, walk),
        moments=tuple(moments),
        fetching=fetched(plan, walk, plan.above(walk.role)),
        why={},
    )
    made = Card(Here(scene, _ended(scene)), encoding_of(file), tail)
    title, first = made.heading()
    put_card(title, (first, "", *made.body(), "", *made.feet(note_path)), file=file)


def left(plan: Plan, walk: Walk, request: r.Request, *, tail: str = "", file: TextIO) -> None:
    """After Ctrl-C: saved, how to go on, and what was promised or offered if anything was."""
    language, encoding = walk.operator_language, encoding_of(file)
    where = furnish(f"before-{request_name(request)}", language)
    said = [
        *paragraph(furnish("saved-stopped", language, walk.incident, where), encoding=encoding),
        shown(furnish("to-go-on", language, f"recover resume {walk.incident}{tail}"), encoding),
    ]
    offers = ", ".join(worded(plan, each, language=language) for each in offered(plan, walk))
    if offers:
        due = bool(walk.follow_ups) or waiting(walk)
        who = (walk.owner or owner(plan, walk),) if due else ()
        code = "promised-so-far" if due else "offered-so-far"
        said += paragraph(furnish(code, language, offers, *who), encoding=encoding)
    put(said, file=file)


def put_off(plan: Plan, walk: Walk, *, tail: str = "", file: TextIO) -> None:
    """After the first sixty seconds: saved, what the line is that asks the rest, and what was offered."""
    language, encoding = walk.operator_language, encoding_of(file)
    said = [
        *paragraph(furnish("saved-quick", language, walk.incident), encoding=encoding),
        shown(furnish("rest-later", language, f"recover resume {walk.incident}{tail}"), encoding),
    ]
    if offers := ", ".join(worded(plan, each, language=language) for each in offered(plan, walk)):
        said += paragraph(furnish("offered-so-far", language, offers), encoding=encoding)
    put(said, file=file)


def replaced(_plan: Plan, walk: Walk, *, file: TextIO) -> None:
    """The whole card of the shortest walk."""
    put(paragraph(furnish("card-replaced", walk.operator_language), encoding=encoding_of(file)), file=file)


def _ended(scene: Scene) -> datetime:
    """When the walk was finished, else when something last happened in it."""
    ends = [moment.at for moment in scene.moments if isinstance(moment.event, e.WalkFinished)]
    return ends[-1] if scene.walk.finished else scene.moments[-1].at
