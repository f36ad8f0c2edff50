"""Nobody says that the ambulance is being called where the call is only offered."""

from __future__ import annotations

import re

import pytest

from shipped import failures, plan

NOW = re.compile(r"\b(?:now|ahora|ya|subito|adesso)\b")


@pytest.mark.parametrize(("book", "failure"), failures())
def test_words_beside_an_offered_call_do_not_say_that_it_is_made(book: str, failure: str) -> None:
    made = plan(book, failure)
    offered = [made.words(step.words) for step in made.steps if step.call == "offer"]
    breaths = [each for wording in offered if wording is not None for each in wording.root]
    said = [line for each in breaths for lines in each.root.values() for line in lines]
    assert not [line for line in said if "emergency_number" in line and NOW.search(line)]
