"""Letters of one shape are filled from what was made before: never differently from a letter that is made alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recovery_cli.document import markdown
from recovery_cli.document.blocks import Block
from recovery_cli.document.fill import Locale, fill
from recovery_cli.document.prepare import prepare
from recovery_cli.document.shape import Odd, exact
from recovery_cli.document.shaped import SHAPES, Shaped
from recovery_cli.errors import Broken
from recovery_cli.money import Money
from recovery_cli.private import Private

LOCALE = Locale("es", "ES")
TEMPLATES = (
    "Dear {{ a.name }}, {% if a.town is given %}of {{ a.town }}{% endif %}.",
    "{{ a.name | sentence }} {{ a.name }}",
    "{% if a.name == 'Ana' %}**{{ a.town }}**{% else %}{{ a.name }}{% endif %}",
    "{% for row in rows %}\n- {{ row.name }} {{ a.name }}\n{% endfor %}",
    "{% for a in rows %}{{ a.name }} {% endfor %}{{ a.town }}",
    "{% for a in rows if a.name is given %}{{ a.name }}{% if a.town is given %} {{ a.town }}{% endif %}!{% endfor %}",
    "{% for row in rows if row.name is given %}{{ row.name }}{% if row.town is given %} of{% endif %}!{% endfor %}",
    "{% for row in rows %}{{ row.name }}{% if not loop.last %};{% endif %}{% endfor %}{{ rows | length }} {{ a.name }}",
    "{% for row in rows %}{% if row.town == 'Sevilla' %}{{ row.name }}{% else %}-{% endif %}{% endfor %}x",
    "{% for row in rows %}{{ row.name | sentence }} {{ row.town }}{% endfor %}x",
    "{% if rows is given %}{{ rows[0].name }} {{ rows[-1].town }}{% endif %}x",
    "{% for row in rows %}{% for inner in row.rows %}{{ inner.name }} {{ row.name }}, {% endfor %}{% endfor %}x",
    "{% if a | length > 2 %}{{ a }}{% endif %}x",
    "{% for row in rows %}{{ row }}{% endfor %}x",
    "{% for row in rows %}{{ row.sum }} {{ row.day }} {{ row.day.year }}{{ row.number }}{% endfor %}x",
    "{% for row in a.rows %}{{ row.name }}{% endfor %}{% if a.rows == rows %}!{% endif %}x",
    "{% if flag is given %}{% set a = rows[0] %}{% endif %}{{ a.name }}",
    "{% macro said(name) %}<{{ name }} {{ a.town }}>{% endmacro %}{{ said(a.name) }} `{{ a.name }}`",
    "{{ sum }} {{ sum.currency }} {% if rows | length > 1 %}{{ rows[1].name }}{% endif %}",
    "{{ day | date }} {{ day }} {{ day.year }} {{ a.name }}",
    "{{ number }} {{ a.name }}: {{ a.town }}\n\n::: recipient\n{{ a.name }}\n\n{{ a.town }}\n:::",
)
WORDS = st.sampled_from(
    ["Ana", "Sevilla", "<0>", "<1>", " ", "", "N/A", "0", "**x**", "é\u0301", "a\nb", "{{ 7 }}", "a@b.example", None]
)
VALUES = WORDS | st.sampled_from([0, 1, True, Decimal(0), Decimal("-0"), Decimal("1.0"), Private("Eva"), Private(None)])
GROUPS = st.dictionaries(st.sampled_from(["name", "town"]), VALUES, max_size=2)
SUMS = st.sampled_from([Money(Decimal(each), "EUR") for each in ("0", "-0", "1.5", "1.50")])
DAYS = st.sampled_from([date(2026, 11, 21), datetime(2026, 11, 21, 9, 30, tzinfo=UTC)])
ROWS = GROUPS | st.fixed_dictionaries(
    {"name": WORDS},
    optional={
        "rows": st.lists(GROUPS, max_size=2),
        "sum": SUMS,
        "day": DAYS,
        "number": st.sampled_from([0, 7, Decimal("1.0")]),
    },
)
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "a": GROUPS | st.just("Ana") | st.fixed_dictionaries({"rows": st.lists(GROUPS, max_size=2)}),
        "rows": st.lists(ROWS, max_size=2) | st.just("Ana") | st.lists(VALUES, max_size=2),
        "flag": VALUES,
        "sum": SUMS,
        "day": DAYS,
        "number": VALUES,
    },
)


def shaped(source: str, kinds: Mapping[str, str] | None = None) -> Shaped:
    return Shaped(read(source), kinds=kinds or {}, fields={})


read = cache(partial(prepare, path="x.md"))


def alone(source: str, facts: Mapping[str, object], kinds: Mapping[str, str]) -> tuple[Block, ...] | str:
    try:
        return fill(*read(source).skeleton(facts), locale=LOCALE, kinds=kinds)
    except Broken as broken:
        return str(broken.faults)


def among_others(made: Shaped, facts: Mapping[str, object]) -> tuple[Block, ...] | str:
    try:
        return made.blocks(facts, locale=LOCALE)
    except Broken as broken:
        return str(broken.faults)


@pytest.mark.parametrize("source", TEMPLATES)
@settings(max_examples=25, deadline=None)
@given(st.lists(FACTS, min_size=2, max_size=6))
def test_a_letter_among_others_is_the_letter_made_alone(source: str, many: list[dict[str, object]]) -> None:
    kinds = {"a.town": "email"}
    made = shaped(source, kinds)
    for facts in (*many, *many):
        assert repr(among_others(made, facts)) == repr(alone(source, facts, kinds))


def test_a_template_runs_once_for_all_letters_of_a_shape() -> None:
    made = shaped("Unique words for {{ a.name }}{% if vip %} indeed{% endif %}.")
    markdown.parse.cache_clear()
    for number in range(20):
        made.blocks({"a": {"name": f"Name {number}"}, "vip": False}, locale=LOCALE)
    info = markdown.parse.cache_info()
    assert (info.misses, info.hits) == (1, 0)


def test_letters_with_as_many_items_are_of_one_shape_whatever_stands_in_them() -> None:
    made = shaped(
        "{% for row in rows if row.kind == 'x' %}\n- {{ row.name }}: {{ row.sum }}\n\n{% endfor %}\n{{ rows | length }}"
    )
    markdown.parse.cache_clear()
    for number in range(20):
        item = {"name": f"Name {number}", "sum": Money(Decimal(number), "EUR"), "kind": "x"}
        blocks = made.blocks(
            {"rows": [{"name": "none", "kind": "y"}, item, {**item, "name": f"Nobody {number}"}]}, locale=LOCALE
        )
        assert all(f"{name} {number}" in repr(blocks) for name in ("Name", "Nobody"))
    info = markdown.parse.cache_info()
    assert (info.misses, info.hits) == (1, 1)
    made.blocks({"rows": [item]}, locale=LOCALE)
    assert markdown.parse.cache_info().misses == 2


def test_facts_that_were_changed_in_their_place_give_another_letter() -> None:
    made = shaped("{{ a.name }} {{ sum }}{% for row in rows %} {{ row.name }} {{ row.sum }}{% endfor %}")
    item: dict[str, object] = {"name": "one", "sum": Money(Decimal(1), "EUR")}
    facts: dict[str, object] = {"a": {"name": "Ana"}, "sum": Money(Decimal("1.0"), "EUR"), "rows": [item]}
    for _ in range(3):
        made.blocks(facts, locale=LOCALE)
    item["name"] = "two"
    facts["sum"] = Money(Decimal("1.00"), "EUR")
    assert "two" in repr(made.blocks(facts, locale=LOCALE))
    item["sum"] = Money(Decimal(2), "EUR")
    assert repr(made.blocks(facts, locale=LOCALE)).count("2,00") == 1
    facts["rows"] = [item, item]
    assert repr(made.blocks(facts, locale=LOCALE)).count("2,00") == 2


def test_blocks_without_a_value_of_their_own_are_the_very_same_in_each_letter() -> None:
    made = shaped("One for all.\n\n{{ a.name }}\n\n{{ a.town }}")
    one, two = (made.blocks({"a": {"name": name, "town": "Sevilla"}}, locale=LOCALE) for name in ("Ana", "Eva"))
    assert one[0] is two[0]
    assert one[2] is two[2]
    assert one[1] != two[1]


def test_what_is_asked_of_the_first_letter_of_a_shape_holds_for_the_others_and_is_asked_of_each_shape() -> None:
    made = Shaped(prepare("{{ a.name }}", path="x.md"), kinds={}, fields={"b.kind": True, "b.name": False})
    asked = []
    for kind, name in (("x", "1"), ("x", "2"), ("y", "3"), ("x", ""), ("x", Decimal(4))):
        facts = {"a": {"name": "Ana"}, "b": {"kind": kind, "name": name}}
        made.blocks(facts, locale=LOCALE, check=lambda given=(kind, name): asked.append(given))
    assert asked == [("x", "1"), ("y", "3"), ("x", ""), ("x", Decimal(4))]


def test_what_the_check_refuses_is_refused_each_time() -> None:
    def never() -> None:
        raise Broken("no", [])

    made = shaped("{{ a.name }}")
    for _ in range(2):
        with pytest.raises(Broken):
            made.blocks({"a": {"name": "Ana"}}, locale=LOCALE, check=never)


def test_many_shapes_are_not_kept_for_ever() -> None:
    made = shaped("{{ a.name | upper }}")
    for number in range(SHAPES + 10):
        (block,) = made.blocks({"a": {"name": f"n{number}"}}, locale=LOCALE)
        assert f"N{number}" in repr(block)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (0, False),
        (1, Decimal(1)),
        (Decimal("1.0"), Decimal("1.00")),
        (Decimal(0), Decimal("-0")),
        (Money(Decimal(1), "EUR"), Money(Decimal("1.00"), "EUR")),
        (date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC)),
        (["a"], {"a": "a"}),
        ({"a": 1}, {"a": True}),
        ("1", 1),
    ],
)
def test_what_may_be_written_differently_has_another_key(one: object, other: object) -> None:
    assert exact(one) != exact(other)
    assert exact(one) == exact(one)


def test_what_no_template_may_hold_has_no_key() -> None:
    with pytest.raises(Odd):
        exact(object())
