"""Times and sums as a screen shows them."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from recovery_cli import i18n
from recovery_cli.money import Money
from recovery_cli.playbook.model import Remedy
from recovery_cli.ports import Moment, Scene
from recovery_cli.ui.frame import written_sum
from recovery_cli.ui.furniture import furnish
from recovery_cli.walk import events as e
from recovery_cli.walk import requests as r

MINUTE = 60


def elapsed(scene: Scene, at: datetime) -> str:
    """Minutes and seconds since the walk began: 0:08."""
    seconds = max(int((at - scene.began).total_seconds()), 0)
    return f"{seconds // 60}:{seconds % 60:02d}"


def local(scene: Scene, at: datetime) -> datetime:
    """`at` where the business is."""
    return at.astimezone(ZoneInfo(scene.plan.settings.timezone))


def hour(scene: Scene, at: datetime) -> str:
    """The time of day: 21:13."""
    return f"{local(scene, at):%H:%M}"


def stamp(scene: Scene, at: datetime) -> str:
    """How the walk tells a time: since it began, or the time of day where that matters more."""
    return hour(scene, at) if scene.plan.failure.careful == "always" else elapsed(scene, at)


def day_or_hour(scene: Scene, at: datetime, now: datetime) -> str:
    """Today or within half a day: the time; else the day: 5 Dec."""
    there, here = local(scene, at), local(scene, now)
    if there.date() == here.date() or timedelta(0) <= at - now < timedelta(hours=12):
        return f"{there:%H:%M}"
    language, country = scene.walk.operator_language, scene.plan.settings.country
    return i18n.format_day_month(there.date(), language=language, country=country)


def apologised(scene: Scene) -> Moment | None:
    """The first apology, when it was given."""
    return next((moment for moment in scene.moments if isinstance(moment.event, e.ApologyGiven)), None)


def clock(scene: Scene, now: datetime) -> tuple[str, bool]:
    """What the clock says, and whether a minute has passed and it matters.

    It informs: it never counts down. Careful walks and resumed ones tell the time of day.
    """
    if scene.plan.settings.clock == "off":
        return "", False
    if scene.plan.failure.careful == "always":
        return hour(scene, now), False
    language = scene.walk.operator_language
    if any(isinstance(moment.event, e.WalkResumed) for moment in scene.moments):
        return furnish("clock-began", language, hour(scene, now), hour(scene, scene.began)), False
    time = elapsed(scene, now)
    if (now - scene.began).total_seconds() < MINUTE or _settled(scene):
        return time, False
    said = apologised(scene)
    if said is None:
        return furnish("clock-not-yet", language, time), True
    return furnish("clock-sorry", language, time, elapsed(scene, said.at)), True


def _settled(scene: Scene) -> bool:
    """The offer is in the guest's hands: nobody waits any more."""
    request = scene.request
    if isinstance(request, r.Mark | r.Follow | r.Cause | r.Plan | r.Finished):
        return True
    if isinstance(request, r.Choose) and request.group == "bonus":
        return True
    return scene.walk.note is not None and scene.walk.note.handed


def money(amount: Money, language: str, *, cents: bool = False) -> str:
    """A sum for a screen: 30 EUR, 60.000 COP, 38,50 EUR; hundredths only when there are some, or `cents`."""
    return written_sum(amount, language, cents=cents)


def at_most(remedy: Remedy, amount: Money, language: str) -> str:
    """`up to 120 EUR` where a receipt says what it comes to, else `40 EUR`."""
    figure = money(amount, language)
    return furnish("up-to-limit", language, figure) if remedy.up_to else figure


def offer(remedy: Remedy, label: str, amount: Money | None, language: str, *, cents: bool = False) -> str:
    """`cleaning note up to 120 EUR`, and `credit on the next bill, 40 EUR`."""
    if amount is None:
        return label
    return furnish("up-to" if remedy.up_to else "comes-to", language, label, money(amount, language, cents=cents))


def first_name(name: str) -> str:
    """How colleagues call each other: Ana, of Ana Ferrer."""
    return name.split()[0] if name.split() else name
