from __future__ import annotations

import string
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_cli.yamltree import Data, dump, load

WHOLE = st.integers(-(10**18) + 1, 10**18 - 1)
NUMBERS = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=2)
ODDITIES = st.sampled_from(
    ["no", "12:30", "0x1f", "1e3", "08", ".5", "null", "~", "", "<<", "=", "y", "2026-11-21", "- a"]
)
TEXTS = st.one_of(st.text(max_size=30), st.text(string.printable, max_size=30), ODDITIES)
TREES = st.recursive(
    st.one_of(st.none(), st.booleans(), WHOLE, NUMBERS, TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=12,
)


@given(TREES)
def test_what_is_written_reads_back_the_same(data: Data) -> None:
    tree, faults = load(dump(data), path="p.yaml")
    assert faults == []
    assert tree is not None
    assert tree.data == data


def test_written_keys_keep_their_order_and_letters() -> None:
    shared = ["ñ"]
    assert dump({"z": shared, "a": shared, "no": "sí"}) == 'z:\n- ñ\na:\n- ñ\n"no": sí\n'


def test_what_is_no_number_is_not_written() -> None:
    with pytest.raises(ValueError, match="not a number"):
        dump({"a": Decimal("NaN")})
