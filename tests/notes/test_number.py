"""Numbers carry check digits that catch every slip of one sign; codes cannot be guessed and say nothing wrong."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from recovery_cli.notes.number import CROCKFORD, check_symbol, new_code, number, read_code, read_number

sites = st.from_regex(r"[A-Z]{3}[0-9]{2}", fullmatch=True)
numbers = st.builds(number, sites, st.integers(2000, 2999), st.integers(1, 999_999))


@pytest.mark.parametrize(
    ("sequence", "expected"),
    [
        (123, "BAR01-2026-000123-62"),
        (122, "BAR01-2026-000122-65"),
        (121, "BAR01-2026-000121-68"),
        (119, "BAR01-2026-000119-74"),
    ],
)
def test_the_check_digits_are_those_of_iso_7064_mod_97_10(sequence: int, expected: str) -> None:
    assert number("BAR01", 2026, sequence) == expected


@pytest.mark.parametrize("sequence", [0, -1, 1_000_000])
def test_a_sequence_that_does_not_fit_is_refused(sequence: int) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        number("BAR01", 2026, sequence)


@given(numbers)
def test_a_number_is_read_with_and_without_hyphens_and_in_small_letters(made: str) -> None:
    assert read_number(made) == made
    assert read_number(made.replace("-", "").lower()) == made


@given(numbers, st.data())
def test_one_wrong_digit_is_always_seen(made: str, data: st.DataObject) -> None:
    places = [at for at, sign in enumerate(made) if sign.isdigit()]
    at = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from("0123456789"))
    assume(digit != made[at])
    assert read_number(made[:at] + digit + made[at + 1 :]) is None


@pytest.mark.parametrize(
    "text", ["", "BAR01", "BAR01-2026-000123", "BAR01-2026-000123-6", "BÀR01-2026-000123-62", "٣" * 20]
)
def test_what_has_not_the_shape_is_no_number(text: str) -> None:
    assert read_number(text) is None


def test_the_codes_check_symbol_is_crockfords() -> None:
    assert check_symbol("Q2XV7NTE") == "N"
    assert read_code("q2xv 7nte n") == "Q2XV-7NTE-N"


@given(st.integers(0, 2**32))
def test_a_new_code_reads_back_and_ends_in_a_letter_or_a_digit(seed: int) -> None:
    code = new_code(random.Random(seed).randrange)
    assert read_code(code) == code
    assert code[-1].isalnum()
    assert set(code.replace("-", "")[:8]) <= set(CROCKFORD)


@given(st.integers(0, 2**32), st.data())
def test_one_wrong_symbol_in_a_code_is_always_seen(seed: int, data: st.DataObject) -> None:
    code = new_code(random.Random(seed).randrange).replace("-", "")
    at = data.draw(st.integers(0, 7))
    symbol = data.draw(st.sampled_from(CROCKFORD))
    assume(symbol != code[at])
    assert read_code(code[:at] + symbol + code[at + 1 :]) is None


def test_what_people_hear_is_read_as_it_was_meant() -> None:
    code = new_code(random.Random(3).randrange)
    heard = code.replace("0", "O").replace("1", "I")
    assert read_code(heard) == code
