"""The sandbox: conditions that never take the unknown for false, and lines to say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_cli import sandbox
from recovery_cli.money import Money
from recovery_cli.private import Private

# Conditions


def test_a_condition_knows_every_fact_it_may_read() -> None:
    made = sandbox.condition("hurt or garment.material in ['leather', 'silk'] and not people['child']")
    assert made.paths == {"hurt", "garment.material", "people.child"}


@pytest.mark.parametrize(
    ("source", "facts", "outcome"),
    [
        ("hurt", {"hurt": True}, True),
        ("not hurt", {"hurt": True}, False),
        ("garment.material in ['leather', 'silk']", {"garment": {"material": "silk"}}, True),
        ("cap > limit", {"cap": Money(Decimal(120), "EUR"), "limit": Money(Decimal(80), "EUR")}, True),
        ("cap >= limit", {"cap": Money(Decimal(80), "EUR"), "limit": Money(Decimal(80), "EUR")}, True),
        ("calls + 1 >= 3", {"calls": 2}, True),
        ("price > 10.50", {"price": Decimal("10.49")}, False),
        ("on < until", {"on": date(2026, 1, 1), "until": date(2026, 1, 2)}, True),
        ("name is none", {"name": None}, True),
        ("customer.favourite is given", {"customer": {}}, False),
        ("customer.favourite is given", {"customer": {"favourite": "tea"}}, True),
        ("result == 1", {"result": 1}, True),
        ("garments[0].kind == 'coat'", {"garments": [{"kind": "coat"}]}, True),
    ],
)
def test_conditions_hold_as_they_read(source: str, facts: dict[str, object], outcome: bool) -> None:
    assert sandbox.condition(source).holds(facts) is outcome


@pytest.mark.parametrize(
    ("facts", "path"),
    [({}, "hurt"), ({"hurt": False}, "garment.material"), ({"hurt": False, "garment": {}}, "garment.material")],
)
def test_an_undefined_fact_never_counts_as_false(facts: dict[str, object], path: str) -> None:
    with pytest.raises(sandbox.UndefinedFact) as raised:
        sandbox.condition("hurt or garment.material == 'silk'").holds(facts)
    assert raised.value.path == path


def test_a_lone_undefined_fact_raises_too() -> None:
    with pytest.raises(sandbox.UndefinedFact):
        sandbox.condition("hurt").holds({})


def test_a_fact_behind_a_short_cut_is_not_asked_for() -> None:
    assert sandbox.condition("hurt or burned").holds({"hurt": True})


@pytest.mark.parametrize(
    "source",
    [
        *("", "a b", "a }} b {{ c", "{{ a }}", "f(", "a if b", "a.b()", "range(3)", "a ~ b", "a ** 2", "a | safe"),
        *("a is strange", "a.__class__", "_a", "self", "a[1:2]", "{'a': 1}", "(" * 300 + "a" + ")" * 300),
    ],
)
def test_what_is_not_one_plain_expression_is_no_condition(source: str) -> None:
    with pytest.raises(sandbox.TemplateFault) as raised:
        sandbox.condition(source)
    assert raised.value.message
    assert raised.value.line == 1


@pytest.mark.parametrize(
    ("source", "facts"),
    [
        ("cap > limit", {"cap": Money(Decimal(1), "EUR"), "limit": Money(Decimal(1), "GBP")}),
        ("name > 3", {"name": "x"}),
        ("name * 3 == 'xxx'", {"name": "x"}),
        ("name + name == 'xx'", {"name": "x"}),
        ("'%s' % name == 'x'", {"name": "x"}),
        ("big * big > 1", {"big": 10**16}),
        ("1 / none_left > 1", {"none_left": 0}),
    ],
)
def test_a_condition_that_makes_no_sense_says_so(source: str, facts: dict[str, object]) -> None:
    with pytest.raises(sandbox.TemplateFault):
        sandbox.condition(source).holds(facts)


# Words


def test_words_are_filled_with_plain_text_that_is_not_read_again() -> None:
    words = sandbox.words("I'm {{ operator.name }} & sorry.")
    assert words.paths == {"operator.name"}
    assert words.render({"operator": {"name": "<b>{{ 7*7 }}</b> & co"}}) == "I'm <b>{{ 7*7 }}</b> & co & sorry."


@pytest.mark.parametrize("name", [None, "", "  ", "\u200b", "N/A", "nan"])
def test_words_with_a_blank_are_not_said(name: str | None) -> None:
    with pytest.raises(sandbox.UndefinedFact) as raised:
        sandbox.words("I'm {{ operator.name }}.").render({"operator": {"name": name}})
    assert raised.value.path == "operator.name"


def test_words_with_a_missing_fact_are_not_said() -> None:
    with pytest.raises(sandbox.UndefinedFact) as raised:
        sandbox.words("I'm {{ operator.name }}.").render({})
    assert raised.value.path == "operator.name"


def test_a_persons_name_is_read_through_its_wrapper() -> None:
    assert sandbox.words("{{ name }}").render({"name": Private("Elena")}) == "Elena"
    with pytest.raises(sandbox.UndefinedFact):
        sandbox.words("{{ name }}").render({"name": Private(None)})


@pytest.mark.parametrize("name", ["Nan", "Null", "NONE", "N", "0"])
def test_people_with_odd_names_are_people(name: str) -> None:
    assert sandbox.words("{{ name }}").render({"name": name}) == name


@given(st.text(min_size=1).filter(lambda text: not sandbox.blank(text)))
def test_any_name_comes_out_as_it_went_in(name: str) -> None:
    assert sandbox.words("a {{ name }} z").render({"name": name}) == f"a {name} z"
