"""What is left of a value before it is shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_cli.document.clean import clean


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Elena Prats", "Elena Prats"),
        ("**Bob** {{7*7}} <script>", "**Bob** {{7*7}} <script>"),
        ("a\r\nb\rc\x85d\u2028e\u2029f\ng", "a\nb\nc\nd\ne\nf\ng"),
        ("a\x00b\x1b[31mc\td\x7fe\x9bf", "ab[31mcdef"),
        ("\ufeffa\u202eb\u2066c\u2069", "abc"),
        ("a\ue000b\U000f0000c\U0010fffdd", "abcd"),
        ("a\ud800b", "ab"),
        ("e\u0301", "é"),
        ("e\u202a\u0301", "é"),
        ("مرحبا\u200f!", "مرحبا\u200f!"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("a\u00a0b", "a\u00a0b"),
    ],
)
def test_clean(value: str, shown: str) -> None:
    assert clean(value) == shown


@given(st.text(st.characters(exclude_categories=[])))
def test_what_is_clean_stays_as_it_is_and_can_be_written(value: str) -> None:
    shown = clean(value)
    assert clean(shown) == shown
    assert shown.encode().decode() == shown
    assert unicodedata.is_normalized("NFC", shown)
    assert not any(unicodedata.category(sign) in ("Co", "Cs") for sign in shown)
    assert not any(unicodedata.category(sign) == "Cc" and sign != "\n" for sign in shown)
