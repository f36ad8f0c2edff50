"""Every method carries the failures to their end, apology first; a patch for another method's phase is told."""

from __future__ import annotations

import pytest
from walking import begun, walked

from recovery_cli.catalogue import Catalogue
from recovery_cli.playbook import checks, load
from recovery_cli.playbook.plan import resolve
from recovery_cli.walk import events as e
from shipped import demo, failures


@pytest.mark.parametrize("method", ["five-steps", "four-steps", "heard"])
@pytest.mark.parametrize(("playbook", "failure"), failures())
def test_a_failure_is_walked_by_any_method(playbook: str, failure: str, method: str) -> None:
    shelf = Catalogue.over(None)
    book, fails, flow = (
        load.playbook(shelf, playbook),
        load.failure(shelf, playbook, failure),
        load.method(shelf, method),
    )
    assert book.model is not None
    assert fails.model is not None
    assert flow.model is not None
    a_plan = resolve(book.model, flow.model, fails.model, settings=demo())
    phases = {phase.id for phase in flow.model.phases}
    strange = {patch.step.phase for patch in fails.model.steps if patch.step is not None} - phases
    if strange:
        found = [finding.message for finding in checks.check(a_plan)]
        assert all(f'no phase "{phase}"' in found for phase in strange)
        return
    assert not checks.check(a_plan)
    walk, events = walked(a_plan, begun(a_plan), {"hurt": "no", "fix": "here"})
    assert walk.finished
    said = [type(each) for each in events]
    if e.ApologyGiven in said and e.RemedyChosen in said and fails.model.careful != "always":
        assert said.index(e.ApologyGiven) < said.index(e.RemedyChosen)
