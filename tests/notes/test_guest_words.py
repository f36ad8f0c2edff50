"""What a guest hears about a note: none of the phrases that never reach a customer, and no word that blames."""

from __future__ import annotations

import re

import pytest

from letters.forbidden import found
from recovery_cli.notes.claims import REASONS
from recovery_cli.ui.furniture import SPOKEN, TABLE

BLAME = re.compile(
    r"fraud|fake|false|forg|cheat|suspici|invalid|your fault|falsa|falso|fraude|sospech|engañ|culpa suya|frode|sospett"
    r"|truff|inventat|non valid|no válid",
    re.IGNORECASE,
)
SAID = sorted(code for code in TABLE if code.startswith("say-"))


@pytest.mark.parametrize("code", SAID)
@pytest.mark.parametrize("language", SPOKEN)
def test_it_is_kind_short_and_in_the_guests_language(code: str, language: str) -> None:
    words = TABLE[code][SPOKEN.index(language)].replace("{}", "80,00")
    assert found(words, language) == []
    assert BLAME.search(words) is None
    assert len(words.split()) <= 25


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_words_for_the_operator_and_for_the_guest(reason: str) -> None:
    for code in (f"reg-why-{reason}", f"reg-reason-{reason}", f"say-{reason}"):
        assert all(BLAME.search(words) is None for words in TABLE[code])
    assert f"say-{reason}" in SAID
