"""Templates become blocks: what is refused when they are read, what stands where, and that no value is ever parsed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_cli.document import markdown
from recovery_cli.document.blocks import (
    SECTIONS,
    Block,
    Break,
    Bullets,
    Code,
    Emphasis,
    Fact,
    Facts,
    Heading,
    Link,
    Numbered,
    Paragraph,
    Section,
    Strong,
    Text,
)
from recovery_cli.document.clean import clean
from recovery_cli.document.fill import Locale, fill
from recovery_cli.document.prepare import faults, prepare
from recovery_cli.errors import Broken
from recovery_cli.sandbox import blank

ES = Locale("es", "ES")


def filled(source: str, **facts: Any) -> tuple[Block, ...]:
    blocks, values = prepare(source, path="x.md").skeleton(facts)
    return fill(blocks, values, locale=ES, kinds={})


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def test_every_kind_of_block() -> None:
    source = (
        "# Head *two*\n\nOne **two** `three`\\\nfour\nfive [six](https://six.example)\n\n- a\n- b\n\n3. c\n4. d\n\n"
        "Label\n: first\n: second\n\n::: privacy\nend\n:::\n"
    )
    assert filled(source) == (
        Heading(1, (Text("Head "), Emphasis((Text("two"),)))),
        Paragraph(
            (
                *(Text("One "), Strong((Text("two"),)), Text(" "), Code("three"), Break(), Text("four five ")),
                Link("https://six.example", (Text("six"),)),
            )
        ),
        Bullets(((paragraph("a"),), (paragraph("b"),))),
        Numbered(3, ((paragraph("c"),), (paragraph("d"),))),
        Facts((Fact((Text("Label"),), ((Text("first"),), (Text("second"),))),)),
        Section("privacy", (paragraph("end"),)),
    )


@pytest.mark.parametrize("source", ["a\n---\n", "> a", "    a", "<b>a</b>", "&lt;", "~~a~~", "<https://a.b>"])
def test_other_markup_is_text(source: str) -> None:
    (block,) = filled(source)
    assert isinstance(block, Paragraph)
    assert all(isinstance(span, Text) for span in block.spans)


@pytest.mark.parametrize("entity", ["&lt;", "&#xF0000;", "&#983040;", "&amp;"])
def test_an_entity_cannot_spell_a_placeholder(entity: str) -> None:
    assert filled(f"{entity} {{{{ a }}}}", a="A") == (Paragraph((Text(f"{entity} "), Text("A"))),)


@pytest.mark.parametrize("name", sorted(SECTIONS))
def test_the_sections_there_are(name: str) -> None:
    assert filled(f"::: {name}\na\n:::\n") == (Section(name, (paragraph("a"),)),)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("a\n\n[x](https://{{ a }})", 3),
        ("a\n[x]({{ a }})", 2),
        ("[x](<https://a.b/{{ a }}>)", 1),
        ('[x](https://a.b "{{ a }}")', 1),
        ("{% if q %}\na\n{% else %}\n[x](https://{{ a }})\n{% endif %}\n", 4),
        ("![x](https://a.b)", 1),
        ("![{{ a }}]({{ a }})", 1),
        ("[x](javascript:alert)", 1),
        ("[x](data:text/html;base64,x)", 1),
        ("a\n{% if q %}\nb\n{% endif %}\nc\n\n::: nowhere\nd\n:::\n", 7),
        ("::: {{ a }}\nd\n:::\n", 1),
        ("Label\n: one\n\n  - two\n", 2),
        ("{{ a | safe }}", 1),
        ("a\n{{ b ~ c }}", 2),
        ("a \U000f0000", 1),
    ],
)
def test_faults_are_found_when_the_template_is_read_each_at_its_line(source: str, line: int) -> None:
    found = faults(source, path="x.md")
    assert [(fault.path, fault.line) for fault in found] == [("x.md", line)]
    with pytest.raises(Broken) as raised:
        prepare(source, path="x.md")
    assert raised.value.faults == tuple(found)


@pytest.mark.parametrize("name", [None, "", " ", "\u200b", "\x00", "N/A"])
def test_a_gap_names_its_fact_and_line(name: str | None) -> None:
    with pytest.raises(Broken) as raised:
        filled("a\n\nDear {{ customer.name }},", customer={"name": name})
    (fault,) = raised.value.faults
    assert (fault.path, fault.line) == ("x.md", 3)
    assert "customer.name" in fault.message


def test_a_template_that_loops_too_long_is_stopped_with_its_line() -> None:
    with pytest.raises(Broken) as raised:
        filled("a\n{% for a in rows %}{% for b in rows %}{% endfor %}{% endfor %}", rows=[0] * 400)
    assert raised.value.faults[0].line == 2


def test_one_path_through_a_template_is_parsed_once_for_all_customers() -> None:
    prepared = prepare("Unique {{ name }}{% if vip %} indeed{% endif %}.", path="x.md")
    markdown.parse.cache_clear()
    for number in range(20):
        prepared.skeleton({"name": f"Name {number}", "vip": False})
    assert markdown.parse.cache_info().misses == 1
    prepared.skeleton({"name": "x", "vip": True})
    assert markdown.parse.cache_info().misses == 2


def test_a_value_may_hold_no_placeholder() -> None:
    assert filled("{{ a }} {{ b }}", a="A\U000f0001", b="B") == (Paragraph((Text("A"), Text(" "), Text("B"))),)


def test_a_value_captured_on_its_way_is_not_parsed_either() -> None:
    source = "{% set t %}{{ a }}{% endset %}{% macro m(x) %}{{ x }}{% endmacro %}{{ t }} {{ m(a) }}"
    assert filled(source, a="**x**") == (Paragraph((Text("**x**"), Text(" "), Text("**x**"))),)


PLACES = {
    "# {0}": lambda blocks: blocks[0].spans,
    "a **{0}** b": lambda blocks: blocks[0].spans[1].spans,
    "- {0}": lambda blocks: blocks[0].items[0][0].spans,
    "Label\n: {0}": lambda blocks: blocks[0].rows[0].values[0],
    "{0}\n: label": lambda blocks: blocks[0].rows[0].label,
    "[{0}](https://a.example)": lambda blocks: blocks[0].spans[0].spans,
    "::: check\n{0}\n:::": lambda blocks: blocks[0].blocks[0].spans,
    "{0}": lambda blocks: blocks[0].spans,
}

NASTY = [
    "**Bob** {{7*7}} <script>",
    "[a](javascript:x)",
    "![a](https://x/y.png)",
    "# a",
    "- a",
    "1. a",
    "::: privacy",
    "> a",
    "`a`",
    "\\*a\\*",
    "a\\",
    "{% raw %}",
    "{{ a }}",
    "&amp; &#0; &lt;b&gt;",
    "a | b",
    "  a  ",
    "a  \nb",
    "\n\n\na\n\n",
    "#import",
    "$x$",
    "@ref <label> // /* */",
    "a\u2028b",
    "a\u202eb",
    "a\x00b",
    "\ue000\U000f0000a",
    "👩‍🚀",
    "مرحبا",
    "%s %(a)s {0} {a}",
]


def unbroken(spans: Any) -> str:
    return "".join("\n" if isinstance(span, Break) else span.text for span in spans)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("value", NASTY)
def test_a_value_comes_out_as_itself_wherever_it_stands(place: str, value: str) -> None:
    spans = PLACES[place](filled(place.format("{{ a }}"), a=value))
    assert all(isinstance(span, Text | Break) for span in spans)
    assert unbroken(spans) == clean(value)


@given(value=st.text(st.characters(exclude_categories=[]), min_size=1), place=st.sampled_from(sorted(PLACES)))
def test_any_value_comes_out_as_itself(value: str, place: str) -> None:
    if blank(clean(value)):
        with pytest.raises(Broken):
            filled(place.format("{{ a }}"), a=clean(value))
        return
    assert unbroken(PLACES[place](filled(place.format("{{ a }}"), a=value))) == clean(value)


def test_a_value_in_code_stands_as_text() -> None:
    assert filled("`{{ a }}`", a="`x` **y**") == (Paragraph((Code("`x` **y**"),)),)
