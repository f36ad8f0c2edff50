"""Bodies: what they print and read, what is refused in them, and that their work is bounded."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
from markupsafe import Markup

from recovery_cli import sandbox
from recovery_cli.money import Money


def shown(value: object, path: str) -> str:
    return f"[{path}={value}]"


def run(source: str, **facts: object) -> str:
    return sandbox.body(source).run(facts, shown)


def test_each_printed_value_comes_with_its_path() -> None:
    source = "{{ customer.name }}{% for r in remedies %}{{ r.label | capital }}{{ loop.index }}{% endfor %}"
    facts = {"customer": {"name": "A"}, "remedies": [{"label": "b"}]}
    assert run(source, **facts) == "[customer.name=A][remedies[].label=B][=1]"


def test_a_body_knows_what_it_reads() -> None:
    loop = "{% for g in note.garments %}{{ g.kind }}{% endfor %}"
    source = loop + "{% set x = a.b %}{{ x }}{% if c.d is given %}{% endif %}"
    assert sandbox.body(source).paths == {"note.garments", "note.garments[].kind", "a.b", "c.d"}


def test_a_gap_is_found_with_its_line() -> None:
    with pytest.raises(sandbox.UndefinedFact) as raised:
        run("one\ntwo {{ a }}\n{% for r in rs %}\n  {{ r.b }}\n{% endfor %}", a="x", rs=[{"b": "y"}, {}])
    assert (raised.value.path, raised.value.line) == ("rs[1].b", 4)


BLANK = [None, "", " \t", "nan", "NaN", "None", "null", "N/A", "#N/A", float("nan"), Decimal("nan")]


@pytest.mark.parametrize("value", BLANK)
def test_nothing_blank_is_ever_printed(value: object) -> None:
    with pytest.raises(sandbox.UndefinedFact):
        run("{{ a }}", a=value)


@pytest.mark.parametrize("value", [True, {"b": 1}, [1, 2]])
def test_only_single_values_are_printed(value: object) -> None:
    with pytest.raises(sandbox.TemplateFault):
        run("{{ a }}", a=value)


def test_constants_are_printed_like_values() -> None:
    assert run("{{ 'a' }}{{ 1 }}") == "[=a][=1]"


def test_text_from_macros_and_blocks_is_printed_once_and_its_values_by_emit() -> None:
    source = "{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(a) }}{% set t %}({{ a }}){% endset %}{{ t }}{{ t }}"
    assert run(source, a="v") == "<[=v]>([a=v])([a=v])"


def test_a_call_block_prints_what_it_holds() -> None:
    assert run("{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}{{ a }}{% endcall %}", a="v") == "<[a=v]>"


def test_markup_in_the_data_is_text() -> None:
    kept: list[object] = []

    def keep(value: object, path: str) -> str:
        kept.append(value)
        return "x"

    sandbox.body("{{ a }}").run({"a": Markup("<b>")}, keep)
    assert kept == ["<b>"]
    assert type(kept[0]) is str


@pytest.mark.parametrize(
    "source",
    [
        *(f"{{{{ a | {name} }}}}" for name in ("e", "escape", "safe", "forceescape", "urlize", "tojson", "xmlattr")),
        *(f"{{{{ a | {name} }}}}" for name in ("attr('b')", "map('upper')", "format(1)", "center(99999999)", "indent")),
        "{% autoescape false %}{{ a }}{% endautoescape %}",
        "{% filter upper %}{{ a }}{% endfilter %}",
        "{% set t %}{{ a }}{% endset %}{% if t %}x{% endif %}",
        "{% set t %}{{ a }}{% endset %}{{ t | upper }}",
        "{% set t %}{{ a }}{% endset %}{{ a + t }}",
        "{% set t | upper %}{{ a }}{% endset %}",
        "{% set t %}{{ a }}{% endset %}{% set u = t %}{{ u }}",
        "{% set t %}{{ a }}{% endset %}{{ t if a else a }}",
        "{% set t %}{{ a }}{% endset %}{% for t in a %}{% endfor %}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(a) | upper }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(m(a)) }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{% if m(a) == 'x' %}{% endif %}",
        "{% macro m() %}{{ caller() | upper }}{% endmacro %}",
        "{% macro m() %}{{ m() }}{% endmacro %}",
        "{% macro m() %}{{ varargs }}{% endmacro %}",
        "{% macro m() %}{% endmacro %}{% macro m() %}{% endmacro %}",
        "{{ lipsum() }}",
        "{{ range(9) }}",
        "{{ cycler('a') }}",
        "{{ a.format('b') }}",
        "{{ a.__class__ }}",
        "{{ a['__class__'].b }}{{ ''.__class__ }}",
        "{{ self }}",
        "{{ a ~ b }}",
        "{{ 9 ** 9 }}",
        "{{ a if b }}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% block x %}{% endblock %}",
        "{% with a = 1 %}{{ a }}{% endwith %}",
        "{% for a in b recursive %}{% endfor %}",
        "{% set a.b = 1 %}",
        "{% set a.b %}{% endset %}",
        "{% do a %}",
        "{{ a",
        "a \ue000 b",
        "a \U000f0000 b",
    ],
)
def test_what_could_let_a_value_through_is_refused_when_it_is_read(source: str) -> None:
    found = sandbox.check(source, path="x.md")
    assert found
    assert all(fault.path == "x.md" and fault.line == 1 and fault.message for fault in found)
    with pytest.raises(sandbox.TemplateFault):
        sandbox.body(source)


def test_all_faults_are_found_at_once_and_each_at_its_line() -> None:
    found = sandbox.check("{{ a | safe }}\n{{ b ~ c }}\nfine {{ d }}\n{{ e.f() }}", path="x.md")
    assert [fault.line for fault in found] == [1, 2, 4]


def test_a_sound_template_has_no_faults() -> None:
    assert sandbox.check("{% if a is given %}{{ a | default('b') }}{% endif %}", path="x.md") == []


def test_loops_are_bounded_over_the_whole_run() -> None:
    rows = [0] * 400
    with pytest.raises(sandbox.TemplateFault, match="100,000 turns"):
        run("{% for a in rows %}{% for b in rows %}{% endfor %}{% endfor %}", rows=rows)
    assert run("{% for a in rows %}{% for b in rows %}{% endfor %}{% endfor %}", rows=rows[:300]) == ""


def test_macros_that_double_each_other_are_bounded() -> None:
    doubling = "{% macro m0() %}{% endmacro %}" + "".join(
        f"{{% macro m{n} () %}}{{{{ m{n - 1}() }}}}{{{{ m{n - 1}() }}}}{{% endmacro %}}" for n in range(1, 30)
    )
    with pytest.raises(sandbox.TemplateFault):
        run(doubling + "{{ m29() }}")


def test_captured_text_that_doubles_itself_is_bounded() -> None:
    doubling = (
        "{% set t0 %}"
        + "x" * 1000
        + "{% endset %}"
        + "".join(f"{{% set t{n} %}}{{{{ t{n - 1} }}}}{{{{ t{n - 1} }}}}{{% endset %}}" for n in range(1, 40))
    )
    with pytest.raises(sandbox.TemplateFault, match="characters"):
        run(doubling)


@pytest.mark.parametrize("expression", ["a * 999999999", "999999999 * a", "'%999999999d' % n", "a + a", "rows * 9"])
def test_text_is_not_multiplied(expression: str) -> None:
    with pytest.raises(sandbox.TemplateFault):
        run(f"{{{{ {expression} }}}}", a="x", n=1, rows=[1])


def test_nesting_is_bounded() -> None:
    with pytest.raises(sandbox.TemplateFault):
        sandbox.body("{% if a %}" * 100 + "{% endif %}" * 100)
    with pytest.raises(sandbox.TemplateFault):
        sandbox.body("{% for a in b %}" * 25 + "{% endfor %}" * 25)


def test_a_value_of_no_plain_kind_is_our_fault() -> None:
    with pytest.raises((TypeError, sandbox.TemplateFault)):
        run("{{ a }}", a=object())


def test_values_are_spelled_out_by_name_only_where_they_fit() -> None:
    kept: list[object] = []

    def keep(value: object, path: str) -> str:
        kept.append(value)
        return path

    facts = {"cap": Money(Decimal(1), "EUR"), "on": date(2026, 1, 1)}
    assert sandbox.body("{{ cap | in_words }} {{ on | date }}").run(facts, keep) == "cap on"
    assert kept == [sandbox.Spelled(Money(Decimal(1), "EUR"), "in_words"), sandbox.Spelled(date(2026, 1, 1), "date")]
    with pytest.raises(sandbox.TemplateFault):
        run("{{ name | in_words }}", name="x")


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("'ana' | capital", "Ana"),
        ("'we did it' | sentence", "We did it."),
        ("'We did it!' | sentence", "We did it!"),
        ("'You are safe.' | bare", "You are safe"),
        ("'A' | lower", "a"),
        ("'a' | upper", "A"),
        ("rows | join(' and ')", "x and y"),
        ("rows | length", "2"),
        ("nothing | default('b')", "b"),
        ("blank | default('b')", "b"),
        ("cap.currency", "EUR"),
        ("7 // 2 + 7 % 2 - 1", "3"),
        ("(cap - cap).amount + 1", "1"),
    ],
)
def test_filters_and_parts(expression: str, text: str) -> None:
    body = sandbox.body(f"{{{{ {expression} }}}}")
    facts = {"rows": ["x", "y"], "blank": " ", "cap": Money(Decimal(80), "EUR")}
    assert body.run(facts, lambda value, _: str(value)) == text


def test_the_ending_of_one_word_can_be_asked() -> None:
    source = "{% if kind is ending('a') %}f{% else %}m{% endif %}"
    kinds = ("giacca", "cappotto", "giacca a vento con una tasca")
    assert [run(source, kind=kind) for kind in kinds] == ["f", "m", "m"]


def test_importing_the_sandbox_loads_nothing_heavy_but_jinja() -> None:
    code = "import sys, recovery_cli.sandbox; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "jinja2" in loaded
    assert not {"babel", "num2words", "markdown_it", "typst", "yaml", "pydantic", "asyncio"} & set(loaded)
