"""Every slip of one sign and every swap of two neighbours, tried one by one on numbers and on codes."""

from __future__ import annotations

import itertools
import random
from string import ascii_uppercase, digits

import pytest

from recovery_cli.notes.number import new_code, number, read_code, read_number

SIGNS = ascii_uppercase + digits
HEARD = {"O": "0", "I": "1", "L": "1"}


def substituted(text: str) -> list[tuple[int, str]]:
    """Each sign by each other; hyphens stay."""
    return [
        (at, text[:at] + sign + text[at + 1 :])
        for at, was in enumerate(text)
        for sign in SIGNS
        if was != "-" and sign != was
    ]


def swapped(text: str) -> list[str]:
    """Each pair of neighbours that differ; what stands between them stays."""
    places = [at for at, sign in enumerate(text) if sign != "-"]
    pairs = [(a, b) for a, b in itertools.pairwise(places) if text[a] != text[b]]
    return [text[:a] + text[b] + text[a + 1 : b] + text[a] + text[b + 1 :] for a, b in pairs]


def test_slips_in_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    draw = random.Random(5)
    sites = ["BAR01", "AAZ09", "ZZZ99", "KLM50"]
    made = [number(draw.choice(sites), draw.randrange(2024, 2040), draw.randrange(1, 1_000_000)) for _ in range(300)]
    tried = missed = among_digits = 0
    for each in made:
        for at, other in substituted(each):
            tried += 1
            if read_number(other) is not None:
                missed += 1
                among_digits += each[at].isdigit() and other[at].isdigit()
        for other in swapped(each):
            tried += 1
            missed += read_number(other) is not None
    with capsys.disabled():
        print(f"\n{len(made)} numbers, {tried} slips, {missed} missed, {among_digits} of them digit for digit")  # noqa: T201 - a figure to be seen
    assert (tried > 180_000, among_digits) == (True, 0)
    assert missed == 0


def test_slips_in_codes(capsys: pytest.CaptureFixture[str]) -> None:
    made = [new_code(random.Random(seed).randrange) for seed in range(600)]
    tried = missed = 0
    for each in made:
        for at, other in substituted(each):
            if at < len(each) - 1 and HEARD.get(other[at], other[at]) == each[at]:
                continue  # O for 0 is what people write and means the same
            tried += 1
            missed += read_code(other) is not None
        for other in swapped(each):
            tried += 1
            missed += read_code(other) is not None
    with capsys.disabled():
        print(f"\n{len(made)} codes, {tried} slips, {missed} missed")  # noqa: T201 - a figure to be seen
    assert (tried > 150_000, missed) == (True, 0)
