"""The terminal at the counter: one key a choice, a clock that informs, the words first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from recovery_cli.ports import Clock, Scene
from recovery_cli.ui.blocks import Row
from recovery_cli.ui.early import Early
from recovery_cli.ui.grid import rows
from recovery_cli.ui.keyboard import Last, Shown, pasted, pressed
from recovery_cli.ui.leads import Leads, View
from recovery_cli.ui.stage import PASTE, Stage
from recovery_cli.ui.told import clock as clock_of
from recovery_cli.ui.turns import ScreenPrompter


class TerminalPrompter(ScreenPrompter):
    """`ticking=False` leaves the clock out; `early` are first words that stand on the terminal already."""

    def __init__(
        self, clock: Clock, *, early: Early | None = None, stage: Stage[Leads] | None = None, ticking: bool = True
    ) -> None:
        super().__init__(clock)
        self._stage: Stage[Leads] = Stage(early=early) if stage is None else stage
        self._ticking = ticking
        self._last = Last()
        self._first = True

    @contextmanager
    def stage(self) -> Iterator[None]:
        """One alternate screen for the walk; `ask` only inside."""
        with self._stage.up():
            yield

    def show(self, view: View, scene: Scene) -> Leads:
        shown = Shown(view, None, scene.walk.operator_language)
        begun: datetime | None = None

        def draw(width: int, height: int) -> list[Row]:
            nonlocal begun
            begun = begun or self.clock.now()
            time, late = clock_of(scene, self.clock.now()) if self._ticking else ("", False)
            encoding = self._stage.encoding
            return rows(shown.drawn, width=width, height=height, clock=time, late=late, encoding=encoding)

        def press(key: str, data: str) -> Leads | None:
            nonlocal shown
            if key == PASTE:
                shown = pasted(shown, data)
                return None
            at, last = self.clock.now(), self._last
            self._last = Last(key, at)
            shown, lead = pressed(shown, key, at, last)
            return lead

        def drawn() -> None:
            # Whoever sees it has seen it since it began to be drawn.
            nonlocal shown
            shown = replace(shown, at=begun)

        if self._first:
            # Whoever typed before the first words stood has not said them.
            self._first = False
            self._stage.forget()
        return self._stage.run(draw, press, ticking=self._ticking, drawn=drawn)
