"""Every method carries every failure of the restaurant to its end, apology first."""

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
    assert not checks.check(a_plan)
    walk, events = walked(a_plan, begun(a_plan), {"hurt": "no", "fix": "here"})
    assert walk.finished
    said = [type(each) for each in events]
    if e.ApologyGiven in said and e.RemedyChosen in said and fails.model.careful != "always":
        assert said.index(e.ApologyGiven) < said.index(e.RemedyChosen)
