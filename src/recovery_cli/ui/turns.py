"""From leads to answers: screens beside the flow are turned here, an answer in two parts is given in two."""

from __future__ import annotations

from abc import ABC, abstractmethod

from recovery_cli.playbook.model import RoleId
from recovery_cli.ports import Clock, Reply, Scene
from recovery_cli.ui.here import Here
from recovery_cli.ui.leads import Again, Leads, Leave, Then, Turn, View
from recovery_cli.ui.screens import asked, screen
from recovery_cli.ui.screens_approval import approval


class ScreenPrompter(ABC):
    """Asks by showing screens; a plug only has to show one and say what was pressed.

    The second part of an answer is dropped when the first was not recorded.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._after: Leads | None = None
        self._version = 0

    @abstractmethod
    def show(self, view: View, scene: Scene) -> Leads:
        """Show one screen and bring what its key leads to; raises KeyboardInterrupt or EOFError to leave."""

    def ask(self, scene: Scene) -> Reply:
        lead: Leads | None = None
        if self._after is not None:
            lead = self._after if scene.walk.version > self._version else None
            self._after = None
        if lead is None:
            lead = Turn(lambda shown, now: screen(shown, now=now))
        return self._turned(lead, scene)

    def approve(self, scene: Scene, *, by: str, role: RoleId) -> Reply:
        """Somebody asked for a signature: the one screen of whoever may give it."""
        return self._turned(Turn(lambda shown, now: approval(Here(shown, now), by, role)), scene)

    def _turned(self, lead: Leads, scene: Scene) -> Reply:
        while True:
            match lead:
                case Turn(make):
                    lead = self.show(make(scene, self.clock.now()), scene)
                case Again():
                    lead = self.show(asked(scene, self.clock.now()), scene)
                case Then(first, after):
                    self._after, self._version = after, scene.walk.version
                    return first
                case Leave():
                    raise KeyboardInterrupt
                case _:
                    return lead
