"""Whatever JSON an event holds comes back the same, and what is not JSON is refused whole."""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum, StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journal_scenes import NOON, entry, write

from recovery_cli.journal import Ledger, verify
from recovery_cli.journal.canonical import canonical, instant, moment
from recovery_cli.ports import Entry, Json
from recovery_cli.private import Private

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
"""Any text without lone surrogates: NUL, line breaks, bidi marks and emoji included."""
LEAVES = st.none() | st.booleans() | st.integers() | TEXT | TEXT.map(Private)
KEYS = TEXT.filter(lambda key: key != "$private")
DATA = st.dictionaries(
    KEYS,
    st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4)),
    max_size=5,
)
NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@settings(deadline=None, max_examples=80)
@given(data=DATA, type_=NAMES, operator=NAMES)
def test_arbitrary_data_round_trips(long_ledger: Ledger, data: dict[str, Json], type_: str, operator: str) -> None:
    stream = f"S-{len(long_ledger.streams('S-'))}"
    write(long_ledger, stream, Entry(type_, data), operator=operator)
    (event,) = long_ledger.read(stream)
    assert (event.type, event.operator) == (type_, operator)
    assert event.data == data
    assert list(map(type, event.data.values())) == [type(data[key]) for key in event.data]


def test_the_chains_of_all_examples_are_whole(long_ledger: Ledger) -> None:
    write(long_ledger, "S-last", entry("Heard", words=Private("ünïcode\0")))
    assert verify(long_ledger) == []
    assert "S-last" in long_ledger.streams("S-")


@settings(deadline=None, max_examples=30)
@given(stream=NAMES.map(lambda name: "N-" + name))
def test_any_name_of_a_stream_is_its_own(long_ledger: Ledger, stream: str) -> None:
    before = long_ledger.version(stream)
    write(long_ledger, stream, entry("Heard"))
    assert long_ledger.version(stream) == before + 1
    assert stream in long_ledger.streams(stream)
    assert all(found.startswith(stream) for found in long_ledger.streams(stream))


def bits(number: int) -> str:
    return f"{number.bit_length()} bits"


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**4000, -(10**4000), 0], ids=bits)
def test_integers_of_any_size_a_text_can_hold(ledger: Ledger, number: int) -> None:
    write(ledger, "INC-1", entry("Counted", number=number))
    assert ledger.read("INC-1")[0].data == {"number": number}


class Reporter(StrEnum):
    STAFF = "staff"


class Severity(IntEnum):
    MILD = 2


def test_members_of_enums_come_back_as_plain_values(ledger: Ledger) -> None:
    write(ledger, "INC-1", entry("Heard", by=Reporter.STAFF, severity=Severity.MILD, seats=(1, 2)))
    data = ledger.read("INC-1")[0].data
    assert data == {"by": "staff", "severity": 2, "seats": [1, 2]}
    assert (type(data["by"]), type(data["severity"])) == (str, int)


def nested(depth: int) -> Json:
    value: Json = None
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("half \ud800 a character", ValueError),
        (Private("half \udfff a character"), ValueError),
        ({"half \ud83d": 1}, ValueError),
        ({"$private": ["INC-1#1.1", "0"]}, ValueError),
        pytest.param(10**5000, ValueError, id="5001 digits"),
        (nested(101), ValueError),
        (1.5, TypeError),
        (b"bytes", TypeError),
        ({1: "number as key"}, TypeError),
        ({"a set"}, TypeError),
    ],
)
def test_what_the_journal_cannot_give_back_is_refused(ledger: Ledger, value: Json, fault: type) -> None:
    with pytest.raises(fault):
        write(ledger, "INC-1", entry("Fine"), entry("Heard", value=value))
    assert ledger.streams("") == ()


def test_nesting_up_to_the_limit_round_trips(ledger: Ledger) -> None:
    write(ledger, "INC-1", entry("Nested", value=nested(98)))
    assert ledger.read("INC-1")[0].data == {"value": nested(98)}


@pytest.mark.parametrize("name", ["NUL \0", "half \ud800"])
def test_names_that_no_text_column_holds_are_refused(ledger: Ledger, name: str) -> None:
    with pytest.raises(ValueError, match=r"NUL|surrogate"):
        write(ledger, "INC-1", Entry(name, {}))
    with pytest.raises(ValueError, match=r"NUL|surrogate"):
        write(ledger, "INC-1", entry("Heard"), operator=name)
    assert ledger.streams("") == ()


def test_rows_leave_out_a_nul_and_keep_the_rest(ledger: Ledger) -> None:
    write(ledger, "INC-1", entry("IncidentBegan", who=Private("B\0ob [red]")))
    assert ledger.incidents()[0].title == "Sauce on Bob [red]"
    assert ledger.read("INC-1")[0].data["who"] == Private("B\0ob [red]")


@given(at=st.datetimes(timezones=st.timezones()).filter(lambda at: 1 < at.year < 9999))
def test_a_time_is_one_text_and_comes_back(at: datetime) -> None:
    text = instant(at)
    assert len(text) == len("2026-03-01T12:00:00.123456Z")
    assert instant(moment(text)) == text
    assert moment(text).timestamp() == at.timestamp()


def test_canonical_text_has_one_form() -> None:
    assert canonical({"b": [1, "é\n"], "a": None}) == '{"a":null,"b":[1,"é\\n"]}'
    assert instant(NOON) == "2026-03-01T12:00:00.123456Z"
    with pytest.raises(ValueError, match="journal"):
        moment("2026-03-01T12:00:00Z")
