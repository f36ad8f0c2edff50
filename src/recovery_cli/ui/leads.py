"""What a key leads to: an answer, another screen, two answers in a row, or away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from recovery_cli.ports import Reply, Scene
from recovery_cli.ui.screen import Screen
from recovery_cli.walk.commands import Command


@dataclass(frozen=True, slots=True)
class Turn:
    """Another screen, nothing recorded; made of the scene and the time that hold when it is drawn."""

    make: Callable[[Scene, datetime], View]


@dataclass(frozen=True, slots=True)
class Then:
    """An answer, and what follows once it is recorded, before the next request is shown."""

    first: Command
    after: Leads


@dataclass(frozen=True, slots=True)
class Again:
    """The request's own screen."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Out of the walk; everything is saved."""


Leads: TypeAlias = "Reply | Turn | Then | Again | Leave"
View: TypeAlias = "Screen[Leads]"
ENTER = "Enter"
"""The name of the key in screens, whatever the furniture calls it."""


def view_of(view: View) -> Turn:
    """Back to a screen as it was."""
    return Turn(lambda _scene, _now: view)
