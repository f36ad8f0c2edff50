"""What went before, as one whole sentence in the letter's language."""

from __future__ import annotations

from datetime import date

import pytest

from recovery_cli.letters.before import arriving, before

FIRST, ELIDED = date(2026, 11, 3), date(2026, 11, 8)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "You had already come to us before: on 3 November 2026 (No service) and on 8 November 2026."),
        ("es", "Ya nos había avisado antes: el 3 de noviembre de 2026 (No service) y el 8 de noviembre de 2026."),
        ("it", "Ci aveva già contattato prima: il 3 novembre 2026 (No service) e l’8 novembre 2026."),
    ],
)
def test_the_days_and_what_it_was(language: str, sentence: str) -> None:
    days = [(FIRST, "No service"), (ELIDED, "")]
    assert before(days, 3, language=language, country="ES") == sentence


def test_many_are_told_by_their_number_and_the_first_day() -> None:
    days = [(date(2026, 11, day), "") for day in range(3, 9)]
    told = before(days, 10, language="en", country="GB")
    assert told == "You have had to come to us 10 times about this since 3 November 2026."
    assert "7 veces" in str(before(days, 2, language="es", country="ES")), "never fewer than the days themselves"


def test_without_days_it_is_the_number_and_without_that_nothing() -> None:
    assert before([], 2, language="it", country="IT") == "Ci ha dovuto contattare 2 volte per questo."
    assert before([], 1, language="it", country="IT") is None


def test_a_credit_arrives_in_words_of_the_language() -> None:
    assert arriving("a credit on your next bill", "en") == "as a credit on your next bill"
    assert arriving("un accredito", "it") == "con un accredito"
