"""Values for a letter: read as their fields want them or refused with how to write them, and laid over each other."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_cli.commands.letter_types import typed
from recovery_cli.commands.letter_values import from_tree, merged, placed, shape
from recovery_cli.letters.gaps import gaps
from recovery_cli.letters.model import Kind, Template, read
from recovery_cli.money import Money
from recovery_cli.sandbox import blank
from recovery_cli.sandbox.values import NO_VALUE
from recovery_cli.yamltree import load

MADRID = ZoneInfo("Europe/Madrid")
KINDS: tuple[Kind, ...] = ("text", "money", "date", "datetime", "email", "phone", "url", "list", "flag", "number")
FIELDS = "\n".join(
    f"  {path}: {{type: {kind}, required: true, prompt: {{en: It}}}}"
    for path, kind in {
        "note.cap": "money",
        "customer.name": "text",
        "customer.since": "date",
        "customer.regular": "flag",
        "remedies": "list",
        "remedies[].label": "text",
        "remedies[].amount": "money",
    }.items()
)
TEMPLATE = f"id: sample\ntitle: {{en: T}}\nuse_when: {{en: U}}\npage: letter\nfields:\n{FIELDS}\n"


def template() -> Template:
    return read(TEMPLATE, path="sample.yaml")[0]


@pytest.mark.parametrize(
    ("kind", "given_", "expected"),
    [
        ("text", " as it is ", " as it is "),
        ("text", 12, "12"),
        ("text", "Null", "Null"),
        ("money", " 80.00  EUR ", Money(Decimal("80.00"), "EUR")),
        ("date", " 2026-11-21 ", date(2026, 11, 21)),
        ("datetime", "2026-11-21T21:12", datetime(2026, 11, 21, 21, 12, tzinfo=MADRID)),
        ("datetime", "2026-11-21 20:12Z", datetime(2026, 11, 21, 21, 12, tzinfo=MADRID)),
        ("number", "10", 10),
        ("number", 10, 10),
        ("number", Decimal("2.50"), Decimal("2.50")),
        ("flag", True, True),
        ("flag", "false", False),
        ("email", "ana@example.com", "ana@example.com"),
        ("phone", 955000001, "955000001"),
        ("url", "example.com/notes", "example.com/notes"),
    ],
)
def test_a_value_is_read_as_its_field_wants_it(kind: Kind, given_: object, expected: object) -> None:
    found = typed(kind, given_, MADRID)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("kind", "given_", "told"),
    [
        ("money", "80", "like 80.00 EUR"),
        ("money", "80,00 EUR", "like 80.00 EUR"),
        ("money", "80.00 €", "like 80.00 EUR"),
        ("money", 80, "like 80.00 EUR"),
        ("date", "21/11/2026", "like 2026-11-21"),
        ("date", "20261121", "like 2026-11-21"),
        ("date", 20261121, "like 2026-11-21"),
        ("date", "2026-W47-6", "like 2026-11-21"),
        ("date", "2026-02-30", "like 2026-11-21"),
        ("date", "２０２６-11-21", "like 2026-11-21"),
        ("datetime", "2026-11-21", "like 2026-11-21T21:12"),
        ("datetime", "0001-01-01T00:00+14:00", "like 2026-11-21T21:12"),
        ("number", "ten", "like 10"),
        ("number", "1e9", "like 10"),
        ("number", Decimal("1e1000000"), "like 10"),
        ("number", True, "like 10"),
        ("flag", "yes", "true or false"),
        ("flag", 1, "true or false"),
        ("email", "at home", "like ana@example.com"),
        ("phone", "ask Ana", "like +34"),
        ("url", "my page", "like example.com"),
        ("text", True, "true is not text"),
        ("text", ["a"], "a list is not text"),
        ("text", {"a": "b"}, "a group of values is not text"),
        ("text", "half \ud83d", "not UTF-8"),
        ("list", "a dessert", "--data FILE"),
    ],
)
def test_another_value_is_refused_with_how_to_write_it(kind: Kind, given_: object, told: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        typed(kind, given_, MADRID)
    assert told in str(refused.value)


@pytest.mark.parametrize("value", [None, "", "  ", "\u200b", "\t\n", [], {}, *sorted(NO_VALUE)])
@pytest.mark.parametrize("kind", KINDS)
def test_blank_is_nothing_in_every_kind(kind: Kind, value: object) -> None:
    assert typed(kind, value, MADRID) is None


simple = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.decimals(places=2), st.text(max_size=12)
)
data = st.recursive(
    simple,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=8), below, max_size=3),
    max_leaves=6,
)
keys = st.sampled_from(["note", "note.cap", "customer", "name", "remedies", "label", "amount", "x", "remedies[0]", ""])


@given(st.sampled_from(KINDS), data)
def test_a_value_fits_its_field_or_is_refused(kind: Kind, value: object) -> None:
    try:
        found = typed(kind, value, MADRID)
    except ValueError as refused:
        assert str(refused)
        return
    head = "id: s\ntitle: {en: T}\nuse_when: {en: U}\npage: letter\nfields:\n"
    sample = f"{head}  x: {{type: {kind}, prompt: {{en: It}}}}\n"
    opened, tree = read(sample, path="s.yaml")
    assert gaps(opened, {"x": found}, path="s.yaml", tree=tree) == []


@given(
    st.dictionaries(
        keys,
        st.recursive(simple, lambda below: st.dictionaries(keys, below) | st.lists(below, max_size=2), max_leaves=5),
        max_size=3,
    )
)
def test_whatever_a_file_holds_becomes_facts_or_faults(values: dict[str, object]) -> None:
    layer = from_tree(values, None, template(), path="values.yaml", zone=MADRID)
    opened, tree = read(TEMPLATE, path="sample.yaml")
    found = gaps(opened, layer.facts, path="sample.yaml", tree=tree)
    assert all(fault.message.endswith(" is missing") for fault in found)
    assert all(fault.message for fault in layer.faults)


def test_keys_are_nested_or_dotted_and_each_place_is_known() -> None:
    text = "customer.name: Elena\ncustomer: {since: '2026-11-21', regular: true}\n"
    text += "remedies:\n  - label: a dessert\n    amount: 80\n"
    tree, faults = load(text, path="values.yaml")
    assert tree is not None
    assert not faults
    assert isinstance(tree.data, dict)
    layer = from_tree(tree.data, tree, template(), path="values.yaml", zone=MADRID)
    assert layer.facts == {
        "customer": {"name": "Elena", "since": date(2026, 11, 21), "regular": True},
        "remedies": ({"label": "a dessert"},),
    }
    (fault,) = layer.faults
    assert (fault.line, fault.column) == (5, 5)
    assert layer.unfit == {"remedies[0].amount"}


def test_layers_leave_what_is_below_them_alone() -> None:
    below = {"customer": {"name": "Elena", "type": "regular"}, "remedies": ({"label": "a"}, {"label": "b"})}
    over = {"customer": {"name": None}, "remedies": ({"label": "c"},)}
    assert merged(below, over) == {"customer": {"name": None, "type": "regular"}, "remedies": ({"label": "c"},)}
    assert below["customer"] == {"name": "Elena", "type": "regular"}
    assert blank(merged(below, over)["customer"]["name"])  # type: ignore[index]  # a mapping, as it was put there


def test_an_answer_is_put_in_its_place() -> None:
    facts = {"remedies": ({"label": "", "amount": 1}, {"label": "b"})}
    assert placed(facts, "remedies[0].label", "a") == {"remedies": ({"label": "a", "amount": 1}, {"label": "b"})}
    assert placed({}, "remedies[1].label", "b") == {"remedies": ({}, {"label": "b"})}
    assert placed({"note": None}, "note.cap", 1) == {"note": {"cap": 1}}
    assert facts["remedies"][0]["label"] == ""
    assert shape("remedies[12].label") == "remedies[].label"
