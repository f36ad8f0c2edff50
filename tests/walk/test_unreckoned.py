"""A condition that fails only in the middle of a walk is the content's fault, not ours."""

from __future__ import annotations

import pytest
from walking import begun, walked

from recovery_cli.errors import INVALID, RecoverError
from shipped import plan


def test_an_older_plan_that_is_walked_tells_it_as_the_contents_fault() -> None:
    spill = plan()
    steps = tuple(
        step.model_copy(update={"when": "walk.severity > 'high'"}) if step.id == "circumstances" else step
        for step in spill.steps
    )
    broken = spill.model_copy(update={"steps": steps})
    with pytest.raises(RecoverError, match="cannot be reckoned") as raised:
        walked(broken, begun(broken), {"hurt": "no", "fix": "here"})
    assert raised.value.exit_code == INVALID
    assert raised.value.hint == "recover playbook check"
