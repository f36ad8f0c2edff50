"""What the manager reads who is asked for a yes: what goes out meanwhile, and what does not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from driving import CALL, SPILL, Scripted, memory, opened
from fixed_clock import FixedClock
from recovery_cli.ports import Scene
from recovery_cli.ui.here import Here
from recovery_cli.ui.screen import Screen
from recovery_cli.ui.screens_approval import approval
from recovery_cli.walk import requests as r
from shipped import plan

NOTE = ("restaurant", "spill-on-guest", {**SPILL, "fix": "nobody"}, "the note goes out at 30")
CREDIT = ("telecom", "registered-and-transferred", CALL, "no sum is promised before your yes")


@pytest.mark.parametrize(("playbook", "failure", "answers", "told"), [NOTE, CREDIT])
def test_the_manager_is_told_what_does_not_wait(
    playbook: str, failure: str, answers: Mapping[str, object], told: str, clock: FixedClock, tmp_path: Path
) -> None:
    seen: list[Scene] = []

    def watches(scene: Scene) -> None:
        if scene.walk.asked is not None:
            seen.append(scene)
        if isinstance(scene.request, r.Follow):
            raise KeyboardInterrupt

    made = plan(playbook, failure)
    driver = opened(made, memory(), Scripted(answers, watches), clock=clock, folder=tmp_path, language="en")
    with pytest.raises(KeyboardInterrupt):
        driver.run()
    screen = approval(Here(seen[-1], clock.now()), "Ana Ferrer", "manager")
    assert isinstance(screen, Screen)
    assert any(told in line for line in screen.notes)
