from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_cli.errors import Broken, RecoverError
from recovery_cli.yamltree import MAX_DEPTH, MAX_SIZE, Data, Tree, load, load_fast, load_file


def read(text: str) -> Tree:
    tree, faults = load(text, path="p.yaml")
    assert tree is not None
    assert faults == []
    return tree


def codes(text: str) -> list[tuple[int, int, str]]:
    """Line, column and code of each fault."""
    return [(fault.line, fault.column, fault.code) for fault in load(text, path="p.yaml")[1]]


@pytest.mark.parametrize(
    ("plain", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-5", -5),
        ("912345678", 912345678),
        ("1.50", Decimal("1.50")),
        ("-0.05", Decimal("-0.05")),
        ("2026-11-21", "2026-11-21"),
        ("2026-11-21T20:12:00Z", "2026-11-21T20:12:00Z"),
        ("80.00 EUR", "80.00 EUR"),
        ("3-10", "3-10"),
        ("1.2.3", "1.2.3"),
        ("10%", "10%"),
        ("nobody", "nobody"),
        ("'012'", "012"),
        ('"NO"', "NO"),
        ("! 12:30", "12:30"),
        ("!!str 1e3", "1e3"),
    ],
)
def test_a_scalar_means_what_it_shows(plain: str, value: Data) -> None:
    data = read(f"a: {plain}\n").data
    assert data == {"a": value}
    assert isinstance(data, dict)
    assert type(data["a"]) is type(value)


def test_a_decimal_keeps_its_places() -> None:
    data = read("a: 80.00\n").data
    assert str(data) == "{'a': Decimal('80.00')}"


ODD = (
    *("NO", "no", "No", "yes", "on", "Off", "y", "N", "True", "FALSE", "Null", "NULL", "=", "<<"),
    *("012", "08", "00", "-012", "+5", "0x1f", "0o17", "0b11", "1_000", "1_0.5", "1234567890123456789"),
    *(".5", "-.5", "5.", "1e3", "1.5e-3", ".inf", "-.INF", ".nan", "12:30", "08:30", "190:20:30.15"),
)


@pytest.mark.parametrize(
    "odd",
    ODD,
)
def test_what_yaml_would_guess_at_must_be_quoted(odd: str) -> None:
    assert codes(f"ok: x\nlist:\n  - {odd}\n") == [(3, 5, "Y03")]
    assert odd in load(f"- {odd}\n", path="p")[1][0].hint
    assert codes(f"- '{odd}'\n") == []


@pytest.mark.parametrize("key", ["NO", "on", "12", "1.5", "true", "null", "~", "12:30", "<<", "[a]", "{a: b}"])
def test_a_key_is_clearly_text(key: str) -> None:
    faults = codes(f"ok: x\n? {key}\n: x\n")
    assert faults == [(2, 3, "Y03")]


def test_all_faults_come_at_once_in_their_order() -> None:
    text = "a: NO\nb: &x 1\na: 2\nc: !thing x\nd: *x\ne: [1_000, 012]\n"
    assert codes(text) == [
        (1, 4, "Y03"),
        (2, 4, "Y04"),
        (3, 1, "Y02"),
        (4, 4, "Y04"),
        (5, 4, "Y04"),
        (6, 5, "Y03"),
        (6, 12, "Y03"),
    ]


def test_a_twin_key_names_the_first_line_and_the_first_stays() -> None:
    tree, faults = load("a:\n  x: 1\n\n  x:\n    z: 2\nb: 3\n", path="p.yaml")
    assert tree is not None
    assert tree.data == {"a": {"x": 1}, "b": 3}
    assert [str(fault) for fault in faults] == [
        "p.yaml:4:3: Y02\n    `x` is here twice, first on line 2\n    Keep one."
    ]


def test_the_same_key_in_two_mappings_is_no_twin() -> None:
    assert codes("- a: 1\n- a: 1\n") == []


@pytest.mark.parametrize("tag", ["!!binary", "!!python/object:os.system", "!!int", "!!set", "!mine"])
def test_tags_are_refused(tag: str) -> None:
    assert codes(f"a: {tag} x\n") == [(1, 4, "Y04")]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: 1\n\tb: 2\n", 2, 1),
        ("a: b: c\n", 1, 5),
        ("a: @x\n", 1, 4),
        ("ok: 1\na: [1\n", 3, 1),
        ("a: 'x\n", 2, 1),
        ("a: 1\n---\nb: 2\n", 2, 1),
        ("a: 1\n...\nb: 2\n", 3, 1),
        ("a: x\0\n", 1, 5),
        ("a: 1\nb: \ud800\n", 2, 4),
        ("a: 1\r\nb: \x07\r\n", 2, 4),
        ('a: "\\ud800"\n', 1, 7),
        ("%YAML 2.0\n---\na: 1\n", 1, 1),
        ("a: *b\nb: {\n", 3, 1),
    ],
)
def test_what_is_no_yaml_is_a_fault_with_its_place(text: str, line: int, column: int) -> None:
    tree, faults = load(text, path="p.yaml")
    assert tree is None
    assert (line, column, "Y01") in [(fault.line, fault.column, fault.code) for fault in faults]
    assert all(fault.hint for fault in faults)


def test_faults_before_a_syntax_error_are_told_too() -> None:
    assert codes("a: NO\nb: [\n") == [(1, 4, "Y03"), (3, 1, "Y01")]


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "[{a: ", "{a: "])
@pytest.mark.parametrize("times", [MAX_DEPTH + 1, 20_000, 200_000])
def test_no_depth_ends_the_program(opening: str, times: int) -> None:
    tree, faults = load((opening * times)[:MAX_SIZE], path="p.yaml")
    assert tree is None
    assert faults[-1].code in ("Y05", "Y01")


def test_forty_levels_are_read_and_one_more_is_not() -> None:
    assert codes("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert codes("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == [(1, MAX_DEPTH + 1, "Y05")]


def test_a_file_over_the_limit_is_not_read() -> None:
    assert codes("#" + "x" * (MAX_SIZE - 1)) == []
    assert codes("#" + "x" * MAX_SIZE) == [(0, 0, "Y05")]


@pytest.mark.parametrize("empty", ["", "\n", "# a remark\n", "null\n", "\ufeff"])
def test_an_empty_file_is_an_empty_document(empty: str) -> None:
    tree = read(empty)
    assert tree.data is None
    assert tree.position(("a", 0)) == (1, 1)


PLACED = """\
title: x
steps:
  - kind: say
    words: {en: hello, es: hola}
  - ask
empty: {}
"""


@pytest.mark.parametrize(
    ("loc", "value", "key"),
    [
        ((), (1, 1), (1, 1)),
        (("title",), (1, 8), (1, 1)),
        (("steps", 0), (3, 5), (3, 5)),
        (("steps", 0, "words", "es"), (4, 28), (4, 24)),
        (("steps", 1), (5, 5), (5, 5)),
        (("steps", 7, "x"), (3, 3), (2, 1)),
        (("empty", "x"), (6, 8), (6, 1)),
        (("nowhere",), (1, 1), (1, 1)),
    ],
)
def test_a_place_is_that_of_the_nearest_node(
    loc: tuple[str | int, ...], value: tuple[int, int], key: tuple[int, int]
) -> None:
    tree = read(PLACED)
    assert tree.position(loc) == value
    assert tree.key_position(loc) == key


def test_columns_count_characters_not_bytes() -> None:
    assert read("{ñandú: é, b: x}").position(("b",)) == (1, 15)


def test_a_file_is_read_with_its_mark_and_bad_bytes_are_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes("\ufeffa: é\n".encode())
    tree, faults = load_file(file, path="x.yaml")
    assert tree is not None
    assert tree.data == {"a": "é"}
    assert faults == []
    file.write_bytes(b"a: 1\nb: caf\xe9\n")
    tree, faults = load_file(file, path="x.yaml")
    assert tree is None
    assert [(fault.line, fault.code) for fault in faults] == [(2, "Y01")]


def test_the_fast_reader_takes_everything_for_text(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("a: NO\n12: [1, true, ~]\n", "utf-8")
    assert load_fast(file) == {"a": "NO", "12": ["1", "true", "~"]}


@pytest.mark.parametrize("bad", [b"a: [", b"a: \xff", b"[" * 500_000])
def test_the_fast_reader_says_what_cannot_be_read(tmp_path: Path, bad: bytes) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(bad)
    with pytest.raises(Broken) as caught:
        load_fast(file)
    assert caught.value.faults
    assert "x.yaml" in caught.value.message


def test_the_fast_reader_says_that_a_file_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(RecoverError, match="cannot be read: Is a directory"):
        load_fast(tmp_path)


YAMLISH = st.text(st.sampled_from("ab01 \n\t-:?[]{}#&*!|>'\"%@,~<=._yn\u2028é\x85\ufeff\\"), max_size=60)


@given(st.one_of(st.text(max_size=80), YAMLISH, st.text(st.characters(), max_size=40)))
def test_whatever_is_given_is_read_or_told(text: str) -> None:
    tree, faults = load(text, path="p.yaml")
    assert tree is not None or faults
    for fault in faults:
        assert fault.line >= 0
        assert str(fault).startswith("p.yaml")
    if tree is not None:
        tree.position(("a", 0, "b"))
